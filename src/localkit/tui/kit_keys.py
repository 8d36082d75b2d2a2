"""What can be pressed before a kit."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

_AGAIN: Final = "Reads the kit from the disk once more, after you edited it."

KIT_KEYS: Final[list[BindingType]] = [
    Binding("f5,g", "look_again", "Read again", id="kit.again", key_display="F5", tooltip=_AGAIN),
    Binding(
        "m",
        "go('mend')",
        "To mend",
        id="kit.mend",
        tooltip="What is wrong with the kit, with file and line.",
    ),
    Binding(
        "e",
        "go('elements')",
        "Elements",
        id="kit.elements",
        show=False,
        tooltip="The elements, by function.",
    ),
    Binding("f", "go('files')", "Files", id="kit.files", tooltip="What the template gives, passages marked."),
    Binding("s", "go('samples')", "Samples", id="kit.samples", tooltip="Choose whose files are shown."),
    Binding("n", "go_passage(1)", "Next passage", id="file.next", tooltip="The next passage in this file."),
    Binding("p", "go_passage(-1)", "Passage before", id="file.before", tooltip="The one before.", show=False),
    Binding("escape", "stop", "Stop", id="kit.stop", tooltip="Tries no more sample places."),
    Binding("escape", "back", "Back", id="kit.back", tooltip="The screen before."),
]
