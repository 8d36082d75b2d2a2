"""A real terminal for commands that ask."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def localkit_in_a_terminal(
    place: Path, arguments: Sequence[str], size: tuple[int, int] | None = None
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Localkit with a terminal of its own: where to read and write, and the process.

    Args:
        place: Where it runs.
        arguments: What is typed behind its name.
        size: Columns and lines; None for a terminal that does not tell.
    """
    import fcntl
    import pty  # not on Windows
    import termios

    handle, inner = pty.openpty()
    if size is not None:
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    own = "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from localkit.__main__ import main; "
    child = subprocess.Popen(
        [sys.executable, "-c", f"{own}sys.argv = {['localkit', *arguments]!r}; sys.exit(main())"],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        cwd=place,
        start_new_session=True,
    )
    os.close(inner)
    try:
        yield handle, child
    finally:
        os.close(handle)
        if child.poll() is None:
            child.kill()
            child.wait()


def typed(place: Path, arguments: Sequence[str], keys: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Run localkit in a terminal; keys are pressed when what stands before them has appeared anew."""
    with localkit_in_a_terminal(place, arguments) as (handle, child):
        said = _conversation(handle, list(keys))
        return child.wait(10), said


def _conversation(handle: int, waiting: list[tuple[str, str]]) -> str:
    said, seen, pressed = "", 0, ""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        if not select.select([handle], [], [], 3)[0]:
            if pressed == "\x03":
                # Readline can miss a Ctrl-C that comes just as it begins to wait. A person presses it again.
                os.write(handle, pressed.encode())
            continue
        try:
            piece = os.read(handle, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece.decode("utf-8", "replace")
        while waiting and waiting[0][0] in said[seen:]:
            seen = said.index(waiting[0][0], seen) + len(waiting[0][0])
            pressed = waiting.pop(0)[1]
            os.write(handle, pressed.encode())
    return said
