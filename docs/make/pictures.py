"""The pictures: the program's own output on a terminal, as SVG that asks for nothing from elsewhere."""

from __future__ import annotations

import datetime
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from docs.make import screens
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from localkit.actions.demo import demo
from localkit.actions.diff import diff
from localkit.actions.status import status
from localkit.cli.diff_text import diff_lines
from localkit.cli.status_text import status_lines
from localkit.workspace import Workspace

_COLUMNS: Final = 100
_NOON: Final = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
_THEME: Final = TerminalTheme(
    (27, 30, 36),
    (222, 225, 230),
    [
        (60, 65, 75),
        (255, 123, 114),
        (126, 211, 134),
        (240, 200, 90),
        (121, 184, 255),
        (210, 168, 255),
        (110, 210, 220),
        (222, 225, 230),
    ],
)
# rich's own frame, without its links to web fonts.
_FRAME: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<style>
.{unique_id}-matrix {{ font-family: Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: {char_height}px; }}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; }}
{styles}
</style>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""
_EMPTY: Final = re.compile(r"<text [^>]*>\s*</text>")  # what rich leaves for line ends
_CLIPS: Final = re.compile(r' clip-path="[^"]*"')


def pictures() -> dict[str, str]:
    """Name to SVG."""
    with tempfile.TemporaryDirectory() as folder, _terminal():
        home = Path(folder).resolve()
        workspace = Workspace(
            config=home / "config",
            cache=home / "cache",
            clock=lambda: _NOON,
            seed=lambda: "picture",
            plugins=False,
        )
        demo(workspace, home / "schemes")
        scheme = home / "schemes" / "st-orrans-bay"
        shown = {
            "status.svg": ("localkit status", status_lines(status(workspace, scheme))),
            "diff.svg": ("localkit diff", diff_lines(diff(workspace, scheme))),
        }
        return {
            **screens.drawn(workspace, home / "schemes"),
        } | {
            name: _svg(name, command, (line.replace(str(home), "~") for line in lines))
            for name, (command, lines) in shown.items()
        }


def _svg(name: str, command: str, lines: Iterable[str]) -> str:
    """Lines of a terminal as a picture."""
    console = Console(
        record=True, width=_COLUMNS, file=io.StringIO(), force_terminal=True, legacy_windows=False
    )
    console.print(Text(f"~/schemes/st-orrans-bay $ {command}", style="dim"), end="\n\n")
    text = "\n".join(lines).rstrip("\n")
    console.print(Text.from_ansi(text), soft_wrap=True)
    svg = console.export_svg(
        title=command, theme=_THEME, code_format=_FRAME, unique_id=name.removesuffix(".svg")
    )
    return _CLIPS.sub("", _EMPTY.sub("\n", svg)).replace("\n\n", "\n")


@contextmanager
def _terminal() -> Iterator[None]:
    """As many columns as the picture has, and colours, whatever terminal this runs in."""
    before = {name: os.environ.get(name) for name in ("COLUMNS", "NO_COLOR")}
    os.environ["COLUMNS"] = str(_COLUMNS)
    os.environ.pop("NO_COLOR", None)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
