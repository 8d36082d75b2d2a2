"""The table of places: what it draws, where its cursor goes, what it tells."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.tui.places import look
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from localkit.model.place_look import PlaceLook
from localkit.tui import themes
from localkit.tui.place_list import PlaceList, Row, View
from localkit.tui.widgets.place_table import PlaceTable


class Counted(PlaceTable):
    """Counts the rows that it draws."""

    drawn = 0

    def row_line(self, row: int) -> Strip:
        self.drawn += 1
        return super().row_line(row)


class Alone(App[None]):
    def compose(self) -> ComposeResult:
        yield Counted()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.FALLBACKS


def lines(app: App[None]) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


def alone(
    rows: list[Row],
    steps: Callable[[Pilot[None], Counted], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
) -> list[Message]:
    seen: list[Message] = []

    async def go() -> None:
        app = Alone()
        async with app.run_test(size=size, message_hook=seen.append) as pilot:
            table = app.query_one(Counted)
            table.show(rows)
            table.focus()
            await pilot.pause()
            await steps(pilot, table)

    asyncio.run(go())
    return seen


def many(number: int) -> list[Row]:
    return [look(at, f"Place {at:05}") for at in range(number)]


def test_of_ten_thousand_places_only_those_that_can_be_seen_are_drawn() -> None:
    """The work that keeps it quick, whatever machine it runs on."""

    async def steps(pilot: Pilot[None], table: Counted) -> None:
        assert 17 <= table.drawn <= 2 * 17
        for key in ("down", "pagedown", "end", "home"):
            table.drawn = 0
            await pilot.press(key)
            await pilot.pause()
            assert table.drawn <= (2 if key == "down" else 17 + 4), key

    alone(many(10_000), steps)


def test_keys_go_through_the_places_and_headings_are_passed_over() -> None:
    some = [look(1, "A"), look(2, "B", area="Eire"), look(3, "C")]
    places = PlaceList([item.place for item in some], 3)
    places.take(some)

    async def steps(pilot: Pilot[None], table: Counted) -> None:
        been = []
        for key in ("home", "up", "down", "down", "down", "end", "home", "pagedown", "pageup", "enter"):
            await pilot.press(key)
            been.append(table.look.place.label if table.look else None)
        assert been == ["B", "B", "A", "C", "C", "C", "B", "C", "B", "B"]

    seen = alone(list(places.rows(View(group="nation"))), steps)
    assert {message.look.place.label for message in seen if isinstance(message, PlaceTable.Opened)} == {"B"}


def test_mouse_goes_to_a_place_opens_it_and_names_a_column() -> None:
    async def steps(pilot: Pilot[None], table: Counted) -> None:
        await pilot.click(Counted, offset=(5, 5))
        assert table.cursor == 2
        await pilot.click(Counted, offset=(5, 6), times=2)
        assert table.cursor == 3
        await pilot.click(Counted, offset=(5, 2))
        await pilot.click(Counted, offset=(5, 22))
        assert table.cursor == 3
        table.post_message(MouseScrollDown(table, 5, 8, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert table.scroll_y > 0

    seen = alone(many(100), steps)
    assert {message.look.place.id for message in seen if isinstance(message, PlaceTable.Opened)} == {3}
    assert {message.key for message in seen if isinstance(message, PlaceTable.HeadClicked)} == {"name"}


def test_cursor_stays_at_its_place_when_others_come_and_go() -> None:
    async def steps(pilot: Pilot[None], table: Counted) -> None:
        await pilot.press("end")
        table.show(many(100)[50:])
        assert table.look == look(99, "Place 00099")
        table.show(many(10))
        assert table.look == look(0, "Place 00000")
        table.show([])
        await pilot.press("down", "end", "enter", "pageup")
        assert table.look is None

    assert not [one for one in alone(many(100), steps) if isinstance(one, PlaceTable.Opened)]


def test_names_from_elsewhere_obey_nobody_and_take_the_room_that_they_take() -> None:
    """A name may be wide, long, or try to paint over the screen."""
    names = [
        "東京" * 30,
        "\x1b[2J\x1b]0;owned\x07 Evil\n\tName",
        "[red]Mark[/red]",
        "e\u0301" * 60,
        "\u202eback",
    ]

    async def steps(pilot: Pilot[None], table: Counted) -> None:
        for size in ((80, 24), (30, 9), (200, 60), (8, 4)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = "\n".join(lines(table.app))
            assert not {"\x1b", "\u202e"} & set(text)
            assert all(strip.cell_length == size[0] for strip in table.app.screen._compositor.render_strips())
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "[red]Mark[/red]" in "\n".join(lines(table.app))

    alone([look(number, label, "decision") for number, label in enumerate(names)], steps)


def test_more_columns_where_there_is_more_room() -> None:
    async def steps(pilot: Pilot[None], table: Counted) -> None:
        heads = {}
        for width in (80, 120, 200):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            heads[width] = " ".join(f"{lines(table.app)[1]} {lines(table.app)[2]}".split())
        assert heads == {
            80: "Elements Not yet Needs a Place What waits by light recorded decision",
            120: "Elements Not yet Last Behind Needs a "
            "Place What waits by light recorded Stage heard the core decision",
            200: "Elements Not yet Last Behind Needs a "
            "Place What waits by light recorded Nation Stage heard the core decision Release",
        }

    alone(many(3), steps)


def test_place_under_the_cursor_is_told_in_full() -> None:
    place: PlaceLook = look(
        1, "Corran", "decision", "record", code="S9", decisions=2, unrecorded=3, behind=1, recorded=4
    )

    async def steps(pilot: Pilot[None], table: Counted) -> None:
        assert [line.strip() for line in lines(table.app)[-4:]] == [
            "Corran  S9  /places/1",
            "mend 1.1.0, live, Wales, last heard 2026-11-20",
            "1 release behind the core; 4 recorded; 3 not yet recorded",
            "What waits: 2 need a decision; not yet recorded",
        ]

    alone([place], steps)
