"""Following a tree's links between its folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localkit.errors import KitError

if TYPE_CHECKING:
    from localkit.model.tree import Tree

_FAR = 40  # as far as Linux follows links


def resolved(tree: Tree, path: str) -> str:
    """The path with every link on the way replaced by what it leads to.

    Raises:
        KitError: The links lead in a circle.
    """
    for _ in range(_FAR):
        link = next((link for link in tree.links if path == link or path.startswith(link + "/")), None)
        if link is None:
            return path
        path = f"{tree.links[link]}{path[len(link) :]}".strip("/")
    raise KitError("links lead in a circle", path=path)
