"""The update screen, as somebody at a keyboard meets it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.mending import edited, own, whole
from tests.tui.updating import Journey, at_screen, decided, to_update
from textual.app import App
from textual.widgets import Button, Input

from localkit.testing import run_localkit
from localkit.tui.screens.confirm import ConfirmScreen
from localkit.tui.screens.own_text import OwnTextScreen
from localkit.tui.screens.reason import ReasonScreen
from localkit.tui.screens.update import UpdateScreen
from localkit.tui.widgets.text_pad import TextPad
from localkit.tui.widgets.update_list import UpdateList

PLUGS, TEA = "rules.md#Rules of Harrow > Plugs", "rules.md#Rules of Harrow > Tea"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return to_update(tmp_path)


def reached(journey: Journey) -> str:
    return journey.app.screen.query_one(UpdateList).reached


def test_taking_an_update_with_two_decisions(place: Path, picture: Callable[[App[None]], None]) -> None:
    """The journey that the screen is for: read, decide twice, apply; the bytes are the command line's."""
    world = place.parent
    other = Path(shutil.copytree(place, world / "typed"))
    run_localkit("update", "typed", "--no-input", cwd=world)
    run_localkit("resolve", "plugs", "typed", "--take", "local", "--reason", "Olive is one.", cwd=world)
    run_localkit("resolve", "tea", "typed", "--take", "core", cwd=world).assert_ok()

    async def go(journey: Journey) -> None:
        assert journey.text("#overview-text").startswith("2 texts need your decision: press n.")
        await journey.press("n", "p")
        assert isinstance(journey.app.screen, ReasonScreen)
        journey.app.screen.query_one(Input).value = "Olive is one."
        await journey.press("enter")
        assert reached(journey) == PLUGS
        picture(journey.app)
        await journey.press("n", "c")
        assert decided(journey) == {PLUGS: ("local", None, "Olive is one."), TEA: ("core", None, None)}
        await journey.press("a")
        assert "2 decisions of yours: 1 × this place's text, 1 × the core's text." in journey.dialog()
        await journey.press("enter")

        taken_now = journey.posted(UpdateScreen.Taken)
        assert [len(message.done.settled) for message in taken_now] == [2]
        assert journey.dialog().startswith("Applied\nRelease 1.1.0 is here; 6 passages came with it.")
        await journey.press("enter")
        assert journey.answers == [True]

    at_screen(UpdateScreen, place, go, (100, 30))

    def moments(path: str) -> bool:
        return path.startswith(".localkit/history/") or path.endswith(("known.yaml", "decisions.yaml"))

    assert whole(place, but=moments) == whole(other, but=moments)
    now, typed = ((one / ".localkit/decisions.yaml").read_text() for one in (place, other))
    dates = ("2026-03-02", typed.partition('date: "')[2][:10])
    assert now.replace(*dates) == typed


def test_leaving_without_applying_writes_nothing(place: Path) -> None:
    before = whole(place)

    async def go(journey: Journey) -> None:
        await journey.press("n", "c", "escape")
        assert journey.dialog().startswith(
            "Leave without applying?\nYou made 1 decision that you did not apply."
        )
        await journey.press("enter")
        assert isinstance(journey.app.screen, UpdateScreen)
        await journey.press("q")
        assert isinstance(journey.app.screen, ConfirmScreen)
        await journey.pilot.press("y")
        assert journey.app._exit

    at_screen(UpdateScreen, place, go)

    assert whole(place) == before


def test_a_decision_is_taken_back_and_escape_asks_nothing_then(place: Path) -> None:
    async def go(journey: Journey) -> None:
        await journey.press("n", "c", "x")
        assert decided(journey) == {}
        assert journey.text("#standing") == "■ 2 of 2 still to decide · nothing is written until you press a"
        await journey.press("escape")
        assert journey.answers == [False]

    at_screen(UpdateScreen, place, go)


def test_what_the_law_asks_for_is_not_kept_otherwise_without_a_reason(place: Path) -> None:
    async def go(journey: Journey) -> None:
        await journey.press("n", "p", "space", "enter")
        assert isinstance(journey.app.screen, ReasonScreen)
        assert "the law asks for it" in journey.dialog()
        assert journey.text("#refused") == "■ A few words are needed: the log of decisions keeps them."
        await journey.press("w", "escape")
        assert journey.dialog().startswith("Leave without this reason?")
        await journey.press("y")
        assert decided(journey) == {}
        await journey.press("n", "p")
        assert decided(journey) == {TEA: ("local", None, None)}

    at_screen(UpdateScreen, place, go)


def test_a_text_of_one_s_own(place: Path) -> None:
    async def go(journey: Journey) -> None:
        await journey.press("n", "n", "t")
        pad = journey.app.screen.query_one(TextPad)
        assert pad.text == "## Tea\n\nTea is one pound for everybody.\n\n"
        pad.text = "## Tea\n\nTea is free on Mondays.\n\n"
        await journey.press("ctrl+q", "escape")
        assert isinstance(journey.app.screen, ConfirmScreen)
        await journey.press("escape")
        assert isinstance(journey.app.screen, OwnTextScreen)
        await journey.press("ctrl+s")
        assert journey.text("#result-title") == "✓ What will stand there: a text of its own."
        assert journey.text("#result-text") == "## Tea\n\nTea is free on Mondays."
        await journey.press("a", "enter", "enter")

    at_screen(UpdateScreen, place, go)

    assert "## Tea\n\nTea is free on Mondays.\n\n## Keys" in own(place)["rules.md"]


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("## Plugs\n\nA plug is tested by an electrician.\n\n", {PLUGS: ("core", None, None)}),
        ("## Plugs\n\nA plug is tested by Olive, who has been shown how.\n\n", None),
    ],
    ids=["the core's", "this place's"],
)
def test_an_own_text_that_is_another_s_is_that_ones(
    place: Path, text: str, then: dict[str, object] | None
) -> None:
    """Else a place could keep its own words against the law without saying why."""

    async def go(journey: Journey) -> None:
        await journey.press("n", "t")
        journey.app.screen.query_one(TextPad).text = text
        await journey.press("ctrl+s")
        assert isinstance(journey.app.screen, UpdateScreen if then else ReasonScreen)
        assert decided(journey) == (then or {})

    at_screen(UpdateScreen, place, go)


def test_an_empty_own_text_is_refused_and_leaving_it_untouched_asks_nothing(place: Path) -> None:
    async def go(journey: Journey) -> None:
        await journey.press("n", "t", "escape")
        assert isinstance(journey.app.screen, UpdateScreen)
        await journey.press("t")
        journey.app.screen.query_one(TextPad).text = " \n"
        await journey.press("ctrl+s")
        assert journey.text("#refused").startswith("■ There is nothing in it.")
        await journey.press("escape", "y")
        assert decided(journey) == {}

    at_screen(UpdateScreen, place, go)


def test_a_text_that_was_edited_meanwhile_is_shown_again_and_not_decided(place: Path) -> None:
    async def go(journey: Journey) -> None:
        await journey.press("n", "c", "n", "c")
        edited(place, "rules.md", "Tea is one pound for everybody.", "Tea is two pounds.")
        await journey.press("a", "enter")
        assert journey.dialog().startswith("Not all of it could be settled\n")
        assert "■ Tea: it was edited meanwhile. Look at it again" in journey.dialog()
        await journey.press("enter")

        assert (reached(journey), decided(journey)) == (TEA, {})
        assert "Could not be settled: it was edited meanwhile" in journey.text("#about")
        assert "two pounds" in journey.text(".of-local > .side-text")
        await journey.press("escape")
        assert journey.answers == [True]

    at_screen(UpdateScreen, place, go)

    assert "Tea is two pounds." in own(place)["rules.md"]
    assert "by an electrician" in own(place)["rules.md"]


def test_the_mouse_can_choose_what_the_keys_can(place: Path) -> None:
    async def go(journey: Journey) -> None:
        await journey.press("n", "n")
        buttons = {item.name: item for item in journey.app.screen.query("ChoiceBar Button").results(Button)}
        for name in ("core", "local"):
            await journey.pilot.click(buttons[name])
            await journey.settle()
            assert decided(journey) == {TEA: (name, None, None)}
        await journey.pilot.click(buttons["back"])
        await journey.settle()
        assert decided(journey) == {}

    at_screen(UpdateScreen, place, go)


def test_escape_sequences_and_markup_in_texts_are_shown_not_obeyed(place: Path) -> None:
    edited(place, "rules.md", "Tea is one pound for everybody.", "Tea \x1b[31mis [b]dear[/b].")

    async def go(journey: Journey) -> None:
        await journey.press("n", "n")
        assert "Tea ‹␛[31mis [b]dear[/b].›" in journey.text(".of-local > .side-text")
        await journey.press("t")
        drawn = "".join(
            segment.text for line in journey.app.screen._compositor.render_strips() for segment in line
        )
        assert "\x1b" not in drawn
        assert "Tea ␛[31mis [b]dear[/b]." in drawn
        assert "\x1b[31m" in journey.app.screen.query_one(TextPad).text

    at_screen(UpdateScreen, place, go)
