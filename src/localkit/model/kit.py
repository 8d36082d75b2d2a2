"""A kit's framework: functions, elements, bounds, indicators, and what its releases change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from localkit.model.bound import Bound
from localkit.model.passage import Conditions, Passage
from localkit.model.vocabulary import DEFAULT_WAIVER, Basis, Latitude, Necessity, WaivableBy


@dataclass(frozen=True)
class Function:
    """Why the programme works: a purpose or mechanism, always kept (core function)."""

    id: str
    statement: str
    mechanism: str = ""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Guidance:
    """Examples in plain words of what is encouraged, what needs care, and what touches the core."""

    green: tuple[str, ...] = ()
    yellow: tuple[str, ...] = ()
    red: tuple[str, ...] = ()


@dataclass(frozen=True)
class Element:
    """What carries a function, and how far a place may change it."""

    id: str
    title: str
    passages: tuple[Passage, ...]
    latitude: Latitude = "fixed"
    necessity: Necessity = "essential"
    basis: Basis = "operational"
    serves: tuple[str, ...] = ()
    stated_waiver: WaivableBy | None = None
    applies_to: Conditions = ()
    bounds: tuple[Bound, ...] = ()
    guidance: Guidance = Guidance()
    line: int | None = field(default=None, compare=False)

    @property
    def waivable_by(self) -> WaivableBy:
        """Who may agree an exception; by default told by the basis."""
        return self.stated_waiver or DEFAULT_WAIVER[self.basis]

    @property
    def proscribed(self) -> bool:
        """Whether it must not be there."""
        return self.necessity == "proscribed"


@dataclass(frozen=True)
class PlaceWords:
    """What this kit calls a place, and which parameters hold its name and code."""

    one: str = "place"
    many: str = "places"
    name: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Kit:
    """A framework as one release of a kit gives it.

    ``data`` is the whole of kit.yaml (or kit.json) as plain values, for what no command reads yet.
    """

    name: str
    version: str
    title: str
    elements: tuple[Element, ...]
    summary: str = ""
    status: str = "active"
    outcome: str = ""
    unclaimed: Latitude = "open"
    given_once: tuple[str, ...] = ()
    place: PlaceWords = PlaceWords()
    functions: tuple[Function, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def element(self, element_id: str) -> Element | None:
        """The element of that id, or None."""
        return next((element for element in self.elements if element.id == element_id), None)
