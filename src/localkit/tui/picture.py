"""A picture of a screen that asks nothing of anybody else: no font, no link, nothing from outside."""

from __future__ import annotations

import re
from typing import Any, Final

from textual.app import App

_FONTS: Final = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_FACES: Final = "ui-monospace, Menlo, Consolas, DejaVu Sans Mono"
_NAME: Final = re.compile(r"terminal-\d+")
"""A digest of all of it, which would make a picture another one in each of its lines wherever one word is changed."""
_CLIPS: Final = re.compile(r'\s*<clipPath.*?</clipPath>| clip-path="[^"]*"', re.DOTALL)
"""Each text states its length, so none runs out of its line."""
_COMMENT: Final = re.compile(r"\s*<!--.*?-->", re.DOTALL)


def svg_of(app: App[Any]) -> str:
    """The present screen as SVG, drawn with whatever fixed-width font the reader has."""
    drawn = app.export_screenshot(title="localkit", simplify=True)
    drawn = _CLIPS.sub("", drawn)
    drawn = _NAME.sub("screen", drawn)
    return _COMMENT.sub("", _FONTS.sub("", drawn)).replace(
        "Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono"
    )
