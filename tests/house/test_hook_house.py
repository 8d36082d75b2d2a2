"""Each hook keeps to the three shapes, is typed, told, and has an example."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path

import pytest

from localkit.hooks import kinds, specs
from localkit.hooks.asking import RECORDS

HOOKS = {name: value for name, value in vars(specs).items() if name.startswith("localkit_")}
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "hooks.md").read_text("utf-8")


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_has_one_of_three_shapes(name: str) -> None:
    signature = inspect.signature(HOOKS[name])
    returned = str(signature.return_annotation)

    assert len(signature.parameters) <= 3
    assert all(item.annotation is not inspect.Parameter.empty for item in signature.parameters.values())
    if name.endswith("s"):
        assert returned.startswith("Iterable[")
        assert RECORDS[name].__name__ in returned
    else:
        assert returned == ("None" if name.endswith("d") else "Any")


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_told_on_its_page(name: str) -> None:
    doc = inspect.getdoc(HOOKS[name]) or ""

    assert f"### {name}\n" in PAGE
    assert "Example::" in doc
    assert ".. versionadded::" in doc
    assert doc.splitlines()[0].startswith(("Asked ", "Told "))
    assert ("Args:" in doc) is bool(inspect.signature(HOOKS[name]).parameters)


def test_records_are_frozen_and_told() -> None:
    found = [
        value for value in vars(kinds).values() if isinstance(value, type) and dataclasses.is_dataclass(value)
    ]

    assert {record.__name__ for record in RECORDS.values()} - {"Kind"} <= {
        record.__name__ for record in found
    }
    assert [item.__name__ for item in found if not item.__dict__["__dataclass_params__"].frozen] == []
    assert [item.__name__ for item in found if f"kinds.{item.__name__}\n" not in PAGE] == []
