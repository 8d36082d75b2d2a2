"""The update screen where there is little or something is in the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.mending import edited, own, released, second, taken, whole
from tests.tui.updating import Journey, at_screen, decided, to_update
from textual.widgets import Static

from localkit.testing import run_localkit
from localkit.tui.screens.problem import ProblemScreen
from localkit.tui.screens.update import UpdateScreen

PLUGS, TEA = "rules.md#Rules of Harrow > Plugs", "rules.md#Rules of Harrow > Tea"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return to_update(tmp_path)


def test_what_an_earlier_update_left_is_decided_without_another_one(place: Path) -> None:
    run_localkit("update", "here", "--no-input", cwd=place.parent)

    async def go(journey: Journey) -> None:
        assert journey.text("#head") == "Harrow · Mend  since the update from 1.0.0 to 1.1.0"
        await journey.press("a")
        assert isinstance(journey.app.screen, UpdateScreen)
        await journey.press("n", "c", "a", "enter")
        assert journey.dialog() == "Applied\n1 decision of yours settled.\n1 text still needs your decision."
        await journey.press("enter")

    at_screen(UpdateScreen, place, go)

    assert (
        run_localkit("status", "here", "--format", "json", cwd=place.parent).json["open_update"] is not None
    )


def test_nothing_later_offers_nothing(tmp_path: Path) -> None:
    made = taken(tmp_path)
    before = whole(made)

    async def go(journey: Journey) -> None:
        assert journey.text("#head") == "Harrow · Mend 1.0.0  up to date with the core"
        await journey.press("n", "a", "c", "b", "t", "x", "p")
        assert isinstance(journey.app.screen, UpdateScreen)
        await journey.press("escape")
        assert journey.answers == [False]

    at_screen(UpdateScreen, made, go)

    assert whole(made) == before


def test_a_kit_that_is_gone_is_a_problem_in_words_and_then_one_is_back(place: Path) -> None:
    shutil.rmtree(place.parent / "kit")

    async def go(journey: Journey) -> None:
        assert isinstance(journey.app.screen, ProblemScreen)
        assert "the kit is not where it was any more" in journey.dialog()
        await journey.press("escape")
        assert journey.answers == [False]

    at_screen(UpdateScreen, place, go)


def test_a_release_that_is_gone_before_it_is_applied_leaves_the_decisions(place: Path) -> None:
    before = own(place)

    async def go(journey: Journey) -> None:
        await journey.press("n", "n", "c")
        newer = second()
        newer["kit.yaml"] = str(newer["kit.yaml"]).replace("version: 1.1.0", "version: 1.2.0")
        released(place.parent, newer)
        await journey.press("a", "enter")
        assert 'there is no release "1.1.0"' in journey.dialog()
        await journey.press("escape")
        assert journey.text("#head") == "Harrow · Mend 1.0.0 → 1.2.0"
        assert decided(journey) == {TEA: ("core", None, None)}
        assert own(place) == before

    at_screen(UpdateScreen, place, go)


def test_a_kit_s_own_code_runs_only_after_a_yes(place: Path) -> None:
    world = place.parent
    hook = world / "kit/hooks/post_gen_project.py"
    hook.parent.mkdir()
    hook.write_text(f"open({str(world / 'ran')!r}, 'w').close()\n")

    async def refused(journey: Journey) -> None:
        assert "The kit wants to run its own code: hooks/post_gen_project.py." in journey.dialog()
        assert "Say yes only if you know who made it." in journey.dialog()
        await journey.press("enter")
        assert journey.answers == [False]

    async def trusted(journey: Journey) -> None:
        assert not (world / "ran").exists()
        await journey.press("y")
        assert journey.text("#overview-text").startswith("2 texts need your decision")

    at_screen(UpdateScreen, place, refused)
    at_screen(UpdateScreen, place, trusted)

    assert (world / "ran").exists()


def test_an_answer_that_is_not_allowed_any_more_is_told_with_what_to_do(place: Path) -> None:
    files = second()
    files["cookiecutter.json"] = '{"place_name": "Harrow", "turns": ["2", "3"], "slug": "harrow"}'
    released(place.parent, files)

    async def go(journey: Journey) -> None:
        assert 'turns: the recorded answer "1" does not do any more' in journey.dialog()
        assert "`localkit update` in a terminal asks for it anew" in journey.dialog()

    at_screen(UpdateScreen, place, go)


def test_what_is_new_to_answer_is_told_with_its_default(place: Path) -> None:
    files = second()
    files["cookiecutter.json"] = str(files["cookiecutter.json"]).replace(
        '"slug"', '"lamps": "four", "slug"', 1
    )
    released(place.parent, files)

    async def go(journey: Journey) -> None:
        assert "Your answers\n  new: lamps = four\n" in journey.text("#overview-text")

    at_screen(UpdateScreen, place, go)


@pytest.mark.parametrize("size", [(40, 12), (200, 60)])
def test_every_size_can_be_worked_at(place: Path, size: tuple[int, int]) -> None:
    async def go(journey: Journey) -> None:
        await journey.press("n", "b", "p", "w", "enter", "tab", "pagedown", "n", "c")
        assert set(decided(journey)) == {PLUGS, TEA}
        await journey.press("a", "n", "escape", "y")
        assert journey.answers == [False]

    at_screen(UpdateScreen, place, go, size)


def test_what_a_step_back_left_to_decide_is_told_in_its_own_words(place: Path) -> None:
    """There "the core's text" would be wrong: what waits is what stood there before."""
    world = place.parent
    run_localkit("update", "here", "--no-input", cwd=world)
    run_localkit("resolve", "--all", "here", "--take", "core", cwd=world).assert_ok()
    edited(place, "rules.md", "tested by an electrician.", "tested by an electrician from Harrow.")
    run_localkit("undo", "here", cwd=world)

    async def go(journey: Journey) -> None:
        await journey.press("n", "c")
        assert [str(item.render()) for item in journey.app.screen.query(".side-title").results(Static)] == [
            "What going back makes of it",
            "This place now",
        ]
        assert journey.text("#result-title") == "✓ What will stand there: what going back makes of it."
        await journey.press("a", "enter", "y")
        assert journey.answers == [True]

    at_screen(UpdateScreen, place, go)

    assert "by Olive, who has been shown how" in own(place)["rules.md"]
