"""Kits from dict literals, folders as trees, and cookiecutter itself beside us."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from localkit.model.rendering import Rendering
from localkit.model.tree import File, Tree
from localkit.render import render

if TYPE_CHECKING:
    from localkit.errors import LocalkitError

Content: TypeAlias = str | bytes | tuple[str | bytes, int]
Kit: TypeAlias = Callable[[Mapping[str, Content]], Tree]
Rendered: TypeAlias = Callable[..., Rendering]
Peer: TypeAlias = Callable[..., Tree]


def make_kit(files: Mapping[str, Content], json: str = '{"slug": "place", "name": "Barnsley"}') -> Tree:
    """A kit's folder; a path that ends with a slash is an empty folder, one with an arrow a link to a folder."""
    made: dict[str, File] = {"cookiecutter.json": File(json.encode())}
    folders, links = set(), {}
    for path, content in files.items():
        data, mode = content if isinstance(content, tuple) else (content, 0o644)
        if " -> " in path:
            link, _, target = path.partition(" -> ")
            links[link] = target
        elif path.endswith("/"):
            folders.add(path.rstrip("/"))
        else:
            made[path] = File(data.encode() if isinstance(data, str) else data, mode)
    return Tree(made, frozenset(folders), links)


def in_top(files: Mapping[str, Content]) -> dict[str, Content]:
    """The same files in a template folder."""
    top = "{{cookiecutter.slug}}/"
    return {top + path.replace(" -> ", f" -> {top}"): content for path, content in files.items()}


def write_folder(kit: Tree, folder: Path) -> Path:
    """A tree on disk."""
    for path in kit.folders:
        (folder / path).mkdir(parents=True)
    for path, file in kit.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(file.data)
        (folder / path).chmod(file.mode)
    for path, target in kit.links.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(folder / target, target_is_directory=True)
    return folder


def read_folder(folder: Path) -> Tree:
    """A folder as a tree; links to files are files."""
    files, folders, links = {}, set(), {}
    for top, inner, names in os.walk(folder):
        here = Path(top).relative_to(folder)
        if not inner and not names and Path(top) != folder:
            folders.add(here.as_posix())
        for name in names:
            path = Path(top) / name
            files[(here / name).as_posix()] = File(path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        for name in inner:
            if (Path(top) / name).is_symlink():
                target = (Path(top) / name).resolve().relative_to(folder.resolve())
                links[(here / name).as_posix()] = target.as_posix()
    return Tree(files, frozenset(folders), links)


def rendering(kit: Tree, answers: Mapping[str, Any] | None = None, **more: Any) -> Rendering:
    """What we give; in this process unless asked otherwise."""
    given: dict[str, Any] = {
        "seed": "seed",
        "created": datetime.now(UTC).astimezone(),
        "trusted": True,
        **more,
    }
    return render(kit, answers or {}, **given)


@pytest.fixture(scope="module", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """cookiecutter keeps a replay file in the home folder, whatever it is told."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


def by_cookiecutter(kit: Tree, tmp: Path, answers: Mapping[str, Any] | None = None) -> tuple[str, Tree]:
    """What cookiecutter itself gives: the folder's name and its content."""
    from cookiecutter.main import cookiecutter

    source, out = tmp / "kit", tmp / "out"
    source.mkdir()
    out.mkdir()
    write_folder(kit, source)
    made = cookiecutter(
        str(source),
        no_input=True,
        extra_context=dict(answers or {}),
        default_config=True,
        output_dir=str(out),
    )
    return Path(made).relative_to(out).as_posix(), read_folder(Path(made))


@pytest.fixture
def same(tmp_path: Path) -> Callable[..., Rendering]:
    """Renders by both, compares bytes, modes and empty folders, and gives what both gave."""

    def compare(kit: Tree, answers: Mapping[str, Any] | None = None, **more: Any) -> Rendering:
        theirs = by_cookiecutter(kit, tmp_path, answers)
        ours = rendering(kit, answers, **more)
        assert (ours.root_name, dict(ours.tree.files), ours.tree.folders) == (
            theirs[0],
            dict(theirs[1].files),
            theirs[1].folders,
        )
        return ours

    return compare


#: The template folder of these kits.
T = "{{cookiecutter.slug}}"


def failing(
    kit: Tree, kind: type[LocalkitError], answers: dict[str, Any] | None = None, **more: Any
) -> LocalkitError:
    with pytest.raises(kind) as caught:
        rendering(kit, answers, **more)
    assert type(caught.value) is kind
    return caught.value
