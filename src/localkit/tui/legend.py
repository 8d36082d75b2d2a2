"""What the signs mean, in one short line."""

from __future__ import annotations

from textual.content import Content

from localkit import wording


def legend() -> Content:
    """The three lights, each with its word."""
    return Content.assemble(
        (f"{wording.LIGHT_SIGN['green']} ", "$light-green"),
        "fine ",
        (f"{wording.LIGHT_SIGN['yellow']} ", "$light-yellow"),
        "needs care ",
        (f"{wording.LIGHT_SIGN['red']} ", "$light-red"),
        "talk first",
    )
