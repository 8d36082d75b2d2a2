"""``localkit undo`` as a person and as a program meet it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.cli.mending import NEW, edited, first, own, released, second, shaped, taken, updated, whole

from localkit.store.schemas import problems
from localkit.testing import Outcome, run_localkit, write_world


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with the first release and words of its own; the second one lies where the first came from."""
    made = shaped(taken(tmp_path))
    released(tmp_path, second())
    return made


def undone(place: Path, *arguments: str, status: int = 0) -> Outcome:
    outcome = run_localkit("undo", "here", *arguments, cwd=place.parent)
    assert outcome.status == status, f"{outcome.stdout}{outcome.stderr}"
    return outcome


def resolved(place: Path, *arguments: str, status: int = 0) -> Outcome:
    outcome = run_localkit("resolve", *arguments, cwd=place.parent)
    assert outcome.status == status, f"{outcome.stdout}{outcome.stderr}"
    return outcome


def recorded(place: Path) -> None:
    said = [
        "--summary",
        "We say please.",
        "--what",
        "content",
        "--nature",
        "tailoring_tweaking_refining",
        "--goal",
        "improve_fit_with_recipients",
    ]
    run_localkit("record", "poster", "here", *said, cwd=place.parent).assert_ok()


def kept(place: Path) -> object:
    """Everything of a place but what only holds a command together."""
    return whole(place, but=lambda path: path.startswith((".localkit/history", ".localkit/lock")))


def test_an_update_is_undone_byte_for_byte(place: Path) -> None:
    before = kept(place)
    updated(place, status=1)

    outcome = undone(place)

    assert outcome == Outcome(0, "Back to before the update from 1.0.0 to 1.1.0\n  6 files went back.\n", "")
    assert kept(place) == before


def test_after_a_step_back_the_same_update_does_the_same(place: Path) -> None:
    once = updated(place, "--format", "json", status=1)
    after = own(place)
    undone(place)

    assert updated(place, "--format", "json", status=1).json == once.json
    assert own(place) == after


def test_decisions_and_the_update_are_undone_one_by_one(place: Path) -> None:
    states = [kept(place)]
    updated(place, status=1)
    states.append(kept(place))
    resolved(place, "plugs", "here", "--take", "core", status=1)
    states.append(kept(place))
    resolved(place, "--all", "here", "--take", "local")

    told = [undone(place, status=status).stdout for status in (1, 1, 0)]

    assert told[0] == (
        "Back to before the last decision\n\n"
        "Needs your decision (1)\n ▲ Tea  tea\n     rules.md › Rules of Harrow > Tea\n"
        "     it reads better; both changed it\n"
        "Read both texts: localkit resolve --list here\n"
        "2 earlier steps can be undone: localkit undo here\n"
    )
    assert kept(place) == states[0]


def test_each_step_back_is_the_state_before(place: Path) -> None:
    states = [kept(place)]
    updated(place, status=1)
    states.append(kept(place))
    resolved(place, "plugs", "here", "--take", "core", status=1)
    states.append(kept(place))
    resolved(place, "--all", "here", "--take", "local")

    for state, status in zip(reversed(states), (1, 1, 0), strict=True):
        undone(place, status=status)
        assert kept(place) == state


def test_words_written_since_stay(place: Path) -> None:
    updated(place, status=1)
    edited(place, "rules.md", "at Olive's", "at Olive's door")
    edited(place, "rules.md", "The visitor stays", "Our visitor stays")
    write_world(place, {"more.md": "Ours.\n"})

    outcome = undone(place)

    assert outcome.stdout == (
        "Back to before the update from 1.0.0 to 1.1.0\n  6 files went back.\n"
        "  What you wrote since is still there: rules.md\n"
    )
    text = own(place)["rules.md"]
    assert "Our visitor stays at the table and lends a hand.\n" in text
    assert "The key hangs at Olive's door." in text
    assert own(place)["more.md"] == "Ours.\n"


@pytest.fixture
def entangled(place: Path) -> Path:
    """A place that changed, since the update, the very words that the update brought, and went back."""
    updated(place, status=1)
    edited(place, "rules.md", "lends a hand with it", "lends two hands with it")
    edited(place, "batteries.md", "outside", "inside")
    edited(place, "settings.yaml", "lamps: 4", "lamps: 9")
    edited(place, "tools.csv", "saw,1", "saw,2")
    undone(place, status=1)
    return place


def test_what_was_changed_since_and_goes_back_becomes_a_decision(entangled: Path) -> None:
    found = resolved(entangled, "--list", "here", "--format", "json", status=1).json

    assert problems(found, "update") == []
    assert {row["address"]: row["why"] for row in found["passages"]} == {
        "batteries.md": "going back takes it out, and it was changed since",
        "rules.md#Rules of Harrow > Stay": "going back changes it, and it was changed since",
        "settings.yaml#/lamps": "going back takes it out, and it was changed since",
        "tools.csv#row=saw": "going back takes it out, and it was changed since",
    }
    assert own(entangled)["batteries.md"] == NEW.replace("outside", "inside")
    assert "lamps: 9\n" in own(entangled)["settings.yaml"]
    assert "lends two hands with it" in own(entangled)["rules.md"]


def test_what_waits_since_a_step_back_is_shown_in_its_own_words(entangled: Path) -> None:
    shown = resolved(entangled, "--list", "here", status=1).stdout

    assert shown.startswith(
        "Harrow · 1.0.0\n"
        "Since the last step back, 4 passages need your decision.\n\n"
        " ▲ batteries.md\n"
        "     going back takes it out, and it was changed since\n"
        "     Before you changed it\n"
        "     │ # Batteries\n     │ \n     │ A battery pack stays outside the house.\n"
        "     What going back makes of it\n"
        "     │ (not there)\n"
        "     This place now\n"
        "     │ # Batteries\n     │ \n     │ A battery pack stays inside the house.\n"
    )
    assert shown.endswith(
        'Go back here, too:      localkit resolve "batteries.md" here --take core\n'
        'Keep this place\'s:      localkit resolve "batteries.md" here --take local\n'
        'Another text, in a file: localkit resolve "batteries.md" here --take FILE\n'
    )


def test_what_waits_since_a_step_back_can_go_back_too(entangled: Path) -> None:
    resolved(entangled, "--all", "here", "--take", "core")

    found = own(entangled)
    assert "batteries.md" not in found
    assert "lends a hand.\n" in found["rules.md"]
    assert found["settings.yaml"] == "# of the whole house\nturns: 1\nkitchen: yes # since May\n"
    assert found["tools.csv"] == "tool,number\nhammer,3\nspoon,9\npliers,2\n"


def test_what_waits_since_a_step_back_can_stay(entangled: Path) -> None:
    before = own(entangled)

    resolved(entangled, "--all", "here", "--take", "local")

    assert own(entangled) == before
    assert not (entangled / ".localkit/update").exists()


def test_a_later_update_waits_until_the_step_back_is_settled(entangled: Path) -> None:
    assert updated(entangled, status=2).stderr.startswith(
        f"error: {entangled}: 4 passages still need a decision since the last step back; "
        "1.1.0 comes after that\n"
    )
    resolved(entangled, "--all", "here", "--take", "core")
    updated(entangled, status=1)


def test_a_file_renamed_since_is_followed(place: Path) -> None:
    updated(place, status=1)
    (place / "rules.md").rename(place / "house.md")

    undone(place)

    assert "lends a hand.\n" in own(place)["house.md"]
    assert "rules.md" not in own(place)


def test_what_was_recorded_since_stays(place: Path) -> None:
    updated(place, status=1)
    recorded(place)
    text = (place / ".localkit/adaptations.yaml").read_text()

    undone(place)

    assert (place / ".localkit/adaptations.yaml").read_text() == text


def test_what_was_recorded_before_goes_back_with_its_fingerprint(place: Path) -> None:
    recorded(place)
    before = kept(place)
    updated(place, status=1)

    undone(place)

    assert kept(place) == before


def test_twenty_steps_are_kept(place: Path) -> None:
    for version in range(1, 23):
        files = first()
        files["kit.yaml"] = str(files["kit.yaml"]).replace("1.0.0", f"1.{version}.0", 1)
        files["{{cookiecutter.slug}}/new.md"] = f"{version}\n"
        released(place.parent, files)
        updated(place)

    for version in range(21, 2, -1):
        assert undone(place).stdout.startswith(
            f"Back to before the update from 1.{version}.0 to 1.{version + 1}.0\n"
        )
    assert "earlier step" not in undone(place).stdout
    assert own(place)["new.md"] == "2\n"
    assert (
        "there is no step to go back to but the making of this local version"
        in undone(place, status=2).stderr
    )


def test_a_step_back_is_told_to_programs(place: Path) -> None:
    updated(place, status=1)

    found = undone(place, "--format", "json").json

    at = found["undone"].pop("at")
    assert isinstance(at, str)
    assert found == {
        "format": 1,
        "path": str(place),
        "undone": {"action": "update", "from": "1.0.0", "to": "1.1.0"},
        "files": found["files"],
        "needs_decision": 0,
        "steps_left": 0,
    }
    assert {item["file"]: item["outcomes"] for item in found["files"]} == {
        "batteries.md": ["updated"],
        "logo.bin": ["updated"],
        "rules.md": ["updated"],
        "settings.yaml": ["updated"],
        "stamps.md": ["updated"],
        "tools.csv": ["updated"],
    }


def test_the_making_of_a_local_version_is_undone(tmp_path: Path) -> None:
    made = taken(tmp_path)

    assert undone(made) == Outcome(
        0, "The local version is gone, as before it was made. Nobody had changed it.\n", ""
    )
    assert not made.exists()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("rules.md", "Ours.\n"),
        ("log.md", "Ours.\n"),
        ("more.md", "Ours.\n"),
        (".git/config", "[core]\n"),
        ("secret.md", "not for localkit\n"),
        (".localkit/observations.csv", "indicator,period,numerator,denominator,note\n"),
        (".localkit/plugins/ours.py", "\n"),
    ],
)
def test_the_making_is_not_undone_where_anything_else_lies(tmp_path: Path, file: str, text: str) -> None:
    made = taken(tmp_path)
    write_world(made, {file: text, **({".localkit/ignore": "secret.md\n"} if file == "secret.md" else {})})
    before = own(made)

    outcome = undone(made, status=2)

    assert outcome == Outcome(
        2,
        "",
        f"error: {made}: there is no step to go back to but the making of this local version, "
        f"and {file} is this place's own\n"
        "hint: If you mean to be rid of all of it, delete the folder yourself.\n",
    )
    assert own(made) == before


def test_the_making_is_not_undone_where_a_file_is_gone(tmp_path: Path) -> None:
    made = taken(tmp_path)
    (made / "poster.md").unlink()

    assert "and poster.md is this place's own" in undone(made, status=2).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_the_making_is_not_undone_where_a_link_lies(tmp_path: Path) -> None:
    made = taken(tmp_path)
    (made / "ours").symlink_to(tmp_path)

    assert "and ours is this place's own" in undone(made, status=2).stderr


def test_a_decision_is_undone_around_what_was_written_since(place: Path) -> None:
    updated(place, status=1)
    resolved(place, "tea", "here", "--take", "core", status=1)
    edited(place, "rules.md", "Tea costs nothing, whoever", "Tea costs nothing at all, whoever")

    undone(place, status=1)

    assert "Tea costs nothing at all, whoever comes." in own(place)["rules.md"]
    waits = resolved(place, "--list", "here", "--format", "json", status=1).json["passages"]
    assert [row["element"] for row in waits] == ["plugs", "tea"]


def test_a_decision_is_undone_after_an_edit_without_losing_a_word(place: Path) -> None:
    updated(place, status=1)
    ours = own(place)["rules.md"].partition("## Plugs\n\n")[2].partition("\n")[0]
    resolved(place, "plugs", "here", "--take", "core", status=1)
    edited(place, "rules.md", "by an electrician", "by our electrician")

    outcome = undone(place, status=1)

    assert "going back changes it, and it was changed since" in outcome.stdout
    assert "by our electrician" in own(place)["rules.md"]
    waits = run_localkit("resolve", "--list", "here", cwd=place.parent).stdout
    assert ours in waits
    assert "by our electrician" in waits
    assert "its text would be lost" in undone(place, status=2).stderr

    resolved(place, "plugs", "here", "--take", "core", status=1)
    assert ours in own(place)["rules.md"]
    resolved(place, "plugs", "here", "--take", "core", status=1)
    assert "by an electrician" in own(place)["rules.md"]


def test_an_edit_that_is_kept_on_the_way_back_settles_what_waited(place: Path) -> None:
    updated(place, status=1)
    resolved(place, "plugs", "here", "--take", "core", status=1)
    edited(place, "rules.md", "by an electrician", "by our electrician")
    undone(place, status=1)

    resolved(place, "plugs", "here", "--take", "local", status=1)

    assert "by our electrician" in own(place)["rules.md"]
    decisions = (place / ".localkit/decisions.yaml").read_text("utf-8")
    assert "change: electricity-act\n    decision: adapted\n" in decisions


@pytest.mark.parametrize("damage", ["state", "texts"])
def test_a_damaged_update_can_be_undone(place: Path, damage: str) -> None:
    before = own(place)
    updated(place, status=1)
    if damage == "state":
        (place / ".localkit/update/update.json").write_text("{")
    else:
        (place / ".localkit/update/core/rules.md").unlink()
    assert run_localkit("status", "here", cwd=place.parent).status == 2

    undone(place)

    assert own(place) == before
    run_localkit("status", "here", cwd=place.parent).assert_ok()


def test_what_was_decided_by_hand_stays_and_what_followed_from_the_texts_goes(place: Path) -> None:
    updated(place, status=1)
    run_localkit("resolve", "--all", "here", "--take", "core", cwd=place.parent).assert_ok()
    decided = ("decide", "tidy", "here", "--deferred", "--reason", "Later.")
    run_localkit(*decided, cwd=place.parent).assert_ok()

    undone(place, status=1)
    undone(place)

    text = (place / ".localkit/decisions.yaml").read_text("utf-8")
    assert "tidy" in text
    assert "electricity-act" not in text
