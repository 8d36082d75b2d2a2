"""Two texts beside each other, word by word."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from localkit.engine.word_marks import Run
from localkit.tui import themes
from localkit.tui.marked_sides import flowed
from localkit.tui.widgets.marked_words import MarkedWords

CORE = "The visitor stays at the table\nand lends a hand.\n\n- Tea is free.\n"
LOCAL = "The visitor sits at the table\nand lends a hand, if asked.\n\n- Tea is free.\n"


class Shown(App[None]):
    """One such widget, and nothing else."""

    def on_mount(self) -> None:
        """The colours of localkit."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.DEFAULT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Names of colours that textual's own themes do not have."""
        return themes.FALLBACKS

    def compose(self) -> ComposeResult:
        """The widget."""
        yield MarkedWords("The core now", "This [b]place[/b]")


def texts(app: App[None]) -> list[str]:
    return [str(item.render()) for item in app.query(".side-text").results(Static)]


def seen(check: Callable[[Shown, Pilot[None]], None], width: int = 100) -> None:
    """Run a check on an application that shows both texts."""

    async def journey() -> None:
        app = Shown()
        async with app.run_test(size=(width, 20)) as pilot:
            app.query_one(MarkedWords).show_texts(CORE, LOCAL)
            await pilot.pause()
            check(app, pilot)

    asyncio.run(journey())


def test_words_that_only_one_has_stand_in_the_signs_of_diff() -> None:
    def check(app: Shown, _: Pilot[None]) -> None:
        assert texts(app) == [
            "The visitor [-stays-] at the table and lends a [-hand.-]\n\n- Tea is free.",
            "The visitor {+sits+} at the table and lends a {+hand, if asked.+}\n\n- Tea is free.",
        ]

    seen(check)


@pytest.mark.parametrize(("width", "beside"), [(100, True), (60, False)])
def test_they_stand_beside_each_other_where_there_is_room(width: int, beside: bool) -> None:
    def check(app: Shown, _: Pilot[None]) -> None:
        core, local = app.query(".side").results()
        assert (core.region.y == local.region.y) is beside
        assert (core.region.x == local.region.x) is not beside

    seen(check, width)


def test_marks_are_lines_through_and_below_and_not_only_colours() -> None:
    def check(app: Shown, _: Pilot[None]) -> None:
        styles = {
            segment.text.strip(): (segment.style.strike, segment.style.underline)
            for line in app.screen._compositor.render_strips()
            for segment in line
            if segment.style is not None
        }
        assert styles["[-stays-]"] == (True, None)
        assert styles["{+sits+}"] == (None, True)

    seen(check)


@pytest.mark.parametrize(
    ("core", "local", "shown"),
    [
        (None, "Ours.\n", ["(not there)", "Ours."]),
        ("Theirs.\n", None, ["Theirs.", "(not there)"]),
        ("", "", ["", ""]),
        ("Tea\x1b[31m.", "Tea\x1b[31m. [b]Hot[/b]", ["Tea␛[31m.", "Tea␛[31m. {+[b]Hot[/b]+}"]),
    ],
    ids=["not in the core", "not here", "both empty", "escape sequences and markup"],
)
def test_a_text_that_is_not_there_or_wants_to_paint_the_screen(
    core: str | None, local: str | None, shown: list[str]
) -> None:
    async def journey() -> None:
        app = Shown()
        async with app.run_test() as pilot:
            app.query_one(MarkedWords).show_texts(core, local)
            await pilot.pause()
            assert texts(app) == shown

    asyncio.run(journey())


def test_runs_that_were_marked_already_are_shown_and_another_theme_colours_them_anew() -> None:
    async def journey() -> None:
        app = Shown()
        async with app.run_test() as pilot:
            app.query_one(MarkedWords).show([Run("same", "One "), Run("core", "two"), Run("local", "three")])
            await pilot.pause()
            before = colours(app)
            app.theme = "localkit-light"
            await pilot.pause()
            assert texts(app) == ["One [-two-]", "One {+three+}"]
            # Which they are depends on the terminal: where NO_COLOR is set they are greys.
            assert len(before) == len(colours(app)) == 2
            assert before.isdisjoint(colours(app))

    asyncio.run(journey())


def colours(app: App[None]) -> set[str]:
    """Of the words in signs."""
    return {
        segment.style.color.triplet.hex
        for line in app.screen._compositor.render_strips()
        for segment in line
        if segment.style
        and segment.style.color
        and segment.style.color.triplet
        and segment.text[:2] in ("[-", "{+")
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One\ntwo\n\nthree", ["One two", "", "three"]),
        ("# Head\nBody\ngoes on", ["# Head", "Body goes on"]),
        ("a: 1\nb: 2", ["a: 1", "b: 2"]),
        ("- one\n  more\n- two", ["- one more", "- two"]),
        ("| a |\n| b |", ["| a |", "| b |"]),
        ("- one\n[-- two-]", ["- one", "[-- two-]"]),
        ("", [""]),
    ],
)
def test_a_paragraph_is_one_line_and_no_word_is_lost(text: str, lines: list[str]) -> None:
    shown, lost = flowed(text)

    assert shown.split("\n") == lines
    assert len(shown) == len(text) - len(lost)
    assert "".join(text[at] for at in lost).strip() == ""


def test_the_lines_of_a_table_stay_lines() -> None:
    async def journey() -> None:
        app = Shown()
        async with app.run_test() as pilot:
            app.query_one(MarkedWords).show_texts("a,b\nc,d\n", "a,b\nc,e\n", prose=False)
            await pilot.pause()
            assert texts(app) == ["a,b\n[-c,d-]", "a,b\n{+c,e+}"]

    asyncio.run(journey())


def test_a_word_that_is_the_same_by_chance_is_no_island_among_changes() -> None:
    async def journey() -> None:
        app = Shown()
        async with app.run_test() as pilot:
            shown = app.query_one(MarkedWords)
            shown.show_titles("The core now", "This place", gone=False)
            shown.show_texts(
                "We all\n  meet on days\n  when tea is on", "We all walk on nights when tea is on"
            )
            await pilot.pause()
            assert texts(app) == [
                "We all ‹meet on days› when tea is on",
                "We all ‹walk on nights› when tea is on",
            ]

    asyncio.run(journey())


def test_each_side_keeps_its_own_lines_where_words_are_the_same() -> None:
    async def journey() -> None:
        app = Shown()
        async with app.run_test() as pilot:
            app.query_one(MarkedWords).show_texts("You may.\n\n- Tea\n- Cake\n", "You may. Tea and cake.\n")
            await pilot.pause()
            assert texts(app) == ["You may.\n\n[-- Tea\n- Cake-]", "You may. {+Tea and cake.+}"]

    asyncio.run(journey())
