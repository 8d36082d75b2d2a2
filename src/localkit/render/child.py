"""Rendering a kit that isn't trusted: in a process of its own that can be stopped at a limit.

The sandbox keeps the template away from files and programs. What it cannot do is end a loop or hold down
memory: that is done from outside. Forked where that is safe (there is fork, and no other thread that could
hold a lock); elsewhere a fresh Python is started. What comes back is ``marshal`` of plain values.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
import warnings
from typing import TYPE_CHECKING, Final, NoReturn

from localkit.errors import LimitError
from localkit.model.limits import Limits
from localkit.render import binary, frames
from localkit.render.work import Done, Job, work

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a rendering may need beside its result: Jinja, its compiler, everything twice on the way back.
_MEMORY: Final = 512_000_000
#: Imported before the next fork: Jinja, and whatever slow libraries earlier children took.
_needed: Final = {"jinja2.sandbox"}
_SLOW: Final = ("arrow", "slugify", "binaryornot.helpers", "uuid")
_STARTING: Final = 20.0  # seconds to allow a fresh Python on a busy machine


def work_in_child(job: Job, meanwhile: Callable[[], None] | None = None) -> Done:
    """Do a job in a child process, which is gone when this returns.

    Args:
        job: What to do.
        meanwhile: Called here as soon as the child is at work.

    Raises:
        LimitError: It took too long, or too much.
        LocalkitError: What the work raises.
    """
    if hasattr(os, "fork") and threading.active_count() == 1:
        return _forked(job, meanwhile)
    return _spawned(job, meanwhile)


def confine(limits: Limits) -> None:
    """Hold this process to its limits, where the system can: memory, time, and writing no file at all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and stops us
    try:
        import resource
    except ImportError:
        return  # Windows: the parent's clock, the counting of output and of multiplications remain
    seconds = int(limits.seconds) + 5  # in case the parent was killed
    wanted = {
        resource.RLIMIT_AS: _address_space() + _MEMORY + 4 * limits.rendered_bytes,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
    }
    for kind, value in wanted.items():
        hard = resource.getrlimit(kind)[1]
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 4_000_000_000  # no /proc: leave room for what a Python has mapped


def _forked(job: Job, meanwhile: Callable[[], None] | None) -> Done:
    if meanwhile is None or _needed != {"jinja2.sandbox"}:
        for name in sorted(_needed):  # once, here, not in every child
            importlib.import_module(name)

    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # some libraries have threads that Python doesn't know; the child touches none of them
        warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(job, writing)
    try:
        os.close(writing)
        if meanwhile is not None:
            meanwhile()
        answer = _read(reading, job.limits)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(reading)
        status = os.waitpid(child, 0)[1]
    done = frames.answer(answer, os.waitstatus_to_exitcode(status))
    _needed.update(done.imported)
    binary.decided.update(done.binary)
    return done


def _be_the_child(job: Job, writing: int) -> NoReturn:
    code = 1
    try:
        confine(job.limits)
        _send(writing, frames.attempt(_work, job))
        code = 0
    except MemoryError:
        with contextlib.suppress(BaseException):
            _send(writing, frames.error(LimitError(frames.MEMORY)))
            code = 0
    finally:
        os._exit(code)  # nothing of the parent's may be flushed or cleaned up a second time


def _work(job: Job) -> Done:
    before = set(binary.decided)
    done = work(job)
    done.imported = [name for name in _SLOW if name in sys.modules]
    done.binary = {start: found for start, found in binary.decided.items() if start not in before}
    return done


def _send(writing: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(writing, view) :]


def _read(reading: int, limits: Limits) -> bytes:
    until = time.monotonic() + limits.seconds
    most = 4 * limits.rendered_bytes + _MEMORY
    pieces: list[bytes] = []
    size = 0
    while True:
        left = until - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            raise too_long(limits)
        piece = os.read(reading, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise LimitError("the template gives more than it may")


def too_long(limits: Limits) -> LimitError:
    """The error for a template that doesn't come to an end."""
    return LimitError(
        f"the template took longer than {limits.seconds:g} s to render",
        hint="Raise the limit in the settings if this is meant; otherwise ask the kit's authors.",
    )


def _spawned(job: Job, meanwhile: Callable[[], None] | None) -> Done:
    # Not multiprocessing: it would import the caller's main module again, and needs a guard there.
    start = "import sys; sys.path[:] = sys.argv[1:]; from localkit.render.child import serve; serve()"
    command = [sys.executable, "-c", start, *sys.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            if meanwhile is not None:
                meanwhile()
            answer, _ = process.communicate(frames.packed(job), timeout=job.limits.seconds + _STARTING)
        except subprocess.TimeoutExpired:
            process.kill()
            raise too_long(job.limits) from None
        except BaseException:
            process.kill()
            process.wait()  # Popen itself doesn't, after Ctrl-C
            raise
    return frames.answer(answer, process.returncode)


def serve() -> NoReturn:
    """Be the fresh Python: a job on standard input, its answer on standard output."""
    job = frames.unpacked(sys.stdin.buffer.read())
    import jinja2.sandbox  # noqa: F401 - before the clock starts

    threading.Thread(target=_stop_at, args=(job.limits.seconds,), daemon=True).start()
    _be_the_child(job, sys.stdout.fileno())


def _stop_at(seconds: float) -> NoReturn:
    time.sleep(seconds)
    os.write(sys.stdout.fileno(), frames.error(too_long(Limits(seconds=seconds))))
    os._exit(0)
