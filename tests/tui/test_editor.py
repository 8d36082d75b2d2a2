"""The editor that a file opens in, and how it is told the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.errors import InputError, MachineError
from localkit.tui.editor import edit_and_wait, editor_command, open_beside, stated_editor

FILE = Path("hand book/care.md")


@pytest.mark.parametrize(
    ("editor", "line", "command"),
    [
        (["nano"], 12, ["nano", "+12", str(FILE)]),
        (["/usr/bin/vim", "-u", "NONE"], 12, ["/usr/bin/vim", "-u", "NONE", "+12", str(FILE)]),
        (["code", "--wait"], 12, ["code", "--wait", "--goto", f"{FILE}:12"]),
        (["Code.exe"], 3, ["Code.exe", "--goto", f"{FILE}:3"]),
        (["subl"], 12, ["subl", f"{FILE}:12"]),
        (["some-editor"], 12, ["some-editor", str(FILE)]),
        (["nano"], None, ["nano", str(FILE)]),
    ],
    ids=["plus", "with options", "goto", "windows", "colon", "unknown", "no line"],
)
def test_editor_is_told_the_line_where_it_is_known_how(
    editor: list[str], line: int | None, command: list[str]
) -> None:
    assert editor_command(editor, FILE, line) == command


@pytest.mark.parametrize(
    ("environment", "editor"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "nano"}, ["code", "--wait"]),
        ({"EDITOR": "nano"}, ["nano"]),
        ({"EDITOR": ""}, None),
        ({"EDITOR": "   "}, None),
        ({}, None),
    ],
    ids=["visual first", "editor", "empty", "blank", "nothing"],
)
def test_editor_is_the_one_that_was_chosen(environment: dict[str, str], editor: list[str] | None) -> None:
    assert stated_editor(environment) == editor


def test_quotes_that_are_not_closed_are_told() -> None:
    with pytest.raises(InputError) as told:
        stated_editor({"EDITOR": 'my "editor'})

    assert str(told.value) == 'the editor is written as: my "editor'
    assert (
        told.value.hint
        == "A quotation mark in it is not closed. Set EDITOR to the name of a program, as EDITOR=nano."
    )


def test_editor_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError) as told:
        edit_and_wait(["no-such-editor-here", "file.md"])

    assert str(told.value) == "the editor no-such-editor-here cannot be started: No such file or directory"
    assert told.value.hint == "Say which one to use: set EDITOR to its name, as EDITOR=nano."


def test_opener_that_is_not_there_is_told() -> None:
    with pytest.raises(MachineError) as told:
        open_beside(["no-such-opener-here", "file.md"])

    assert told.value.path == "file.md"
    assert told.value.hint == "Open the file in any editor; what you change shows up here."
