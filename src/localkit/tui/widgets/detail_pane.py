"""What is told of the element that the cursor is on: a summary, and tabs below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TabbedContent, TabPane

from localkit.syntax.harmless import harmless, in_one_line
from localkit.tui.detail import Detail
from localkit.tui.widgets.passage_words import PassageWords
from localkit.tui.widgets.plugin_panel import PluginPanel

TABS = (("words", "Words"), ("why", "Why"), ("records", "Records"), ("findings", "Findings"))
"""Name and title of each of localkit's own tabs; plugins' panels come behind them."""


_PANEL = "panel-"


class DetailPane(Vertical):
    """A summary that is always there; words, guidance, records and findings in tabs."""

    DEFAULT_CSS = """
    DetailPane > #summary { height: auto; max-height: 70%; padding: 0 1; }
    DetailPane > TabbedContent { height: 1fr; }
    DetailPane TabPane { padding: 0 1; }
    DetailPane VerticalScroll { scrollbar-size-vertical: 1; }
    """

    @dataclass
    class PanelOpened(Message):
        """The tab of a plugin's panel was opened.

        Attributes:
            number: Which of them, from 0.
        """

        number: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  as every widget has it
        super().__init__(id=id)
        self._shown: Detail | None = None
        self._files: tuple[tuple[str, int | None], ...] = ()
        self._panels: list[str] = []

    def compose(self) -> ComposeResult:
        """The summary and the tabs."""
        yield Static(id="summary")
        with TabbedContent(id="tabs"):
            for name, title in TABS:
                with TabPane(title, id=name), VerticalScroll(id=f"{name}-pane", can_focus=True):
                    if name != "words":
                        yield Static(id=f"{name}-text")

    async def show(self, detail: Detail) -> None:
        """Show another element, or the same as it is now."""
        if detail == self._shown:
            return
        self._shown = None  # whoever is stopped half way has shown nothing
        self._files = detail.files
        self.query_one("#summary", Static).update(detail.summary)
        self.query_one("#why-text", Static).update(detail.why)
        self.query_one("#records-text", Static).update(detail.records)
        self.query_one("#findings-text", Static).update(detail.findings)
        tabs = self.query_one("#tabs", TabbedContent)
        for name, title, number in zip(
            ("records", "findings"), ("Records", "Findings"), detail.numbers, strict=True
        ):
            tabs.get_tab(name).label = Content(f"{title} {number}" if number else title)
        await self._show_words(detail)
        self._shown = detail

    async def _show_words(self, detail: Detail) -> None:
        pane = self.query_one("#words-pane", VerticalScroll)
        with self.app.batch_update():
            await pane.remove_children()
            widgets: list[Widget] = [PassageWords(text) for text in detail.passages]
            if detail.more:
                widgets.append(Static(Content(harmless(detail.more)), classes="quiet"))
            await pane.mount_all(widgets or [Static(Content("There are no words here."), classes="quiet")])
            pane.scroll_home(animate=False)

    def show_tab(self, name: str) -> None:
        """Open one of the tabs."""
        self.query_one("#tabs", TabbedContent).active = name

    @property
    def files(self) -> tuple[tuple[str, int | None], ...]:
        """Where the element that is shown lies, what changed first."""
        return self._files

    def has_panel(self, number: int) -> bool:
        """Whether there is a plugin's tab of that number, from 0."""
        return number < len(self._panels)

    def focus_tab(self) -> None:
        """Go into the tab that is open."""
        pane = self.query_one("#tabs", TabbedContent).active_pane
        for child in pane.query("*") if pane else ():
            if child.can_focus:
                child.focus()
                return

    async def show_panels(self, names: Sequence[str]) -> None:
        """Have a tab for each of the plugins' panels, and no other."""
        if list(names) == self._panels:
            return
        tabs = self.query_one("#tabs", TabbedContent)
        for number in range(len(self._panels)):
            await tabs.remove_pane(panel_id(number))
        self._panels = list(names)
        for number, name in enumerate(names):
            await tabs.add_pane(TabPane(Content(in_one_line(name)), id=panel_id(number)))

    @on(TabbedContent.TabActivated)
    def tell_panel(self, event: TabbedContent.TabActivated) -> None:
        """Ask for a plugin's panel when its tab is opened."""
        name = event.pane.id or ""
        if name.startswith(_PANEL):
            event.stop()
            self.post_message(self.PanelOpened(int(name.removeprefix(_PANEL))))

    async def fill_panel(self, number: int, who: str, widget: Widget) -> None:
        """Put a panel's widget into its tab."""
        pane = self.query_one(f"#{panel_id(number)}", TabPane)
        await pane.remove_children()
        await pane.mount(PluginPanel(who, widget))


def panel_id(number: int) -> str:
    """Of the tab of a plugin's panel."""
    return f"{_PANEL}{number}"
