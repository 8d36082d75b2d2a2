"""Bounds in words, for people who would not read a JSON Schema."""

from __future__ import annotations

from typing import Any

import pytest

from localkit.actions.bound_words import bound_lines, schema_in_words
from localkit.testing import kit


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 2}, "a whole number, at least 1, at most 2"),
        ({"const": "Mend Together"}, '"Mend Together"'),
        ({"enum": ["a", 1, None]}, 'one of "a", 1, null'),
        ({"type": ["string", "null"], "minLength": 3}, "text or empty, at least 3 characters"),
        ({"type": "array", "uniqueItems": True, "items": {"type": "number"}},
         "a list, nothing in it twice, each entry is a number"),
        ({"required": ["who", "more"], "properties": {"who": {"type": "string"}, "fax": True}},
         "with more, who is text; fax (where it is there) is anything"),
        ({"x-at-most-one": ["a", "b"]}, 'x-at-most-one: ["a", "b"]'),
        ({"description": "Anything goes."}, "anything"),
        (True, "anything"),
        (False, "nothing"),
    ],
)  # fmt: skip
def test_a_schema_is_said_as_a_person_would(schema: Any, words: str) -> None:
    assert schema_in_words(schema) == words


def test_each_condition_is_a_sentence_and_names_its_passage_where_there_are_several() -> None:
    element = kit(
        """
        - id: turn
          title: Turns
          latitude: bounded
          passages: [{file: a.md, section: Queue}, {file: s.yaml, value: /turn}]
          bounds:
            - {file: a.md, section: Queue, contains: [one, two], lacks: [three], headings: [A, B], min_words: 4}
            - {file: a.md, section: Queue, max_words: 9, max_changed: 0.5}
            - {file: s.yaml, value: /turn, schema: {type: integer}}
        """
    ).elements[0]

    assert bound_lines(element) == [
        'a.md › Queue: it says "one" and "two"',
        'a.md › Queue: it does not say "three"',
        'a.md › Queue: it has the headings "A" and "B", in this order',
        "a.md › Queue: it has 4 words or more",
        "a.md › Queue: it has 9 words or fewer",
        "a.md › Queue: at most 50 % of it is changed",
        "s.yaml › turn: it is a whole number",
    ]
