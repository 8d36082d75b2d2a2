"""The keys of a portfolio's screen."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

PORTFOLIO_KEYS: Final[list[BindingType]] = [
    Binding(
        "slash",
        "find",
        "Find",
        id="places.find",
        tooltip="Find places by name or code.",
        key_display="/",
    ),
    Binding(
        "w",
        "change('waiting')",
        "Waiting",
        id="places.waits",
        tooltip="Only where something waits.",
    ),
    Binding("h", "beside('heat')", "Elements", id="places.heat", tooltip="Each element at each place."),
    Binding(
        "s",
        "scan",
        "Look again",
        id="places.scan",
        tooltip="Look at every place again; s again stops it.",
    ),
    *(
        Binding(key, action, label, id=f"places.{name}", tooltip=tooltip, show=False)
        for key, action, label, name, tooltip in (
            (
                "x",
                "beside('quadrant')",
                "Kept and shaped",
                "quadrant",
                "Core kept beside locally shaped, each place.",
            ),
            (
                "e",
                "beside('exceptions')",
                "Exceptions",
                "exceptions",
                "Agreed exceptions by the day they end.",
            ),
            ("c", "beside('changes')", "Core changes", "changes", "Who has taken which core change."),
            (
                "o",
                "change('sort')",
                "Order",
                "sort",
                "Order: by name, what waits, nation, stage, last heard.",
            ),
            ("g", "change('group')", "Group", "group", "Group by nation, stage, release or kit."),
            ("t", "change('stage')", "Stage", "stage", "Only places in one stage; again: the next."),
            ("l", "change('light')", "Light", "light", "Only places with such a light; again: the next."),
            ("escape", "back", "Show all", "back", "Show every place again, or stop looking again."),
        )
    ),
]
