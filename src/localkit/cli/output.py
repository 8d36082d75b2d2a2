"""The only writer to standard output. Text from kits and places is made harmless on its way."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path

# Control characters, and signs that re-order or hide what follows them: with these a kit could paint over
# the screen.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_BREAKS = {0x09: "\u2409", 0x0A: "\u240a", 0x2028: "<U+2028>", 0x2029: "<U+2029>"}
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


def harmless(text: str) -> str:
    """The text with control characters shown, not obeyed. Line breaks and tabs stay."""
    return _HARMFUL.sub(_shown, text)


def in_one_line(text: str) -> str:
    """A name or a path made harmless for a line that is about it: line breaks and tabs are shown, too."""
    return harmless(text).translate(_BREAKS)


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code == 0x0D:
        return ""
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"


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
