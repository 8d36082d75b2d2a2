"""Say why something was changed: four short questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import ContentSwitcher, Input, Static

from localkit import wording
from localkit.actions.record import Recorded, Recording, personal_data, record, recording
from localkit.actions.record_choices import KINDS, QUESTIONS, codes_offered, kind_codes
from localkit.errors import LocalkitError
from localkit.syntax.harmless import harmless
from localkit.tui.screens.confirm import ConfirmScreen
from localkit.tui.screens.telling import TellsFailures
from localkit.tui.widgets.letters import Letters
from localkit.workspace import Workspace

if TYPE_CHECKING:
    from localkit.tui.app import LocalkitApp

_STEPS: Final = ("summary", "kind", "goal", "reasons")
_KEYS: Final = {
    "summary": "Enter: next   Esc: leave",
    "again": "A letter, or Enter   Esc: leave",
    "kind": "A letter, or Enter   Esc: back",
    "goal": "Letters, then Enter; none is fine   Esc: back",
    "reasons": "Letters, then Enter to record it   Esc: back",
}


class RecordScreen(TellsFailures, ModalScreen[Recorded | None]):
    """Asks what was changed and why, and writes it down.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
        element: Id of the element.
    """

    CSS_PATH = "../styles/record.tcss"
    HELP_LINE = "Say why this was changed, in four short questions. It stays with this place."
    BINDINGS = [Binding("escape", "back", "Back", id="record.back", tooltip="One question back, or leave.")]  # noqa: RUF012

    @dataclass
    class Found(Message):
        """It is known what there is to record."""

        change: Recording

    @dataclass
    class NotFound(Message):
        """It cannot be found out."""

        error: LocalkitError

    @dataclass
    class Written(Message):
        """It was recorded."""

        recorded: Recorded

    def __init__(self, workspace: Callable[[], Workspace], root: Path, element: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.root = root
        self.element = element
        self.change: Recording | None = None
        self.step = "summary"
        self.fields: dict[str, Any] = {}
        self.kept = ""
        self.writing = False

    def compose(self) -> ComposeResult:
        """A question at a time."""
        with Vertical(classes="dialog"):
            yield Static(id="about", classes="dialog-title")
            yield Static(id="question")
            with ContentSwitcher(initial="summary"):
                yield Input(id="summary", placeholder="For example: we do this in two steps instead of one")
                yield Letters((), id="again")
                yield Letters([label for label, _ in KINDS], id="kind")
                yield Letters((), several=True, id="goal")
                yield Letters((), several=True, id="reasons")
            yield Static(id="warning", classes="light-yellow")
            yield Static(id="keys", classes="quiet")

    def on_mount(self) -> None:
        """Find out what there is to record."""
        self.query_one("#about", Static).update("Reading …")
        self.query_one(ContentSwitcher).display = False
        self.find()

    @work(thread=True, exclusive=True, group="find", exit_on_error=False)
    def find(self) -> None:
        """Look at what was changed."""
        try:
            self.post_message(self.Found(recording(self.workspace(), self.root, self.element)))
        except LocalkitError as error:
            self.post_message(self.NotFound(error))

    @on(NotFound)
    def give_up(self, event: NotFound) -> None:
        """There is nothing to ask where nothing can be read; tell why, and go back."""
        self.dismiss(None)
        cast("LocalkitApp", self.app).show_problem(event.error)

    @on(Found)
    def begin(self, event: Found) -> None:
        """Ask the first question."""
        self.change = change = event.change
        title = change.element.element.title if change.element else "What no element claims"
        self.query_one("#about", Static).update(
            Content(f"Say why: {wording.shortened(harmless(title), 120)}")
        )
        self.query_one(ContentSwitcher).display = True
        for field in ("goal", "reasons"):
            words = [code.words for code in codes_offered(change.codes, field)]
            self.query_one(f"#{field}", Letters).offer(words)
        if self.earlier:
            said = [f"What was recorded still holds: {one.summary}" for one in self.earlier]
            self.query_one("#again", Letters).offer([*said[:25], "It is another change now"])
        self.ask("again" if self.earlier else "summary")

    @property
    def earlier(self) -> list[Any]:
        """What was recorded of the element before its text was changed again."""
        item = self.change.element if self.change else None
        if self.change is None or item is None or item.state != "changed_since_recorded":
            return []
        return [one for one in self.change.opened.adaptations if one.id in item.adaptations]

    def ask(self, step: str) -> None:
        """Ask one of the questions."""
        self.step = step
        number = f"{_STEPS.index(step) + 1} of {len(_STEPS)}: " if step in _STEPS else ""
        title = QUESTIONS.get(step, "The text was changed again since something was recorded of it.")
        self.query_one("#question", Static).update(Content.assemble((number, "$quiet"), title))
        self.query_one("#keys", Static).update(_KEYS[step])
        self.query_one("#warning", Static).update("")
        self.query_one(ContentSwitcher).current = step
        self.query_one(f"#{step}").focus()

    @on(Input.Submitted, "#summary")
    def take_sentence(self, event: Input.Submitted) -> None:
        """Take the sentence, unless it names a person; who says that it does not is believed."""
        event.stop()
        said = event.value.strip()
        told = _doubts(said) if said and said != self.kept else ""
        self.kept = said
        if not said:
            told = "One sentence is needed: it is what others read first."
        if told:
            self.query_one("#warning", Static).update(Content(told))
            return
        self.fields["summary"] = said
        self.ask("kind")

    @on(Letters.Answered, "#again")
    def take_again(self, event: Letters.Answered) -> None:
        """Either what was recorded holds, or something new is recorded."""
        if event.numbers[0] < len(self.earlier):
            self.write(self.earlier[event.numbers[0]].id)
        else:
            self.ask("summary")

    @on(Letters.Answered, "#kind")
    def take_kind(self, event: Letters.Answered) -> None:
        """Take the kind of change."""
        if self.change is not None:
            for name in ("what", "nature", "contextual"):
                self.fields.pop(name, None)
            self.fields.update(kind_codes(self.change, event.numbers[0]))
            self.ask("goal")

    @on(Letters.Answered, "#goal")
    def take_goal(self, event: Letters.Answered) -> None:
        """Take what it is for."""
        self._take_codes("goal", event.numbers)
        self.ask("reasons")

    @on(Letters.Answered, "#reasons")
    def take_reasons(self, event: Letters.Answered) -> None:
        """Take why it is so here, and write all of it."""
        self._take_codes("reasons", event.numbers)
        self.write(None)

    def _take_codes(self, field: str, numbers: tuple[int, ...]) -> None:
        if self.change is not None:
            codes = codes_offered(self.change.codes, field)
            self.fields[field] = [codes[number].code for number in numbers]

    def write(self, again: str | None) -> None:
        """Write it, once: a quick hand may press Enter twice."""
        if not self.writing and self.change is not None:
            self.writing = True
            self.write_down(self.change, {} if again else dict(self.fields), again)

    @work(thread=True, group="write", exit_on_error=False)
    def write_down(self, change: Recording, fields: dict[str, Any], again: str | None) -> None:
        """Write the record; whatever fails, the answers stay here."""
        try:
            self.post_message(self.Written(record(self.workspace(), change, fields, again=again)))
        finally:
            self.writing = False

    @on(Written)
    def leave(self, event: Written) -> None:
        """Done."""
        self.dismiss(event.recorded)

    def action_back(self) -> None:
        """One question back; at the first, leave, after a question where something was typed."""
        at = _STEPS.index(self.step) if self.step in _STEPS else 0
        if at:
            self.ask(_STEPS[at - 1])
        elif self.query_one("#summary", Input).value.strip():
            said = ["What you typed is not recorded then."]
            question = ConfirmScreen("Leave without recording?", said, "Leave", "Stay", loses=True)
            self.app.push_screen(question, self.left)
        else:
            self.dismiss(None)

    def left(self, leaves: bool | None) -> None:
        """Leave where the person said so."""
        if leaves:
            self.dismiss(None)


def _doubts(text: str) -> str:
    """What looks like personal data, in words; empty where nothing does."""
    found = [item for _, item in personal_data({"summary": text})]
    if not found:
        return ""
    said = "; ".join(f"{item.what} seems to stand here ({item.masked})" for item in found)
    return f"{harmless(said)}. Records travel: write the role instead of the person. Enter keeps it as it is."
