"""JSON files."""

from __future__ import annotations

from localkit.documents.data import DataDocument
from localkit.documents.tree import DataTree
from localkit.syntax import json as syntax
from localkit.syntax.marks import MarkedData


class JsonDocument(DataDocument):
    """A JSON file."""

    kind = "json"


def read(path: str, text: str) -> JsonDocument:
    """Read a text as JSON.

    Raises:
        DataError: It is not JSON.
    """
    data = syntax.load(text)
    return JsonDocument(path, text, DataTree(data, lambda: MarkedData(data, syntax.marks(text))))
