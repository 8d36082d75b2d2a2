"""Addresses of passages, as commands and JSON name them."""

from __future__ import annotations

import pytest

from localkit.model.passage import Passage, parse_address

EACH = [
    ("a/b.md", Passage("a/b.md"), "file"),
    ("a.md#Day > Rule[2]", Passage("a.md", section="Day > Rule[2]"), "section"),
    ("s.yaml#/open/days/0", Passage("s.yaml", value="/open/days/0"), "value"),
    ("t.csv#row=green tea", Passage("t.csv", row="green tea"), "row"),
    ("t.csv#column=price", Passage("t.csv", column="price"), "column"),
    ("a.txt#region=x", Passage("a.txt", region="x"), "region"),
]


@pytest.mark.parametrize(("address", "passage", "form"), EACH, ids=[form for _, _, form in EACH])
def test_an_address_leads_to_its_passage_and_back(address: str, passage: Passage, form: str) -> None:
    assert (parse_address(address), passage.address, passage.form) == (passage, address, form)


def test_a_heading_that_looks_like_an_option_is_a_heading() -> None:
    assert parse_address("a.md#tea = good").section == "tea = good"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Passage("a.md", section="Day > Rule"), Passage("a.md", section="Rule"), True),
        (Passage("a.md", section="Rule"), Passage("a.md", section="Day > Rule"), True),
        (Passage("a.md", section="Day > Rule"), Passage("a.md", section="Night > Rule"), False),
        (Passage("a.md", section="My Rule"), Passage("a.md", section="Rule"), False),
        (Passage("a.md", section="Rule"), Passage("a.md"), False),
        (Passage("a.md", section="Rule"), Passage("b.md", section="Rule"), False),
        (Passage("s.yaml", value="/a"), Passage("s.yaml", value="/a"), True),
        (Passage("s.yaml", value="/a"), Passage("s.yaml", value="/a/b"), False),
    ],
)
def test_two_ways_to_say_one_place_are_the_same(one: Passage, other: Passage, same: bool) -> None:
    assert one.same_place(other) is other.same_place(one) is same


@pytest.mark.parametrize(
    ("file", "glob"), [("a.md", False), ("*.md", True), ("a?.md", True), ("[ab].md", True)]
)
def test_a_glob_stands_for_several_files(file: str, glob: bool) -> None:
    assert Passage(file).is_glob is glob
