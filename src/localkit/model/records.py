"""What a place wrote down: adaptations and exceptions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Adaptation:
    """One recorded change: what, why, who, for how long (FRAME vocabulary).

    ``data`` holds every field as the file has it.
    """

    id: str
    element: str | None
    summary: str
    passages: tuple[str, ...] = ()
    fingerprint: str | None = None
    contextual: tuple[str, ...] = ()
    nature: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Adaptation:
        """From valid values of adaptations.yaml."""
        return cls(
            id=data["id"],
            element=data["element"],
            summary=data["summary"],
            passages=tuple(data.get("passages", ())),
            fingerprint=data.get("fingerprint"),
            contextual=tuple(data.get("contextual", ())),
            nature=tuple(data.get("nature", ())),
            data=data,
        )


@dataclass(frozen=True)
class AgreedException:
    """A time-limited permission to be outside a bound (the field's "derogation")."""

    id: str
    element: str
    status: str
    start: datetime.date
    until: datetime.date
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> AgreedException:
        """From valid values of exceptions.yaml.

        Raises:
            ValueError: A day is no day of the calendar.
        """
        return cls(
            id=data["id"],
            element=data["element"],
            status=data["status"],
            start=datetime.date.fromisoformat(data["from"]),
            until=datetime.date.fromisoformat(data["until"]),
            data=data,
        )

    def live(self, today: datetime.date) -> bool:
        """Whether it is granted and its days include today; ``until`` is the last day, inclusive."""
        return self.status == "granted" and self.start <= today <= self.until
