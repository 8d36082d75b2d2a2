"""What is written as YAML reads back the same, and stays readable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.syntax.yaml import parse
from localkit.syntax.yaml_writing import dump

KEY = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
ODD = st.sampled_from(
    [
        *(
            "no",
            "1",
            "012",
            "1:30",
            "null",
            "~",
            "",
            " x",
            "x ",
            "a: b",
            "a #b",
            "- a",
            "'",
            '"',
            "\\",
            "*a",
            "&a",
        ),
        *(
            "!a",
            "%a",
            "@a",
            "`a",
            "0x1f",
            "1e3",
            ".5",
            "true",
            "2026-01-01",
            "a\nb",
            "a\r\nb",
            "\u2028",
            "\u0085",
        ),
        *("\ufeff", "\x7f", "😀", "="),
    ]
)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | KEY | ODD
VALUE = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY | ODD, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEY | ODD, VALUE, max_size=4))
def test_what_is_written_reads_back_the_same(data: dict[str, object]) -> None:
    read = parse(dump(data)).data

    assert (read if data else {}) == data or (not data and read is None)
    assert repr(read) == repr(data) or not data  # 1 is not 1.0, nor True


def test_it_reads_as_a_person_would_write_it() -> None:
    data = {
        "place": {"name": "Inverlarrick", "code": "S12000036"},
        "languages": ["en", "gd"],
        "answers": [{"q": "Kitchen?", "a": True}, {"q": "no", "a": None}],
        "turns": 1,
        "empty": {},
        "none": [],
    }

    assert dump(data) == (
        "place:\n  name: Inverlarrick\n  code: S12000036\n"
        "languages:\n  - en\n  - gd\n"
        'answers:\n  - q: "Kitchen?"\n    a: true\n  - q: no\n    a: null\n'
        "turns: 1\nempty: {}\nnone: []\n"
    )


def test_what_is_no_plain_value_is_not_written() -> None:
    with pytest.raises(TypeError, match="cannot write set as YAML"):
        dump({"a": {1}})
