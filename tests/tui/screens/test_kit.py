"""A kit on screen: what carries it, where that lies, what is to mend; a bad kit is shown, too."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.kits import FILES, KIT, small_kit
from tests.tui.opened import Opened
from tests.tui.opened import journey as opened
from tests.tui.worlds import workspaces
from textual.app import App
from textual.widgets import Static, Tree

from localkit.actions import kit_lint
from localkit.actions.kit_samples import RenderedSample, render_sample
from localkit.testing import write_world
from localkit.tui.app import LocalkitApp
from localkit.tui.running import first_screen
from localkit.tui.screens.kit import KitScreen
from localkit.tui.screens.problem import ProblemScreen
from localkit.tui.target import Target
from localkit.tui.widgets.kit_detail import KitDetail
from localkit.tui.widgets.kit_tree import KitItem, KitTree
from localkit.tui.widgets.passage_file import PassageFile


def tree_lines(one: Opened) -> list[str]:
    return [str(line.node.label) for line in one.app.screen.query_one(KitTree)._tree_lines]


def text(one: Opened, selector: str) -> str:
    return "\n".join(str(found.render()) for found in one.app.screen.query(selector).results(Static))


def journey(
    source: Path,
    tmp_path: Path,
    steps: Callable[[Opened], Awaitable[None]],
    size: tuple[int, int] = (100, 30),
) -> None:
    opened(workspaces(tmp_path), KitScreen(workspaces(tmp_path), str(source)), steps, size)


def test_a_kit_opens_with_its_elements_by_function(
    tmp_path: Path, picture: Callable[[App[None]], None]
) -> None:
    async def look(one: Opened) -> None:
        early, whole = one.posted(KitScreen.Looked)
        assert (early.look.tried, whole.look.tried) == (False, True)
        assert [message.sample.name for message in one.posted(KitScreen.Found)] == ["defaults"]
        assert tree_lines(one) == [
            "About this kit",
            "Nothing to mend",
            "Nobody sits alone.",
            "◆ Tea is free",
            "Nobody is hurt.",
            "◇ Cups for each visitor",
            "× Gin",
            "Files with the kit's own answers",
            "2 sample places",
        ]
        assert text(one, "#head").endswith("\n3 elements · 2 sample places · ● nothing to mend")
        await one.press("e", "down", "down")
        assert text(one, "#words") == (
            "Cups for each visitor\n"
            "may change within bounds · each place needs it\n"
            "cups · kit.yaml:18\n"
            "\n"
            "It serves: Nobody sits alone.\n"
            "It serves: Nobody is hurt.\n"
            "Why it is tight: it keeps people safe.\n"
            "Who may agree an exception: the national team.\n"
            "\n"
            "Its bounds\n"
            "  settings.yaml › cups: it is a whole number, at least 1, at most 3\n"
            "\n"
            "Where it is\n"
            "  settings.yaml › cups\n"
            "  rules.md › Cups\n"
            "\n"
            "In the files with the kit's own answers (Enter shows it)\n"
            "  rules.md, lines 9 to 11\n"
            "  settings.yaml, line 2"
        )
        one.app.screen.query_one("#head", Static).update("Small café · small 1.0.0")
        await one.pilot.pause()
        picture(one.app)

    journey(small_kit(tmp_path), tmp_path, look)


def test_enter_on_an_element_shows_where_it_lies_and_n_goes_on(tmp_path: Path) -> None:
    async def look(one: Opened) -> None:
        await one.press("e", "enter")
        assert [message.item for message in one.posted(KitTree.Opened)] == [KitItem("element", "tea")]
        assert one.app.screen.query_one(KitDetail).shows_file
        assert text(one, ".-at") == "▼ Tea is free · keep as it is · Tea · lines 5 to 8"
        assert "## Tea\n\nTea from the brown pot." in text(one, ".held")
        assert "Hello [b]neighbour[/b]." in text(one, ".free")
        await one.press("n")
        assert (
            text(one, ".-at") == "▼ Cups for each visitor · may change within bounds · Cups · lines 9 to 11"
        )
        await one.press("p")
        assert text(one, ".-at").startswith("▼ Tea is free")

    journey(small_kit(tmp_path), tmp_path, look)


def test_another_sample_place_shows_its_own_files(tmp_path: Path) -> None:
    async def look(one: Opened) -> None:
        await one.press("s", "down", "down", "enter")
        assert [message.sample.name for message in one.posted(KitScreen.Found)] == ["defaults", "hill"]
        await one.press("f", "down", "down")
        assert tree_lines(one)[7:11] == [
            "Files at the sample place hill",
            "diary.md",
            "rules.md  (2 elements)",
            "settings.yaml  (1 element)",
        ]
        assert "Tea from the blue pot." in text(one, ".held")
        await one.press("up")
        assert (
            text(one, ".head")
            == "diary.md · the place's own from the first day: never compared, never updated"
        )

    journey(small_kit(tmp_path), tmp_path, look)


def test_what_is_to_mend_has_its_place_and_is_gone_once_it_is_mended(tmp_path: Path) -> None:
    folder = small_kit(tmp_path, kit=KIT.replace("section: Tea", "section: Te"))

    async def look(one: Opened) -> None:
        assert tree_lines(one)[1:3] == [
            "1 thing to mend",
            'kit.yaml:16 "tea": the template gives no rules.md#Te; the file has no such section; did you mean "Tea"?',
        ]
        await one.press("m", "down")
        assert f"Where: {folder}/kit.yaml:16" in text(one, "#words")
        assert "then press F5" in text(one, "#words")
        small_kit(tmp_path)
        await one.press("f5")
        assert tree_lines(one)[1] == "Nothing to mend"
        assert "● nothing to mend" in text(one, "#head")

    journey(folder, tmp_path, look)


@pytest.mark.parametrize("kit", ["format: [", KIT.replace("fixed", "loose")], ids=["yaml", "value"])
def test_a_bad_kit_is_shown_with_its_findings_and_its_template(tmp_path: Path, kit: str) -> None:
    async def look(one: Opened) -> None:
        assert isinstance(one.app.screen, KitScreen)
        assert "to mend" in tree_lines(one)[1]
        assert "This kit cannot be read yet." in text(one, "#words")
        await one.press("f", "down", "down")
        assert "{{ cookiecutter.pot }}" in text(one, "#file .free")
        await one.press("m", "down", "e", "s", "n", "p", "g")
        assert isinstance(one.app.screen, KitScreen)

    journey(small_kit(tmp_path, kit=kit), tmp_path, look)


def test_code_that_nobody_trusts_did_not_run_and_that_is_said(tmp_path: Path) -> None:
    hook = f"open({str(tmp_path / 'ran')!r}, 'w').close()"
    folder = write_world(tmp_path / "kit", {**FILES, "hooks/post_gen_project.py": hook})

    async def look(one: Opened) -> None:
        assert text(one, "#head").endswith("nothing to mend · its own code did not run")
        assert f"If you know who made it: localkit trust {folder}" in text(one, "#words")
        assert not (tmp_path / "ran").exists()

    journey(folder, tmp_path, look)


def test_a_kit_that_is_gone_is_told_and_can_be_read_later(tmp_path: Path) -> None:
    async def look(one: Opened) -> None:
        assert isinstance(one.app.screen, ProblemScreen)
        await one.press("escape")
        assert "The kit could not be read. F5 tries again." in text(one, "#head")
        await one.press("e", "f", "s", "n", "enter")
        small_kit(tmp_path)
        await one.press("f5")
        assert "nothing to mend" in text(one, "#head")

    journey(tmp_path / "small", tmp_path, look)


def test_signs_that_would_paint_over_the_screen_are_shown_not_obeyed(tmp_path: Path) -> None:
    long = "long " * 40
    kit = KIT.replace("title: Tea is free", f'title: "[/b]\\e[31m{long}"').replace(
        "Nobody sits alone.", '"[bold"'
    )
    folder = write_world(
        tmp_path / "kit",
        {
            **FILES,
            "kit.yaml": kit,
            "{{cookiecutter.place_slug}}/rules.md": "# [/x]\n\x1b]0;t\x07\n\n## Tea\n\n## Cups\n",
        },
    )

    async def look(one: Opened) -> None:
        assert tree_lines(one)[2] == "[bold"
        assert tree_lines(one)[3].startswith("◆ [/b]␛[31mlong long")
        await one.press("e", "enter")
        assert "␛]0;t␇" in text(one, ".free")
        assert text(one, ".-at").startswith("▼ [/b]␛[31mlong")

    journey(folder, tmp_path, look, size=(80, 24))


def test_branches_close_and_open_with_arrows_and_stay_so_when_read_again(tmp_path: Path) -> None:
    async def look(one: Opened) -> None:
        await one.press("e", "left", "left")
        assert "◆ Tea is free" not in tree_lines(one)
        await one.press("g")
        assert "◆ Tea is free" not in tree_lines(one)
        tree = one.app.screen.query_one(Tree)
        assert tree.cursor_node is not None
        assert tree.cursor_node.data == KitItem("function", "warm")
        await one.press("right")
        assert "◆ Tea is free" in tree_lines(one)

    journey(small_kit(tmp_path), tmp_path, look)


def test_it_can_be_used_in_little_room_and_when_keys_come_quickly(tmp_path: Path) -> None:
    async def look(one: Opened) -> None:
        await one.pilot.press(*"fsemnpg", "down", "down", "enter", "n", "f5", "up", "left", "right")
        await one.pilot.resize_terminal(60, 12)
        await one.settle()
        assert isinstance(one.app.screen, KitScreen)
        assert one.app.screen.query_one(PassageFile) is not None

    journey(small_kit(tmp_path), tmp_path, look, (40, 10))


def test_a_kit_is_what_the_kit_screen_is_for(tmp_path: Path) -> None:
    assert isinstance(first_screen(workspaces(tmp_path), Target("kit", "mend-together")), KitScreen)


def test_a_folder_without_a_kit_says_what_is_missing(tmp_path: Path) -> None:
    async def look(one: Opened) -> None:
        assert isinstance(one.app.screen, ProblemScreen)
        assert "no kit here" in text(one, "#message")

    (tmp_path / "empty").mkdir()
    journey(tmp_path / "empty", tmp_path, look)


def test_where_a_passage_ends_within_another_is_said(tmp_path: Path) -> None:
    kit = KIT.replace(
        "passages: [{file: rules.md, section: Tea}]", "passages: [{file: rules.md, section: Rules}]"
    )
    folder = write_world(
        tmp_path / "kit",
        {
            **FILES,
            "kit.yaml": kit,
            "{{cookiecutter.place_slug}}/rules.md": "# Rules\n\n## Cups\n\nWash.\n\n## Tea\n\nHot.\n",
        },
    )

    async def look(one: Opened) -> None:
        await one.press("e", "enter")
        assert text(one, ".name") == (
            "▼ Tea is free · keep as it is · Rules · lines 1 to 9\n"
            "▼ Cups for each visitor · may change within bounds · Cups · lines 3 to 6"
        )
        assert text(one, ".-nested").strip() == "## Cups\n\nWash."
        assert text(one, ".end") == "▲ end of: Cups for each visitor"

    journey(folder, tmp_path, look)


def test_trying_the_sample_places_is_told_and_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = threading.Event()
    begun: list[str] = []

    def slowly(*arguments: Any, **more: Any) -> RenderedSample:
        begun.append(arguments[2].name)
        assert going.wait(20)
        return render_sample(*arguments, **more)

    # A sample place takes as long as this test wants.
    monkeypatch.setattr(kit_lint, "render_sample", slowly)
    folder = small_kit(tmp_path)

    async def run() -> None:
        app = LocalkitApp(workspaces(tmp_path), KitScreen(workspaces(tmp_path), str(folder)))
        async with app.run_test() as pilot:
            while not begun:
                await pilot.pause(0.02)
            await pilot.pause()
            head = app.screen.query_one("#head", Static)
            assert str(head.render()).endswith("\n3 elements · trying sample place 1 of 2, Escape stops")
            await pilot.press("e", "escape")
            going.set()
            await pilot.pause(0.5)
            assert str(head.render()).endswith("stopped before all sample places were tried, F5 tries again")
            assert "Tea is free" in str(app.screen.query_one("#words", Static).render())
            assert begun == ["defaults"]
            await pilot.press("f5")
            while "nothing to mend" not in str(head.render()):
                await pilot.pause(0.02)
            assert begun == ["defaults", "defaults", "hill"]

    asyncio.run(run())
