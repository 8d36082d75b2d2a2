"""Spreading work on many things over an executor; a thing that ends its process takes no other with it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Final, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_MOST: Final = 25
"""Things in one piece of work: fewer would be sent about more than worked on."""


def spread(
    pool: Callable[[], Executor],
    workers: int,
    work: Callable[[Sequence[Thing]], Result],
    things: Sequence[Thing],
    gone: Callable[[Sequence[Thing]], Result],
) -> Iterator[Result]:
    """Work on things in pieces, and give each result as soon as it is there.

    Args:
        pool: Makes an executor; again where one broke.
        workers: How many pieces it works on at a time.
        work: What is done with a piece; called in another process, so it and the things must be able to go there.
        things: All there is to do.
        gone: The result for a thing at which a process ended all by itself, twice.

    Raises:
        Exception: Whatever ``work`` raised.
    """
    size = max(1, min(_MOST, len(things) // (4 * workers)))
    pieces = [things[start : start + size] for start in range(0, len(things), size)]
    suspects: list[Thing] = []
    while pieces:
        with pool() as executor:
            lost = yield from _worked(executor, workers, work, pieces)
        suspects.extend(thing for piece in lost for thing in piece)
    for thing in suspects:
        with pool() as executor:
            try:
                yield executor.submit(work, [thing]).result()
            except BrokenExecutor:
                yield gone([thing])


def _worked(
    executor: Executor,
    workers: int,
    work: Callable[[Sequence[Thing]], Result],
    pieces: list[Sequence[Thing]],
) -> Generator[Result, None, list[Sequence[Thing]]]:
    """Take pieces from the list until it is empty or the executor breaks; returns those that it broke with."""
    running: dict[Future[Result], Sequence[Thing]] = {}
    lost: list[Sequence[Thing]] = []
    while running or (pieces and not lost):
        while pieces and not lost and len(running) < 2 * workers:
            piece = pieces.pop(0)
            try:
                running[executor.submit(work, piece)] = piece
            except BrokenExecutor:
                lost.append(piece)
        for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
            piece = running.pop(future)
            try:
                result = future.result()
            except BrokenExecutor:
                lost.append(piece)
            else:
                yield result
    return lost
