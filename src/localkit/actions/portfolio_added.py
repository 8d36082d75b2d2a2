"""What comes of adding places to a portfolio."""

from __future__ import annotations

from dataclasses import dataclass, field

from localkit.errors import LocalkitError
from localkit.model.portfolio import NewPlace


@dataclass(frozen=True)
class Refused:
    """What was named and is no local version.

    Attributes:
        what: As the person named it, or where it was found.
        reason: Why not, in one sentence.
    """

    what: str
    reason: str


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
