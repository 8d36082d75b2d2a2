"""The keys of a place's screen."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

PLACE_KEYS: Final[list[BindingType]] = [
    Binding("r", "record_adaptation", "Say why", id="place.record", tooltip="Record why this was changed."),
    Binding("e", "request_exception", "Exception", id="place.exception", tooltip="Ask for an exception."),
    Binding("o", "open_file", "Open", id="place.open", tooltip="Open the file in your editor."),
    Binding(
        "u",
        "take_update",
        "Update",
        id="place.update",
        tooltip="See what the core's next release brings, decide, take it.",
    ),
    Binding(
        "n", "show_needs", "Needs me", id="place.needs", tooltip="Show only what needs you, or all again."
    ),
    Binding(
        "slash",
        "search",
        "Search",
        id="place.search",
        key_display="/",
        tooltip="Find elements by their words.",
    ),
    Binding(
        "f",
        "next_filter",
        "Filter",
        id="place.filter",
        show=False,
        tooltip="Show other elements: changed, not yet recorded, as the core.",
    ),
    Binding(
        "z",
        "undo_step",
        "Undo",
        id="place.undo",
        show=False,
        tooltip="Go one step back: the last update or decision. What was written since stays.",
    ),
    Binding(
        "1",
        "show_tab('words')",
        "Words",
        id="place.words",
        show=False,
        tooltip="The core's words and the place's.",
    ),
    Binding(
        "2",
        "show_tab('why')",
        "Why",
        id="place.why",
        show=False,
        tooltip="Why it is tight, and what is encouraged.",
    ),
    Binding(
        "3",
        "show_tab('records')",
        "Records",
        id="place.records",
        show=False,
        tooltip="What was recorded and agreed.",
    ),
    Binding(
        "4",
        "show_tab('findings')",
        "Findings",
        id="place.findings",
        show=False,
        tooltip="What rules say.",
    ),
    *(
        Binding(
            str(number + 5),
            f"show_panel({number})",
            "A plugin's tab",
            id=f"place.panel_{number}",
            show=False,
            tooltip="What a plugin shows of this place.",
        )
        for number in range(5)
    ),
    Binding(
        "f5,g", "look_again", "Look again", id="place.again", show=False, tooltip="Read the files again."
    ),
    Binding(
        "escape",
        "leave",
        "Back",
        id="place.leave",
        show=False,
        tooltip="End the search; show all; go back.",
    ),
]
