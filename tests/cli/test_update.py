"""``localkit update`` as a person and as a program meet it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.mending import (
    TEMPLATE,
    edited,
    first,
    own,
    released,
    rows,
    second,
    shaped,
    taken,
    updated,
    whole,
)

from localkit.store.schemas import problems
from localkit.syntax.yaml import parse
from localkit.testing import Outcome, run_localkit, write_world

BRINGS = """\
What the core changed
 ■ the law asks for it  electricity-act
     A plug is tested by an electrician.
     counts from 2026-04-01
 · it reads better  tidy
     The rules read better.
"""
WAITS = """\
Needs your decision (2)
 ■ Plugs are tested  plugs
     rules.md › Rules of Harrow > Plugs
     the law asks for it; both changed it
 ▲ Tea  tea
     rules.md › Rules of Harrow > Tea
     it reads better; both changed it
"""
TAKEN = """\
Taken as it is: 6 passages in 6 files
   rules.md › Rules of Harrow > Stay
   logo.bin
   settings.yaml › lamps, new
   stamps.md, taken out
   tools.csv › row saw, new
   batteries.md, new
Your own, as it was: 5 passages in 4 files
"""
LEADS_ON = """\
Read both texts: localkit resolve --list here
Settle one:      localkit resolve plugs here --take core
Go back:         localkit undo here
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with the first release; the second one lies where the first came from."""
    made = taken(tmp_path)
    released(tmp_path, second())
    return made


def test_an_unedited_place_gets_the_release_as_it_is(place: Path) -> None:
    outcome = updated(place)

    assert outcome == Outcome(
        0,
        f"Harrow · Mend 1.0.0 → 1.1.0\n\n{BRINGS}\n"
        "Taken as it is: 8 passages in 6 files\n"
        "   rules.md › Rules of Harrow > Plugs\n"
        "   rules.md › Rules of Harrow > Stay\n"
        "   rules.md › Rules of Harrow > Tea\n"
        "   logo.bin\n"
        "   settings.yaml › lamps, new\n"
        "   stamps.md, taken out\n"
        "   tools.csv › row saw, new\n"
        "   batteries.md, new\n"
        "Every word of yours is where it was.\n\n"
        "Go back:         localkit undo here\n",
        "",
    )
    run_localkit("adapt", "kit", "fresh", "--no-input", cwd=place.parent).assert_ok()
    assert own(place) == {**own(place.parent / "fresh"), "log.md": "# Log\n\nNothing yet.\n"}


def test_an_update_notes_what_became_of_each_core_change(place: Path) -> None:
    updated(place)

    noted = parse((place / ".localkit/decisions.yaml").read_text("utf-8")).data["decisions"]
    assert [(item["change"], item["decision"], item["reason"]) for item in noted] == [
        ("electricity-act", "adopted", "Taken as it is with 1.1.0."),
        ("tidy", "adopted", "Taken as it is with 1.1.0."),
    ]


def test_a_second_update_says_that_there_is_nothing_newer(place: Path) -> None:
    updated(place)
    before = whole(place)

    assert updated(place) == Outcome(
        0, "Harrow · Mend 1.1.0 is the newest release there is. Nothing was changed.\n", ""
    )
    assert whole(place) == before


def test_what_both_changed_waits_and_all_else_arrives(place: Path) -> None:
    outcome = updated(shaped(place), status=1)

    assert outcome == Outcome(
        1,
        f"Harrow · Mend 1.0.0 → 1.1.0\n\n{BRINGS}\n{WAITS}\n{TAKEN}"
        f"Every word of yours is where it was.\n\n{LEADS_ON}",
        "",
    )
    assert own(place) == {
        "batteries.md": "# Batteries\n\nA battery pack stays outside the house.\n",
        "log.md": "# Log\n\nNothing yet.\n",
        "logo.bin": "\x00\x01two\x00",
        "poster.md": "Do come to Harrow.\n",
        "rules.md": "# Rules of Harrow\n\n"
        "## Stay\n\nThe visitor stays at the table and lends a hand with it.\n\n"
        "## Plugs\n\nA plug is tested by Olive, who has been shown how.\n\n"
        "## Tea\n\nTea is one pound for everybody.\n\n"
        "## Keys\n\nThe key hangs at Olive's.\n",
        "settings.yaml": "# of the whole house\nturns: 1\nkitchen: yes # since May\nlamps: 4\n",
        "tea.md": "Ours.\n",
        "tools.csv": "tool,number\nhammer,3\nspoon,9\npliers,2\nsaw,1\n",
    }
    assert not (place / ".localkit/decisions.yaml").exists()


def test_the_core_s_text_and_the_old_one_lie_beside_while_something_waits(place: Path) -> None:
    old = (place / "rules.md").read_text()
    updated(shaped(place), status=1)

    update = place / ".localkit/update"
    assert (update / "base/rules.md").read_text() == old
    assert "A plug is tested by an electrician." in (update / "core/rules.md").read_text()
    assert "Tea costs nothing, whoever comes." in (update / "core/rules.md").read_text()


def test_an_update_tells_programs_each_passage(place: Path) -> None:
    outcome = updated(shaped(place), "--format", "json", status=1)

    assert problems(outcome.json, "update") == []
    assert rows(outcome) == {
        "rules.md#Rules of Harrow > Plugs": "needs_decision",
        "rules.md#Rules of Harrow > Tea": "needs_decision",
        "rules.md#Rules of Harrow > Stay": "updated",
        "rules.md#Rules of Harrow > Keys": "kept",
        "logo.bin": "updated",
        "settings.yaml#/lamps": "updated",
        "settings.yaml#/kitchen": "kept",
        "stamps.md": "updated",
        "tools.csv#row=saw": "updated",
        "tools.csv#row=hammer": "kept",
        "tools.csv#row=spoon": "kept",
        "batteries.md": "updated",
        "poster.md": "kept",
    }
    assert outcome.json["passages"][0] == {
        "file": "rules.md",
        "section": "Rules of Harrow > Plugs",
        "address": "rules.md#Rules of Harrow > Plugs",
        "element": "plugs",
        "outcome": "needs_decision",
        "class": "statutory",
        "changes": ["electricity-act"],
        "why": "both changed it",
        "base": "## Plugs\n\nA plug is tested by a person who has been shown how.\n\n",
        "core": "## Plugs\n\nA plug is tested by an electrician.\n\n",
        "local": "## Plugs\n\nA plug is tested by Olive, who has been shown how.\n\n",
        "merged": None,
    }
    assert {key: outcome.json[key] for key in ("format", "from", "to", "answers", "summary")} == {
        "format": 1,
        "from": "1.0.0",
        "to": "1.1.0",
        "answers": {"added": {}, "renamed": {}, "removed": {}, "changed": {}, "invalid": []},
        "summary": {"updated": 6, "merged": 0, "same": 0, "kept": 5, "needs_decision": 2, "unchanged": 1},
    }


def test_words_of_both_in_one_passage_are_merged(place: Path) -> None:
    edited(place, "rules.md", "The visitor stays", "The visitor or a friend of hers stays")

    outcome = updated(place, "--format", "json")

    assert rows(outcome)["rules.md#Rules of Harrow > Stay"] == "merged"
    assert (
        "The visitor or a friend of hers stays at the table and lends a hand with it."
        in (place / "rules.md").read_text()
    )


def test_what_both_say_alike_is_told_as_the_same(place: Path) -> None:
    edited(place, "rules.md", "by a person who has been shown how", "by an\nelectrician")

    outcome = updated(place, "--format", "json")

    assert rows(outcome)["rules.md#Rules of Harrow > Plugs"] == "same"
    assert "A plug is tested by an\nelectrician." in (place / "rules.md").read_text()


def test_a_dry_run_shows_what_an_update_does_and_writes_nothing(place: Path) -> None:
    shaped(place)
    before = whole(place.parent)

    looked = updated(place, "--dry-run", "--format", "json", status=1)
    told = updated(place, "--dry-run", status=1)

    assert whole(place.parent) == before
    assert told.stdout == (
        f"Harrow · Mend 1.0.0 → 1.1.0  looked at only, nothing was written\n\n{BRINGS}\n{WAITS}\n{TAKEN}\n"
        "Take it: localkit update here\n"
    )
    assert updated(place, "--format", "json", status=1).json == looked.json


def test_a_dry_run_of_a_clean_update_ends_with_0(place: Path) -> None:
    before = whole(place.parent)

    updated(place, "--dry-run")

    assert whole(place.parent) == before


def test_an_update_that_waits_for_decisions_is_told_again(place: Path) -> None:
    updated(shaped(place), status=1)
    before = whole(place)

    again = updated(place, status=1)

    assert again.stdout == (
        "Harrow · Mend 1.1.0\n"
        "Since the update from 1.0.0 to 1.1.0, 2 passages need your decision.\n\n"
        f"{WAITS}\n{LEADS_ON}"
    )
    found = updated(place, "--format", "json", status=1)
    assert problems(found.json, "update") == []
    assert [row["address"] for row in found.json["passages"]] == [
        "rules.md#Rules of Harrow > Plugs",
        "rules.md#Rules of Harrow > Tea",
    ]
    assert whole(place) == before


def test_a_later_release_waits_until_all_is_decided(place: Path) -> None:
    updated(shaped(place), status=1)
    released(place.parent, {**second(), "kit.yaml": second()["kit.yaml"].replace("1.1.0", "1.2.0", 1)})  # type: ignore[arg-type]
    before = whole(place)

    assert updated(place, status=2) == Outcome(
        2,
        "",
        f"error: {place}: 2 passages still need a decision since the update to 1.1.0; 1.2.0 comes after that\n"
        "hint: `localkit status here` shows them, `localkit resolve here` settles them; "
        "`localkit resolve --all here --take local` keeps this place's text everywhere; "
        "what the law or safety asks for needs a --reason, too.\n",
    )
    assert "`localkit resolve --all --take local`" in run_localkit("update", "--no-input", cwd=place).stderr
    assert whole(place) == before


def test_other_answers_wait_until_all_is_decided(place: Path) -> None:
    updated(shaped(place), status=1)

    assert updated(place, "--set", "place_name=Pinner", status=2).stderr.startswith(
        f"error: {place}: 2 passages still need a decision since the update to 1.1.0; "
        "other answers come after that\n"
    )


def test_a_folder_that_is_no_local_version_is_told(tmp_path: Path) -> None:
    write_world(tmp_path, {"x/a.md": "A.\n"})

    outcome = run_localkit("update", "x", cwd=tmp_path)

    assert (outcome.status, outcome.stdout) == (2, "")
    assert "no local version" in outcome.stderr


def test_markers_and_a_dry_run_do_not_go_together(place: Path) -> None:
    assert updated(place, "--markers", "--dry-run", status=2).stderr == (
        "error: --markers writes into files; leave it out with --dry-run\n"
        "hint: `localkit update --help` tells what can be said.\n"
    )


def test_marks_stand_around_both_texts_for_those_who_want_them(place: Path) -> None:
    updated(shaped(place), "--markers", status=1)

    text = (place / "rules.md").read_text()
    assert (
        "## Plugs\n\n<<<<<<< this place\nA plug is tested by Olive, who has been shown how.\n"
        "||||||| core as received\nA plug is tested by a person who has been shown how.\n\n"
        "=======\nA plug is tested by an electrician.\n>>>>>>> new core\n" in text
    )
    found = run_localkit("check", "here", "--format", "json", cwd=place.parent).json["findings"]
    assert "core.placeholder" in {finding["rule"] for finding in found}
    waits = run_localkit("resolve", "--list", "here", "--format", "json", cwd=place.parent).json
    assert [row["element"] for row in waits["passages"]] == ["plugs", "tea"]


def test_a_damaged_note_of_later_releases_is_written_anew_by_refresh(place: Path) -> None:
    (place / ".localkit/known.yaml").write_text("format: 1\nlatest: 3\n")

    told = run_localkit("status", "here", cwd=place.parent)

    assert told.status == 2
    assert told.stderr.endswith(
        "hint: Say `localkit refresh`: it looks for later releases again and writes this file anew.\n"
    )
    run_localkit("refresh", "here", cwd=place.parent)
    assert run_localkit("status", "here", cwd=place.parent).stderr == ""


def test_the_same_release_with_other_content_is_told_as_that(place: Path) -> None:
    """Somebody tries a kit that is being written: 1.0.0 to 1.0.0 would tell nobody anything."""
    released(place.parent, {**first(), f"{TEMPLATE}/poster.md": "Come all.\n"}, "draft")

    told = updated(place, "--kit", "draft").stdout

    assert told.startswith("Harrow · Mend 1.0.0, as it is there now\n")


def test_what_is_outside_the_new_bounds_is_told(tmp_path: Path) -> None:
    made = taken(tmp_path)
    edited(made, "settings.yaml", "turns: 1", "turns: 3")
    files = second()
    fewer = (
        "  - {id: fewer, class: evidence, elements: [turns], summary: Two items are enough., since: 1.1.0}\n"
    )
    kit = (
        str(files["kit.yaml"]).replace("maximum: 3", "maximum: 2").replace("changes:\n", f"changes:\n{fewer}")
    )
    released(tmp_path, {**files, "kit.yaml": kit})

    looked = updated(made, "--dry-run").stdout
    told = updated(made).stdout

    assert "To look at" not in looked
    assert told.endswith(
        "Every word of yours is where it was.\n\n"
        "To look at\n"
        "   Two items are enough.  fewer\n"
        "     This place is outside the core's bounds here: Items per turn.\n\n"
        "Go back:         localkit undo here\n"
    )
