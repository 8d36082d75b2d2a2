"""Files and sections that moved, were renamed, translated, or are there twice."""

from __future__ import annotations

from localkit.model.divergence import Divergence
from localkit.testing import compare, kit

LONG = "Every visitor stays beside the fixer and lends a hand while the thing is mended.\n"
OTHER = "On the first Saturday of the month we open the doors at ten and put the kettle on.\n"
THIRD = "Fixers may say no to any item, and nobody asks them twice or minds at all.\n"


def section(where: str, latitude: str = "fixed", name: str = "e") -> str:
    file, _, path = where.partition("#")
    return (
        f"- {{id: {name}, title: T, latitude: {latitude}, passages: [{{file: {file}, section: '{path}'}}]}}"
    )


def one(found: Divergence) -> tuple[str, str, str | None, str]:
    """Change, address now, address before and light of the first passage of the first element."""
    passage = found.elements[0].passages[0]
    return passage.change, passage.at.address, passage.moved_from, passage.light


def test_a_section_moved_within_its_file_is_moved() -> None:
    core = f"# Day\n\n## Rule\n\n{LONG}\n# Night\n\n{OTHER}"
    local = f"# Day\n\n# Night\n\n{OTHER}\n## Rule\n\n{LONG}"

    found = compare(kit(section("a.md#Day > Rule")), {"a.md": core}, {"a.md": local})

    assert one(found) == ("moved", "a.md#Night > Rule", "a.md#Day > Rule", "green")
    assert found.elements[0].state == "as_core"


def test_a_section_moved_to_another_file_is_moved() -> None:
    core = {"a.md": f"# Day\n\nHello.\n\n## Rule\n\n{LONG}", "b.md": f"# Night\n\n{OTHER}"}
    local = {"a.md": "# Day\n\nHello.\n", "b.md": f"# Night\n\n{OTHER}\n## Rule\n\n{LONG}"}

    found = compare(kit(section("a.md#Rule")), core, local)

    assert one(found) == ("moved", "b.md#Night > Rule", "a.md#Rule", "green")


def test_a_section_moved_to_another_file_counts_nowhere_as_new() -> None:
    """Same words at another place is moved, so the place shaped nothing by it."""
    core = {"a.md": f"# Day\n\nHello.\n\n## Rule\n\n{LONG}", "b.md": f"# Night\n\n{OTHER}"}
    local = {"a.md": "# Day\n\nHello.\n", "b.md": f"# Night\n\n{OTHER}\n## Rule\n\n{LONG}"}

    found = compare(kit(section("a.md#Rule"), unclaimed="fixed"), core, local)

    assert (found.core_kept, found.locally_shaped, found.unclaimed_light) == (1.0, 0.0, "green")


def test_a_section_moved_with_one_inside_it_moves_both() -> None:
    core = {"a.md": f"# Day\n\n{OTHER}\n## Rule\n\n{LONG}", "b.md": "# Night\n\nDark.\n"}
    local = {"a.md": "", "b.md": f"# Night\n\nDark.\n\n# Day\n\n{OTHER}\n## Rule\n\n{LONG}"}
    framework = kit(
        section("a.md#Day", "open", "outer") + "\n" + section("a.md#Day > Rule", "fixed", "inner")
    )

    found = compare(framework, core, local)

    assert [(item.element.id, item.passages[0].change, item.state) for item in found.elements] == [
        ("outer", "moved", "as_core"),
        ("inner", "moved", "as_core"),
    ]


def test_a_section_moved_into_another_keeps_its_own_words() -> None:
    """A word belongs to the innermost passage that covers it, so the outer one gained nothing."""
    core = f"# Day\n\n{OTHER}\n# Rule\n\n{LONG}"
    framework = kit(section("a.md#Day", name="outer") + "\n" + section("a.md#Rule", name="inner"))

    found = compare(framework, {"a.md": core}, {"a.md": core.replace("# Rule", "## Rule")})

    # The heading line of the rule has one word changed, "#" to "##"; the day has not.
    assert [(item.element.id, item.state, item.passages[0].distance) for item in found.elements] == [
        ("outer", "as_core", 0),
        ("inner", "unrecorded", 2),
    ]


def test_a_section_that_stands_in_two_other_files_is_removed() -> None:
    core = {"a.md": f"# Rule\n\n{LONG}", "b.md": "# B\n\nB.\n", "c.md": "# C\n\nC.\n"}
    local = {"a.md": "", "b.md": f"# B\n\nB.\n\n# Rule\n\n{LONG}", "c.md": f"# C\n\nC.\n\n# Rule\n\n{LONG}"}

    assert one(compare(kit(section("a.md#Rule")), core, local)) == ("removed", "a.md#Rule", None, "red")


def test_a_renamed_heading_is_found_by_the_same_body_however_short() -> None:
    found = compare(
        kit(section("a.md#Tea", "open")), {"a.md": "# Tea\n\nAt four.\n"}, {"a.md": "# Cake\n\nAt four.\n"}
    )

    assert one(found) == ("changed", "a.md#Cake", "a.md#Tea", "green")


def test_a_renamed_heading_with_a_changed_body_is_found_by_likeness() -> None:
    core = f"# A\n\n{OTHER}\n# Rule\n\n{LONG}\n# B\n\n{THIRD}"
    new = "# New\n\nAnother text stands here now.\n"
    local = f"# A\n\n{OTHER}\n{new}\n# B\n\n{THIRD}\n# Way\n\n{LONG.replace('hand', 'finger')}"

    assert one(compare(kit(section("a.md#Rule")), {"a.md": core}, {"a.md": local})) == (
        "changed",
        "a.md#Way",
        "a.md#Rule",
        "red",
    )


def test_a_body_under_eight_words_is_not_found_by_likeness() -> None:
    core = f"# A\n\n{OTHER}\n# Rule\n\nOne two three four five six seven.\n\n# B\n\n{THIRD}"
    local = f"# A\n\n{OTHER}\n# B\n\n{THIRD}\n# Way\n\nOne two three four five six eight.\n"

    assert one(compare(kit(section("a.md#Rule")), {"a.md": core}, {"a.md": local}))[0] == "removed"


def test_a_translated_section_between_matched_neighbours_is_changed() -> None:
    core = f"# Guide\n\n## Start\n\n{OTHER}\n## Rule\n\n{LONG}\n## End\n\n{THIRD}"
    welsh = "Mae pob ymwelydd yn aros wrth ochr y trwsiwr ac yn rhoi help llaw.\n"
    local = f"# Guide\n\n## Start\n\n{OTHER}\n## Rheol\n\n{welsh}\n## End\n\n{THIRD}"

    change, now, before, light = one(compare(kit(section("a.md#Rule")), {"a.md": core}, {"a.md": local}))

    assert (change, now, before, light) == ("changed", "a.md#Guide > Rheol", "a.md#Rule", "red")


def test_a_wholly_translated_file_keeps_its_sections_in_order() -> None:
    core = f"# Guide\n\n## Start\n\n{OTHER}\n## Rule\n\n{LONG}"
    local = "# Canllaw\n\n## Dechrau\n\nAm ddeg o'r gloch.\n\n## Rheol\n\nArhoswch gyda'ch peth.\n"

    found = compare(
        kit(section("a.md#Start", "open") + "\n" + section("a.md#Rule", "open", "f")),
        {"a.md": core},
        {"a.md": local},
    )

    assert [item.passages[0].at.address for item in found.elements] == [
        "a.md#Canllaw > Dechrau",
        "a.md#Canllaw > Rheol",
    ]


def test_unequally_many_between_neighbours_are_removed() -> None:
    core = f"# Start\n\n{OTHER}\n# Rule\n\n{LONG}\n# End\n\n{THIRD}"
    local = f"# Start\n\n{OTHER}\n# X\n\nOne.\n\n# Y\n\nTwo.\n\n# End\n\n{THIRD}"

    assert one(compare(kit(section("a.md#Rule")), {"a.md": core}, {"a.md": local}))[0] == "removed"


def test_the_second_of_two_equal_headings_has_a_number() -> None:
    core = f"# Day\n\n## Note\n\n{OTHER}\n## Note\n\n{LONG}"
    framework = kit(section("a.md#Note[2]"))

    first = compare(framework, {"a.md": core}, {"a.md": core.replace("kettle", "pot")})
    second = compare(framework, {"a.md": core}, {"a.md": core.replace("hand", "finger")})

    assert one(first) == ("unchanged", "a.md#Note[2]", None, "green")
    assert one(second) == ("changed", "a.md#Note[2]", None, "red")


def test_a_heading_in_a_list_a_quote_or_a_fence_is_none() -> None:
    core = f"# Rule\n\n{LONG}"
    local = core + "\n> # Quote\n\n- # List\n\n```\n# Fence\n```\n"

    assert (
        one(compare(kit(section("a.md#Rule")), {"a.md": core}, {"a.md": local}))[3] == "red"
    )  # all inside Rule


def test_markup_in_a_heading_does_not_rename_it() -> None:
    core, local = f"# Our *rule*\n\n{LONG}", f"# Our **rule**\n\n{LONG}"

    change, now, before, _ = one(compare(kit(section("a.md#Our rule")), {"a.md": core}, {"a.md": local}))

    # The words of the heading line changed, its name did not.
    assert (change, now, before) == ("changed", "a.md#Our rule", None)


def test_a_file_moved_and_edited_is_found_by_likeness() -> None:
    framework = kit("- {id: e, title: E, latitude: fixed, passages: [{file: a.md}]}")
    local = {"b/z.md": LONG.replace("hand", "finger"), "c.md": OTHER}

    found = compare(framework, {"a.md": LONG}, local)

    assert one(found) == ("changed", "b/z.md", "a.md", "red")
    assert (found.files.moved, found.files.added, found.files.changed) == (
        (("a.md", "b/z.md"),),
        ("c.md",),
        ("b/z.md",),
    )


def test_the_most_alike_file_wins_and_each_is_taken_once() -> None:
    base = " ".join(f"w{number}" for number in range(20))
    near, far = base.replace("w1 ", "x "), base.replace("w1 ", "x ").replace("w2 ", "y ")
    framework = kit(
        "- {id: e, title: E, latitude: fixed, passages: [{file: a.md}]}\n"
        "- {id: f, title: F, latitude: fixed, passages: [{file: b.md}]}"
    )

    found = compare(framework, {"a.md": base, "b.md": far + " z"}, {"near.md": near, "far.md": far})

    assert found.files.moved == (("a.md", "near.md"), ("b.md", "far.md"))


def test_a_file_less_than_sixty_percent_alike_is_removed() -> None:
    base = " ".join(f"w{number}" for number in range(10))
    framework = kit("- {id: e, title: E, latitude: fixed, passages: [{file: a.md}]}")

    kept = compare(framework, {"a.md": base}, {"b.md": base.replace("w6 w7 w8 w9", "a b c d")})  # 12/20
    lost = compare(framework, {"a.md": base}, {"b.md": base.replace("w5 w6 w7 w8 w9", "a b c d e")})  # 10/20

    assert (one(kept)[0], one(lost)[0]) == ("changed", "removed")


def test_a_changed_picture_at_another_path_is_another_picture() -> None:
    framework = kit("- {id: e, title: E, latitude: fixed, passages: [{file: a.png}]}")

    moved = compare(framework, {"a.png": b"\0one"}, {"b.png": b"\0one"})
    other = compare(framework, {"a.png": b"\0one"}, {"b.png": b"\0two"})

    assert (one(moved)[0], one(other)[0]) == ("moved", "removed")


def test_empty_files_are_never_taken_for_each_other() -> None:
    framework = kit("- {id: e, title: E, latitude: fixed, passages: [{file: a/__init__.py}]}")

    assert one(compare(framework, {"a/__init__.py": ""}, {"b/__init__.py": ""}))[0] == "removed"


def test_a_value_goes_with_its_moved_file() -> None:
    framework = kit("- {id: e, title: E, latitude: fixed, passages: [{file: s.yaml, value: /turns}]}")

    found = compare(framework, {"s.yaml": "turns: 1\n"}, {"conf/s.yaml": "turns: 1\n"})

    assert one(found) == ("moved", "conf/s.yaml#/turns", "s.yaml#/turns", "green")
