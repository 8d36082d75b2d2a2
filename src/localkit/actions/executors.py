"""Where work is done that is the same for many places: this process, or several."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class InProcess(Executor):
    """Does each piece of work at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it; what it raises is raised when its result is asked for."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def usual_workers() -> int:
    """As many as there are processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def executor(workers: int) -> Executor:
    """Some processes that work side by side; with one worker, this process."""
    if workers == 1:
        return InProcess()
    # Processes are begun anew everywhere, not forked: a fork would inherit open databases and libgit2's state.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
