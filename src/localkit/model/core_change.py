"""What releases change, as a kit tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

ChangeClass: TypeAlias = Literal[
    "statutory", "safety", "evidence", "clarification", "editorial", "new_option"
]
Adoption: TypeAlias = Literal["adopted", "adapted", "deferred", "declined", "not_applicable"]

CLASSES: tuple[ChangeClass, ...] = (
    "statutory",
    "safety",
    "evidence",
    "clarification",
    "editorial",
    "new_option",
)
"""From what nobody may overlook to what anybody may."""

PRESSING: frozenset[str] = frozenset(("statutory", "safety"))
"""Classes of changes that are never hidden: they stay on top until adopted, adapted, or declined with a reason."""


@dataclass(frozen=True)
class CoreChange:
    """One change that a release brings.

    Attributes:
        elements: Ids of the elements that it touches.
        since: First release that has it.
        effective: Day from which it counts, as 2026-03-31; None where none is told.
        origin: Place that invented it, or None.
    """

    id: str
    change_class: ChangeClass
    summary: str
    since: str
    elements: tuple[str, ...] = ()
    effective: str | None = None
    origin: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> CoreChange:
        """From valid values of kit.yaml's ``changes``."""
        return cls(
            id=data["id"],
            change_class=data["class"],
            summary=data["summary"],
            since=data["since"],
            elements=tuple(data.get("elements", ())),
            effective=data.get("effective"),
            origin=data.get("origin"),
        )

    @property
    def pressing(self) -> bool:
        """Whether it is statutory or about safety."""
        return self.change_class in PRESSING
