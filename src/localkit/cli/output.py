"""The only writer to standard output. Text from kits and places is made harmless on its way."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from localkit.syntax.harmless import harmless, in_one_line

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "document",
    "harmless",
    "in_command",
    "in_one_line",
    "line",
    "lines",
    "prepare",
    "raw",
    "styled",
    "there",
    "width",
    "wrapped",
]

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "green": {"fg": "green"},
    "yellow": {"fg": "yellow"},
    "red": {"fg": "red", "bold": True},
    "quiet": {"dim": True},
    "core": {"fg": "red", "strikethrough": True},
    "local": {"fg": "green", "underline": True},
    "command": {"fg": "cyan"},
}


def styled(text: object, style: str | None = None) -> str:
    """Text made harmless, in one of the styles of this table."""
    plain = harmless(str(text))
    return click.style(plain, **_STYLES[style]) if style else plain


def line(*parts: str) -> None:
    """Write one line made of ``styled`` parts."""
    click.echo("".join(parts))


def lines(texts: Iterable[str]) -> None:
    """Write several lines."""
    for text in texts:
        click.echo(text)


def wrapped(text: str, indent: str = "", first: str | None = None, style: str | None = None) -> list[str]:
    """A paragraph in lines that fit the terminal."""
    found = textwrap.wrap(
        harmless(text),
        width(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [click.style(item, **_STYLES[style]) if style else item for item in found]


def width() -> int:
    """Columns to write in: the terminal's, within reason."""
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 110))


def document(value: Any) -> None:
    """Write one JSON document, and nothing else."""
    utf8 = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(value, ensure_ascii=not utf8, indent=2))


def there(path: Path) -> str:
    """A path as a person would add it to a command; nothing for the folder that they are in."""
    shown = in_command(path)
    return "" if shown == "." else f" {shown}"


def in_command(path: Path) -> str:
    """A path as a person would type it from here."""
    here = os.getcwd()
    shown = str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
    return f'"{shown}"' if " " in shown else shown


def raw(data: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def prepare() -> None:
    """Let no character that a console lacks end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
