"""Addresses as people type them: none with a secret in it is kept, shown or sent anywhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from localkit.errors import SafetyError

_ANY = re.compile(r"[a-z][a-z0-9+.-]*://[^\s'\"<>]+", re.IGNORECASE)
_NAMES_ONLY = ("ssh", "git+ssh", "sftp", "ftp")
"""Schemes in which what stands before the @ is a name, unless a password follows it."""


def is_address(text: str) -> bool:
    """Whether a text is an address with a scheme."""
    return re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE) is not None


def without_secret(text: str) -> str:
    """An address as it may be shown: less names, passwords, and what stands behind a question mark."""
    scheme, _, rest = text.partition("://")
    place, slash, path = rest.partition("/")
    host = place.rpartition("@")[2]
    return f"{scheme}://{host}{slash}{re.split('[?#]', path)[0]}"


def check_no_secret(text: str) -> None:
    """Refuse an address that may have a secret in it.

    Raises:
        SafetyError: It has a password, a token, or something behind a question mark.
    """
    found = urlsplit(text)
    named = found.netloc.rpartition("@")[0]
    secret = bool(found.query) or ":" in named or (bool(named) and found.scheme.lower() not in _NAMES_ONLY)
    if secret:
        raise SafetyError(
            "an address with a password, a name or a question mark in it is not taken: it may hold a secret",
            path=without_secret(text),
            hint="Leave that out, and keep it where the program that fetches looks for it, such as ~/.aws or ~/.netrc.",
        )


def redacted(text: str) -> str:
    """A message in which no address shows a secret."""
    return _ANY.sub(lambda match: without_secret(match[0]), text)
