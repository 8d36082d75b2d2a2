"""The lights table, row by row, and what a record raises."""

from __future__ import annotations

import pytest

from localkit.model.divergence import ElementDivergence
from localkit.model.records import Adaptation
from localkit.testing import compare, kit

CORE = {"a.md": "# Welcome\n\nTea is at four o'clock.\n", "s.yaml": "turns: 1\n"}
RULE = "# Welcome\n\nTea is at five o'clock.\n"


def element(said: str, local: dict[str, str], *records: Adaptation) -> ElementDivergence:
    """What becomes of the only element of a kit."""
    return compare(kit(f"- {{id: e, title: E, {said}}}"), CORE, local, adaptations=records).elements[0]


FILE = "passages: [{file: a.md}]"
TURNS = "passages: [{file: s.yaml, value: /turns}], bounds: [{schema: {maximum: 2}}]"


@pytest.mark.parametrize("basis", ["statutory", "safety", "evidence", "values", "operational"])
@pytest.mark.parametrize(
    ("row", "said", "local", "light"),
    [
        ("1 present", "necessity: proscribed, passages: [{file: p.csv}]", {**CORE, "p.csv": "a,b\n"}, "red"),
        ("1 absent", "necessity: proscribed, passages: [{file: p.csv}]", CORE, "green"),
        ("2 fixed", f"necessity: optional, latitude: fixed, {FILE}", {"s.yaml": CORE["s.yaml"]}, "green"),
        ("2 bounded", f"necessity: optional, latitude: bounded, {TURNS}", {"a.md": CORE["a.md"]}, "green"),
        ("2 open", f"necessity: optional, latitude: open, {FILE}", {"s.yaml": CORE["s.yaml"]}, "green"),
        ("3 fixed", f"latitude: fixed, {FILE}", {"s.yaml": CORE["s.yaml"]}, "red"),
        ("3 bounded", f"latitude: bounded, {TURNS}", {"a.md": CORE["a.md"]}, "red"),
        ("3 open", f"latitude: open, {FILE}", {"s.yaml": CORE["s.yaml"]}, "red"),
        (
            "3 unique",
            f"necessity: unique_essential, latitude: open, {FILE}",
            {"s.yaml": CORE["s.yaml"]},
            "red",
        ),
        ("4 unchanged", f"latitude: fixed, {FILE}", CORE, "green"),
        ("4 moved", f"latitude: fixed, {FILE}", {"s.yaml": CORE["s.yaml"], "b/a.md": CORE["a.md"]}, "green"),
        ("5 changed", f"latitude: fixed, {FILE}", {**CORE, "a.md": RULE}, "red"),
        (
            "5 added inside",
            f"latitude: fixed, {FILE}",
            {**CORE, "a.md": CORE["a.md"] + "\n## Cake\n\nToo.\n"},
            "red",
        ),
        ("5 optional", f"necessity: optional, latitude: fixed, {FILE}", {**CORE, "a.md": RULE}, "red"),
        ("6", f"latitude: bounded, {TURNS}", {**CORE, "s.yaml": "turns: 2\n"}, "green"),
        ("9", f"latitude: open, {FILE}", {**CORE, "a.md": RULE}, "green"),
    ],
    ids=lambda value: value if isinstance(value, str) and value[:1].isdigit() else "",
)
def test_a_row_gives_its_light_whatever_the_basis(
    row: str, said: str, local: dict[str, str], light: str, basis: str
) -> None:
    assert element(f"{said}, basis: {basis}", local).light == light


@pytest.mark.parametrize(
    ("basis", "light"),
    [
        ("statutory", "red"),
        ("safety", "red"),
        ("evidence", "yellow"),
        ("values", "yellow"),
        ("operational", "yellow"),
    ],
)
@pytest.mark.parametrize(
    "local",
    ["turns: 4\n", "turns: '1'\n", "turns: [1, 2\n"],
    ids=["bound fails", "wrong type", "cannot be evaluated"],
)
def test_rows_7_and_8_ask_the_basis(basis: str, light: str, local: str) -> None:
    schema = "bounds: [{schema: {type: integer, maximum: 2}}]"
    said = f"latitude: bounded, basis: {basis}, passages: [{{file: s.yaml, value: /turns}}], {schema}"

    found = element(said, {**CORE, "s.yaml": local})

    assert (found.light, found.in_bounds) == (light, False)


@pytest.mark.parametrize(("basis", "light"), [("safety", "red"), ("values", "yellow")])
def test_an_unchanged_passage_outside_its_bound_is_told_too(basis: str, light: str) -> None:
    """It is a fault of the kit, and a place must not have to guess why its check fails."""
    said = f"latitude: bounded, basis: {basis}, passages: [{{file: s.yaml, value: /turns}}]"

    found = element(f"{said}, bounds: [{{schema: {{minimum: 3}}}}]", CORE)

    assert (found.light, found.state, found.in_bounds, found.broken) == (
        light,
        "as_core",
        False,
        ("it must be at least 3; it is 1",),
    )


def test_an_element_takes_its_worst_passages_light() -> None:
    said = "latitude: bounded, passages: [{file: s.yaml, value: /turns}, {file: a.md}], bounds: "
    bounds = "[{file: s.yaml, value: /turns, schema: {maximum: 2}}, {file: a.md, max_words: 99}]"

    found = element(said + bounds, {"s.yaml": "turns: 9\n"})

    assert [item.light for item in found.passages] == ["yellow", "red"]
    assert found.light == "red"


RAISING = [
    {"contextual": ("population",)},
    {"contextual": ("setting",)},
    {"nature": ("reordering",)},
    {"nature": ("substituting",)},
    {"nature": ("removing_skipping_elements",)},
]


@pytest.mark.parametrize("codes", RAISING, ids=lambda codes: next(iter(codes.values()))[0])
def test_a_record_of_what_touches_the_mechanism_raises_green_to_yellow(
    codes: dict[str, tuple[str, ...]],
) -> None:
    found = element(f"latitude: open, {FILE}", {**CORE, "a.md": RULE}, Adaptation("1", "e", "Five", **codes))  # type: ignore[arg-type]

    assert (found.light, found.raised_by, found.state, found.asks) == ("yellow", "record", "recorded", False)


def test_a_record_never_lowers_and_raises_only_what_changed() -> None:
    record = Adaptation("1", "e", "Five", contextual=("setting",))
    other = Adaptation("2", "e", "Five", contextual=("format", "personnel"), nature=("adding_elements",))

    red = element(f"latitude: fixed, {FILE}", {**CORE, "a.md": RULE}, record)
    same = element(f"latitude: open, {FILE}", CORE, record)
    mild = element(f"latitude: open, {FILE}", {**CORE, "a.md": RULE}, other)

    assert (red.light, red.raised_by) == ("red", None)
    assert (same.light, same.raised_by) == ("green", None)
    assert (mild.light, mild.raised_by) == ("green", None)
