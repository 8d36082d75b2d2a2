"""Path patterns: ``*`` within a name, ``**`` over folders, ``?`` and ``[...]``."""

from __future__ import annotations

import re
from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """Whether a relative path with forward slashes fits a pattern as a whole."""
    return bool(_compiled(pattern).match(path))


def readable(pattern: str) -> bool:
    """Whether square brackets in a pattern make sense; in one where they don't, signs stand for themselves."""
    try:
        re.compile(_expression(pattern))
    except re.error:
        return False
    return True


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    expression = _expression(pattern) if readable(pattern) else re.escape(pattern)
    return re.compile(rf"(?:{expression})\Z", re.DOTALL)


def _expression(pattern: str) -> str:
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
    return "".join(out)


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
