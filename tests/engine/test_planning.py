"""The plan of an update: which element each passage belongs to, why the core changed it, what comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from localkit.documents.reading import read
from localkit.engine.planning import Release, plan_update
from localkit.model.kit import Kit
from localkit.model.merging import Choice
from localkit.model.update_plan import PassagePlan, UpdatePlan
from localkit.testing import kit, tree

PAGE = "# Book\n\nIntro here.\n\n## Rules\n\nOne rule.\n\n### Fire\n\nKnow the way out.\n\n## End\n\nBye.\n"
ELEMENTS = """
- {id: book, title: The book, latitude: open, passages: [{file: a.md}]}
- {id: rules, title: Rules, latitude: open, passages: [{file: a.md, section: Rules}]}
- {id: fire, title: Fire, latitude: open, passages: [{file: a.md, section: Fire}]}
- {id: turns, title: Turns, latitude: open, passages: [{file: s.yaml, value: /turns}]}
- {id: bob, title: Bob, latitude: open, passages: [{file: t.csv, row: bob}]}
- {id: name, title: Names, latitude: open, passages: [{file: t.csv, column: name}]}
"""
CORE = {"a.md": PAGE, "s.yaml": "turns: 1\nother: 2\n", "t.csv": "id,name,room\nann,Ann,1\nbob,Bob,2\n"}
CHANGES = [
    {"id": "typo", "class": "editorial", "summary": "Typo.", "since": "1.1.0", "elements": ["rules"]},
    {"id": "exits", "class": "safety", "summary": "Exits.", "since": "1.1.0", "elements": ["fire"]},
    {
        "id": "more",
        "class": "new_option",
        "summary": "More.",
        "since": "1.1.0",
        "elements": ["fire", "turns"],
    },
]


def plan(
    core: Mapping[str, str],
    local: Mapping[str, str],
    *,
    before: Kit | None = None,
    after: Kit | None = None,
    settle: Choice | None = None,
    parameters: Mapping[str, Any] | None = None,
    base: Mapping[str, str] = CORE,
) -> UpdatePlan:
    old = before or kit(ELEMENTS)
    new = after or kit(ELEMENTS, version="1.1.0", changes=CHANGES)
    return plan_update(
        Release(old, tree(base), parameters or {}),
        Release(new, tree(core), parameters or {}),
        tree(local),
        read,
        settle=lambda _: settle,
    )


def by_address(found: UpdatePlan) -> dict[str, tuple[str | None, str]]:
    return {passage.address: (passage.element, passage.outcome) for passage in found.passages}


def edited(**more: str) -> dict[str, str]:
    return {**CORE, **{name.replace("_", "."): text for name, text in more.items()}}


def test_each_part_belongs_to_the_innermost_element() -> None:
    core = edited(
        a_md=PAGE.replace("Intro", "Foreword").replace("One rule", "Two rules").replace("way out", "exit"),
        s_yaml="turns: 2\nother: 3\n",
        t_csv="id,name,room\nann,Anna,1\nbob,Bob,3\n",
    )

    assert by_address(plan(core, CORE)) == {
        "a.md#Book": ("book", "updated"),
        "a.md#Book > Rules": ("rules", "updated"),
        "a.md#Book > Rules > Fire": ("fire", "updated"),
        "s.yaml#/turns": ("turns", "updated"),
        "s.yaml#/other": (None, "updated"),
        "t.csv#row=ann": ("name", "updated"),
        "t.csv#row=bob": ("bob", "updated"),
    }


def test_a_passage_tells_the_changes_to_its_element_the_most_pressing_first() -> None:
    core = edited(a_md=PAGE.replace("One rule", "Two rules").replace("way out", "exit"))

    found = {passage.address: passage for passage in plan(core, CORE).passages}

    fire, rules = found["a.md#Book > Rules > Fire"], found["a.md#Book > Rules"]
    assert [change.id for change in fire.changes] == ["exits", "more"]
    assert (fire.change_class, fire.pressing) == ("safety", True)
    assert [change.id for change in rules.changes] == ["typo"]
    assert (rules.change_class, rules.pressing) == ("editorial", False)


def test_what_the_core_left_alone_tells_no_change() -> None:
    core, local = edited(a_md=PAGE.replace("Bye", "So long")), edited(a_md=PAGE.replace("way out", "exit"))

    found = plan(core, local)

    assert by_address(found) == {
        "a.md#Book > End": ("book", "updated"),
        "a.md#Book > Rules > Fire": ("fire", "kept"),
    }
    assert [passage.changes for passage in found.passages if passage.element == "fire"] == [()]


def test_what_waits_comes_first_and_the_most_pressing_before_all() -> None:
    core = edited(
        a_md=PAGE.replace("One rule", "Two rules").replace("way out", "exit").replace("Bye", "So long"),
        s_yaml="turns: 2\nother: 2\n",
    )
    local = edited(
        a_md=PAGE.replace("One rule", "No rule").replace("way out", "door"), s_yaml="turns: 3\nother: 2\n"
    )

    found = plan(core, local)

    assert [(passage.address, passage.change_class) for passage in found.waiting] == [
        ("a.md#Book > Rules > Fire", "safety"),
        ("a.md#Book > Rules", "editorial"),
        ("s.yaml#/turns", "new_option"),
    ]
    assert [passage.waits for passage in found.passages] == [True, True, True, False]
    assert found.summary == {
        "updated": 1,
        "merged": 0,
        "same": 0,
        "kept": 0,
        "needs_decision": 3,
        "unchanged": 1,
    }


def test_a_whole_file_tells_the_changes_to_all_its_elements() -> None:
    found = plan({name: text for name, text in CORE.items() if name != "a.md"}, edited(a_md=PAGE + "Ours.\n"))

    whole = _only(found, "a.md")
    assert (whole.element, whole.outcome) == ("book", "needs_decision")
    assert [change.id for change in whole.changes] == ["exits", "typo", "more"]


def test_a_file_without_an_element_of_its_own_belongs_to_the_only_one_that_has_a_passage_in_it() -> None:
    local = {name: text for name, text in CORE.items() if name != "s.yaml"}

    found = plan(edited(s_yaml="turns: 5\nother: 2\n"), local)

    assert by_address(found) == {"s.yaml": ("turns", "needs_decision")}
    assert by_address(plan(edited(t_csv="id,name,room\n"), {**local, "s.yaml": CORE["s.yaml"]})) != {}


def test_a_part_of_a_renamed_element_and_file_is_found_by_its_new_name() -> None:
    after = kit(
        ELEMENTS.replace("id: fire", "id: exits").replace("a.md", "b.md"),
        version="1.1.0",
        changes=[{**CHANGES[1], "elements": ["exits"]}],
        migrations=[{"to": "1.1.0", "rename_files": {"a.md": "b.md"}, "rename_elements": {"fire": "exits"}}],
    )
    core = {**CORE, "b.md": PAGE.replace("way out", "exit")}
    core.pop("a.md")

    found = plan(core, edited(a_md=PAGE.replace("way out", "door")), after=after)

    assert [(item.address, item.element, item.element_title) for item in found.waiting] == [
        ("b.md#Book > Rules > Fire", "exits", "Fire")
    ]
    assert [change.id for change in found.waiting[0].changes] == ["exits"]


def test_a_section_that_the_core_took_out_belongs_to_the_element_that_had_it() -> None:
    without = PAGE.replace("### Fire\n\nKnow the way out.\n\n", "")

    found = plan({**CORE, "a.md": without}, edited(a_md=PAGE.replace("way out", "door")))

    assert [(item.address, item.element) for item in found.waiting] == [("a.md#Book > Rules > Fire", "fire")]


def test_elements_for_other_places_claim_nothing() -> None:
    fire = "id: fire, title: F, latitude: open, passages: [{file: a.md, section: Fire}]"
    elements = f"- {{{fire}, applies_to: {{nation: [wales]}}}}"
    new = kit(elements, version="1.1.0")
    core = edited(a_md=PAGE.replace("way out", "exit"))

    for nation, element in (("wales", "fire"), ("england", None)):
        found = plan(core, CORE, before=kit(elements), after=new, parameters={"nation": nation})
        assert by_address(found) == {"a.md#Book > Rules > Fire": (element, "updated")}


def test_given_once_files_are_no_part_of_the_plan() -> None:
    before, after = kit(ELEMENTS, given_once=["t.csv"]), kit(ELEMENTS, version="1.1.0", given_once=["t.csv"])

    found = plan(edited(t_csv="id\nzoe\n"), edited(t_csv="id\nours\n"), before=before, after=after)

    assert found.passages == ()
    assert {file.local_path: file.file and file.file.data for file in found.files}["t.csv"] == b"id\nours\n"


def test_a_choice_settles_what_would_wait() -> None:
    core, local = edited(a_md=PAGE.replace("way out", "exit")), edited(a_md=PAGE.replace("way out", "door"))

    found = plan(core, local, settle=Choice("core"))

    assert by_address(found) == {"a.md#Book > Rules > Fire": ("fire", "updated")}
    assert [file.file and file.file.data for file in found.files if file.local_path == "a.md"] == [
        core["a.md"].encode()
    ]


def test_nothing_changed_is_nothing_to_tell() -> None:
    found = plan(CORE, CORE)

    assert (found.passages, found.untouched, found.before, found.after) == ((), 3, "1.0.0", "1.1.0")


def _only(found: UpdatePlan, address: str) -> PassagePlan:
    return next(passage for passage in found.passages if passage.address == address)
