"""A kit: why the programme works, what carries it, where that lies in the files, and what is to mend."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static
from textual.worker import Worker, WorkerState, get_current_worker

from localkit.actions.kit_look import KitLook, SampleLook, look_at_kit, look_at_sample
from localkit.actions.kit_samples import RenderedSample
from localkit.model.shown_file import ShownFile
from localkit.syntax.harmless import in_one_line
from localkit.tui import kit_words
from localkit.tui.kit_branches import ABOUT, FILES, MEND, SAMPLES, branches
from localkit.tui.kit_keys import KIT_KEYS
from localkit.tui.messages import Progressed
from localkit.tui.screens.telling import TellsFailures
from localkit.tui.widgets.kit_detail import KitDetail
from localkit.tui.widgets.kit_tree import KitItem, KitTree
from localkit.workspace import Workspace


class _StoppedError(Exception):
    """Somebody does not want to wait."""


class KitScreen(TellsFailures, Screen[None]):
    """A kit, for those who make it.

    Args:
        workspace: Makes a workspace for each piece of work.
        source: The kit's folder, archive or name.
    """

    CSS_PATH = "../styles/kit.tcss"
    HELP_LINE = (
        "A kit: what makes the programme work, what carries that, how far places may change it, where it lies in their "
        "files, and what its makers have to mend."
    )
    BINDINGS = KIT_KEYS

    @dataclass
    class Looked(Message):
        """The kit was read."""

        look: KitLook

    @dataclass
    class Found(Message):
        """The passages in a sample place's files were found."""

        sample: SampleLook

    def __init__(self, workspace: Callable[[], Workspace], source: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.source = source
        self.look: KitLook | None = None
        self.sample: SampleLook | None = None
        self.item = ABOUT

    def compose(self) -> ComposeResult:
        """The head, the tree, and beside it what is said of the line that the cursor is on."""
        yield Static(Content(f"{in_one_line(self.source)}\nReading the kit …"), id="head")
        with Horizontal(id="body"):
            yield KitTree(id="tree")
            yield KitDetail(id="beside")
        yield Footer()

    def on_mount(self) -> None:
        """Read the kit."""
        self.query_one(KitTree).focus()
        self.look_in_background()

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def look_in_background(self) -> None:
        """Read the kit and hold it against its template; between two sample places it can be stopped."""
        worker = get_current_worker()

        def trying(done: int, of: int, name: str) -> None:
            if worker.is_cancelled:
                raise _StoppedError
            self.post_message(Progressed(done, of, name))

        with contextlib.suppress(_StoppedError):
            self.tell_look(look_at_kit(self.workspace(), self.source, self.tell_look, trying))

    def tell_look(self, look: KitLook) -> None:
        """Hand on what was read, from whichever thread."""
        self.post_message(self.Looked(look))

    @work(thread=True, exclusive=True, group="sample", exit_on_error=False)
    def find_in_background(self, sample: RenderedSample) -> None:
        """Find the passages in a sample place's files."""
        self.post_message(self.Found(look_at_sample(self.workspace(), sample)))

    @on(Looked)
    def show_kit(self, event: Looked) -> None:
        """Show what was read, with the files of the same sample place as before."""
        self.look = event.look
        samples = {item.sample.name: item for item in event.look.samples}
        if event.look.tried and not samples:
            self.sample = None
        self.show_head()
        self.show_tree()
        self.refresh_bindings()
        if samples:
            self.find_in_background(samples.get(self.sample_name or "") or event.look.samples[0])

    @on(Progressed)
    def show_progress(self, event: Progressed) -> None:
        """Tell how far it is."""
        if self.is_looking:
            self.show_head(f"trying sample place {event.done + 1} of {event.of}, Escape stops")

    @on(Found)
    def show_sample(self, event: Found) -> None:
        """Show a sample place's files."""
        self.sample = event.sample
        self.show_tree()

    @on(Worker.StateChanged)
    def tell_unread(self, event: Worker.StateChanged) -> None:
        """Say so where the kit could not be read; why is told over this screen."""
        self.refresh_bindings()
        if event.state is WorkerState.ERROR and self.look is None:
            said = f"{in_one_line(self.source)}\nThe kit could not be read. F5 tries again."
            self.query_one("#head", Static).update(Content(said))

    @property
    def sample_name(self) -> str | None:
        """Whose files are shown; None for the template's own."""
        return self.sample.name if self.sample else None

    @property
    def files(self) -> tuple[ShownFile, ...]:
        """The files that are shown."""
        return self.sample.files if self.sample else self.look.template if self.look else ()

    def show_head(self, doing: str = "") -> None:
        """Say which kit this is, and how it stands or what is being done."""
        if self.look is not None:
            self.query_one("#head", Static).update(kit_words.head(self.look, doing))

    @property
    def is_looking(self) -> bool:
        """Whether the kit is being read or tried."""
        return any(worker.group == "look" and worker.is_running for worker in self.workers)

    def show_tree(self) -> None:
        """Show the tree anew; the cursor stays on its line."""
        if self.look is not None:
            self.query_one(KitTree).show(branches(self.look, self.sample_name, self.files), self.item)

    @on(KitTree.Chosen)
    async def choose(self, event: KitTree.Chosen) -> None:
        """Tell of the line that the cursor is on."""
        self.item = event.item
        await self.show_detail()

    @on(KitTree.Opened)
    async def open(self, event: KitTree.Opened) -> None:
        """An element shows where it lies; a sample place shows its files; a file is read."""
        item = event.item
        if item.sort == "sample" and self.look:
            chosen = (one for one in self.look.samples if one.sample.name == item.key)
            for sample in chosen:
                self.find_in_background(sample)
        elif item.sort == "element":
            await self.show_where(item.key)
        elif item.sort == "file":
            self.query_one(KitDetail).focus_file()

    async def show_where(self, element: str) -> None:
        """Show an element in the first file in which it lies."""
        holding = (file for file in self.files if any(held.element.id == element for held in file.held))
        file = next(holding, None)
        if file is None:
            self.notify("It lies in no file of this sample place.")
            return
        await self.show_file(file, element)
        self.query_one(KitDetail).focus_file()

    async def show_detail(self) -> None:
        """Show what is said of the chosen line."""
        file = next((one for one in self.files if self.item == KitItem("file", one.path)), None)
        if file is not None:
            await self.show_file(file)
        elif self.look is not None:
            said = kit_words.about(self.look, self.item, self.sample_name, self.files)
            self.query_one(KitDetail).show_words(said)
        self.refresh_bindings()

    async def show_file(self, file: ShownFile, element: str | None = None) -> None:
        """Show a file, at an element where one is named."""
        heading = kit_words.file_heading(file, self.sample_name)
        await self.query_one(KitDetail).show_file(file, heading, element)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What makes no sense just now is not offered."""
        if action == "go_passage":
            return self.is_mounted and self.query_one(KitDetail).shows_file
        if action == "go" and parameters == ("mend",):
            return bool(self.look and self.look.report.problems)
        if action == "stop":
            return self.is_looking
        if action == "back":
            return self in self.app.screen_stack[2:]  # below lies textual's own, and what somebody came from
        return super().check_action(action, parameters)

    def action_look_again(self) -> None:
        """Read the kit again, unless that is being done."""
        if not self.is_looking:
            self.look_in_background()

    def action_stop(self) -> None:
        """Try no more sample places."""
        self.workers.cancel_group(self, "look")
        self.show_head("stopped before all sample places were tried, F5 tries again")

    def action_go(self, to: str) -> None:
        """Put the cursor on a part of the tree."""
        tree = self.query_one(KitTree)
        kit = self.look.kit if self.look else None
        first = kit.elements[0].id if kit and kit.elements else ""
        tree.go_into({"mend": MEND, "files": FILES, "samples": SAMPLES}.get(to, KitItem("element", first)))
        tree.focus()

    def action_go_passage(self, steps: int) -> None:
        """To another passage of the file."""
        self.query_one(KitDetail).go_passage(steps)

    def action_back(self) -> None:
        """The screen before."""
        self.app.pop_screen()
