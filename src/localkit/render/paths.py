"""Paths that a template gives: made plain, or refused."""

from __future__ import annotations

import re
from typing import Final

from localkit.errors import SafetyError

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\]")
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def plain(rendered: str, template: str) -> str:
    """A rendered path without empty and single-dot parts; empty for the root itself.

    Args:
        rendered: What the template gave.
        template: The path in the kit that it comes from.

    Raises:
        SafetyError: It could lead out of the folder on some system, or holds control characters.
    """
    parts = [part for part in rendered.split("/") if part not in ("", ".")]
    bad = rendered.startswith("/") or _CONTROL.search(rendered) or ".." in parts
    if bad or any(_DRIVE.match(part) for part in parts):
        raise SafetyError(
            f"would be written outside its folder, or under a name that is not safe: {rendered!r}",
            hint="Look at the answers that this name is made of, or ask the kit's authors.",
            path=template,
        )
    return "/".join(parts)
