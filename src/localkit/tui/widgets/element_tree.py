"""The elements of a place under the functions that they serve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.style import Style
from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from localkit import wording
from localkit.model.vocabulary import Light
from localkit.syntax.harmless import in_one_line

_ROOM: Final = 46
"""Columns from which on a line has room for the state, too."""
_MORE_ROOM: Final = 76
"""Columns from which on it says how far an element may be changed, too."""


@dataclass(frozen=True)
class TreeLine:
    """One element, or what no element claims, as a line.

    Attributes:
        key: The element's id; empty for what no element claims.
        title: Its title.
        light: None where it does not apply here.
        state: How it stands, in a word or two.
        changed: How much changed, as ``12 %``; empty where nothing did.
        latitude: How far it may be changed, in words.
    """

    key: str
    title: str
    light: Light | None
    state: str
    changed: str = ""
    latitude: str = ""


@dataclass(frozen=True)
class TreeGroup:
    """A function with its elements."""

    title: str
    lines: tuple[TreeLine, ...]


class ElementTree(Tree[TreeLine | None]):
    """Says which element the cursor is on."""

    DEFAULT_CSS = """
    ElementTree {
        background: $background;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    """

    BINDINGS = [  # noqa: RUF012
        Binding("left", "close_group", "Close this function", show=False, id="elements.close"),
        Binding("right", "open_group", "Open this function", show=False, id="elements.open"),
    ]

    @dataclass
    class Chosen(Message):
        """The cursor came to an element.

        Attributes:
            key: The element's id; empty for what no element claims; None where no element is shown.
        """

        key: str | None

    @dataclass
    class Opened(Message):
        """Somebody pressed Enter on an element, or clicked it."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  as every widget has it
        super().__init__("", id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self._by_key: dict[str, TreeNode[TreeLine | None]] = {}

    def show_groups(self, groups: Sequence[TreeGroup], chosen: str | None = None) -> None:
        """Show functions and elements; the cursor stays on ``chosen`` where it is still there."""
        before = self.scroll_y if self._by_key else 0
        closed = {str(node.label) for node in self.root.children if not node.is_expanded}
        self.clear()
        self._by_key = {}
        for group in groups:
            title = in_one_line(group.title)
            # A text of its own, since a string would be read as markup.
            node = self.root.add(Text(title), None, expand=title not in closed)
            for line in group.lines:
                self._by_key[line.key] = node.add_leaf(Text(in_one_line(line.title)), line)
        self.root.expand()
        self.go_to(chosen)
        self.call_after_refresh(self._see_cursor, before)

    def _see_cursor(self, top: float) -> None:
        """Scroll to where it was, and no further than the cursor needs."""
        self.scroll_to(y=top, animate=False)
        self.scroll_to_line(self.cursor_line, animate=False)

    def on_resize(self) -> None:
        """With other room, begin at the top again if the cursor is to be seen there."""
        self._see_cursor(0 if self.cursor_line < self.size.height else self.scroll_y)

    def go_to(self, key: str | None) -> None:
        """Put the cursor on an element; on the first one where that one is not shown."""
        node = self._by_key.get(key) if key is not None else None
        node = node or next(iter(self._by_key.values()), None)
        if node is not None:
            if node.parent is not None:
                node.parent.expand()
            # To count the lines gives each node its own: before, there is none that the cursor could go to.
            self.cursor_line = node.line if self.last_line >= 0 else -1
            # Where another element came to the line on which the cursor was, textual has nothing to tell.
            key = node.data.key if node.data is not None else None
        else:
            key = None
        self.post_message(self.Chosen(key))

    def render_label(
        self,
        node: TreeNode[TreeLine | None],
        base_style: Style,  # noqa: ARG002  textual passes both
        style: Style,
    ) -> Text:
        """A function's title, or an element's sign and title, with its state at the right where there is room."""
        if node.data is None:
            sign = "▾ " if node.is_expanded else "▸ "
            return Text(f"{sign}{node.label}", style + Style(bold=True), no_wrap=True)
        line = node.data
        # Under the cursor a colour of its own could not be read.
        color = Style() if node is self.cursor_node else self._color(line.light)
        text = Text(no_wrap=True, style=style)
        text.append(f"{wording.LIGHT_SIGN[line.light] if line.light else '·'} ", color)
        right = self._right(line)
        room = self.size.width - 6 - len(right)
        title = str(node.label)
        text.append(title if len(title) <= room else title[: max(1, room - 1)] + "…")
        if right:
            text.append(" " * max(1, room - text.cell_len + 3) + right, color)
        return text

    def _right(self, line: TreeLine) -> str:
        """What stands at the right: the state where there is room, and the latitude where there is more."""
        if self.size.width < _ROOM:
            return ""
        latitude = f"{line.latitude} · " if self.size.width >= _MORE_ROOM else ""
        return f" {latitude}{line.changed} {line.state}".replace("  ", " ")

    def _color(self, light: Light | None) -> Style:
        name = f"light-{light}" if light else "quiet"
        return Style(color=self.app.theme_variables[name])

    def action_close_group(self) -> None:
        """Close the function that the cursor is in."""
        node = self.cursor_node
        group = node if node is None or node.data is None else node.parent
        if group is not None and group is not self.root:
            group.collapse()
            self.move_cursor(group)

    def action_open_group(self) -> None:
        """Open the function that the cursor is on."""
        if self.cursor_node is not None and self.cursor_node.data is None:
            self.cursor_node.expand()

    @on(Tree.NodeHighlighted)
    def choose(self, event: Tree.NodeHighlighted[TreeLine | None]) -> None:
        """Tell which element the cursor is on."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Chosen(event.node.data.key))

    @on(Tree.NodeSelected)
    def open(self, event: Tree.NodeSelected[TreeLine | None]) -> None:
        """Tell which element was opened."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Opened(event.node.data.key))
