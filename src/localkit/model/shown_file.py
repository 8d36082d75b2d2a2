"""A file as it is shown, with the passages in it that belong to elements."""

from __future__ import annotations

from dataclasses import dataclass

from localkit.model.document import Location
from localkit.model.kit import Element
from localkit.model.passage import Passage


@dataclass(frozen=True)
class HeldPassage:
    """A passage of an element, where it lies in a file."""

    element: Element
    passage: Passage
    location: Location


@dataclass(frozen=True)
class ShownFile:
    """A file of a sample place, or of the template.

    Attributes:
        path: Relative path.
        text: What it says; None for one that is no text.
        held: The passages in it that belong to elements, in the order of the file.
        given_once: Whether it belongs to the place from the first day.
    """

    path: str
    text: str | None
    held: tuple[HeldPassage, ...] = ()
    given_once: bool = False
