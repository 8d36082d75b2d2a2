"""Pictures of the terminal screens, as ``localkit tui --screenshot`` draws them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from localkit.tui.screenshot import screenshot
from localkit.tui.target import target_of
from localkit.workspace import Workspace

_SCREENS: Final = {
    "screen-place.svg": ("st-orrans-bay", "place", (110, 32)),
    "screen-decision.svg": ("brackwater", "decision", (110, 36)),
    "screen-portfolio.svg": ("portfolio.db", "portfolio", (100, 24)),
    "screen-heat-map.svg": ("portfolio.db", "heat-map", (100, 24)),
    "screen-kit.svg": ("kit-1.1.0", "kit", (110, 30)),
}
"""Name of the picture to what is opened, the screen, its columns and lines."""


def drawn(workspace: Workspace, schemes: Path) -> dict[str, str]:
    """Name to SVG.

    Args:
        workspace: With a fixed clock.
        schemes: The demo.
    """
    return {
        name: _at_home(
            screenshot(lambda: workspace, target_of(str(schemes / below)), screen, size=size), schemes
        )
        for name, (below, screen, size) in _SCREENS.items()
    }


def _at_home(svg: str, schemes: Path) -> str:
    """The picture as if the demo lay in a person's home; each line keeps its length, which the picture states."""
    shown = "~/schemes"
    room = "&#160;" * (len(str(schemes)) - len(shown))
    return re.sub(re.escape(str(schemes)) + r"([\w./-]*)", rf"{shown}\1{room}", svg)
