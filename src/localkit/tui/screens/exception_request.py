"""Ask for an exception: who asks, until when, and how the place means to come back."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from localkit import wording
from localkit.actions.exceptions import Registered, Request, personal_data, request
from localkit.model.kit import Element
from localkit.syntax.harmless import harmless
from localkit.tui.screens.confirm import ConfirmScreen
from localkit.tui.screens.telling import TellsFailures
from localkit.workspace import Workspace

_DAY = "as YYYY-MM-DD"


class ExceptionRequestScreen(TellsFailures, ModalScreen[Registered | None]):
    """Writes a request into the place's register of exceptions.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
        element: The element that is to be outside its bounds.
    """

    CSS_PATH = "../styles/record.tcss"
    HELP_LINE = "Ask to be outside a bound, or to change what the core keeps, for a while."
    BINDINGS = [  # noqa: RUF012
        Binding("escape", "leave", "Leave", id="request.leave", tooltip="Leave without asking."),
        Binding(
            "ctrl+s", "send", "Write it", id="request.send", tooltip="Write the request into the register."
        ),
    ]

    @dataclass
    class Written(Message):
        """It was written."""

        registered: Registered

    def __init__(self, workspace: Callable[[], Workspace], root: Path, element: Element) -> None:
        super().__init__()
        self.workspace = workspace
        self.root = root
        self.element = element
        self.kept: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Four lines to fill in; two of them have to be."""
        with Vertical(classes="dialog"):
            yield Static(
                Content(f"Ask for an exception: {wording.shortened(harmless(self.element.title), 120)}"),
                classes="dialog-title",
            )
            yield Static(
                Content(f"{wording.WAIVER_WORD[self.element.waivable_by].capitalize()}."), classes="quiet"
            )
            yield Static("Who asks? A role, not a name")
            yield Input(id="by", placeholder="For example: manager", compact=True)
            yield Static(f"Until which day? {_DAY}")
            yield Input(id="until", placeholder="YYYY-MM-DD", max_length=10, compact=True)
            yield Static(f"From which day? {_DAY}; empty: today")
            yield Input(id="start", placeholder="today", max_length=10, compact=True)
            yield Static("How do you mean to come back? (may be left out)")
            yield Input(id="plan", compact=True)
            yield Static(id="warning", classes="light-yellow")
            with Horizontal(classes="buttons"):
                yield Button("Write it (Ctrl+S)", id="send", variant="primary")
                yield Button("Leave (Esc)", id="leave")

    def on_mount(self) -> None:
        """Begin with who asks."""
        self.query_one("#by").focus()

    @on(Input.Submitted)
    def next_line(self, event: Input.Submitted) -> None:
        """Enter goes to the next line; behind the last it writes."""
        event.stop()
        if event.input.id == "plan":
            self.action_send()
        else:
            self.focus_next()

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """Write it, or leave."""
        if event.button.id == "send":
            self.action_send()
        else:
            self.action_leave()

    def action_send(self) -> None:
        """Write the request, unless something is missing or wrong."""
        told, asked = self._read()
        self.query_one("#warning", Static).update(Content(told))
        if asked is not None:
            self.write(asked)

    def _read(self) -> tuple[str, Request | None]:
        by, until, start, plan = (
            self.query_one(f"#{name}", Input).value.strip() for name in ("by", "until", "start", "plan")
        )
        if not by:
            return self._wrong("by", "Say who asks: a role, as café host.")
        last = _day(until)
        if last is None:
            return self._wrong(
                "until",
                f'"{until}" is no day. Write days {_DAY}.' if until else f"Say until which day, {_DAY}.",
            )
        first = _day(start) if start else self.workspace().today
        if first is None:
            return self._wrong("start", f'"{start}" is no day. Write days {_DAY}.')
        if last < first:
            return self._wrong("until", f"The last day ({last}) is before the first ({first}).")
        found = [item for _, item in personal_data({"requested_by": by, "action_plan": plan})]
        if found and self.kept != (by, plan):
            self.kept = (by, plan)
            said = "; ".join(f"{item.what} seems to stand here ({item.masked})" for item in found)
            return f"{harmless(said)}. Write the role instead of the person. Ctrl+S again keeps it.", None
        return "", Request(self.element.id, by, first, last, plan or None)

    def _wrong(self, field: str, told: str) -> tuple[str, None]:
        self.query_one(f"#{field}").focus()
        return harmless(told), None

    @work(thread=True, exclusive=True, group="write", exit_on_error=False)
    def write(self, asked: Request) -> None:
        """Write the request; whatever fails, what was typed stays here."""
        self.post_message(self.Written(request(self.workspace(), self.root, asked)))

    @on(Written)
    def done(self, event: Written) -> None:
        """Written."""
        self.dismiss(event.registered)

    def action_leave(self) -> None:
        """Leave, after a question where something was typed."""
        if any(one.value.strip() for one in self.query(Input)):
            said = ["What you typed is not written into the register then."]
            question = ConfirmScreen("Leave without this request?", said, "Leave", "Stay", loses=True)
            self.app.push_screen(question, self.left)
        else:
            self.dismiss(None)

    def left(self, leaves: bool | None) -> None:
        """Leave where the person said so."""
        if leaves:
            self.dismiss(None)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
