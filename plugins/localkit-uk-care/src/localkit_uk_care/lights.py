"""A household limit above what the nation knows is red, even where the kit's own bounds would let it pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from localkit.hooks.kinds import LightRaiser
from localkit.model.divergence import ElementDivergence
from localkit.model.kit import Kit
from localkit.model.passage import Passage
from localkit.model.vocabulary import Light
from localkit_uk_care.nations import NATIONS, nation_key
from localkit_uk_care.reading import whole_number
from localkit_uk_care.settings import settings_of


def raisers(kit: Kit) -> list[LightRaiser]:
    """The raiser, for a kit that says where its household limit is."""
    settings = settings_of(kit)
    if settings is None or settings.household_limit is None:
        return []
    where = settings.household_limit

    def light(element: ElementDivergence, parameters: Mapping[str, Any]) -> Light | None:
        return household_light(where, element, parameters)

    return [LightRaiser("uk-care.household", "More people to a household than the nation knows.", light)]


def household_light(
    where: Passage, element: ElementDivergence, parameters: Mapping[str, Any]
) -> Light | None:
    """Red where a place raised the limit above its nation's."""
    nation = nation_key(parameters)
    limit = NATIONS[nation].household_limit if nation else None
    if limit is None:
        return None
    texts = (
        item.local_text for item in element.passages if item.core is not None and item.core.same_place(where)
    )
    numbers = (whole_number(text) for text in texts if text is not None)
    return "red" if any(number is not None and number > limit for number in numbers) else None
