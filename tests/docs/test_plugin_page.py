"""The plugin that docs/how-to/add-a-document-kind.md makes is one that works."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

from docs.make import pages

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.actions.status import status
from localkit.actions.status_json import status_values
from localkit.testing import write_world
from localkit.workspace import Workspace

PAGE = (pages.DOCS / "how-to" / "add-a-document-kind.md").read_text("utf-8")
HEAD = "format: 1\nname: door\nversion: 1.0.0\ntitle: Door\n"
PROPERTIES = "# how the door opens\ndoor.code = ask\ndoor.hours = 3\n"


def block(language: str) -> str:
    found = re.search(rf"^```{language}[^\n]*\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def plugin() -> ModuleType:
    module = ModuleType("localkit_properties")
    exec(compile(block("python"), module.__name__, "exec"), module.__dict__)
    return module


def test_value_is_found_and_held_against_its_bound(tmp_path: Path) -> None:
    element = _element_after(tmp_path, PROPERTIES.replace("= 3", "=  9"))

    assert (element["light"], element["in_bounds"]) == ("yellow", False)
    assert [(item["core"], item["local"], item["line"]) for item in element["passages"]] == [("3", "9", 3)]


def test_other_lines_may_change(tmp_path: Path) -> None:
    element = _element_after(tmp_path, PROPERTIES.replace("ask", "knock"))

    assert (element["light"], element["state"]) == ("green", "as_core")


def test_package_is_found_by_its_entry_point() -> None:
    project = tomllib.loads(block("toml"))["project"]

    assert project["entry-points"] == {"localkit": {"properties": "localkit_properties"}}


def _element_after(folder: Path, text: str) -> dict[str, Any]:
    kit = {"kit.yaml": HEAD + block("yaml"), "cookiecutter.json": '{"name": "hall"}'}
    write_world(folder / "kit", {**kit, "{{cookiecutter.name}}/door.properties": PROPERTIES})
    workspace = Workspace(
        config=folder / "config", cache=folder / "cache", plugins=False, extra_plugins=[plugin()]
    )
    adapt(workspace, AdaptRequest(str(folder / "kit"), folder / "place"))
    (folder / "place" / "door.properties").write_text(text, "utf-8")
    element = status_values(status(workspace, folder / "place"))["elements"][0]
    return dict(element)
