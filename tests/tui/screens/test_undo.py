"""Going one step back from a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.mending import edited, own, taken, whole
from tests.tui.updating import Journey, at_screen, to_update

from localkit.testing import run_localkit
from localkit.tui.screens.undo import UndoScreen


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place that took an update, and decided one of two."""
    made = to_update(tmp_path)
    run_localkit("update", "here", "--no-input", cwd=tmp_path)
    run_localkit("resolve", "tea", "here", "--take", "core", cwd=tmp_path)
    return made


def test_one_step_back_and_another(place: Path) -> None:
    async def decision(journey: Journey) -> None:
        assert "Back to before the last decision (" in journey.dialog()
        assert "rules.md › Rules of Harrow > Tea: the core's text" in journey.dialog()
        assert "After that, 1 earlier step can be undone." in journey.dialog()
        await journey.press("enter")
        assert [message.done.left for message in journey.posted(UndoScreen.Went)] == [1]
        assert (
            "■ 2 texts need your decision now: Plugs are tested, Tea. u shows both texts." in journey.dialog()
        )
        await journey.press("y")
        assert journey.answers == [True]

    async def release(journey: Journey) -> None:
        assert "Back to before the update from 1.0.0 to 1.1.0 (" in journey.dialog()
        await journey.press("y", "escape")
        assert journey.answers == [True]

    at_screen(UndoScreen, place, decision)
    assert "Tea is one pound for everybody." in own(place)["rules.md"]
    at_screen(UndoScreen, place, release)
    assert "by Olive, who has been shown how" in own(place)["rules.md"]
    assert not (place / ".localkit/update").exists()


def test_not_now_changes_nothing(place: Path) -> None:
    before = whole(place)

    async def go(journey: Journey) -> None:
        await journey.press("escape")
        assert journey.answers == [False]

    at_screen(UndoScreen, place, go)

    assert whole(place) == before


def test_what_was_written_since_stays(place: Path) -> None:
    edited(place, "rules.md", "The key hangs at Olive's.", "The key hangs at Jo's.")

    async def go(journey: Journey) -> None:
        await journey.press("enter")
        assert "What you wrote since is still there: rules.md" in journey.dialog()

    at_screen(UndoScreen, place, go)

    assert "The key hangs at Jo's." in own(place)["rules.md"]


def test_the_making_of_a_place_is_not_undone_here(tmp_path: Path) -> None:
    made = taken(tmp_path)
    before = whole(made)

    async def go(journey: Journey) -> None:
        assert journey.dialog().startswith(
            "There is no step to go back to\nAll that could be undone is the making"
        )
        await journey.press("y", "enter")
        assert journey.answers == [False]

    at_screen(UndoScreen, made, go)

    assert whole(made) == before


def test_another_step_than_the_one_that_was_shown_is_not_undone(place: Path) -> None:
    async def go(journey: Journey) -> None:
        run_localkit("undo", "here", cwd=place.parent)
        before = whole(place)
        await journey.press("y")
        assert "the last step is another one by now" in journey.dialog()
        assert whole(place) == before
        await journey.press("escape")
        assert journey.answers == [False]

    at_screen(UndoScreen, place, go)
