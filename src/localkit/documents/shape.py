"""The normal form of values: one word a scalar, and a form that keeps what the words forget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localkit.documents import region
from localkit.documents.scalars import token
from localkit.syntax.lines import Lines
from localkit.syntax.pointer import escape
from localkit.syntax.words import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from localkit.documents.region import Span
    from localkit.documents.tree import DataTree, Parts


class Shape:
    """Takes nodes of a tree in, and gathers their words.

    Args:
        tree: The tree.
        dropped: Nodes that are left out.
        regions: Regions that are left out, by name.
    """

    def __init__(
        self, tree: DataTree, dropped: Collection[Parts] = (), regions: Mapping[str, Span] | None = None
    ) -> None:
        self.words: list[str] = []
        self._tree = tree
        self._dropped = frozenset(dropped)
        self._regions = regions or {}

    def take(self, parts: Parts, label: str = "") -> object:
        """Add the words of a node; gives its canonical form.

        Args:
            parts: The node.
            label: What its words begin with.
        """
        return () if parts in self._dropped else self._take(self._tree.at(parts), parts, label)

    def _take(self, node: Any, parts: Parts, label: str) -> object:
        if isinstance(node, dict):
            return self._map(node, parts, label)
        if isinstance(node, list):
            return self._list(node, parts, label)
        if isinstance(node, str) and self._regions:
            node = self._without_regions(node, parts)
        said = token(node)
        self.words.append(f"{label}={said}")
        return said

    def _map(self, node: dict[str, Any], parts: Parts, label: str) -> object:
        if not node:
            self.words.append(f"{label}={{}}")
        items = []
        for key, value in sorted(node.items()):
            inner = (*parts, key)
            if not self.leaves_out(inner):
                name = normal(key)
                items.append((name, self._take(value, inner, f"{label}/{escape(name)}")))
        return "map", tuple(items)

    def _list(self, node: list[Any], parts: Parts, label: str) -> object:
        if not node:
            self.words.append(f"{label}=[]")
        items = []
        for index, value in enumerate(node):
            inner = (*parts, str(index))
            if not self.leaves_out(inner):
                items.append(self._take(value, inner, label))
        return "list", tuple(items)

    def leaves_out(self, parts: Parts) -> bool:
        """Whether a node is left out."""
        return parts in self._dropped or any(
            self._tree.within(parts, span) for span in self._regions.values()
        )

    def _without_regions(self, said: str, parts: Parts) -> str:
        """A text in which regions stand (a block scalar), without them."""
        hull = self._tree.hull(parts)
        for name, (start, end) in self._regions.items():
            if hull and hull[0] <= start and end <= hull[1]:
                inner = region.find(Lines(said)).spans.get(name)
                said = region.cut(said, inner) if inner else said
        return said


def of_region(tree: DataTree, span: Span, outer: Shape) -> object | None:
    """The canonical form of the values in a region, or None; their words are added to ``outer``."""
    found = sorted(((tree.label(top), top) for top in tree.tops(span)), key=lambda one: one[0])
    if not found:
        return None
    return tuple((label, outer.take(top, label)) for label, top in found if not outer.leaves_out(top))
