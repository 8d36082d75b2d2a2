"""Light, dark and high-contrast colours. Each meaning has a sign or a word beside its colour, on every screen."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme


def _signals(
    red: str, yellow: str, green: str, *, quiet: str, core: str, local: str, line: str
) -> dict[str, str]:
    return {
        "light-red": red,
        "light-yellow": yellow,
        "light-green": green,
        "quiet": quiet,
        "line": line,
        "core-words": core,
        "local-words": local,
        "footer-key-foreground": yellow,
    }


THEMES: Final = (
    Theme(
        name="localkit-dark",
        primary="#5aa9e6",
        secondary="#7fb069",
        accent="#f2b134",
        foreground="#e6e6e6",
        background="#14181d",
        surface="#1b2026",
        panel="#262d35",
        success="#8ac26a",
        warning="#f2b134",
        error="#ff7b72",
        dark=True,
        variables=_signals(
            "#ff7b72", "#f2b134", "#8ac26a", quiet="#a3abb5", core="#ff9d96", local="#a5d98a", line="#5f6b78"
        ),
    ),
    Theme(
        name="localkit-light",
        primary="#0b5c9e",
        secondary="#3c6e21",
        accent="#8a5200",
        foreground="#1b1f24",
        background="#ffffff",
        surface="#f5f6f8",
        panel="#e3e7ec",
        success="#2c6b12",
        warning="#8a5200",
        error="#b3201a",
        dark=False,
        variables=_signals(
            "#b3201a", "#8a5200", "#2c6b12", quiet="#56606b", core="#9c1c17", local="#27600f", line="#8a939d"
        ),
    ),
    Theme(
        name="localkit-high-contrast",
        primary="#ffffff",
        secondary="#ffffff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        success="#00ff00",
        warning="#ffff00",
        error="#ff9090",
        dark=True,
        variables=_signals(
            "#ff9090", "#ffff00", "#00ff00", quiet="#ffffff", core="#ff9090", local="#00ff00", line="#ffffff"
        ),
    ),
    Theme(
        name="localkit-high-contrast-light",
        primary="#000000",
        secondary="#000000",
        accent="#5a0080",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#d0d0d0",
        success="#004000",
        warning="#5a3000",
        error="#800000",
        dark=False,
        variables=_signals(
            "#800000", "#5a3000", "#004000", quiet="#000000", core="#800000", local="#004000", line="#000000"
        ),
    ),
)
"""What can be chosen beside textual's own themes."""

DEFAULT: Final = "localkit-dark"

FALLBACKS: Final = dict(THEMES[0].variables)
"""For textual's own themes, which have no such names."""
