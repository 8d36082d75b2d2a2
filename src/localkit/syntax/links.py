"""Links between files of one folder."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urlsplit

_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:)[!-~]+", re.IGNORECASE)


def leads_outside(link: str) -> bool:
    """Whether a link is an address that a reader may follow: on the web, for a letter or a call. Others are not."""
    try:
        urlsplit(link)
    except ValueError:
        return False
    return bool(_OUTSIDE.fullmatch(link))


def led_to(path: str, link: str) -> str | None:
    """The relative path that a link leads to; None where it leads out of the folder on purpose, or nowhere.

    Args:
        path: The file that has the link.
        link: Where to, as written there.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))


def part_of(link: str) -> str:
    """What a link names within a file; empty where it names the whole."""
    return unquote(link.partition("#")[2])
