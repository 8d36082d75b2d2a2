"""Text from kits and places made harmless for a terminal."""

from __future__ import annotations

import re

# Control characters, and signs that re-order or hide what follows them: with these a kit could paint over
# the screen.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_BREAKS = {0x09: "\u2409", 0x0A: "\u240a", 0x2028: "<U+2028>", 0x2029: "<U+2029>"}


def harmless(text: str) -> str:
    """The text with control characters shown, not obeyed. Line breaks and tabs stay."""
    return _HARMFUL.sub(_shown, text)


def in_one_line(text: str) -> str:
    """A name or a path made harmless for a line that is about it: line breaks and tabs are shown, too."""
    return harmless(text).translate(_BREAKS)


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code == 0x0D:
        return ""
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"
