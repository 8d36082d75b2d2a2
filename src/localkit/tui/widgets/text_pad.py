"""A text to be written in, drawn so that nothing in it can command the terminal."""

from __future__ import annotations

import re
from typing import Final

from rich.text import Text
from textual.widgets import TextArea

_HARMFUL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


class TextPad(TextArea):
    """A text area for texts from kits and places. What is drawn is as long as what is there, sign by sign."""

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        line = super().get_line(line_index)
        line.plain = _HARMFUL.sub(_shown, line.plain)
        return line


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
