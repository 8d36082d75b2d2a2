"""What comes of adding places to a portfolio."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from localkit.errors import LocalkitError, SafetyError
from localkit.model.portfolio import NewPlace


@dataclass(frozen=True)
class Refused:
    """What was named and is no local version.

    Attributes:
        what: As the person named it, or where it was found.
        reason: Why not, in one sentence.
        unsafe: Whether it was refused for safety.
    """

    what: str
    reason: str
    unsafe: bool = False

    @classmethod
    def of(cls, what: str, error: LocalkitError, reason: str | None = None) -> Refused:
        """What was refused by an error; its own words are the reason if no other is given."""
        return cls(what, reason or told(error), isinstance(error, SafetyError))


@dataclass
class Added:
    """What came of adding.

    Attributes:
        new: Places that were not there.
        newer: Places that were there, of which a bundle brings something newer.
        there: Places that were there already.
        refused: What is no local version.
    """

    new: list[NewPlace] = field(default_factory=list)
    newer: list[NewPlace] = field(default_factory=list)
    there: list[NewPlace] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def told(error: LocalkitError) -> str:
    """An error in one line, with the file that it is about."""
    where = ":".join(str(part) for part in (error.path, error.line) if part is not None)
    return f"{where}: {error.message}" if where else error.message


def added_values(added: Added) -> dict[str, Any]:
    """All of it as the plain values that programs read (schema ``portfolio-add``)."""
    return {
        "format": 1,
        **{
            name: [_place_values(place) for place in getattr(added, name)]
            for name in ("new", "newer", "there")
        },
        "refused": [{"what": item.what, "reason": item.reason} for item in added.refused],
    }


def _place_values(place: NewPlace) -> dict[str, Any]:
    return {
        "name": place.label,
        "kind": place.kind,
        "at": place.at,
        "ref": place.ref,
        "directory": place.directory,
    }
