"""Work in a thread that gives way to who presses keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_TURN: Final = 0.0005
"""Seconds that a thread may go on while another one waits; Python's own five milliseconds add up."""


@contextmanager
def giving_way() -> Iterator[None]:
    """For as long as this lasts, threads take shorter turns."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
