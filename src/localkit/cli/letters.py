"""Choices by letter, in a terminal: one key stroke, or several and Enter."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from localkit.cli import output

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NAMED = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z~]|O[A-Za-z])")
"""An arrow, or another key with a name: it stands for no letter."""

_typed_ahead: list[str] = []
"""Keys that were pressed before anybody asked: a quick hand answers the next question with them."""


@contextmanager
def _keys() -> Iterator[Callable[[], str]]:
    """A reader of single keys.

    click's own throws away what was typed between two keys, which a quick hand notices; so it is used only where there
    is no other way, on Windows, where it does not.

    Raises:
        click.Abort: Ctrl-C was pressed. As at click's own questions, so that who stops hears that nothing was changed.
    """
    try:
        with _any_keys() as key:
            yield key
    except KeyboardInterrupt:
        raise click.Abort from None


@contextmanager
def _any_keys() -> Iterator[Callable[[], str]]:
    try:
        import termios
        import tty
    except ImportError:
        yield click.getchar
        return
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle, termios.TCSADRAIN)
        yield lambda: _key(handle)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _key(handle: int) -> str:
    while not _typed_ahead:
        said = os.read(handle, 64).decode("utf-8", "replace")
        if not said:
            return ""
        _typed_ahead.extend(_NAMED.sub("", said))
    return _typed_ahead.pop(0)


def one(labels: Sequence[str]) -> int:
    """Which of some choices a person takes: one key stroke."""
    _show(labels)
    with _keys() as key:
        click.echo("  Press a letter: ", nl=False, err=True)
        while (found := _index(key(), len(labels))) is None:
            pass
    click.echo(f"{_LETTERS[found]}  {output.harmless(labels[found])}", err=True)
    return found


def several(labels: Sequence[str], *, none: str | None = None) -> list[int]:
    """Which of some choices a person takes: letters, then Enter.

    Args:
        labels: The choices.
        none: What Enter alone means; None where something has to be taken.
    """
    _show(labels)
    alone = f"; Enter alone: {none}" if none else ""
    with _keys() as key:
        click.echo(f"  Press one letter or more, then Enter{alone}: ", nl=False, err=True)
        return _several(key, len(labels), may_be_none=none is not None)


def _several(key: Callable[[], str], count: int, *, may_be_none: bool) -> list[int]:
    taken: list[int] = []
    while True:
        said = key()
        if said in ("\r", "\n") and (taken or may_be_none):
            click.echo(err=True)
            return taken
        if said in ("\x7f", "\b") and taken:
            taken.pop()
            click.echo("\b \b", nl=False, err=True)
        found = _index(said, count)
        if found is not None and found not in taken:
            taken.append(found)
            click.echo(_LETTERS[found], nl=False, err=True)


def _show(labels: Sequence[str]) -> None:
    for letter, label in zip(_LETTERS, labels, strict=False):
        click.echo(f"    {letter}  {output.harmless(label)}", err=True)


def _index(key: str, count: int) -> int | None:
    """Which choice a key stands for; Ctrl-C, Ctrl-D and Escape end the command."""
    if key in ("\x03", "\x04", "\x1b", ""):
        raise click.Abort
    found = _LETTERS.find(key.lower()) if len(key) == 1 else -1
    return found if 0 <= found < count else None
