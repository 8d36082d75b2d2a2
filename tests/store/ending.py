"""Running something in a process of its own that is stopped, or whose disk fails, at its n-th step."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path

import filelock  # noqa: F401  so that loading it is no step

STEPS = frozenset(
    [
        *("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.scandir", "os.listdir"),
        *("os.link", "os.symlink", "os.truncate", "os.utime"),
    ]
)
"""Audit events, each raised just before the system call."""

DONE, FAILED, KILLED = 0, 1, 9

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_LOOKING = frozenset(["os.scandir", "os.listdir"])


def any_step(event: str, values: tuple[object, ...]) -> bool:
    """Whether an audit event is about the disk."""
    return event in STEPS


def writing_step(event: str, values: tuple[object, ...]) -> bool:
    """Whether an audit event changes the disk: whoever is stopped between two of them leaves the same files behind."""
    if event == "open":
        flags = values[2]
        return isinstance(flags, int) and bool(flags & _WRITING)
    return event in STEPS - _LOOKING


def kill(_: str, __: tuple[object, ...]) -> None:
    """End the process at once, as a power switch does."""
    os._exit(KILLED)


def in_a_child(
    act: Callable[[], object],
    at: int | None,
    then: Callable[[str, tuple[object, ...]], None] = kill,
    counts: Callable[[str, tuple[object, ...]], bool] = any_step,
) -> int:
    """Run ``act``; before its step number ``at`` (from 1; None for each) do ``then``. Returns how it ended.

    ``counts`` says which audit events are steps.
    """
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # of forking beside threads: the child only writes files
        child = os.fork()
    if child == 0:
        _live(act, at, then, counts)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _live(
    act: Callable[[], object],
    at: int | None,
    then: Callable[[str, tuple[object, ...]], None],
    counts: Callable[[str, tuple[object, ...]], bool],
) -> None:
    done = 0

    def step(event: str, values: tuple[object, ...]) -> None:
        nonlocal done
        if counts(event, values):
            done += 1
            if at in (None, done):
                then(event, values)

    try:
        sys.addaudithook(step)
        act()
        at = 0
        os._exit(DONE)
    except BaseException:
        at = 0
        traceback.print_exc()
    finally:
        os._exit(FAILED)


def holding(root: Path) -> dict[str, tuple[bytes, bool] | None]:
    """What is in a local version, its journal, lock and history left out; None for a folder."""
    found: dict[str, tuple[bytes, bool] | None] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not name.startswith((".localkit/history", ".localkit/lock")):
            found[name] = None if path.is_dir() else (path.read_bytes(), bool(path.stat().st_mode & 0o100))
    return found
