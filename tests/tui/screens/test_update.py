"""The update screen, as somebody at a keyboard meets it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.mending import edited, own, released, second, taken, whole
from tests.tui.updating import Journey, at_screen, to_update
from textual.app import App
from textual.widgets import Button

from localkit.testing import run_localkit
from localkit.tui.screens.confirm import ConfirmScreen
from localkit.tui.screens.own_text import OwnTextScreen
from localkit.tui.screens.problem import ProblemScreen
from localkit.tui.screens.reason import ReasonScreen
from localkit.tui.screens.update import UpdateScreen
from localkit.tui.widgets.text_pad import TextPad
from localkit.tui.widgets.update_board import UpdateBoard
from localkit.tui.widgets.update_list import UpdateList

PLUGS, TEA = "rules.md#Rules of Harrow > Plugs", "rules.md#Rules of Harrow > Tea"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return to_update(tmp_path)


def reached(journey: Journey) -> str:
    return journey.app.screen.query_one(UpdateList).reached


def decided(journey: Journey) -> dict[str, tuple[str, str | None, str | None]]:
    """Decisions so far: take, text, reason."""
    screen = next(item for item in journey.app.screen_stack if isinstance(item, UpdateScreen))
    draft = screen.query_one(UpdateBoard).draft
    assert draft is not None
    return {item.passage.address: (item.choice.take, item.choice.text, item.reason) for item in draft.chosen}


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
        await journey.press(*"Olive", "space", *"is", "space", *"one.", "enter")
        assert reached(journey) == PLUGS
        picture(journey.app)
        await journey.press("n", "c")
        assert decided(journey) == {PLUGS: ("local", None, "Olive is one."), TEA: ("core", None, None)}
        await journey.press("a")
        assert "2 decisions of yours: 1 × this place's text, 1 × the core's text." in journey.dialog()
        await journey.press("enter")

        taken_now = journey.posted(UpdateScreen.Taken)
        assert [len(message.done.settled) for message in taken_now] == [2]
        assert journey.dialog().startswith("Applied\nRelease 1.1.0 is here; 5 passages came with it.")
        await journey.press("enter")
        assert journey.answers == [True]

    at_screen(UpdateScreen, place, go)

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
        await journey.press("escape")
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
        await journey.press("escape")
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
    before = whole(place)

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
        assert whole(place) == before

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
        assert "Tea {␛[31mis [b]dear[/b].}" in journey.text(".of-local > .side-text")
        await journey.press("t")
        drawn = "".join(
            segment.text for line in journey.app.screen._compositor.render_strips() for segment in line
        )
        assert "\x1b" not in drawn
        assert "Tea ␛[31mis [b]dear[/b]." in drawn
        assert "\x1b[31m" in journey.app.screen.query_one(TextPad).text

    at_screen(UpdateScreen, place, go)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
def test_every_size_can_be_worked_at(place: Path, size: tuple[int, int]) -> None:
    async def go(journey: Journey) -> None:
        await journey.press("n", "b", "b", "b", "p", *"why", "enter", "tab", "tab", "pagedown", "n", "c")
        assert set(decided(journey)) == {PLUGS, TEA}
        await journey.press("a", "n", "escape", "y")
        assert journey.answers == [False]

    at_screen(UpdateScreen, place, go, size)
