"""The words people see: addresses as they are shown, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.wording import addresses_of, shortened, shown_address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "agreements/carer.md#Carer agreement > Your status",
            "agreements/carer.md › Carer agreement > Your status",
        ),
        ("settings.yaml#/group/minutes", "settings.yaml › group › minutes"),
        ("stations.csv#row=saw", "stations.csv › row saw"),
        ("stations.csv#column=how many", "stations.csv › column how many"),
        ("notes.txt#region=tea", "notes.txt › region tea"),
        ("a › b.md#Tea", "a › b.md › Tea"),
    ],
)
def test_what_is_shown_leads_back_to_its_address(address: str, shown: str) -> None:
    assert shown_address(address) == shown
    assert address in addresses_of(shown)


@pytest.mark.parametrize("shown", ["", "plugs", "rules.md", "rules.md#Tea", " › ", "rules.md › ", " › Tea"])
def test_what_is_no_shown_address_leads_nowhere(shown: str) -> None:
    assert addresses_of(shown) == []


_NAME = st.text(st.characters(blacklist_characters="#/\n\r", codec="utf-8"), min_size=1)
_PART = st.one_of(
    _NAME,
    st.lists(_NAME, min_size=1).map(lambda names: f"/{'/'.join(names)}"),
    st.tuples(st.sampled_from(["row", "column", "region"]), _NAME).map("=".join),
)


@given(_NAME, _PART)
def test_every_address_is_among_those_that_are_shown_so(file: str, part: str) -> None:
    """But a value whose keys hold the mark that is shown between keys: it looks like more keys than it has."""
    address = f"{file}#{part}"

    found = addresses_of(shown_address(address))

    assert address in found or (part.startswith("/") and " › " in part)
    assert {shown_address(one) for one in found} <= {shown_address(address)}


def test_a_long_text_is_shortened_and_says_so() -> None:
    assert shortened("Part of the family", 18) == "Part of the family"
    assert shortened("Part of the family", 9) == "Part of…"
