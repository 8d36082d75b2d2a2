"""An update to read and to decide: its passages, the one that the cursor is on, and what was decided so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from localkit.actions.resolve import needs_reason
from localkit.actions.update_looking import LookedAt
from localkit.model.merging import Choice, Take
from localkit.model.open_update import WaitingPassage
from localkit.tui.update_draft import UpdateDraft
from localkit.tui.update_panes import NEXT_COMPARING, Comparing, shown_decision, shown_other
from localkit.tui.update_rows import OVERVIEW, row_groups
from localkit.tui.update_words import overview
from localkit.tui.widgets.choice_bar import ChoiceBar
from localkit.tui.widgets.passage_pane import PassagePane
from localkit.tui.widgets.update_list import UpdateList
from localkit.wording import counted

_NO_TEXT = "This is no text. Put your own file there, then keep this place's."


class UpdateBoard(Vertical):
    """Takes decisions into its ``draft``; nothing is written."""

    BINDINGS = [  # noqa: RUF012
        Binding(
            "n", "go_to_open", "Next", id="update.next", tooltip="Go to the next text that needs a decision."
        ),
        Binding(
            "c", "take('core')", "Core's text", id="update.core", show=False, tooltip="Take the core's text."
        ),
        Binding(
            "p", "take('local')", "This place's", id="update.local", show=False, tooltip="Keep this place's."
        ),
        Binding(
            "t", "write_text", "Your own", id="update.text", show=False, tooltip="Write a text of your own."
        ),
        Binding(
            "x,backspace",
            "take_back",
            "Take back",
            id="update.back",
            show=False,
            tooltip="Decide anew later.",
        ),
        Binding(
            "b",
            "compare",
            "Compare",
            id="update.compare",
            tooltip="See what the core changed, or what you did.",
        ),
    ]

    @dataclass
    class Decided(Message):
        """Something was decided, or is undecided again."""

    @dataclass
    class TextWanted(Message):
        """Somebody wants to write a text of their own."""

        passage: WaitingPassage
        begun: str

    @dataclass
    class ReasonWanted(Message):
        """This place's text is to be kept, and somebody has to say why."""

        passage: WaitingPassage
        before: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  as each widget has it
        super().__init__(id=id)
        self.draft: UpdateDraft | None = None
        self.comparing: Comparing = "now"

    def compose(self) -> ComposeResult:
        """The passages, and what is to be seen of one."""
        yield UpdateList(id="passages")
        with ContentSwitcher(initial="overview"):
            with VerticalScroll(id="overview"):
                yield Static(id="overview-text")
            yield PassagePane(id="passage")

    def show(self, seen: LookedAt, troubles: Mapping[str, str]) -> None:
        """Show an update; what was decided stays decided where the texts are the same."""
        again: list[str] = []
        if self.draft is None:
            self.draft = UpdateDraft(seen)
        else:
            again = self.draft.look_again(seen, troubles)
        self.refresh_draft()
        if again:
            self.query_one(UpdateList).go_to(again[0])
            self.notify(f"{counted(len(again), 'text')} to decide again.", severity="warning")
        self.query_one(UpdateList).focus()

    def settle(self, item: WaitingPassage, choice: Choice, reason: str | None = None) -> None:
        """Note a decision."""
        if self.draft is not None:
            self.draft.settle(item, choice, reason)
            self.refresh_draft()

    def use_text(self, item: WaitingPassage, text: str) -> None:
        """Decide for a text; one that is the core's, or this place's, is that."""
        if self.draft is None:
            return
        self.draft.texts[item.address] = text
        if text in (item.core, item.local):
            self.take(item, "core" if text == item.core else "local")
        else:
            self.settle(item, Choice("text", text))

    def take(self, item: WaitingPassage, take: Take) -> None:
        """Take one side's text; a reason is asked for where one is needed."""
        if self.draft is None or not needs_reason(item, take):
            self.settle(item, Choice(take))
            return
        before = self.draft.settlements.get(item.address)
        self.post_message(self.ReasonWanted(item, (before and before.reason) or ""))

    def refresh_draft(self) -> None:
        """Show how far the decisions are."""
        if self.draft is not None:
            self.query_one("#overview-text", Static).update(overview(self.draft))
            self.query_one(UpdateList).show(row_groups(self.draft))
            self.show_passage()
            self.post_message(self.Decided())

    def show_passage(self) -> None:
        """Show the passage that the cursor is on, or what the release brings."""
        key, draft = self.query_one(UpdateList).reached, self.draft
        self.query_one(ContentSwitcher).current = "overview" if key == OVERVIEW else "passage"
        self.set_class(key != OVERVIEW, "-passage")
        waits = draft.passage(key) if draft else None
        other = draft.other(key) if draft else None
        if draft is not None and waits is not None:
            self.query_one(PassagePane).show(shown_decision(draft, waits, self.comparing))
        elif other is not None:
            self.query_one(PassagePane).show(shown_other(other))

    @on(UpdateList.Reached)
    def show_reached(self) -> None:
        """Show what the cursor is on."""
        self.comparing = "now"
        self.show_passage()

    @on(UpdateList.Opened)
    def read(self) -> None:
        """Go where the text can be scrolled."""
        overview_shown = self.query_one(ContentSwitcher).current == "overview"
        self.query_one("#overview" if overview_shown else "#sides").focus()

    @on(ChoiceBar.Chosen)
    def choose(self, event: ChoiceBar.Chosen) -> None:
        """A choice by mouse is the same as by key."""
        if event.name == "text":
            self.action_write_text()
        elif event.name == "back":
            self.action_take_back()
        else:
            self.action_take(event.name)

    def action_take(self, take: str) -> None:
        """Take the core's text, or keep this place's."""
        item = self._reached()
        if item is not None:
            self.take(item, "core" if take == "core" else "local")

    def action_write_text(self) -> None:
        """Ask for a text."""
        item = self._reached()
        if item is None or self.draft is None:
            return
        if any((text or "").startswith("(a file of ") for text in (item.core, item.local)):
            self.notify(_NO_TEXT, severity="warning")
        else:
            self.post_message(self.TextWanted(item, self.draft.text_for(item)))

    def action_take_back(self) -> None:
        """Let it be undecided again."""
        item = self._reached()
        if item is not None and self.draft is not None and self.draft.take_back(item.address):
            self.refresh_draft()

    def action_go_to_open(self) -> None:
        """Go to the next that nobody decided."""
        found = self.draft.next_open(self.query_one(UpdateList).reached) if self.draft else None
        if found is None:
            self.notify("Nothing is left to decide.")
        else:
            self.query_one(UpdateList).go_to(found)
            self.query_one(UpdateList).focus()

    def action_compare(self) -> None:
        """Hold other texts against each other."""
        self.comparing = NEXT_COMPARING[self.comparing]
        self.show_passage()

    def _reached(self) -> WaitingPassage | None:
        """The passage that the cursor is on, where it needs a decision."""
        found = self.draft.passage(self.query_one(UpdateList).reached) if self.draft else None
        if found is None:
            self.notify("This needs no decision. n goes to one that does.")
        return found
