"""How a local version differs from the core as received: a value that every face shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from localkit.model.finding import Finding
from localkit.model.kit import Element, Kit
from localkit.model.passage import Passage
from localkit.model.vocabulary import ChangeKind, Light, State


@dataclass(frozen=True)
class PassageDivergence:
    """What happened at one passage.

    Attributes:
        core: The passage as the core has it; None for a proscribed one that is there.
        local: The passage as the place has it; None where it was removed.
        change: What happened.
        changed: Normalised indel distance of the words, 0 to 1.
        core_words: Number of words in the core.
        local_words: Number of words in the local version.
        distance: Words inserted plus words deleted.
        line: Line in the local file, counted from 1.
        core_text: The core's text, where something changed.
        local_text: The place's text, where something changed.
        words: The local words, where something changed: what a record's fingerprint is made of.
        light: Set once bounds and latitude were looked at.
    """

    core: Passage | None
    local: Passage | None
    change: ChangeKind
    changed: float = 0.0
    core_words: int = 0
    local_words: int = 0
    distance: int = 0
    line: int | None = None
    core_text: str | None = None
    local_text: str | None = None
    words: tuple[str, ...] = field(default=(), repr=False)
    light: Light = "green"

    @property
    def differs(self) -> bool:
        """Whether something other than its place changed."""
        return self.change in ("changed", "removed", "added")

    @property
    def at(self) -> Passage:
        """Where it is now, or was."""
        found = self.local or self.core
        assert found is not None  # noqa: S101  one side always is there
        return found

    @property
    def moved_from(self) -> str | None:
        """Address in the core, where it lay elsewhere or had another heading."""
        if self.core is None or self.local is None or self.core.address == self.local.address:
            return None
        return self.core.address


@dataclass(frozen=True)
class ElementDivergence:
    """What happened at one element.

    Attributes:
        light: None where the element does not apply here.
        raised_by: ``record``, or a plugin's name, where a light was raised.
        in_bounds: None for an element without bounds, or one that is not used.
        conditions: Number of conditions of its bounds.
        broken: In plain words, each condition that does not hold.
        adaptations: Ids of the records that cover it.
        exception: Id of the live granted exception, or None.
    """

    element: Element
    state: State
    light: Light | None
    passages: tuple[PassageDivergence, ...] = ()
    changed: float = 0.0
    in_bounds: bool | None = None
    conditions: int = 0
    broken: tuple[str, ...] = ()
    adaptations: tuple[str, ...] = ()
    exception: str | None = None
    raised_by: str | None = None

    @property
    def applies(self) -> bool:
        """Whether the element is for this place."""
        return self.state != "not_applicable"

    @property
    def not_used(self) -> bool:
        """Whether an optional element was taken out."""
        return self.element.necessity == "optional" and any(
            item.change == "removed" for item in self.passages
        )

    @property
    def asks(self) -> bool:
        """Whether somebody is asked to do something about it."""
        if self.light in (None, "green") or self.raised_by == "record" or self.state == "excepted":
            return False
        return self.state in ("unrecorded", "changed_since_recorded", "as_core") or self.in_bounds is False


@dataclass(frozen=True)
class FileChanges:
    """What happened to files as wholes."""

    unchanged: int = 0
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Divergence:
    """A local version against its baseline.

    Attributes:
        behind: What is known of later releases, None where nobody looked.
        core_kept: 1 minus the mean loss over tight elements; None where there are none.
        locally_shaped: Inserted plus deleted words over all words of what is loose; None where there are none.
        unclaimed: What happened to what no element claims, by file.
    """

    kit: Kit
    elements: tuple[ElementDivergence, ...]
    files: FileChanges
    unclaimed: tuple[PassageDivergence, ...]
    unclaimed_light: Light
    core_kept: float | None
    locally_shaped: float | None
    behind: Mapping[str, Any] | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def lights(self) -> dict[Light, int]:
        """Elements that apply, by light."""
        return {
            light: sum(1 for item in self.elements if item.light == light)
            for light in ("green", "yellow", "red")
        }

    @property
    def recorded(self) -> int:
        """Elements whose changes are recorded or agreed."""
        return sum(
            1
            for item in self.elements
            if item.state in ("recorded", "excepted")
            or (item.state == "changed_since_recorded" and item.light == "green")
        )

    @property
    def unrecorded(self) -> int:
        """Elements that touch what the core holds tight, and nobody said why."""
        return sum(
            1
            for item in self.elements
            if item.state in ("unrecorded", "changed_since_recorded") and item.light != "green"
        )
