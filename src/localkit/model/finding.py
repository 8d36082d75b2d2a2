"""What a rule found."""

from __future__ import annotations

from dataclasses import dataclass

from localkit.model.vocabulary import Light, Resolve, Severity


@dataclass(frozen=True)
class Finding:
    """A problem in somebody's content: a value, counted, listed, reported; never an exception.

    Attributes:
        rule: Stable name, ``core.bounds``.
        severity: must, should or info.
        message: Plain words: what, and what to do.
        resolve: The kind of action that settles it.
    """

    rule: str
    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    element: str | None = None
    light: Light | None = None
    source: str | None = None
    plugin: str = "localkit"
    resolve: Resolve | None = None
