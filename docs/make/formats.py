"""docs/reference/formats.md, from the JSON Schemas in the package."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from localkit.store.schemas import NAMES, schema_text

Schema = dict[str, Any]

_HEAD: Final = """\
# Formats

<!-- Generated from the JSON Schemas by `make docs`; please don't edit it here. -->

Every file that localkit reads or writes, and every JSON document that it prints, has a JSON Schema (2020-12). This
page is made from them. `localkit schema NAME` prints the schema itself, for editors and for programs of your own.

How to choose among these words is told in [Write a kit](../how-to/write-a-kit.md); what each file of a local version
is for, in [Files](files.md). YAML is read as YAML 1.2 with plain types, UTF-8, without aliases and with no key twice.
"""
_PLAIN: Final = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "null": "nothing (`null`)",
    "object": "keys and values",
    "array": "list",
}


def page() -> str:
    """The whole page."""
    parts = [_HEAD, *_contents()]
    anchors: set[str] = set()
    for name in _names():
        parts.extend(_Format(name, json.loads(schema_text(name)), anchors).lines())
    return "\n".join(parts).rstrip("\n") + "\n"


def _names() -> list[str]:
    """A kit's format and the files of a place first, then what commands print."""
    first = ["kit", "local", "adaptations", "exceptions", "decisions", "known"]
    return sorted(NAMES, key=lambda name: (first.index(name) if name in first else len(first), name))


def _contents() -> Iterator[str]:
    for name in _names():
        schema = json.loads(schema_text(name))
        yield f"- [{schema['title']}](#{slug(schema['title'])}): {schema['description']}"
    yield ""


def slug(heading: str) -> str:
    """The anchor that a heading gets on the web."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


class _Format:
    """One schema: a table for the whole, and one for each object in it."""

    def __init__(self, name: str, schema: Schema, anchors: set[str]) -> None:
        self.name = name
        self.schema = schema
        self.title = str(schema["title"])
        self.anchors = anchors
        self.waiting: list[tuple[str, Schema]] = []
        self.told: set[str] = set()

    def lines(self) -> Iterator[str]:
        """The lines of this format."""
        yield f"## {self.title}"
        yield ""
        yield f"{self.schema['description']} `localkit schema {self.name}` prints its schema."
        yield ""
        yield from self._object(self.schema)
        while self.waiting:
            name, schema = self.waiting.pop(0)
            yield f"### {self.title}: {name}"
            yield ""
            if schema.get("description"):
                yield f"{schema['description']}"
                yield ""
            yield from self._object(schema)

    def _object(self, schema: Schema) -> Iterator[str]:
        required = schema.get("required", [])
        yield "| key | type | required | default | meaning |"
        yield "|---|---|---|---|---|"
        for key, about in schema["properties"].items():
            needed = "yes" if key in required else ""
            default = f"`{_yaml(about['default'])}`" if "default" in about else ""
            cells = (f"{self._anchor(key)}`{key}`", self._type(key, about), needed, default, _meaning(about))
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        yield ""
        for sentence in _rules(schema):
            yield sentence
            yield ""

    def _anchor(self, key: str) -> str:
        """A target for links, for the first key of that name in the kit's format."""
        if self.name != "kit" or key in self.anchors:
            return ""
        self.anchors.add(key)
        return f'<a id="{key}"></a>'

    def _type(self, key: str, about: Any) -> str:
        if about is True or about == {}:
            return "anything"
        if "$ref" in about:
            return self._referred(about["$ref"].rpartition("/")[2])
        if "const" in about:
            return f"always `{_yaml(about['const'])}`"
        if "enum" in about:
            return "one of " + ", ".join(f"`{_yaml(value)}`" for value in about["enum"])
        if "oneOf" in about:
            return " or ".join(self._type(key, item) for item in about["oneOf"])
        if "properties" in about:
            return self._linked(key, about)
        kinds = about.get("type", "anything")
        return " or ".join(
            self._one(key, kind, about) for kind in (kinds if isinstance(kinds, list) else [kinds])
        )

    def _one(self, key: str, kind: str, about: Schema) -> str:
        if kind == "array":
            size = f"{about['minItems']} " if about.get("minItems", 0) == about.get("maxItems") else ""
            return f"list of {size}{self._type(key, about['items'])}"
        if kind == "object" and isinstance(about.get("additionalProperties"), dict):
            return f"keys with {self._type(key, about['additionalProperties'])}"
        word = _PLAIN.get(kind, kind)
        if "minimum" in about and "maximum" in about:
            return f"{word}, {about['minimum']} to {about['maximum']}"
        if "minimum" in about:
            return f"{word}, {about['minimum']} or more"
        return word

    def _referred(self, name: str) -> str:
        schema = self.schema["$defs"][name]
        return self._linked(name, schema) if "properties" in schema else self._type(name, schema)

    def _linked(self, name: str, schema: Schema) -> str:
        if name not in self.told:
            self.told.add(name)
            self.waiting.append((name, schema))
        return f"[{name}](#{slug(f'{self.title}: {name}')})"


def _meaning(about: Any) -> str:
    if not isinstance(about, dict):
        return ""
    words = str(about.get("description", ""))
    return f"{words} Pattern: `{about['pattern']}`.".strip() if "pattern" in about else words


def _rules(schema: Schema) -> Iterator[str]:
    for key, words in (("x-at-most-one", "At most one"), ("x-at-least-one", "At least one")):
        if key in schema:
            yield f"{words} of {', '.join(f'`{name}`' for name in schema[key])}."
    for key, others in schema.get("dependentRequired", {}).items():
        yield f"`{key}` needs {' and '.join(f'`{other}`' for other in others)}."
    if any(pattern.startswith("^x-") for pattern in schema.get("patternProperties", {})):
        yield "Keys that begin with `x-` are free."


def _yaml(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
