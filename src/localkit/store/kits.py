"""Opening a kit: its files, its framework, and every fault of either."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from localkit.errors import KitError
from localkit.model.kit import Kit
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.store.kit_reading import FILE, KitProblem, kit_problems, parse_kit_yaml
from localkit.store.kit_values import kit_from
from localkit.store.source import Fetched
from localkit.syntax.yaml import YamlText

SCHEMA = "parameters.schema.json"


@dataclass(frozen=True)
class OpenedKit:
    """A kit as it was read.

    Attributes:
        fetched: Its files, and where they come from.
        framework: kit.yaml's values; for a plain cookiecutter template, a framework with no elements.
        source: kit.yaml with its lines; None for a plain template.
        schema: parameters.schema.json's values, or None.
    """

    fetched: Fetched
    framework: Mapping[str, Any]
    source: YamlText | None
    schema: Mapping[str, Any] | None
    digest: str

    @property
    def tree(self) -> Tree:
        """Its files."""
        return self.fetched.tree

    @property
    def name(self) -> str:
        """Its short name."""
        return str(self.framework["name"])

    @property
    def version(self) -> str:
        """The release."""
        return str(self.framework["version"])

    @cached_property
    def kit(self) -> Kit:
        """The framework as published, strings not yet rendered."""
        return kit_from(self.framework, self.source)

    @property
    def published(self) -> dict[str, File]:
        """The files that a local version keeps as the kit has them."""
        return {name: self.tree[name] for name in (FILE, SCHEMA) if name in self.tree}


def open_kit(fetched: Fetched, limits: Limits, *, checked: bool = False) -> OpenedKit:
    """Open a kit for use.

    Args:
        fetched: Its files.
        limits: How much is too much.
        checked: Whether this very kit was found to be without fault before.

    Raises:
        KitError: It has a fault; the first one is told.
        LimitError: kit.yaml is over a limit.
    """
    where = fetched.source.at
    schema = _schema(fetched.tree, where)
    if schema is not None and not checked:
        _check_schema(schema, where)
    digest = fetched.tree.digest
    if FILE not in fetched.tree:
        return OpenedKit(fetched, plain_framework(fetched.source.name, digest), None, schema, digest)
    source = parse_kit_yaml(fetched.tree[FILE].data, limits, folder=where)
    if not checked:
        for problem in kit_problems(source, parameter_names(fetched.tree)):
            raise problem.error(where)
    return OpenedKit(fetched, source.data, source, schema, digest)


def plain_framework(name: str, digest: str) -> dict[str, Any]:
    """The framework of a plain cookiecutter template: no elements, all of it open."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "template"
    version = f"0.0.0+{digest.removeprefix('sha256:')[:12]}"
    return {"format": 1, "name": slug, "version": version, "title": name, "elements": []}


def parameter_names(tree: Tree) -> list[str] | None:
    """Names of cookiecutter.json's public variables; None where it cannot be read (rendering tells why)."""
    try:
        data = json.loads(tree["cookiecutter.json"].data)
    except (KeyError, ValueError):
        return None
    return [name for name in data if not name.startswith("_")] if isinstance(data, dict) else None


def _schema(tree: Tree, where: str) -> Mapping[str, Any] | None:
    if SCHEMA not in tree:
        return None
    path = f"{where.rstrip('/')}/{SCHEMA}"
    try:
        data = json.loads(tree[SCHEMA].data)
    except json.JSONDecodeError as error:
        raise KitError(
            f"not valid JSON: {error.msg}", path=path, line=error.lineno, hint="Mend this line."
        ) from error
    except (ValueError, RecursionError) as error:
        raise KitError(f"not valid JSON: {error}", path=path, hint="Save it as UTF-8 JSON.") from error
    if not isinstance(data, dict):
        raise KitError(
            "a JSON Schema must be a set of keys and values",
            path=path,
            line=1,
            hint="Begin it with { and end it with }.",
        )
    return data


def _check_schema(schema: Mapping[str, Any], where: str) -> None:
    from localkit.store.schemas import check_schema  # noqa: PLC0415  imports jsonschema

    fault = check_schema(schema)
    if fault:
        raise KitProblem(f"not a valid JSON Schema: {fault}", SCHEMA).error(where)


def schema_file_problems(tree: Tree) -> list[KitProblem]:
    """What is wrong with parameters.schema.json, and where it and cookiecutter.json disagree."""
    from localkit.store.schemas import check_schema  # noqa: PLC0415  imports jsonschema

    data = _schema(tree, "")
    if data is None:
        return []
    fault = check_schema(data)
    if fault:
        return [KitProblem(f"not a valid JSON Schema: {fault}", SCHEMA)]
    known = parameter_names(tree)
    if known is None:
        return []
    text = tree[SCHEMA].data.decode("utf-8", "replace")
    named = [*data.get("properties", {}), *data.get("required", [])]
    return [
        KitProblem(f'"{name}" is not a parameter of cookiecutter.json', SCHEMA, _line(text, name))
        for name in dict.fromkeys(named)
        if name not in known
    ]


def _line(text: str, name: str) -> int | None:
    at = text.find(json.dumps(name))
    return text.count("\n", 0, at) + 1 if at >= 0 else None
