"""Looking at an update, and taking it together with its decisions."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from tests.cli.mending import edited, own, released, second, shaped, taken, whole

from localkit.actions.take_update import Settlement, TakenUpdate, take_update
from localkit.actions.update import UpdateRequest
from localkit.actions.update_looking import LookedAt, look_at_update
from localkit.model.merging import Choice
from localkit.testing import fixed_workspace, run_localkit

OWN_TEA = "## Tea\n\nTea is free on Mondays.\n"
PLUGS, TEA = "rules.md#Rules of Harrow > Plugs", "rules.md#Rules of Harrow > Tea"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place whose next release needs two decisions."""
    made = shaped(taken(tmp_path))
    released(tmp_path, second())
    return made


def looked(place: Path) -> LookedAt:
    return look_at_update(fixed_workspace(place.parent), place, UpdateRequest())


def took(place: Path, seen: LookedAt, **choices: Choice) -> TakenUpdate:
    """Take it now, as the command line would, with choices by element."""
    reason = "Olive is one."
    settlements = [
        Settlement(item, choices[item.element], reason if item.pressing else None)
        for item in seen.waiting
        if item.element in choices
    ]
    request = UpdateRequest(to=seen.after) if seen.plan is not None else None
    now = datetime.datetime.now().astimezone()
    return take_update(fixed_workspace(place.parent, now=now), place, request, settlements)


def test_to_look_writes_nothing_and_tells_what_needs_a_decision(place: Path) -> None:
    before = whole(place)

    seen = looked(place)

    assert whole(place) == before
    assert (seen.before, seen.after, seen.kind, seen.nothing) == ("1.0.0", "1.1.0", "update", False)
    assert [(item.address, item.change_class) for item in seen.waiting] == [
        (PLUGS, "statutory"),
        (TEA, "editorial"),
    ]


def test_it_is_what_update_and_then_resolve_give(place: Path, tmp_path: Path) -> None:
    """One truth: the command line and the screens write the same bytes."""
    other = Path(str(place)).rename(tmp_path / "mine")
    shutil.copytree(other, place)
    run_localkit("update", "here", "--no-input", cwd=tmp_path)
    run_localkit("resolve", "plugs", "here", "--take", "local", "--reason", "Olive is one.", cwd=tmp_path)
    (tmp_path / "ours.txt").write_text(OWN_TEA)
    run_localkit("resolve", "tea", "here", "--take", "ours.txt", cwd=tmp_path).assert_ok()

    done = took(other, looked(other), plugs=Choice("local"), tea=Choice("text", OWN_TEA))

    def moments(path: str) -> bool:
        return path.startswith(".localkit/history/") or path.endswith("known.yaml")

    assert (done.unsettled, done.left) == ((), ())
    assert whole(other, but=moments) == whole(place, but=moments)
    assert [(item.change, item.decision) for item in done.decided] == [
        ("electricity-act", "declined"),
        ("tidy", "adapted"),
    ]
    assert run_localkit("undo", "mine", cwd=tmp_path).status == 1
    assert run_localkit("undo", "mine", cwd=tmp_path).status == 1
    assert run_localkit("undo", "mine", cwd=tmp_path).status == 0
    assert "by Olive, who has been shown how" in own(other)["rules.md"]


def test_what_nobody_decided_waits_and_can_be_looked_at_and_settled_later(place: Path) -> None:
    first = took(place, looked(place), tea=Choice("core"))

    assert [item.address for item in first.left] == [PLUGS]
    later = looked(place)
    assert (later.plan, [item.address for item in later.waiting]) == (None, [PLUGS])
    assert took(place, later, plugs=Choice("core")).left == ()
    assert looked(place).nothing


@pytest.mark.parametrize("when", ["before the update", "after the update"])
def test_a_text_that_was_edited_meanwhile_is_not_decided(place: Path, when: str) -> None:
    if when == "after the update":
        run_localkit("update", "here", "--no-input", cwd=place.parent)
    seen = looked(place)
    edited(place, "rules.md", "Tea is one pound for everybody.", "Tea is two pounds.")

    done = took(place, seen, plugs=Choice("core"), tea=Choice("core"))

    assert [(item.settlement.passage.address, item.error.message) for item in done.unsettled] == [
        (TEA, "it was edited meanwhile")
    ]
    assert [item.element for item in done.settled] == ["plugs"]
    assert "Tea is two pounds." in own(place)["rules.md"]
    assert [item.local for item in looked(place).waiting] == ["## Tea\n\nTea is two pounds.\n\n"]


def test_a_decision_that_somebody_else_took_meanwhile_is_told(place: Path) -> None:
    run_localkit("update", "here", "--no-input", cwd=place.parent)
    seen = looked(place)
    run_localkit("resolve", "tea", "here", "--take", "local", cwd=place.parent)

    done = took(place, seen, plugs=Choice("core"), tea=Choice("core"))

    assert [item.error.message for item in done.unsettled] == ["it does not wait for a decision any more"]
    assert "Tea is one pound for everybody." in own(place)["rules.md"]


def test_a_reason_that_is_missing_leaves_it_open(place: Path) -> None:
    seen = looked(place)

    done = take_update(
        fixed_workspace(place.parent), place, UpdateRequest(), [Settlement(seen.waiting[0], Choice("local"))]
    )

    assert [item.error.message for item in done.unsettled] == [
        "Plugs are tested: the law asks for it, so leaving it out needs a reason"
    ]
    assert len(done.left) == 2


def test_values_rows_and_whole_files_are_compared_as_they_were_shown(tmp_path: Path) -> None:
    place = taken(tmp_path)
    files = second()
    template = next(name for name in files if name.endswith("tools.csv")).removesuffix("/tools.csv")
    files[f"{template}/settings.yaml"] = "# of the whole house\nturns: 2\nkitchen: no\n"
    files[f"{template}/tools.csv"] = "tool,number\nhammer,2\npliers,2\n"
    released(tmp_path, files)
    edited(place, "settings.yaml", "turns: 1", "turns: 3")
    edited(place, "tools.csv", "hammer,1", "hammer,9")
    edited(place, "stamps.md", "Ten visits", "Nine visits")
    seen = looked(place)

    done = take_update(
        fixed_workspace(tmp_path),
        place,
        UpdateRequest(),
        [Settlement(item, Choice("core")) for item in seen.waiting],
    )

    assert len(done.settled) == 3
    assert (done.unsettled, done.left) == ((), ())
    assert (own(place)["settings.yaml"].splitlines()[1], "stamps.md" in own(place)) == ("turns: 2", False)
