"""One place on screen: what is wrong, why, and what a person does about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.opened import Opened, journey
from tests.tui.worlds import copied, workspaces
from textual.app import App
from textual.widgets import Input, TabbedContent

from localkit.actions.status import status
from localkit.tui.screens.confirm import ConfirmScreen
from localkit.tui.screens.exception_request import ExceptionRequestScreen
from localkit.tui.screens.local_version import LocalVersionScreen
from localkit.tui.screens.problem import ProblemScreen
from localkit.tui.screens.record import RecordScreen
from localkit.tui.screens.watching import WatchingScreen
from localkit.tui.widgets.element_tree import ElementTree

Picture = Callable[[App[None]], None]


def _state(folder: Path, root: Path, element: str) -> tuple[str, str | None]:
    elements = status(workspaces(folder)(), root).divergence.elements
    found = next(item for item in elements if item.element.id == element)
    return found.state, found.light


def test_first_screen_says_what_is_wrong_and_what_to_press(
    demo_places: Path, tmp_path: Path, picture: Picture
) -> None:
    """Somebody who never saw it reads one sentence and one key."""
    root = copied(demo_places, "st-orrans-bay", tmp_path)

    async def steps(opened: Opened) -> None:
        assert opened.said("#next") == (
            "■ Part of the family: touches the core, not yet recorded. Press r to say why, o to open the file."
        )
        assert opened.said("#behind") == "Behind the core\nup to date (2026-03-02)"
        assert opened.said("#recorded") == "Recorded\nnothing"
        assert opened.said("#unrecorded") == "Not yet recorded\n■ 1 element"
        tree = opened.app.screen.query_one(ElementTree)
        assert tree.cursor_node is not None
        assert tree.cursor_node.data is not None
        assert tree.cursor_node.data.key == "part-of-the-family"
        assert "[-takes part in" in opened.text
        assert "{+has meals" in opened.text
        picture(opened.app)

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps, size=(120, 36))


def test_red_element_is_found_recorded_and_turns_recorded(demo_places: Path, tmp_path: Path) -> None:
    root = copied(demo_places, "st-orrans-bay", tmp_path)

    async def steps(opened: Opened) -> None:
        await opened.press("r")
        assert opened.is_on(RecordScreen)
        await opened.write("A flat of their own")
        await opened.press("enter")
        await opened.press("d")
        await opened.press("a", "enter")
        await opened.press("b", "enter")

        written = opened.posted(RecordScreen.Written)
        assert [item.recorded.adaptation.summary for item in written] == ["A flat of their own"]
        assert opened.is_on(LocalVersionScreen)
        assert opened.said("#recorded") == "Recorded\n1 element"
        assert opened.said("#unrecorded") == "Not yet recorded\nnothing"
        assert opened.toasts == ["Recorded: A flat of their own"]
        assert opened.said("#next") == (
            "■ Part of the family: recorded, and still to be settled: no exception can be agreed; talk to the national "
            "team. Press 4 for what rules say."
        )

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)

    assert _state(tmp_path, root, "part-of-the-family") == ("recorded", "red")


def test_leaving_a_record_half_way_asks_and_writes_nothing(demo_places: Path, tmp_path: Path) -> None:
    root = copied(demo_places, "st-orrans-bay", tmp_path)

    async def steps(opened: Opened) -> None:
        await opened.press("r")
        await opened.write("Some words")
        await opened.press("enter", "escape")
        assert opened.app.screen.query_one("#summary", Input).value == "Some words"
        await opened.press("escape")
        assert opened.is_on(ConfirmScreen)
        await opened.press("n")
        assert opened.is_on(RecordScreen)
        await opened.press("escape", "y")
        assert opened.is_on(LocalVersionScreen)

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)

    assert not (root / ".localkit/adaptations.yaml").exists()


def test_personal_data_is_asked_about_before_it_is_recorded(demo_places: Path, tmp_path: Path) -> None:
    root = copied(demo_places, "st-orrans-bay", tmp_path)

    async def steps(opened: Opened) -> None:
        await opened.press("r")
        await opened.write("Ask ann@example.org")
        await opened.press("enter")
        assert "e-mail address" in opened.said("#warning")
        assert "role instead of the person" in opened.said("#warning")
        await opened.press("enter")
        assert "What kind of change" in opened.said("#question")

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)


def test_exception_is_requested(demo_places: Path, tmp_path: Path) -> None:
    root = copied(demo_places, "brackwater", tmp_path)

    async def steps(opened: Opened) -> None:
        opened.app.screen.query_one(ElementTree).go_to("coordinator-load")
        await opened.settle()
        await opened.press("e")
        assert opened.is_on(ExceptionRequestScreen)
        await opened.write("scheme manager")
        await opened.press("enter")
        await opened.write("2025-01-01")
        await opened.press("ctrl+s")
        assert opened.said("#warning") == "The last day (2025-01-01) is before the first (2026-03-02)."
        opened.app.screen.query_one("#until", Input).value = "2026-09-30"
        await opened.press("ctrl+s")

        written = opened.posted(ExceptionRequestScreen.Written)
        assert [(item.registered.exception.id, item.registered.standing) for item in written] == [
            ("coordinator-load-1", "requested")
        ]
        await opened.press("3")
        assert "waits for an answer" in opened.said("#records-text")
        assert "From 2026-03-02 to 2026-09-30" in opened.said("#records-text")

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)


def test_edit_made_outside_shows_up_by_itself(demo_places: Path, tmp_path: Path) -> None:
    root = copied(demo_places, "cwm-derwydd", tmp_path)
    file = root / "handbook/03-living-together.md"

    async def steps(opened: Opened) -> None:
        before = len(opened.posted(WatchingScreen.Looked))
        file.write_text(file.read_text("utf-8").replace("the sofa", "the settee"), "utf-8")
        opened.app.screen.watch_files()  # type: ignore[attr-defined]
        await opened.settle()
        await opened.settle()

        assert len(opened.posted(WatchingScreen.Looked)) == before + 1
        assert "Part of the family: touches the core" in opened.said("#next")

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)


def test_record_file_that_cannot_be_read_is_told_and_heals(demo_places: Path, tmp_path: Path) -> None:
    """Nobody has to leave the screen to find out what is wrong with a file."""
    root = copied(demo_places, "cwm-derwydd", tmp_path)
    file = root / ".localkit/adaptations.yaml"
    before = file.read_bytes() if file.exists() else None
    file.write_text("adaptations: [", "utf-8")

    async def steps(opened: Opened) -> None:
        assert opened.said("#next") == "■ This place cannot be read as it is now. Press o to open the file."
        assert "adaptations.yaml:1: " in opened.said("#summary")
        assert "What to do" in opened.said("#summary")
        assert not opened.is_on(ProblemScreen)
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
        opened.app.screen.watch_files()  # type: ignore[attr-defined]
        await opened.settle()
        await opened.settle()
        assert opened.said("#next").startswith("● Nothing needs you.")
        assert "adaptations.yaml" not in opened.said("#summary")
        assert opened.app.focused is opened.app.screen.query_one(ElementTree)

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)


def _shown(opened: Opened) -> list[str]:
    tree = opened.app.screen.query_one(ElementTree)
    return [leaf.data.key for group in tree.root.children for leaf in group.children if leaf.data]


def test_search_and_filters_leave_what_was_asked_for(demo_places: Path) -> None:
    root = demo_places / "brackwater"

    async def steps(opened: Opened) -> None:
        everything = len(_shown(opened))
        await opened.press("n")
        assert set(_shown(opened)) == {"coordinator-load", "legal-status"}
        await opened.press("n", "slash")
        await opened.write("medicines")
        assert _shown(opened) == ["medicines"]
        await opened.settle()
        assert opened.said("#summary").startswith("Medicines")
        await opened.press("enter")
        assert opened.app.focused is opened.app.screen.query_one(ElementTree)
        await opened.press("escape")
        assert len(_shown(opened)) == everything
        await opened.press("slash")
        await opened.write("zzzz")
        await opened.settle()
        assert _shown(opened) == []
        assert opened.said("#filtered") == "Nothing has the words zzzz. Esc: all."
        assert opened.said("#summary") == "No element is chosen."
        await opened.press("enter", "r")
        assert opened.is_on(LocalVersionScreen)

    journey(workspaces(root.parent), LocalVersionScreen(workspaces(root.parent), root), steps)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (30, 8)], ids=str)
def test_every_size_is_drawn(demo_places: Path, size: tuple[int, int]) -> None:
    root = demo_places / "brackwater"

    async def steps(opened: Opened) -> None:
        lines = opened.lines()
        assert len(lines) == size[1]
        if size[0] >= 80:
            for word in ("Say why", "Exception", "Open", "Needs me", "Search", "Help", "Quit"):
                assert word in lines[-1]
        await opened.press("2", "down", "down", "4", "tab", "tab")

    journey(workspaces(root.parent), LocalVersionScreen(workspaces(root.parent), root), steps, size=size)


def test_names_cannot_paint_over_the_screen(demo_places: Path, tmp_path: Path) -> None:
    root = copied(demo_places, "hartsmere", tmp_path)
    (root / "evil\x1b[31m[red]name.md").write_text("# Title \x1b[2J\n\n[bold]words\x07", "utf-8")

    async def steps(opened: Opened) -> None:
        opened.app.screen.query_one(ElementTree).go_to("")
        await opened.settle()
        await opened.press("2")
        assert "evil␛[31m[red]name.md" in opened.said("#why-text")
        assert "\x1b" not in opened.text

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)


def test_mistake_of_an_action_is_told_in_words(
    demo_places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong in the background is a message with a file to send, not a traceback."""
    root = demo_places / "hartsmere"

    def fails(*_: object) -> None:
        raise RuntimeError("boom")

    # The seam is where the screen calls its action: no input that makes an action fail so is known.
    monkeypatch.setattr("localkit.tui.screens.watching.look", fails)

    async def steps(opened: Opened) -> None:
        assert opened.is_on(ProblemScreen)
        assert opened.said("#message") == "localkit itself made a mistake (RuntimeError: boom)"
        await opened.press("escape")
        assert opened.is_on(LocalVersionScreen)

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)
    log = workspaces(tmp_path)().cache / "screens.log"
    assert "RuntimeError: boom" in log.read_text("utf-8")


def test_tabs_have_keys(demo_places: Path) -> None:
    root = demo_places / "hartsmere"

    async def steps(opened: Opened) -> None:
        tabs = opened.app.screen.query_one(TabbedContent)
        for key, name in (("2", "why"), ("3", "records"), ("4", "findings"), ("1", "words")):
            await opened.press(key)
            assert tabs.active == name

    journey(workspaces(root.parent), LocalVersionScreen(workspaces(root.parent), root), steps)


@pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")
def test_file_opens_beside_where_the_terminal_cannot_be_lent(
    demo_places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a browser there is no terminal to lend out, so the system's own editor opens, and nobody waits for it."""
    root = demo_places / "st-orrans-bay"
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n', "utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)

    async def steps(opened: Opened) -> None:
        await opened.press("o")
        assert opened.toasts == [
            "03-living-together.md, line 3 opens in a window of its own. What you save shows up here."
        ]
        for _ in range(100):
            if (tmp_path / "opened").exists() and (tmp_path / "opened").read_text():
                break
            await opened.pilot.pause(0.05)

    journey(workspaces(tmp_path), LocalVersionScreen(workspaces(tmp_path), root), steps)
    assert (tmp_path / "opened").read_text() == f"{root / 'handbook/03-living-together.md'}\n"
