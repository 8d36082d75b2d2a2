"""Which relative paths may be written."""

from __future__ import annotations

import re

_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?\Z", re.IGNORECASE)
_WINDOWS = re.compile(r'[<>:"|?*\\]')


def unsafe_reason(path: str) -> str | None:
    """Why a relative path with forward slashes may not be written, or None where it may."""
    if not path:
        return "it is empty"
    if _CONTROL.search(path):
        return "it has a line break or control character"
    if path.startswith(("/", "\\")) or _DRIVE.match(path):
        return "it is not inside the folder"
    if "\\" in path:
        return "it has a backslash"
    if ".." in path.split("/"):
        return "it leads out of the folder"
    return None


def windows_reason(path: str) -> str | None:
    """Why Windows cannot hold a relative path, or None where it can."""
    for part in path.split("/"):
        bad = _WINDOWS.search(part) or _CONTROL.search(part)
        if bad:
            return f"{bad.group()!r} is not allowed in a file name on Windows"
        if part != part.rstrip(" ."):
            return "a file name on Windows cannot end in a dot or a space"
        if _RESERVED.match(part):
            return f"{part.split('.')[0]} is a reserved name on Windows"
        if len(part) > 200:
            return "the name is too long for Windows"
    return "the path is too long for Windows" if len(path) > 200 else None
