"""What a kit is made of, as a tree: its elements by function, its files, its sample places, and what is to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from localkit.syntax.harmless import in_one_line

Sort: TypeAlias = Literal[
    "kit", "mend", "problem", "function", "element", "files", "file", "samples", "sample"
]


@dataclass(frozen=True)
class KitItem:
    """Something in the tree.

    Attributes:
        sort: What it is.
        key: Which one; empty where there is one only.
    """

    sort: Sort
    key: str = ""


@dataclass(frozen=True)
class KitBranch:
    """A line of the tree with what is below it."""

    item: KitItem
    title: str
    below: tuple[KitBranch, ...] = ()
    closed: bool = False


class KitTree(Tree[KitItem]):
    """Says what the cursor is on, and what was opened."""

    DEFAULT_CSS = """
    KitTree {
        background: $background;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    """

    BINDINGS = [  # noqa: RUF012
        Binding("left", "close_branch", "Close this branch", show=False, id="tree.close"),
        Binding("right", "open_branch", "Open this branch", show=False, id="tree.open"),
    ]

    @dataclass
    class Chosen(Message):
        """The cursor came to something."""

        item: KitItem

    @dataclass
    class Opened(Message):
        """Somebody pressed Enter on something, or clicked it."""

        item: KitItem

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  as every widget has it
        super().__init__("", id=id)
        self.show_root = False
        self.guide_depth = 2
        self._shown_nodes: dict[KitItem, TreeNode[KitItem]] = {}

    def show(self, branches: Sequence[KitBranch], at: KitItem | None = None) -> None:
        """Show a kit; what was closed stays closed, and the cursor stays where it was or goes to ``at``."""
        kept = {item: node.is_expanded for item, node in self._shown_nodes.items() if node.allow_expand}
        before = self.cursor_node.data if self.cursor_node else None
        self.clear()
        self._shown_nodes = {}
        for branch in branches:
            self._grow(self.root, branch, kept)
        self.root.expand()
        self.call_after_refresh(self.go_to, at or before)

    def _grow(self, onto: TreeNode[KitItem], branch: KitBranch, kept: dict[KitItem, bool]) -> None:
        expand = kept.get(branch.item, not branch.closed)
        label = Text(in_one_line(branch.title) or "(no name)", no_wrap=True, overflow="ellipsis")
        node = onto.add(label, branch.item, expand=expand, allow_expand=bool(branch.below))
        self._shown_nodes[branch.item] = node
        for below in branch.below:
            self._grow(node, below, kept)

    def go_to(self, item: KitItem | None) -> None:
        """Put the cursor on something; on the first line where that is not there."""
        node = self._shown_nodes.get(item) if item is not None else None
        node = node or next(iter(self._shown_nodes.values()), None)
        if node is None:
            return
        above = node.parent
        while above is not None:
            above.expand()
            above = above.parent
        before = self.cursor_line
        self.move_cursor(node)
        if (
            self.cursor_line == before and node.data is not None
        ):  # where it stays, nobody hears of what it is on now
            self.post_message(self.Chosen(node.data))

    def go_into(self, item: KitItem) -> None:
        """Put the cursor on something and open what is below it."""
        self.go_to(item)
        self.action_open_branch()

    def action_close_branch(self) -> None:
        """Close the branch that the cursor is in."""
        node = self.cursor_node
        branch = node if node is None or (node.allow_expand and node.is_expanded) else node.parent
        if branch is not None and branch is not self.root:
            branch.collapse()
            self.move_cursor(branch)

    def action_open_branch(self) -> None:
        """Open the branch that the cursor is on."""
        if self.cursor_node is not None and self.cursor_node.allow_expand:
            self.cursor_node.expand()

    @on(Tree.NodeHighlighted)
    def choose(self, event: Tree.NodeHighlighted[KitItem]) -> None:
        """Tell what the cursor is on."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Chosen(event.node.data))

    @on(Tree.NodeSelected)
    def open(self, event: Tree.NodeSelected[KitItem]) -> None:
        """Tell what was opened."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Opened(event.node.data))
