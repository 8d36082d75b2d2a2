"""Beginning other processes while a screen is drawn."""

from __future__ import annotations

import contextlib
import sys


def allow_processes() -> None:
    """Let a pool of processes be begun.

    textual puts something in the place of standard error that has no file behind it. Whoever looks after a pool's
    semaphores is begun with that file, so it is begun here, with the true one.
    """
    if sys.platform == "win32" or sys.__stderr__ is None:
        return
    from multiprocessing.resource_tracker import ensure_running

    with contextlib.redirect_stderr(sys.__stderr__):
        ensure_running()
