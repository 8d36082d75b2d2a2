"""The head of a place's screen: who it is, the three divergences apart, and what to do next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from localkit import wording
from localkit.syntax.harmless import in_one_line
from localkit.tui.next_step import NextStep


class PlaceHead(Vertical):
    """Three lines that somebody new can act on."""

    DEFAULT_CSS = """
    PlaceHead {
        height: auto;
        padding: 0 1;
    }
    PlaceHead #title {
        text-style: bold;
        height: 1;
    }
    PlaceHead #three {
        height: 2;
    }
    PlaceHead #three Static {
        width: 1fr;
        height: 2;
    }
    PlaceHead #next {
        height: auto;
        max-height: 2;
    }
    """

    def compose(self) -> ComposeResult:
        """The title, the three divergences side by side, the next step."""
        yield Static(id="title")
        with Horizontal(id="three"):
            yield Static(id="behind")
            yield Static(id="recorded")
            yield Static(id="unrecorded")
        yield Static(id="next")

    def show_place(self, title: str, aside: str = "") -> None:
        """Say whose screen this is, and something aside."""
        said = Content.assemble(in_one_line(title), (f"   {aside}" if aside else "", "not bold $quiet"))
        self.query_one("#title", Static).update(said)

    def show_three(self, behind: str, recorded: str, unrecorded: str) -> None:
        """Show the three divergences, apart and never added up."""
        for name, title, value in (
            ("#behind", "Behind the core", behind),
            ("#recorded", "Recorded", recorded),
            ("#unrecorded", "Not yet recorded", unrecorded),
        ):
            text = Content.assemble((title, "$quiet"), "\n", (in_one_line(value), "bold"))
            self.query_one(name, Static).update(text)

    def show_next(self, step: NextStep) -> None:
        """Say what to do next, and with which key."""
        light = f"$light-{step.light}"
        self.query_one("#next", Static).update(
            Content.assemble(
                (f"{wording.LIGHT_SIGN[step.light]} ", light),
                in_one_line(step.what),
                " " if step.keys else "",
                (step.keys, "bold"),
            )
        )
