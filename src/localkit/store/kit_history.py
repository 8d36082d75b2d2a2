"""What a release says of earlier ones, its changes and migrations, held against the elements and questions it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def history_problems(
    data: Mapping[str, Any], parameters: set[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Where ``changes`` and ``migrations`` name what is not there, as pointer and message.

    Args:
        data: kit.yaml's values, which its JSON Schema allows.
        parameters: Names of cookiecutter.json's public variables, where known.
    """
    ids = {element["id"] for element in data["elements"]}
    migrations = data.get("migrations", [])
    retired = {name for migration in migrations for name in migration.get("retire_elements", [])}
    renamed = {name for migration in migrations for name in migration.get("rename_elements", {})}
    for index, change in enumerate(data.get("changes", [])):
        for at, name in enumerate(change.get("elements", [])):
            if name not in ids | retired | renamed:
                yield f"/changes/{index}/elements/{at}", f'there is no element "{name}"'
    for index, migration in enumerate(migrations):
        where = f"/migrations/{index}"
        yield from _retired(where, migration, ids)
        yield from _renamed(f"{where}/rename_elements", migration, ids | retired | renamed, "element")
        if parameters is not None:
            asked_before = {name for item in migrations for name in item.get("rename_parameters", {})}
            yield from _renamed(
                f"{where}/rename_parameters", migration, parameters | asked_before, "parameter"
            )


def _retired(where: str, migration: Mapping[str, Any], ids: set[str]) -> Iterator[tuple[str, str]]:
    for index, name in enumerate(migration.get("retire_elements", [])):
        if name in ids:
            at = f"{where}/retire_elements/{index}"
            yield (
                at,
                f'"{name}" is retired, yet it is still among the elements; take it out of one of the two',
            )


def _renamed(
    where: str, migration: Mapping[str, Any], known: set[str], kind: str
) -> Iterator[tuple[str, str]]:
    """Names that lead nowhere; one that a later migration renames or retires again leads somewhere."""
    for old, new in migration.get(where.rpartition("/")[2], {}).items():
        if new not in known:
            yield f"{where}/{old}", f'"{old}" becomes "{new}", but there is no {kind} "{new}"'
