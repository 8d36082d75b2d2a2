"""YAML files."""

from __future__ import annotations

from localkit.documents.data import DataDocument
from localkit.documents.tree import DataTree
from localkit.syntax import yaml as syntax


class YamlDocument(DataDocument):
    """A YAML file with one document; aliases are allowed, since the file is the place's own."""

    kind = "yaml"


def read(path: str, text: str) -> YamlDocument:
    """Read a text as YAML.

    Raises:
        DataError: It is not YAML.
    """
    parsed = syntax.parse(text, aliases=True)
    return YamlDocument(path, text, DataTree(parsed.data, lambda: parsed, empty=not parsed.marks))
