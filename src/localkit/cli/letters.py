"""Choices by letter, in a terminal: one key stroke, or several and Enter."""

from __future__ import annotations

from collections.abc import Sequence

import click

from localkit.cli import output

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one(labels: Sequence[str]) -> int:
    """Which of some choices a person takes: one key stroke."""
    _show(labels)
    click.echo("  Press a letter: ", nl=False, err=True)
    while True:
        found = _index(click.getchar(), len(labels))
        if found is not None:
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
    click.echo(f"  Press one letter or more, then Enter{alone}: ", nl=False, err=True)
    taken: list[int] = []
    while True:
        key = click.getchar()
        if key in ("\r", "\n") and (taken or none):
            click.echo(err=True)
            return taken
        if key in ("\x7f", "\b") and taken:
            taken.pop()
            click.echo("\b \b", nl=False, err=True)
        found = _index(key, len(labels))
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
