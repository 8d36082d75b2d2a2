"""Tables by row and column: neighbouring rows are no conflict, no cell is lost, the place's writing stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.engine.merging.tables import merge_tables
from localkit.errors import InputError
from localkit.model.merging import Choice

BASE = "key,name,hours\na,Ann,1\nb,Bob,2\nc,Cy,3\n"


def merged(core: str, local: str, base: str = BASE) -> str:
    found = merge_tables(base, core, local)
    assert found is not None
    assert found.open == ()
    return found.text


def told(core: str, local: str) -> list[tuple[str, str]]:
    found = merge_tables(BASE, core, local)
    assert found is not None
    return [(item.part, item.why) for item in found.open]


def test_neighbouring_rows_changed_by_either_side_are_merged() -> None:
    assert merged(BASE.replace("Ann", "Anna"), BASE.replace("Bob", "Rob")) == (
        "key,name,hours\na,Anna,1\nb,Rob,2\nc,Cy,3\n"
    )


def test_different_cells_of_one_row_are_merged() -> None:
    assert merged(BASE.replace("b,Bob,2", "b,Bob,9"), BASE.replace("Bob", "Rob")).splitlines()[2] == "b,Rob,9"


def test_the_same_cell_waits_and_the_places_stays() -> None:
    found = merge_tables(BASE, BASE.replace("Bob", "Rob"), BASE.replace("Bob", "Bert"))

    assert found is not None
    assert found.text == BASE.replace("Bob", "Bert")
    assert [(item.part, item.base, item.core, item.local) for item in found.open] == [
        ("row=b", "b,Bob,2", "b,Rob,2", "b,Bert,2")
    ]


def test_a_choice_settles_only_the_cells_that_both_changed() -> None:
    core, local = BASE.replace("b,Bob,2", "b,Rob,9"), BASE.replace("b,Bob,2", "b,Bert,2")
    core += "d,Di,4\n"

    def text(choice: Choice) -> str:
        found = merge_tables(BASE, core, local, lambda _: choice)
        assert found is not None
        assert found.open == ()
        return found.text.splitlines()[2]

    assert text(Choice("core")) == "b,Rob,9"
    assert text(Choice("local")) == "b,Bert,9"
    assert text(Choice("text", "b,Robert,8\n")) == "b,Robert,8"


def test_a_chosen_row_must_be_one() -> None:
    with pytest.raises(InputError, match='the text is no row "b" of this table'):
        merge_tables(
            BASE, BASE.replace("Bob", "Rob"), BASE.replace("Bob", "Bert"), lambda _: Choice("text", "x,y")
        )


def test_rows_that_either_side_added_are_there() -> None:
    core, local = BASE.replace("b,Bob", "n,New,7\nb,Bob"), BASE + "o,Our,8\n"

    assert merged(core, local) == "key,name,hours\na,Ann,1\nn,New,7\nb,Bob,2\nc,Cy,3\no,Our,8\n"


def test_rows_that_were_taken_out() -> None:
    without = BASE.replace("b,Bob,2\n", "")

    assert merged(without, BASE) == without
    assert merged(BASE, without) == without
    assert merged(BASE.replace("Ann", "Anna"), without) == without.replace("Ann", "Anna")
    assert told(without, BASE.replace("Bob", "Rob")) == [
        ("row=b", "the core took it out, and this place changed it")
    ]
    assert told(BASE.replace("Bob", "Rob"), without) == [
        ("row=b", "this place took it out, and the core changed it")
    ]


def test_a_column_of_the_core_arrives_and_one_of_the_places_stays() -> None:
    core = "key,name,room,hours\na,Ann,r1,1\nb,Bob,r2,2\nc,Cy,r3,3\n"
    local = "key,name,hours,tea\na,Ann,1,yes\nb,Bob,2,\nc,Cy,3,no\n"

    assert merged(core, local) == ("key,name,room,hours,tea\na,Ann,r1,1,yes\nb,Bob,r2,2,\nc,Cy,r3,3,no\n")


def test_the_places_writing_stays() -> None:
    local = 'key;name;hours\r\n"c";"Cy";3\r\n"a";Ann;1\r\nb;Bob;2\r\n'

    assert merged(BASE.replace("Bob", "Rob"), local) == local.replace("Bob", "Rob")


def test_tables_without_a_key_are_for_lines() -> None:
    assert merge_tables("a\n1\n1\n", "a\n1\n", "a\n1\n") is None
    assert merge_tables("a\n1\n", "", "a\n1\n") is None


cell = st.sampled_from(["", "x", "y", 'q"z', "1,5"])
table = st.dictionaries(st.sampled_from("abcd"), st.tuples(cell, cell), min_size=1, max_size=4).map(
    lambda rows: "key,p,q\n" + "".join(f"{k},{_quoted(p)},{_quoted(q)}\n" for k, (p, q) in rows.items())
)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text or "," in text else text


@given(table, table)
def test_what_one_side_changed_is_taken(base: str, other: str) -> None:
    for core, local in ((base, other), (other, other)):
        found = merge_tables(base, core, local)
        assert found is not None
        assert (found.text, found.open) == (other, ())
    taken = merge_tables(base, other, base)
    assert taken is not None
    assert sorted(taken.text.splitlines()) == sorted(other.splitlines())
    assert taken.open == ()


@given(table, table, table)
def test_no_cell_is_lost(base: str, core: str, local: str) -> None:
    found = merge_tables(base, core, local)

    assert found is not None
    rows = {line.split(",")[0]: line for line in found.text.splitlines()[1:]}
    waiting = {item.part.removeprefix("row=") for item in found.open}
    old = set(base.splitlines())
    for side in (core, local):
        for line in set(side.splitlines()[1:]) - old:
            key = line.split(",")[0]
            assert key in rows or key in waiting
    kept = {line.split(",")[0] for line in local.splitlines()[1:]}
    assert kept - {line.split(",")[0] for line in base.splitlines()[1:]} <= set(rows)
