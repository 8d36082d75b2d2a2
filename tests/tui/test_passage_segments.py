"""A file is cut where passages begin and end; no line is lost, shown twice, or given to somebody else."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from localkit.model.document import Location
from localkit.model.kit import Element
from localkit.model.passage import Passage
from localkit.model.shown_file import HeldPassage
from localkit.tui.passage_segments import lines_of, marked_part, segments


def held(name: str, first: int, last: int, start: int | None = None, end: int | None = None) -> HeldPassage:
    passage = Passage("a.yaml", value=f"/{name}") if start is not None else Passage("a.md", section=name)
    return HeldPassage(Element(name, name, (passage,)), passage, Location(first, last, start, end))


def test_a_nested_passage_parts_the_one_around_it() -> None:
    outer, inner = held("outer", 2, 5), held("inner", 3, 4)

    found = segments("one\ntwo\nthree\nfour\nfive\nsix\n", [outer, inner])

    assert [(part.first, part.text, part.begins, part.holds) for part in found] == [
        (1, "one", (), ()),
        (2, "two", (outer,), (outer,)),
        (3, "three\nfour", (inner,), (outer, inner)),
        (5, "five", (), (outer,)),
        (6, "six", (), ()),
    ]


def test_a_value_is_marked_within_its_line() -> None:
    text = "open: true\r\ncups: 2\r\n"
    value = held("cups", 2, 2, text.index("2"), text.index("2") + 1)

    _before, line = segments(text, [value])

    assert (line.text, marked_part(line, value)) == ("cups: 2", (6, 7))
    assert lines_of(value.location) == "line 2"


def test_an_empty_file_and_a_passage_behind_the_end_are_no_trouble() -> None:
    assert [part.text for part in segments("", [])] == [""]
    assert [part.text for part in segments("a", [held("late", 7, 9)])] == ["a"]


@given(
    st.text(st.sampled_from("ab\n\r\x85"), max_size=30),
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 6)), max_size=4),
)
def test_each_line_is_shown_once_and_under_the_passages_that_hold_it(
    text: str, ranges: list[tuple[int, int]]
) -> None:
    passages = [held(str(at), first, first + more) for at, (first, more) in enumerate(sorted(ranges))]

    found = segments(text, passages)

    lines = re.split("\r\n|\r|\n", text)
    numbers = []
    for part, following in zip(found, [*found[1:], None], strict=True):
        end = following.start if following else len(text)
        assert text[part.start : end].rstrip("\r\n") == part.text
        count = len(re.findall("\r\n|\r|\n", text[part.start : end])) + (
            following is None and not text.endswith(("\r", "\n"))
        )
        for number in range(part.first, part.first + max(count, 1)):
            numbers.append(number)
            assert part.holds == tuple(
                p for p in passages if p.location.line <= number <= p.location.end_line
            )
    assert numbers == list(range(1, max(1, len(lines) - text.endswith(("\r", "\n"))) + 1))
