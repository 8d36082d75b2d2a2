"""A real terminal for commands that ask."""

from __future__ import annotations

import os
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
    said, seen = "", 0
    until = time.monotonic() + 40
    waiting = list(keys)
    while time.monotonic() < until:
        try:
            said += os.read(handle, 4096).decode("utf-8", "replace")
        except OSError:
            break
        while waiting and waiting[0][0] in said[seen:]:
            seen = said.index(waiting[0][0], seen) + len(waiting[0][0])
            os.write(handle, waiting.pop(0)[1].encode())
    os.close(handle)
    return child.wait(10), said
