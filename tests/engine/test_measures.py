"""The worked examples of concepts.md and more of them, each with its arithmetic."""

from __future__ import annotations

import datetime

import pytest

from localkit.model.records import AgreedException
from localkit.testing import compare, kit

TURNS = (
    "- {id: turns, title: Turns, latitude: bounded, passages: [{file: s.yaml, value: /items_per_turn}], "
    "bounds: [{schema: {type: integer, minimum: 1, maximum: 2}}]}"
)


def numbered(first: int, last: int) -> str:
    """That many different words, a few on a line."""
    return "\n".join(
        " ".join(f"w{number}" for number in range(start, min(start + 9, last) + 1))
        for start in range(first, last + 1, 10)
    )


def test_example_1_within_the_bound_is_your_own() -> None:
    found = compare(kit(TURNS), {"s.yaml": "items_per_turn: 1\n"}, {"s.yaml": "items_per_turn: 2\n"})

    turns = found.elements[0]
    assert (turns.light, turns.state, turns.in_bounds, turns.changed, turns.asks) == (
        "green",
        "unrecorded",
        True,
        1.0,
        False,
    )
    assert found.core_kept == 1.0
    assert found.locally_shaped == 1.0  # one word out, one in, over two


@pytest.mark.parametrize(("day", "state"), [("2026-03-31", "excepted"), ("2026-04-01", "unrecorded")])
def test_example_1_outside_the_bound_asks_until_it_is_agreed(day: str, state: str) -> None:
    granted = AgreedException("x", "turns", "granted", datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))

    found = compare(
        kit(TURNS),
        {"s.yaml": "items_per_turn: 1\n"},
        {"s.yaml": "items_per_turn: 4\n"},
        exceptions=[granted],
        today=datetime.date.fromisoformat(day),
    )

    turns = found.elements[0]
    assert (turns.light, turns.state, turns.in_bounds) == ("yellow", state, False)
    assert found.core_kept == 0.0  # loss: the larger of changed 1 and 1 of 1 conditions


RULE = "# Rule\n\n" + numbered(1, 198) + "\n"  # with "#" and "Rule" 200 words
FIXED = kit("- {id: rule, title: Rule, latitude: fixed, passages: [{file: a.md, section: Rule}]}")
OPEN = kit("- {id: rule, title: Rule, latitude: open, passages: [{file: a.md, section: Rule}]}")


def test_example_2_rewrapping_is_no_change_and_ten_words_are_a_twentieth() -> None:
    swapped = RULE
    for number in range(1, 11):
        swapped = swapped.replace(f"w{number} ", f"x{number} ").replace(f"w{number}\n", f"x{number}\n")

    rewrapped = compare(
        FIXED, {"a.md": RULE}, {"a.md": "# Rule\r\n\r\n" + numbered(1, 198).replace("\n", " ")}
    )
    edited = compare(FIXED, {"a.md": RULE}, {"a.md": swapped})

    assert [(item.state, item.light) for item in rewrapped.elements] == [("as_core", "green")]
    assert rewrapped.files.unchanged == 1
    assert edited.elements[0].passages[0].distance == 20
    assert edited.elements[0].passages[0].core_words == 200
    assert edited.elements[0].changed == 20 / 400 == 0.05
    assert edited.elements[0].light == "red"
    assert edited.core_kept == 0.95


@pytest.mark.parametrize(("framework", "light"), [(FIXED, "red"), (OPEN, "green")], ids=["fixed", "open"])
def test_example_3_a_renamed_heading_is_found(framework, light) -> None:  # type: ignore[no-untyped-def]
    found = compare(framework, {"a.md": RULE}, {"a.md": RULE.replace("# Rule", "# Our rule")}).elements[0]

    passage = found.passages[0]
    assert (passage.change, passage.at.address, passage.moved_from) == (
        "changed",
        "a.md#Our rule",
        "a.md#Rule",
    )
    assert passage.distance == 3  # "Rule" out; "Our" and "rule" in
    assert passage.changed == pytest.approx(3 / (200 + 201))
    assert found.light == light


def test_example_4_added_inside_is_red_and_beside_is_yours() -> None:
    more = "\n## Also\n\nBring cake too.\n"  # "##", "Also" and three more: five words

    inside = compare(FIXED, {"a.md": RULE}, {"a.md": RULE + more})
    beside = compare(FIXED, {"a.md": RULE}, {"a.md": RULE, "b.md": more})

    assert (inside.elements[0].light, inside.elements[0].changed) == ("red", 5 / 405)
    assert (beside.elements[0].light, beside.elements[0].state) == ("green", "as_core")
    assert beside.files.added == ("b.md",)
    assert (beside.core_kept, beside.locally_shaped) == (1.0, 1.0)  # five words in, over nothing else loose


def test_example_5_an_optional_file_deleted_is_not_used() -> None:
    framework = kit(
        "- {id: poster, title: Poster, necessity: optional, latitude: open, passages: [{file: p.md}]}"
    )

    found = compare(framework, {"p.md": "Come all\n"}, {})

    assert (found.elements[0].light, found.elements[0].not_used, found.elements[0].asks) == (
        "green",
        True,
        False,
    )
    assert found.findings == ()


def test_example_6_a_proscribed_phrase_is_told_with_file_and_line() -> None:
    framework = kit(
        "- {id: no, title: No, necessity: proscribed, "
        "passages: [{file: 'handbook/**/*.md', lacks: [carers may employ staff]}]}"
    )
    local = {"handbook/a/b.md": "# Staff\n\nIt is said that Carers\nmay   employ staff here.\n"}

    found = compare(framework, {"handbook/a.md": "Nothing.\n"}, {"handbook/a.md": "Nothing.\n", **local})

    assert [(item.at.file, item.line, item.light) for item in found.elements[0].passages] == [
        ("handbook/a/b.md", 3, "red")
    ]
    assert found.elements[0].light == "red"


def test_example_7_one_of_two_passages_deleted_is_red() -> None:
    framework = kit("- {id: e, title: E, latitude: open, passages: [{file: a.md}, {file: b.md}]}")

    found = compare(framework, {"a.md": "One two.\n", "b.md": "Three.\n"}, {"a.md": "One two.\n"}).elements[0]

    assert [(item.change, item.light) for item in found.passages] == [
        ("unchanged", "green"),
        ("removed", "red"),
    ]
    assert (found.light, found.changed) == ("red", 1 / 3)  # weights 2 and 1


def test_example_7_an_edit_inside_leaves_the_outer_as_core() -> None:
    framework = kit(
        "- {id: outer, title: O, latitude: open, passages: [{file: a.md, section: Day}]}\n"
        "- {id: inner, title: I, latitude: fixed, passages: [{file: a.md, section: Day > Rule}]}"
    )
    core = "# Day\n\nOpen at ten.\n\n## Rule\n\nStay here.\n"

    found = compare(framework, {"a.md": core}, {"a.md": core.replace("Stay here", "Go away")})

    assert [(item.element.id, item.light, item.state) for item in found.elements] == [
        ("outer", "green", "as_core"),
        ("inner", "red", "unrecorded"),
    ]
    assert found.elements[1].changed == 4 / 8  # "##", "Rule", two words; two out, two in
    assert found.core_kept == 0.5
    assert found.locally_shaped == 0.0


def test_example_8_a_fixed_file_moved_is_as_core() -> None:
    framework = kit("- {id: e, title: E, latitude: fixed, passages: [{file: a.md}]}")

    found = compare(framework, {"a.md": RULE}, {"b/c.md": RULE})

    assert [(item.light, item.state) for item in found.elements] == [("green", "as_core")]
    assert [(item.change, item.moved_from) for item in found.elements[0].passages] == [("moved", "a.md")]
    assert (found.files.moved, found.files.added, found.files.removed) == ((("a.md", "b/c.md"),), (), ())
    assert (found.core_kept, found.locally_shaped) == (1.0, None)


def test_9_a_plain_copy_is_replicated_not_adapted() -> None:
    core = {"s.yaml": "items_per_turn: 1\n", "a.md": RULE}

    found = compare(kit(TURNS), core, core)

    assert (found.core_kept, found.locally_shaped) == (1.0, 0.0)


def test_10_where_nothing_is_tight_or_nothing_is_loose_the_measures_are_null() -> None:
    nothing = compare(kit(""), {}, {})
    only_tight = compare(FIXED, {"a.md": RULE}, {"a.md": RULE})
    only_loose = compare(kit(""), {"a.md": RULE}, {"a.md": RULE})

    assert (nothing.core_kept, nothing.locally_shaped) == (None, None)
    # The section is the whole file: nothing lies outside it, so there are no loose words.
    assert (only_tight.core_kept, only_tight.locally_shaped) == (1.0, None)
    assert (only_loose.core_kept, only_loose.locally_shaped) == (None, 0.0)


def test_11_each_tight_element_weighs_one_however_long() -> None:
    framework = kit(
        f"{TURNS}\n- {{id: rule, title: Rule, latitude: fixed, passages: [{{file: a.md, section: Rule}}]}}"
    )
    local = {"s.yaml": "items_per_turn: 4\n", "a.md": RULE}

    found = compare(framework, {"s.yaml": "items_per_turn: 1\n", "a.md": RULE}, local)

    assert found.core_kept == 1 - (1 + 0) / 2


def test_12_an_element_is_the_mean_of_its_passages_by_the_larger_side() -> None:
    framework = kit("- {id: e, title: E, latitude: open, passages: [{file: a.md}, {file: b.md}]}")
    core = {"a.md": numbered(1, 10), "b.md": "x y\n"}
    local = {"a.md": numbered(1, 40), "b.md": "x z\n"}

    found = compare(framework, core, local)

    # a: 30 in over 10 + 40; weight 40. b: one out, one in over 2 + 2; weight 2.
    assert found.elements[0].changed == pytest.approx((40 * 30 / 50 + 2 * 2 / 4) / 42)
    assert found.locally_shaped == pytest.approx((30 + 2) / (50 + 4))


BOUNDED = (
    "- {{id: e, title: E, latitude: bounded, passages: [{{file: a.md}}], "
    "bounds: [{{contains: [please, thanks], max_words: {most}}}, {{lacks: [never]}}]}}"
)


def test_13_a_bounded_loss_is_the_share_of_conditions_that_fail() -> None:
    core = "please come again and again and again thanks\n"  # 8 words

    found = compare(kit(BOUNDED.format(most=9)), {"a.md": core}, {"a.md": core.replace("thanks", "bye")})

    # One of three conditions fails (contains, max_words, lacks): 1/3. changed is 2/16. The larger counts.
    assert found.elements[0].conditions == 3
    assert found.elements[0].broken == ('it must say "thanks"',)
    assert found.core_kept == pytest.approx(1 - 1 / 3)


def test_14_a_bounded_loss_is_the_change_where_that_is_larger() -> None:
    core = "please come again and again and again thanks\n"

    found = compare(kit(BOUNDED.format(most=9)), {"a.md": core}, {"a.md": "please go\n"})

    # "please" stays: 7 out, 1 in over 8 + 2 is 0.8; one of three conditions is 0.33.
    assert found.elements[0].changed == pytest.approx(8 / 10)
    assert found.core_kept == pytest.approx(0.2)


def test_15_a_bounded_change_within_bounds_loses_nothing() -> None:
    core = "please come again and again and again thanks\n"

    found = compare(
        kit(BOUNDED.format(most=9)), {"a.md": core}, {"a.md": "please, thanks\n" + core[:7] + "thanks"}
    )

    # "please," and "thanks" before "please thanks": 4 words; all of core's 8 but 2 out, 2 in.
    assert found.core_kept == 1.0
    assert found.elements[0].changed == pytest.approx((6 + 2) / (8 + 4))
    assert found.elements[0].light == "green"


def test_16_a_removed_essential_element_is_lost_whole() -> None:
    found = compare(kit(TURNS), {"s.yaml": "items_per_turn: 1\n"}, {"s.yaml": "other: 1\n"})

    assert (found.elements[0].light, found.elements[0].in_bounds, found.core_kept) == ("red", False, 0.0)


def test_17_a_value_counts_its_scalars_and_a_row_its_cells() -> None:
    framework = kit(
        "- {id: v, title: V, latitude: open, passages: [{file: s.yaml, value: /open}]}\n"
        "- {id: r, title: R, latitude: open, passages: [{file: t.csv, row: tea}]}\n"
        "- {id: c, title: C, latitude: open, passages: [{file: u.csv, column: price}]}"
    )
    core = {
        "s.yaml": "open: {days: [mon, tue, long day], from: 10}\n",
        "t.csv": "what,price,where\ntea,1,kitchen table\n",
        "u.csv": "what,price\ntea,1\ncake,2\n",
    }
    local = {
        "s.yaml": "open: {days: [mon, wed, long day], from: 10}\n",
        "t.csv": "what,price,where\ntea,2,kitchen table\n",
        "u.csv": "what,price\ntea,1\ncake,3\n",
    }

    found = compare(framework, core, local)

    assert [
        (item.passages[0].core_words, item.passages[0].distance, item.changed) for item in found.elements
    ] == [
        (4, 2, 2 / 8),
        (3, 2, 2 / 6),
        (2, 2, 2 / 4),
    ]


def test_18_what_no_element_claims_and_additions_shape_locally() -> None:
    framework = kit("- {id: e, title: E, latitude: fixed, passages: [{file: a.md, section: Rule}]}")
    core = {"a.md": "Come in now.\n\n# Rule\n\nStay.\n", "b.md": "Five words are in here\n"}
    local = {"a.md": "Come in please.\n\n# Rule\n\nLeave.\n", "c.md": "Two words\n"}

    found = compare(framework, core, local)

    # a.md outside the rule: one out, one in over 3 + 3. b.md gone: 5 over 5. c.md new: 2 over 2.
    assert found.locally_shaped == pytest.approx((2 + 5 + 2) / (6 + 5 + 2))
    # The rule: "#", "Rule", one word; one out, one in over 3 + 3.
    assert found.core_kept == pytest.approx(1 - 2 / 6)
    assert [item.at.file for item in found.unclaimed] == ["a.md", "b.md"]


def test_19_what_was_given_once_never_counts() -> None:
    framework = kit("", given_once=["CHANGELOG.md", "staff/*.csv"])
    core = {"CHANGELOG.md": "First.\n", "staff/rota.csv": "who\nA\n", "a.md": "One two.\n"}
    local = {
        "CHANGELOG.md": "Ours.\n",
        "staff/rota.csv": "who\nB\n",
        "staff/new.csv": "x\n",
        "a.md": "One two.\n",
    }

    found = compare(framework, core, local)

    assert (found.locally_shaped, found.files.unchanged, found.files.changed, found.files.added) == (
        0.0,
        1,
        (),
        (),
    )


def test_20_a_picture_is_one_word() -> None:
    framework = kit("- {id: logo, title: Logo, latitude: fixed, passages: [{file: logo.png}]}")
    core: dict[str, str | bytes] = {"logo.png": b"\x89PNG\0\1", "a.md": "One two three.\n"}

    same = compare(framework, core, core)
    other = compare(framework, core, {**core, "logo.png": b"\x89PNG\0\2"})

    assert [(item.light, item.changed) for item in same.elements] == [("green", 0.0)]
    assert [(item.light, item.changed, item.passages[0].core_words) for item in other.elements] == [
        ("red", 1.0, 1)
    ]
    assert other.core_kept == 0.0


def test_21_an_emptied_passage_is_changed_whole_and_two_empty_ones_not_at_all() -> None:
    framework = kit("- {id: e, title: E, latitude: fixed, passages: [{file: a.md}]}")

    emptied = compare(framework, {"a.md": "One two.\n"}, {"a.md": ""})
    both = compare(framework, {"a.md": ""}, {"a.md": "\n \n"})

    assert (emptied.elements[0].changed, emptied.elements[0].passages[0].change) == (1.0, "changed")
    assert (both.elements[0].changed, both.elements[0].state, both.core_kept) == (0.0, "as_core", 1.0)
