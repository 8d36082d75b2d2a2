"""One place: its elements, and what it changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Input, Static

from localkit.errors import LocalkitError
from localkit.syntax.harmless import in_one_line
from localkit.tui import place_lines
from localkit.tui.detail import NOTHING_CHOSEN
from localkit.tui.element_detail import detail_of, unclaimed_detail, unread_detail
from localkit.tui.element_lines import FILTERS, Filter, groups
from localkit.tui.legend import legend
from localkit.tui.next_step import NextStep, next_step
from localkit.tui.place_keys import PLACE_KEYS
from localkit.tui.problem_words import problem_of
from localkit.tui.screens.place_deeds import PlaceDeedsScreen
from localkit.tui.screens.watching import WatchingScreen
from localkit.tui.widgets.detail_pane import DetailPane, panel_id
from localkit.tui.widgets.element_tree import ElementTree
from localkit.tui.widgets.place_head import PlaceHead
from localkit.workspace import Workspace

_A_MOMENT: Final = 0.03
"""Seconds for which the cursor rests before the detail follows it."""


class LocalVersionScreen(PlaceDeedsScreen):
    """A local version, element by element.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
        element: Id of the element to begin with; None: what presses most.
    """

    CSS_PATH = "../styles/local_version.tcss"
    HELP_LINE: ClassVar[str] = (
        "One place. Left: its elements under what they serve, each with its light. Right: the words of the core and "
        "of the place, why it matters, what was recorded, what rules say."
    )
    BINDINGS = PLACE_KEYS
    AUTO_FOCUS = ""

    @dataclass
    class Rested(Message):
        """The cursor rests on an element."""

    def __init__(self, workspace: Callable[[], Workspace], root: Path, *, element: str | None = None) -> None:
        super().__init__(workspace, root, element)
        self.filter: Filter = "all"
        self.failed: LocalkitError | None = None

    def compose(self) -> ComposeResult:
        """Head, tree, detail."""
        yield PlaceHead(id="head")
        with Vertical(id="body"):
            with Vertical(id="left"):
                yield Input(placeholder="Search: words of a title, a file, a state", id="search")
                yield Static(id="filtered", classes="quiet")
                yield ElementTree(id="elements")
                yield Static(legend(), id="legend")
            yield DetailPane(id="detail")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Look at the place."""
        self.query_one(ElementTree).loading = True
        self.query_one("#search").display = self.query_one("#filtered").display = False
        self.begin()

    @on(WatchingScreen.LookFailed)
    async def show_failure(self, event: WatchingScreen.LookFailed) -> None:
        """Tell what is in the way, and go on looking: whoever mends it sees it here."""
        self.query_one(ElementTree).loading = False
        head = self.query_one(PlaceHead)
        head.show_next(
            NextStep("red", "This place cannot be read as it is now.", "Press o to open the file.")
        )
        if self.shown is None:
            head.show_place(self.root.name, self.way_back)
        self.failed = event.error
        detail = unread_detail(problem_of(event.error, self.workspace().cache), event.error, self.root)
        await self.query_one(DetailPane).show(detail)

    @on(WatchingScreen.Looked)
    async def show(self, event: WatchingScreen.Looked) -> None:
        """Show the place as it is now."""
        found, first = event.look, self.shown is None
        self.shown, self.failed = found, None
        head = self.query_one(PlaceHead)
        head.show_place(place_lines.title(found), self.way_back)
        head.show_three(place_lines.behind(found), place_lines.recorded(found), place_lines.unrecorded(found))
        step = next_step(found)
        head.show_next(step)
        tree = self.query_one(ElementTree)
        tree.loading = False
        if first:
            tree.focus()
        if first and self.chosen is None:
            self.chosen = step.element
        if first:
            self.tell_plugin_failures(found)
        await self.query_one(DetailPane).show_panels([given.record.name for given in found.panels])
        self.show_elements()
        await self.show_chosen()

    @property
    def way_back(self) -> str:
        """How to go back to where somebody came from; empty where this is the first screen."""
        return "Esc: back" if len(self.app.screen_stack) > 2 else ""

    def show_elements(self) -> None:
        """Fill the tree with what the filter and the search let through."""
        if self.shown is None:
            return
        searched = self.query_one("#search", Input).value
        made = groups(self.shown, self.filter, searched)
        self.query_one(ElementTree).show_groups(made, self.chosen)
        filtered = self.query_one("#filtered", Static)
        filtered.display = self.filter != "all" or not made
        said = FILTERS[self.filter].capitalize()
        if not made:
            words = f" has the words {in_one_line(searched)}" if searched.strip() else " is here"
            said = f"Nothing{words}" + ("" if self.filter == "all" else f" ({FILTERS[self.filter]})")
        filtered.update(Content(f"{said}. Esc: all."))

    async def show_chosen(self) -> None:
        """Show the element that the cursor is on."""
        if self.shown is None or self.failed is not None:
            return
        if self.chosen is None:
            await self.query_one(DetailPane).show(NOTHING_CHOSEN)
            return
        item = self.element
        detail = unclaimed_detail(self.shown) if item is None else detail_of(self.shown, item)
        await self.query_one(DetailPane).show(detail)

    @on(ElementTree.Chosen)
    def choose(self, event: ElementTree.Chosen) -> None:
        """Show the element that the cursor came to."""
        self.chosen = event.key
        self.wait_for_rest()

    @work(exclusive=True, group="rest", exit_on_error=False)
    async def wait_for_rest(self) -> None:
        """Wait until the cursor rests: whoever holds a key down sees it move at once."""
        await asyncio.sleep(_A_MOMENT)
        self.post_message(self.Rested())

    @on(Rested)
    async def show_where_it_rests(self) -> None:
        """Show the element; not in the worker above, which is ended in the middle where the cursor goes on."""
        await self.show_chosen()

    @on(ElementTree.Opened)
    def read(self) -> None:
        """Go to the words of the element."""
        self.query_one(DetailPane).focus_tab()

    @on(Input.Changed, "#search")
    def search_typed(self) -> None:
        """Find while somebody types."""
        self.show_elements()

    @on(Input.Submitted, "#search")
    def search_done(self) -> None:
        """Go to what was found."""
        self.query_one(ElementTree).focus()

    def action_show_needs(self) -> None:
        """Show only what needs the person, or all again."""
        self.filter = "all" if self.filter == "needs_me" else "needs_me"
        self.show_elements()

    def action_next_filter(self) -> None:
        """Show other elements."""
        names = list(FILTERS)
        self.filter = names[(names.index(self.filter) + 1) % len(names)]
        self.show_elements()

    def action_search(self) -> None:
        """Begin to search."""
        search = self.query_one("#search", Input)
        search.display = True
        search.focus()

    def action_look_again(self) -> None:
        """Read the files again."""
        self.look_at_place()

    def action_show_tab(self, name: str) -> None:
        """Show one of the tabs."""
        self.query_one(DetailPane).show_tab(name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of plugins' tabs are there where the tabs are."""
        if action == "show_panel":
            return self.query_one(DetailPane).has_panel(int(str(parameters[0])))
        return super().check_action(action, parameters)

    def action_show_panel(self, number: int) -> None:
        """Show a plugin's tab."""
        self.query_one(DetailPane).show_tab(panel_id(number))

    def action_leave(self) -> None:
        """End the search, show all again, or go back to where one came from."""
        search = self.query_one("#search", Input)
        if search.display:
            search.value, search.display = "", False
            self.query_one(ElementTree).focus()
        elif self.filter != "all":
            self.filter = "all"
            self.show_elements()
        elif len(self.app.screen_stack) > 2:
            self.app.pop_screen()
