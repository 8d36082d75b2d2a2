"""A real terminal for commands that ask."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def typed(place: Path, arguments: Sequence[str], keys: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Run localkit in a terminal; keys are pressed when what stands before them has appeared anew."""
    import pty  # not on Windows

    handle, inner = pty.openpty()
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
        said = _conversation(handle, list(keys))
        return child.wait(10), said
    finally:
        os.close(handle)
        if child.poll() is None:
            child.kill()
            child.wait()


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
