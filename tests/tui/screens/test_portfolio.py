"""The portfolio's screens, as a national team at a keyboard meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.tui.opened import Opened, journey
from tests.tui.screens_of_places import BY_NAME, at, shown, view
from tests.tui.worlds import workspaces

from localkit.model.place_look import PlaceLook
from localkit.store.portfolio.opening import open_portfolio
from localkit.testing import run_localkit
from localkit.tui.screens.help import HelpScreen
from localkit.tui.screens.local_version import LocalVersionScreen
from localkit.tui.screens.place import PlaceScreen
from localkit.tui.screens.portfolio import PortfolioScreen
from localkit.tui.screens.problem import ProblemScreen
from localkit.tui.widgets.place_table import PlaceTable


def test_every_place_is_there_by_name_with_what_waits(demo_portfolio: Path) -> None:
    async def steps(opened: Opened) -> None:
        assert shown(opened) == BY_NAME
        pages = [message.page for message in opened.posted(PortfolioScreen.Came)]
        assert [page and len(page.looks) for page in pages] == [6, 6, None]
        waits = {look.place.label: look.waits for look in pages[1].looks} if pages[1] else {}
        assert waits == {
            "Brackwater": ("decision", "record"),
            "Cwm Derwydd": (),
            "Hartsmere": (),
            "Isle of Corrasay": (),
            "Lough Arden": ("decision",),
            "St Orran's Bay": ("record",),
        }
        assert "Cwm Derwydd" in opened.text

    at(demo_portfolio, steps)


def test_finding_a_place_and_showing_all_again(demo_portfolio: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("slash", *"arde")
        assert shown(opened) == ["Lough Arden"]
        assert 'Find: arde   1 of 6 places, with "arde" in the name or code, by name' in opened.text
        await opened.press("enter")
        assert "Find:" not in opened.text
        assert shown(opened) == ["Lough Arden"]
        await opened.press("slash", *["backspace"] * 4, *"E99000003")
        assert shown(opened) == ["St Orran's Bay"]
        await opened.press("escape")
        assert shown(opened) == BY_NAME
        await opened.press("down", "slash", *"q?wx")
        assert opened.is_on(PortfolioScreen)
        assert shown(opened) == []
        await opened.press("down", "enter", "enter", "h", "escape", "escape")
        assert shown(opened) == BY_NAME

    at(demo_portfolio, steps)


def test_choosing_ordering_and_grouping(demo_portfolio: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("w")
        assert shown(opened) == ["Brackwater", "Lough Arden", "St Orran's Bay"]
        await opened.press("l")
        assert view(opened).light == "red"
        assert shown(opened) == ["Brackwater", "Lough Arden", "St Orran's Bay"]
        await opened.press("escape", "o", "g")
        assert (view(opened).sort, view(opened).group) == ("waits", "nation")
        assert shown(opened)[:4] == ["# England: 3 places", "Brackwater", "St Orran's Bay", "Hartsmere"]
        await opened.press("g", "t")
        assert view(opened).stage == "live", "stages that no place is in are passed over"
        assert shown(opened)[0] == "# Live: 6 places"
        await opened.press("escape", "slash")
        await opened.pilot.press(*"zz")
        await opened.settle()
        assert shown(opened) == []
        assert "Find: zz   None of 6 places" in opened.text
        await opened.press("escape")
        assert opened.app.screen.query_one(PlaceTable).look is not None
        await opened.pilot.click(PlaceTable, offset=(3, 2))
        await opened.settle()
        assert view(opened).sort == "name"

    at(demo_portfolio, steps)


def test_opening_a_place_and_coming_back(demo_portfolio: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("down", "enter")
        assert [message.look.place.label for message in opened.posted(PlaceTable.Opened)] == ["Cwm Derwydd"]
        screen = opened.app.screen
        assert isinstance(screen, LocalVersionScreen)
        assert screen.root.name == "cwm-derwydd"
        await opened.press("escape")
        assert opened.is_on(PortfolioScreen)
        assert shown(opened) == BY_NAME

    at(demo_portfolio, steps)


def test_looking_again_measures_what_was_edited(demo_portfolio: Path, demo_places: Path) -> None:
    place = demo_portfolio.parent / "hartsmere"
    shutil.copytree(demo_places / "hartsmere", place)
    run_localkit(
        "portfolio", "add", str(place), "--portfolio", str(demo_portfolio), cwd=demo_portfolio.parent
    ).assert_ok()

    async def steps(opened: Opened) -> None:
        assert "Hartsmere" in shown(opened)
        assert [look.waits for look in opened.app.screen.places.looks if not look.seen] == [("new",)]  # type: ignore[attr-defined]
        await opened.press("s")
        done = opened.posted(PortfolioScreen.Looked)
        assert [(message.scanned.places, message.stopped) for message in done] == [(7, False)]
        assert opened.toasts[0].startswith("7 places: ")
        assert all(look.seen for look in opened.app.screen.places.looks)  # type: ignore[attr-defined]
        assert "reading" not in opened.text

    at(demo_portfolio, steps)


def test_looking_again_can_be_stopped(many_places: Path, tmp_path: Path) -> None:
    """What was looked at by then is kept; the next look goes on from there."""
    store = Path(shutil.copyfile(many_places, tmp_path / "many.db"))

    async def steps(opened: Opened) -> None:
        await opened.press("s", "escape")
        assert [message.stopped for message in opened.posted(PortfolioScreen.Looked)] == [True], opened.text
        assert opened.toasts[0].startswith("Stopped: ")
        assert "reading" not in opened.text

    at(store, steps)


def test_a_place_that_is_not_on_this_machine_shows_what_it_told(many_places: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("enter")
        screen = opened.app.screen
        assert isinstance(screen, PlaceScreen)
        told = str(screen.query_one("#text").render())
        assert told.startswith(f"{screen.look.place.label}, known by a folder: /places/")
        assert "Elements\n  · Part of the family  as the core" in told
        await opened.press("escape", "h", "right", "enter")
        assert isinstance(opened.app.screen, PlaceScreen)
        assert "▶ " in str(opened.app.screen.query_one("#text").render())

    at(many_places, steps)


def test_a_place_that_could_not_be_read_shows_why(many_places: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("o")
        rows = opened.app.screen.query_one(PlaceTable).rows
        number = next(n for n, row in enumerate(rows) if isinstance(row, PlaceLook) and "unread" in row.waits)
        opened.app.screen.query_one(PlaceTable).go(number)
        await opened.settle()
        assert "could not be read the last time: the folder is not there any more" in opened.text

    at(many_places, steps)


def test_first_page_reads_only_what_the_screen_has_room_for(many_places: Path) -> None:
    """What makes ten thousand places open at once: the rest is read when the first are drawn."""

    async def steps(opened: Opened) -> None:
        first, names, *others, last = opened.posted(PortfolioScreen.Came)
        assert first.page
        assert names.page
        assert (first.page.total, len(first.page.looks)) == (300, 30)
        assert (len(names.page.names), len(names.page.looks)) == (300, 30)
        assert [message.page and len(message.page.looks) for message in others] == [50, 50, 50, 50, 50, 20]
        assert last.page is None
        assert "300 places, by name" in opened.text
        assert "reading" not in opened.text

    at(many_places, steps)


def test_an_empty_portfolio_says_how_to_begin(tmp_path: Path) -> None:
    store = tmp_path / "portfolio.db"
    open_portfolio(str(store), make=True).close()

    async def steps(opened: Opened) -> None:
        assert "localkit portfolio add FOLDER" in opened.said("#nothing")
        assert "localkit portfolio scan" in opened.said("#nothing")
        await opened.press(
            "down", "enter", "h", "escape", "x", "escape", "e", "escape", "c", "escape", "o", "g", "slash"
        )
        assert "localkit portfolio add FOLDER" in opened.said("#nothing")

    at(store, steps)


def test_what_is_no_portfolio_is_told_with_what_to_do(tmp_path: Path) -> None:
    store = tmp_path / "letter.db"
    store.write_text("Dear all,\n" * 100, encoding="utf-8")

    async def steps(opened: Opened) -> None:
        assert opened.is_on(ProblemScreen)
        assert opened.said("#message") == f"{store}: this file is no portfolio"

    at(store, steps)


def test_help_names_the_keys(many_places: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("question_mark")
        assert opened.is_on(HelpScreen)
        told = {group.title: [line.label for line in group.lines] for group in opened.app.screen.groups}  # type: ignore[attr-defined]
        assert {"Find", "Core changes", "Exceptions", "Kept and shaped", "Order", "Group", "Open"} <= set(
            told["Places"]
        )

    at(many_places, steps)


def test_a_portfolio_on_a_server_is_shown_all_the_same(
    demo_portfolio: Path, demo_places: Path, postgresql_database: str
) -> None:
    def portfolio(*arguments: str) -> None:
        run_localkit(
            "portfolio", *arguments, "--portfolio", postgresql_database, cwd=demo_portfolio.parent
        ).assert_ok()

    portfolio("add", str(demo_places / "hartsmere"), str(demo_places / "lough-arden"))
    portfolio("scan")
    new = workspaces(demo_portfolio.parent / "home")

    async def steps(opened: Opened) -> None:
        assert shown(opened) == ["Hartsmere", "Lough Arden"]
        assert "2 places, by name" in opened.text
        assert "Our places, as kept in a database" in opened.text
        await opened.press("h")
        assert "open-door-homes: 2 places" in opened.text

    journey(new, PortfolioScreen(new, postgresql_database), steps)
