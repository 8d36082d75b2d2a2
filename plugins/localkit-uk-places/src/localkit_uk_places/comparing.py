"""Places like ours: those under the same nation's law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from localkit.hooks.kinds import Comparator
from localkit.model.kit import Kit
from localkit_uk_places.codes import nation_named, nation_of
from localkit_uk_places.kits import NATION, code_parameter


def comparators(kit: Kit) -> list[Comparator]:
    """Whether two places are in the same nation."""
    code = code_parameter(kit)

    def nation(place: Mapping[str, Any]) -> str | None:
        return nation_named(place.get(NATION)) or nation_of(place.get(code))

    def apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
        here, there = nation(one), nation(other)
        return None if here is None or there is None else float(here != there)

    return [Comparator("nation", "Whether the same nation's law holds: 0 if so, 1 if not.", apart)]
