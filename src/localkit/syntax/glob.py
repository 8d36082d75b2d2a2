"""Path patterns: ``*`` within a name, ``**`` over folders, ``?`` and ``[...]``."""

from __future__ import annotations

import re
from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """Whether a relative path with forward slashes fits a pattern as a whole."""
    return bool(_compiled(pattern).match(path))


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    out: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out.append("(?:.*/)?")
            at += 3
        elif pattern.startswith("**", at):
            out.append(".*")
            at += 2
        else:
            piece, at = _one(pattern, at)
            out.append(piece)
    return re.compile("".join(out) + r"\Z", re.DOTALL)


def _one(pattern: str, at: int) -> tuple[str, int]:
    sign = pattern[at]
    if sign == "*":
        return "[^/]*", at + 1
    if sign == "?":
        return "[^/]", at + 1
    end = pattern.find("]", at + 2) if sign == "[" else -1
    if end > 0:
        inner = pattern[at + 1 : end].replace("\\", r"\\").replace("[", r"\[")
        negated = inner.startswith("!")
        return f"[{'^' if negated else ''}{inner[negated:]}]", end + 1
    return re.escape(sign), at + 1
