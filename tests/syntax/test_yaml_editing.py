"""Small edits of a YAML text: everything else stays to the byte, and the text says what was meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.syntax.pieces import SpliceError
from localkit.syntax.yaml import parse
from localkit.syntax.yaml_editing import with_item, with_key
from localkit.syntax.yaml_writing import inline

ITEM = {"id": "new", "goal": ["a", "b"], "summary": 'He said: "no" # really'}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("log: []\n", "log:\n  - id: new\n"),
        ("log: [] # none yet\nformat: 1\n", "log: # none yet\n  - id: new\nformat: 1\n"),
        ("log:\n- id: old # x\n# end\nformat: 1", "log:\n- id: old # x\n- id: new\n# end\nformat: 1\n"),
        (
            "log:\n   -   id: o\n       x: |\n         y\n\nformat: 1\n",
            "log:\n   -   id: o\n       x: |\n         y\n   - id: new\n\nformat: 1\n",
        ),
        ("{log: [], format: 1}\n", "{log: [{\"id\": \"new\"}], format: 1}\n"),
        ("log: [{id: old}]\n", "log: [{id: old}, {\"id\": \"new\"}]\n"),
        ('{"log": [{"id": "old"},]}', '{"log": [{"id": "old"},{"id": "new"}]}\n'),
        ("log:\r\n- id: old\r\n", "log:\r\n- id: old\r\n- id: new\r\n"),
    ],
)  # fmt: skip
def test_an_item_is_added_at_the_end(text: str, expected: str) -> None:
    assert with_item(text, "log", {"id": "new"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  - s: asked # x\n    u: 1\n", "a:\n  - s: granted # x\n    u: 1\n"),
        ("a:\n  - u: 1 # x\n# end\n", "a:\n  - u: 1 # x\n    s: granted\n# end\n"),
        ("a: [{u: 1}]\n", 'a: [{u: 1, "s": "granted"}]\n'),
        ('{"a": [{"s": "asked"}]}\n', '{"a": [{"s": "granted"}]}\n'),
        ("a:\n  - s:\n    u: 1\n", "a:\n  - s: granted\n    u: 1\n"),
        ("a:\n  - s: |\n      long\n      text\n    u: 1\n", "a:\n  - s: granted\n    u: 1\n"),
    ],
)
def test_a_key_is_set(text: str, expected: str) -> None:
    assert with_key(text, "/a/0", "s", "granted") == expected


def test_what_would_not_be_read_back_is_refused() -> None:
    with pytest.raises((SpliceError, TypeError)):
        with_item("log: []\n", "log", {"id": object()})


scalars = st.none() | st.booleans() | st.integers(-9, 9) | st.text(st.characters(codec="utf-8"), max_size=12)
values = scalars | st.lists(scalars, min_size=1, max_size=3)
keys = st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True)
items = st.dictionaries(keys, values, min_size=1, max_size=4)


@given(st.lists(items, max_size=3), items)
def test_whatever_is_added_is_read_back(before: list[dict[str, Any]], item: dict[str, Any]) -> None:
    text = f"# head\nlog: {inline(before)} # tail\nformat: 1\n"

    after = with_item(text, "log", item)

    assert parse(after).data == {"log": [*before, item], "format": 1}
    again = with_item(after, "log", ITEM)
    assert parse(again).data["log"][-1] == ITEM
    assert "# head\n" in again
    assert "# tail" in again


@given(items, keys, values)
def test_whatever_is_set_is_read_back(item: dict[str, Any], key: str, value: Any) -> None:
    text = with_item("log: []\nformat: 1 # end\n", "log", item)

    after = with_key(text, "/log/0", key, value)

    assert parse(after).data == {"log": [{**item, key: value}], "format": 1}
    assert after.endswith("format: 1 # end\n")
