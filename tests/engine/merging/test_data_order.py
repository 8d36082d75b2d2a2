"""The order of items in a merged list."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.engine.merging.data_order import order, staying


@pytest.mark.parametrize(
    ("base", "core", "local", "expected"),
    [
        ("abc", "abc", "cab", "cab"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "nabc", "abco", "nabco"),
        ("abc", "ac", "abc", "abc"),
        ("abc", "cab", "aobc", "caob"),
        ("abc", "cba", "cba", "cba"),
        ("abc", "cab", "bac", None),
    ],
)
def test_the_place_keeps_its_order_unless_only_the_core_moved_things(
    base: str, core: str, local: str, expected: str | None
) -> None:
    found = order(base, core, local)

    assert (found and "".join(found)) == expected


@given(st.permutations(range(7)))
def test_what_stays_rises_and_is_longest(indexes: list[int]) -> None:
    found = staying(indexes)

    assert all(one < other for one, other in pairwise(found))
    assert [index for index in indexes if index in found] == found
    longest = [1] * len(indexes)
    for place, index in enumerate(indexes):
        longest[place] += max((longest[one] for one in range(place) if indexes[one] < index), default=0)
    assert len(found) == max(longest)
