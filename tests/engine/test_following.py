"""What a place recorded goes with what it was recorded for, and is closed with credit once the core has it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from localkit.documents.reading import read
from localkit.engine.following import Followed, follow
from localkit.engine.migrating import moves_between
from localkit.engine.planning import Release, plan_update
from localkit.engine.states import covered, fingerprint
from localkit.model.divergence import Divergence
from localkit.model.kit import Kit
from localkit.model.records import Adaptation, AgreedException
from localkit.testing import compare, kit, tree

RULES = "One rule is that the door stays open while a guest is here.\n"
PAGE = f"# Book\n\n## Rules\n\n{RULES}\n## End\n\nBye.\n"
ELEMENTS = "- {id: rules, title: Rules, latitude: open, passages: [{file: a.md, section: Rules}]}"
OURS = PAGE.replace("stays open", "is never locked")


def recorded(before: Divergence, *passages: str, **more: Any) -> Adaptation:
    """A record of what the place changed before the update."""
    record = Adaptation.of({"id": "1", "element": "rules", "summary": "Ours.", "passages": passages, **more})
    mine = next(item.passages for item in before.elements if item.element.id == "rules")
    stamp = fingerprint(covered(record, mine))
    return Adaptation.of({"fingerprint": stamp, **record.data})


def updated(
    core: Mapping[str, str],
    after: Kit,
    local: Mapping[str, str],
    *passages: str,
    exceptions: tuple[AgreedException, ...] = (),
    waiting: frozenset[str] = frozenset(),
    **more: Any,
) -> Followed:
    before_kit = kit(ELEMENTS)
    base = {"a.md": PAGE}
    plan = plan_update(Release(before_kit, tree(base), {}), Release(after, tree(core), {}), tree(local), read)
    now = {file.path: file.file.data for file in plan.files if file.path and file.file}
    before = compare(before_kit, base, local)
    return follow(
        [recorded(before, *passages, **more)],
        exceptions,
        before,
        compare(after, core, now),
        moves_between(before_kit, after),
        plan.files,
        "1.1.0",
        waiting,
    )


def test_a_record_whose_text_is_as_it_was_stays_as_it_is() -> None:
    core = {"a.md": PAGE.replace("Bye", "So long")}

    assert updated(core, kit(ELEMENTS, version="1.1.0"), {"a.md": OURS}) == Followed({}, {}, ())


def test_a_text_that_the_update_changed_is_still_the_one_recorded() -> None:
    core = {"a.md": PAGE.replace(RULES, f"{RULES}\nAnd another.\n")}

    found = updated(core, kit(ELEMENTS, version="1.1.0"), {"a.md": OURS})

    assert list(found.adaptations) == ["1"]
    assert list(found.adaptations["1"]) == ["fingerprint"]
    assert found.credited == ()


def test_a_record_that_was_out_of_date_before_stays_out_of_date() -> None:
    core = {"a.md": PAGE.replace(RULES, f"{RULES}\nAnd another.\n")}

    found = updated(core, kit(ELEMENTS, version="1.1.0"), {"a.md": OURS}, fingerprint="sha256:0")

    assert found == Followed({}, {}, ())


def test_what_the_core_now_has_is_closed_with_credit() -> None:
    found = updated({"a.md": OURS}, kit(ELEMENTS, version="1.1.0"), {"a.md": OURS})

    assert found == Followed({"1": {"adopted_in": "1.1.0"}}, {}, ("1",))


def test_what_was_closed_before_is_left_alone() -> None:
    found = updated({"a.md": OURS}, kit(ELEMENTS, version="1.1.0"), {"a.md": OURS}, adopted_in="1.0.5")

    assert found == Followed({}, {}, ())


def test_nothing_is_closed_while_its_element_waits_for_a_decision() -> None:
    found = updated(
        {"a.md": OURS}, kit(ELEMENTS, version="1.1.0"), {"a.md": OURS}, waiting=frozenset({"rules"})
    )

    assert found.credited == ()


def test_records_go_with_a_renamed_element_and_file() -> None:
    after = kit(
        ELEMENTS.replace("id: rules", "id: house").replace("a.md", "b.md"),
        version="1.1.0",
        migrations=[{"to": "1.1.0", "rename_files": {"a.md": "b.md"}, "rename_elements": {"rules": "house"}}],
    )
    day = datetime.date(2026, 1, 1)
    exception = AgreedException("x", "rules", "granted", day, day)

    found = updated({"b.md": PAGE}, after, {"a.md": OURS}, "a.md#Book > Rules", exceptions=(exception,))

    assert found.adaptations["1"]["element"] == "house"
    assert found.adaptations["1"]["passages"] == ["b.md#Book > Rules"]
    assert found.exceptions == {"x": {"element": "house"}}
    assert found.credited == ()


@pytest.mark.parametrize(
    ("renamed", "passage", "now"),
    [
        ({"Rules": "House"}, "a.md#Book > Rules", "a.md#Book > House"),
        ({"Book > Rules": "House"}, "a.md#Book > Rules", "a.md#Book > House"),
        ({"Book": "Guide"}, "a.md#Book > Rules", "a.md#Guide > Rules"),
        ({"Book": "Guide", "Rules": "House"}, "a.md#Book > Rules", "a.md#Guide > House"),
        ({"Other > Rules": "House"}, "a.md#Book > Rules", "a.md#Book > Rules"),
    ],
    ids=["by heading", "by path", "the heading above", "both", "another section"],
)
def test_records_go_with_renamed_headings(renamed: dict[str, str], passage: str, now: str) -> None:
    core, elements = PAGE, ELEMENTS
    for old, new in renamed.items():
        if not old.startswith("Other"):
            core = core.replace(f"# {old.rsplit(' > ', 1)[-1]}\n", f"# {new}\n")
            elements = elements.replace(f"section: {old.rsplit(' > ', 1)[-1]}", f"section: {new}")
    step = {"to": "1.1.0", "rename_sections": {"a.md": renamed}}

    found = updated(
        {"a.md": core}, kit(elements, version="1.1.0", migrations=[step]), {"a.md": OURS}, passage
    )

    assert found.adaptations.get("1", {}).get("passages", [passage]) == [now]
