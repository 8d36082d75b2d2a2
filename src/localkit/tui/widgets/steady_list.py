"""A list that stands keys which come before it was drawn."""

from __future__ import annotations

from textual.widgets import OptionList


class SteadyList(OptionList):
    """textual's list asks for lines that it does not have yet where a quick hand turns a page at once."""

    def action_page_down(self) -> None:
        """Go a page on, once there are pages."""
        if self.scrollable_content_region.height:
            super().action_page_down()  # type: ignore[no-untyped-call]  # textual's has no types

    def action_page_up(self) -> None:
        """Go a page back, once there are pages."""
        if self.scrollable_content_region.height:
            super().action_page_up()  # type: ignore[no-untyped-call]  # likewise
