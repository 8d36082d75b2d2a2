"""A local version as a value: what rules look at and what plugins are told of."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localkit.model.divergence import Divergence
from localkit.model.kit import Kit
from localkit.model.records import Adaptation, AgreedException, Observation
from localkit.model.tree import Tree
from localkit.model.vocabulary import Stage

if TYPE_CHECKING:
    from localkit.model.document import Document


@dataclass(frozen=True)
class LocalVersion:
    """The folder that a place generated and edits, with what it keeps of the core and of its own records.

    Attributes:
        kit: The framework of the release it was made from, its strings rendered for this place.
        place_name: The place's name, where the kit asks for one.
        place_code: Its official code, where the kit asks for one.
        stage: Where the place is in its work.
        parameters: The place's answers, by name.
        files: Its own files as they are now, without ``.localkit``; added files over the limits are left out.
        core: The core as received.
        divergence: What differs, element by element; it has no elements where the core is damaged.
        adaptations: What the place recorded.
        exceptions: Its register of agreed exceptions.
        observations: Outcomes that it reported.
        today: The present day.
        read: Reads one of ``files`` as a document; None where there is no such file.
        has: Whether a file or folder is there, those that localkit does not look into too; a relative path.
    """

    kit: Kit
    place_name: str | None
    place_code: str | None
    stage: Stage
    parameters: Mapping[str, Any]
    files: Tree
    core: Tree
    divergence: Divergence
    adaptations: tuple[Adaptation, ...]
    exceptions: tuple[AgreedException, ...]
    observations: tuple[Observation, ...]
    today: datetime.date
    read: Callable[[str], Document | None] = field(repr=False, compare=False)
    has: Callable[[str], bool] = field(repr=False, compare=False)

    def text(self, path: str) -> str | None:
        """The text of one of its files; None where there is none, or it is no text."""
        document = self.read(path)
        return None if document is None or document.kind == "binary" else document.text

    def records(self) -> tuple[Adaptation | AgreedException | Observation, ...]:
        """Everything that people of the place wrote down."""
        return (*self.adaptations, *self.exceptions, *self.observations)
