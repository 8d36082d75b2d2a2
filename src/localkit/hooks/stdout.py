"""What a plugin prints: told to people, never mixed into what a program reads."""

from __future__ import annotations

import contextlib
import sys


def to_people() -> contextlib.AbstractContextManager[object]:
    """Standard output goes to standard error meanwhile: a command's own output stays one document."""
    return contextlib.redirect_stdout(sys.stderr)
