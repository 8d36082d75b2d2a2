"""Any two releases, any edits: a step back is exact, and no word of either side is lost."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.cli.mending import own, whole

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.actions.resolve import ResolveRequest, resolve
from localkit.actions.undo import undo
from localkit.actions.update import UpdateRequest, update
from localkit.model.merging import Choice
from localkit.testing import fixed_workspace, write_world
from localkit.workspace import Workspace

Parts: TypeAlias = dict[str, str]
Files: TypeAlias = dict[str, Parts]
"""Path to its parts: a section, a key or a row by its name, and what it says."""

BASE: Files = {
    "rules.md": {
        name: f"The rule on {name} is kept by everybody who helps at the table in {name} week, and by guests."
        for name in ("Stay", "Plugs", "Tea", "Keys")
    },
    "guide.md": {
        name: f"To {name.lower()}, begin with the list at the door, then ask whoever has done it before you."
        for name in ("Open", "Close")
    },
    "settings.yaml": {"turns": "one", "kitchen": "small", "lamps": "four"},
    "tools.csv": {"hammer": "1", "pliers": "2", "saw": "3"},
}
TOKEN = {"core": re.compile(r"core\d+"), "local": re.compile(r"local\d+")}


def text(path: str, parts: Parts) -> str:
    if path.endswith(".md"):
        return f"# {path}\n" + "".join(f"\n## {name}\n\n{said}\n" for name, said in parts.items())
    if path.endswith(".yaml"):
        return "# the whole house\n" + "".join(f"{name}: {said}\n" for name, said in parts.items())
    return "tool,number\n" + "".join(f"{name},{said}\n" for name, said in parts.items())


@st.composite
def changed(draw: DrawFn, who: str) -> Files:
    """The base as one side has it after some changes; each word it adds is there once."""
    files = {path: dict(parts) for path, parts in BASE.items()}
    for number in range(draw(st.integers(0, 6))):
        token = f"{who}{number}"
        what = draw(st.sampled_from(["change", "rewrite", "drop", "add", "drop file", "add file"]))
        path = draw(st.sampled_from(sorted(files)))
        parts = files[path]
        if what == "add file":
            files[f"{draw(st.sampled_from(['new', who]))}.md"] = {"New": f"A page about {token} alone."}
        elif what == "drop file" and len(files) > 2:
            del files[path]
        elif what == "add":
            parts[f"{who.capitalize()}{number}"] = token
        elif parts:
            name = draw(st.sampled_from(sorted(parts)))
            if what == "drop" and len(parts) > 1:
                del parts[name]
            else:
                parts[name] = _said(path, parts[name], token, draw(st.integers(0, 20)), what == "rewrite")
    return files


def _said(path: str, before: str, token: str, at: int, rewrite: bool) -> str:
    if rewrite or not path.endswith(".md"):
        return token
    words = before.split()
    return " ".join([*words[:at], token, *words[at:]])


def tokens(files: Files, who: str) -> set[str]:
    return {found for path, parts in files.items() for found in TOKEN[who].findall(text(path, parts))}


def present(place: Path, who: str) -> set[str]:
    return {found for said in own(place).values() for found in TOKEN[who].findall(said)}


def kit(version: str, files: Files) -> dict[str, str | bytes]:
    head = f"format: 1\nname: any\nversion: {version}\ntitle: Any\nelements: []\n"
    pages = {f"{{{{cookiecutter.slug}}}}/{path}": text(path, parts) for path, parts in files.items()}
    return {"kit.yaml": head, "cookiecutter.json": '{"slug": "here"}', **pages}


@contextmanager
def place_of(core: Files, local: Files) -> Iterator[tuple[Workspace, Path]]:
    """A place that edited the base, and whose kit has another release."""
    with tempfile.TemporaryDirectory() as folder:
        world = Path(folder)
        workspace = fixed_workspace(world)
        write_world(world / "kit", kit("1.0.0", BASE))
        place = adapt(workspace, AdaptRequest(str(world / "kit"), world / "here", {})).path
        for path in (path for path in BASE if path not in local):
            (place / path).unlink()
        write_world(place, {path: text(path, parts) for path, parts in local.items()})
        for path in (path for path in BASE if path not in core):
            (world / "kit" / "{{cookiecutter.slug}}" / path).unlink()
        write_world(world / "kit", kit("1.1.0", core))
        yield workspace, place


def kept(place: Path) -> object:
    return whole(place, but=lambda path: path.startswith((".localkit/history", ".localkit/lock")))


def a_step_back_is_exact(core: Files, local: Files) -> None:
    with place_of(core, local) as (workspace, place):
        before = kept(place)
        update(workspace, place, UpdateRequest())
        assert present(place, "local") == tokens(local, "local")

        undo(workspace, place)

        assert kept(place) == before


def settled(workspace: Workspace, place: Path, take: Choice) -> None:
    if update(workspace, place, UpdateRequest()).waits:
        resolve(workspace, place, ResolveRequest(None, take, "Because."))
    assert not (place / ".localkit/update").exists()


def each_word_of_the_core_s_can_be_had(core: Files, local: Files) -> None:
    with place_of(core, local) as (workspace, place):
        settled(workspace, place, Choice("core"))

        assert present(place, "core") == tokens(core, "core")


def each_word_of_the_place_s_can_be_kept(core: Files, local: Files) -> None:
    with place_of(core, local) as (workspace, place):
        settled(workspace, place, Choice("local"))

        assert present(place, "local") == tokens(local, "local")


LAWS = pytest.mark.parametrize(
    "law",
    [a_step_back_is_exact, each_word_of_the_core_s_can_be_had, each_word_of_the_place_s_can_be_kept],
    ids=lambda law: law.__name__,
)
Law: TypeAlias = Callable[[Files, Files], None]


def test_a_section_that_the_update_brought_is_not_taken_for_one_that_the_place_took_out() -> None:
    """Nothing but their order speaks for it; the section would be gone once the other one is settled."""
    begin = "begin with the list at the door, then ask whoever has done it before you."
    core = {**BASE, "guide.md": {"Open": f"core0 To open, {begin}", "Core1": "core1"}}
    local = {**BASE, "guide.md": {"Close": f"To close, {begin}", "Local0": "local0"}}

    each_word_of_the_core_s_can_be_had(core, local)
    each_word_of_the_place_s_can_be_kept(core, local)


@LAWS
def test_any_update(law: Law) -> None:
    settings(max_examples=12)(given(changed("core"), changed("local"))(law))()


@pytest.mark.slow
@pytest.mark.timeout(3600)
@LAWS
def test_any_update_many_times(law: Law) -> None:
    settings(max_examples=1000)(given(changed("core"), changed("local"))(law))()
