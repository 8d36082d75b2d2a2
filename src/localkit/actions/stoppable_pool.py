"""Processes that a person can stop with Ctrl+C, at any moment, without a word from each of them.

A terminal sends Ctrl+C to all processes of a command. Who tells of it is the one that the person began; the others end
what they do, tidy up, and are silent.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class StoppablePool(ProcessPoolExecutor):
    """Processes that are begun deaf to Ctrl+C, until ``listen``, their initializer, says what it means to them."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have it done; a process may be begun for it."""
        with _held_back():
            return super().submit(_worked, fn, *args, **kwargs)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Begin nothing more where something ended the work: nobody wants it any more."""
        self.shutdown(cancel_futures=kind is not None)


@contextmanager
def _held_back() -> Iterator[None]:
    """Ctrl+C waits for so long; a process begun meanwhile inherits that, before its first line of Python."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _State:
    """Of this process, where it is a worker."""

    working = False
    stopped = False


def listen() -> None:
    """In a worker, once it can: Ctrl+C ends the work at hand and all that would follow, and nothing else."""
    signal.signal(signal.SIGINT, _stop)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _stop(_number: int, _frame: FrameType | None) -> None:
    _State.stopped = True
    if _State.working:
        raise KeyboardInterrupt


def _worked(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    _State.working = True
    try:
        if _State.stopped:
            raise KeyboardInterrupt
        return fn(*args, **kwargs)
    finally:
        _State.working = False
