"""What differs between the four nations. Only what we are certain of is here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class Nation:
    """One of the four.

    Attributes:
        title: As people write it.
        regulator: Who registers and inspects social care there.
        other_names: Further names of the regulator that are right as well.
        registration_law: What asks a provider to be registered.
        household_limit: How many people one household supports at most; None where we know of no number.
        household_law: Where that number stands; None where it is how schemes work, and we can name no law.
    """

    title: str
    regulator: str
    registration_law: str
    other_names: tuple[str, ...] = ()
    household_limit: int | None = None
    household_law: str | None = None

    @property
    def body(self) -> str:
        """The regulator inside a sentence."""
        return self.regulator if self.regulator.endswith(self.title) else f"the {self.regulator}"

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the regulator that are right."""
        return (self.regulator, *self.other_names)


NATIONS: Final[Mapping[str, Nation]] = {
    "england": Nation(
        title="England",
        regulator="Care Quality Commission",
        registration_law=(
            "Health and Social Care Act 2008; Health and Social Care Act 2008 (Regulated Activities) Regulations 2014"
        ),
        household_limit=3,
    ),
    "wales": Nation(
        title="Wales",
        regulator="Care Inspectorate Wales",
        other_names=("Arolygiaeth Gofal Cymru",),
        registration_law="Regulation and Inspection of Social Care (Wales) Act 2016",
        household_limit=3,
        household_law=(
            "Adult Placement Services (Service Providers and Responsible Individuals) (Wales) Regulations 2019"
        ),
    ),
    "scotland": Nation(
        title="Scotland",
        regulator="Care Inspectorate",
        other_names=("Social Care and Social Work Improvement Scotland",),
        registration_law="Public Services Reform (Scotland) Act 2010",
    ),
    "northern_ireland": Nation(
        title="Northern Ireland",
        regulator="Regulation and Quality Improvement Authority",
        registration_law=(
            "Health and Personal Social Services (Quality, Improvement and Regulation) (Northern Ireland) Order 2003"
        ),
    ),
}


def nation_key(parameters: Mapping[str, Any]) -> str | None:
    """The nation that a place's answers name, as kits write it; None where they name none of the four."""
    stated = parameters.get("nation")
    if not isinstance(stated, str):
        return None
    plain = re.sub(r"[\s_-]+", "_", stated.strip()).lower()
    return plain if plain in NATIONS else None


def names_regulator(text: str, nation: Nation) -> bool:
    """Whether a text names a nation's regulator; line breaks and emphasis between the words do not matter."""
    return any(_pattern(name).search(text) for name in nation.names)


def _pattern(name: str) -> re.Pattern[str]:
    words = r"[\W_]+".join(map(re.escape, name.split()))
    # Scotland's regulator is called like the first two words of that of Wales.
    longer = r"(?![\W_]+(?:for[\W_]+)?wales)" if name == "Care Inspectorate" else ""
    return re.compile(rf"(?<!\w){words}(?!\w){longer}", re.IGNORECASE)
