"""Where work is done that is the same for many places: this process, or several."""

from __future__ import annotations

import _thread
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

from localkit.actions.stoppable_pool import StoppablePool, listen

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
    return StoppablePool(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """What a process does before its first work."""
    _end_with_parent()
    listen()


def _end_with_parent() -> None:
    """End this process as soon as the one that began it is gone, even where that was killed.

    It would wait for work for ever, and hold open whatever its parent wrote to. The thread is one that the module
    ``threading`` does not count: rendering forks only where it counts one, and the fork is without this one.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        _thread.start_new_thread(_wait_for, (parent,))


def _wait_for(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
