"""Spreading work on many things over an executor; a thing that ends its process takes no other with it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Final, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_MOST: Final = 25
"""Things in one piece of work: fewer would be sent about more than worked on."""
_ENOUGH: Final = 10
"""Processes that ended one after the other: it is not the thing, then, and the next would end as well."""


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
    yield from _one_by_one(pool, work, suspects, gone)


def _one_by_one(
    pool: Callable[[], Executor],
    work: Callable[[Sequence[Thing]], Result],
    suspects: list[Thing],
    gone: Callable[[Sequence[Thing]], Result],
) -> Iterator[Result]:
    """Work on things at one of which a process ended, to find out which."""
    ended = 0
    while suspects and ended < _ENOUGH:
        with pool() as executor:
            while suspects:
                thing = suspects.pop(0)
                try:
                    result = executor.submit(work, [thing]).result()
                except BrokenExecutor:
                    ended += 1
                    yield gone([thing])
                    break
                ended = 0
                yield result
    for thing in suspects:
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
