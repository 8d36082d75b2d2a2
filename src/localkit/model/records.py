"""What a place wrote down: adaptations, exceptions, observations."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from localkit.model.core_change import Adoption

ADAPTATION_TEXTS = ("summary", "decided_by", "intended", "unintended", "evidence")
"""Fields of an adaptation that hold free text."""

EXCEPTION_TEXTS = ("requested_by", "granted_by", "conditions", "action_plan")
"""Fields of an exception that hold free text."""


def free_texts(data: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Field and text for whatever a person wrote freely, in the fields named and in keys that begin with ``x-``."""
    for key, value in data.items():
        if key in names or key.startswith("x-"):
            for text in value if isinstance(value, list | tuple) else (value,):
                if isinstance(text, str):
                    yield key, text


@dataclass(frozen=True)
class Adaptation:
    """One recorded change: what, why, who, for how long (FRAME vocabulary).

    Attributes:
        element: The element's id; None for what no element claims.
        passages: Addresses; none: the whole element.
        fingerprint: Digest of the normalised local words when it was recorded.
        data: Every field as the file has it.
        lines: Line of the file for each field, counted from 1; the entry's own under the empty name.
    """

    id: str
    element: str | None
    summary: str
    passages: tuple[str, ...] = ()
    fingerprint: str | None = None
    contextual: tuple[str, ...] = ()
    nature: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, data: Mapping[str, Any], lines: Mapping[str, int] | None = None) -> Adaptation:
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
            lines=lines or {},
        )

    @property
    def merged_into(self) -> str | None:
        """Id of the adaptation that this one was found to be the same as."""
        found = self.data.get("merged_into")
        return None if found is None else str(found)


@dataclass(frozen=True)
class AgreedException:
    """A time-limited permission to be outside a bound (the field's "derogation").

    Attributes:
        status: requested, granted, refused or withdrawn.
        start: First day.
        until: Last day, inclusive.
        data: Every field as the file has it.
        lines: Line of the file for each field, counted from 1; the entry's own under the empty name.
    """

    id: str
    element: str
    status: str
    start: datetime.date
    until: datetime.date
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, data: Mapping[str, Any], lines: Mapping[str, int] | None = None) -> AgreedException:
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
            lines=lines or {},
        )

    @property
    def requested_by(self) -> str:
        """The role that asked for it."""
        return str(self.data.get("requested_by", ""))

    @property
    def granted_by(self) -> str | None:
        """The role that granted it, as stated; None where nobody did."""
        stated = self.data.get("granted_by")
        return None if stated is None else str(stated)

    def live(self, today: datetime.date) -> bool:
        """Whether it is granted and its days include today; ``until`` is the last day, inclusive."""
        return self.status == "granted" and self.start <= today <= self.until

    def expired(self, today: datetime.date) -> bool:
        """Whether it was granted and its last day has passed."""
        return self.status == "granted" and self.until < today


@dataclass(frozen=True)
class Decision:
    """What became of a core change at a place.

    Attributes:
        change: Id of the change.
        decision: adopted, adapted, deferred, declined or not_applicable.
        date: The day, as 2026-11-20.
        who: The role that decided, as stated; None where nobody said.
        reason: Why, as stated; None where nobody said.
    """

    change: str
    decision: Adoption
    date: str
    who: str | None = None
    reason: str | None = None
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, data: Mapping[str, Any], lines: Mapping[str, int] | None = None) -> Decision:
        """From valid values of decisions.yaml."""
        return cls(
            data["change"], data["decision"], data["date"], data.get("who"), data.get("reason"), lines or {}
        )

    @property
    def settles(self) -> bool:
        """Whether a statutory or safety change needs no more words: adopted, adapted, declined with a reason."""
        if self.decision == "declined":
            return bool((self.reason or "").strip())
        return self.decision != "deferred"


@dataclass(frozen=True)
class Observation:
    """One value of an indicator that a place reported for a period.

    Attributes:
        line: Line of observations.csv, counted from 1.
    """

    indicator: str
    period: str
    numerator: str
    denominator: str
    note: str
    line: int
