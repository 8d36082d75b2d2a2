"""TOML files."""

from __future__ import annotations

from localkit.documents.data import DataDocument
from localkit.documents.tree import DataTree
from localkit.syntax import toml as syntax
from localkit.syntax.marks import MarkedData


class TomlDocument(DataDocument):
    """A TOML file."""

    kind = "toml"


def read(path: str, text: str) -> TomlDocument:
    """Read a text as TOML.

    Raises:
        DataError: It is not TOML.
    """
    data = syntax.load(text)
    tree = DataTree(data, lambda: MarkedData(data, *syntax.marks(text)), empty=not data)
    return TomlDocument(path, text, tree)
