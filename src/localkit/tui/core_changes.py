"""Who has taken which core change, as far as places told. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from localkit.engine.snapshot_telling import WAITS
from localkit.model.place_look import PlaceLook
from localkit.wording import ADOPTION_WORD

SAID: Final = {**ADOPTION_WORD, WAITS: "not decided"}
"""What a place may say of a change, in words."""


class ToldChange(NamedTuple):
    """A core change of a kit, and the places by what they said of it.

    Attributes:
        kit: The kit's name.
        change: The change's id.
        places: By what was said, in the order of ``SAID``.
    """

    kit: str
    change: str
    places: dict[str, list[PlaceLook]]

    def counts(self) -> Iterator[int]:
        """How many places said what, in the order of ``SAID``."""
        return (len(self.places.get(said, ())) for said in SAID)


def told_changes(looks: Sequence[PlaceLook]) -> list[ToldChange]:
    """Every change that a place tells of, by kit and id."""
    found: dict[tuple[str, str], dict[str, list[PlaceLook]]] = {}
    for look in looks:
        if look.seen is not None:
            for change, said in look.seen.changes:
                told = found.setdefault((look.seen.release.kit, change), {})
                told.setdefault(said, []).append(look)
    return [ToldChange(kit, change, places) for (kit, change), places in sorted(found.items())]
