"""The patch is held against git's own reading of it, never against our idea of the format."""

from __future__ import annotations

import os
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localkit.engine.pairing import pair_files
from localkit.engine.patching import patch
from localkit.model.tree import File

_NAMES = [
    "a.md",
    "b c.md",
    "ünï.txt",
    'q"uote.md',
    "deep/er/file.yaml",
    "deep/other.csv",
    "tab\tname.md",
    "x.bin",
]


def _applied(core: Mapping[str, File], data: bytes) -> dict[str, tuple[bytes, bool]]:
    """What `git apply` makes of the core's files."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, file in core.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(file.data)
            (root / path).chmod(file.plain_mode)
        if data:
            environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
            command = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
            done = subprocess.run(
                command, cwd=root, input=data, capture_output=True, env=environment, check=False
            )
            assert done.returncode == 0, done.stderr.decode() + data.decode("utf-8", "replace")
        return {
            path.relative_to(root).as_posix(): (path.read_bytes(), bool(path.stat().st_mode & stat.S_IXUSR))
            for path in root.rglob("*")
            if path.is_file()
        }


def _as_seen(tree: Mapping[str, File]) -> dict[str, tuple[bytes, bool]]:
    return {path: (file.data, file.executable) for path, file in tree.items()}


def _leads_there(core: Mapping[str, File], local: Mapping[str, File]) -> bytes:
    data = patch(core, local, pair_files(core, local))
    assert _applied(core, data) == _as_seen(local)
    return data


LONG = b"".join(b"line %d\n" % number for number in range(60))


@pytest.mark.parametrize(
    ("core", "local"),
    [
        pytest.param(
            {"a": LONG}, {"a": LONG.replace(b"line 5\n", b"").replace(b"line 40", b"forty")}, id="two hunks"
        ),
        pytest.param({"a": b"one\ntwo"}, {"a": b"one\ntwo\n"}, id="last line gets its end"),
        pytest.param({"a": b"one\ntwo\n"}, {"a": b"one\ntwo"}, id="last line loses its end"),
        pytest.param({"a": b""}, {"a": b"now\n"}, id="empty file gets text"),
        pytest.param({"a": b"text\n"}, {"a": b""}, id="file is emptied"),
        pytest.param({}, {"new.md": b"text\n", "empty": b""}, id="files added"),
        pytest.param({"old.md": b"text\n", "empty": b""}, {}, id="files removed"),
        pytest.param({"a.md": LONG}, {"sub dir/b.md": LONG}, id="moved"),
        pytest.param({"a.md": LONG}, {"b.md": LONG.replace(b"line 7", b"seven")}, id="moved and edited"),
        pytest.param({"a": b"one\r\ntwo\r\n"}, {"a": b"one\r\nzwei\r\n"}, id="carriage returns"),
        pytest.param({"a": b"one\ntwo\n"}, {"a": b"one\r\ntwo\r\n"}, id="line ends changed"),
        pytest.param({"a.png": b"\0" * 70 + b"x"}, {"a.png": bytes(range(256)) * 4}, id="binary"),
        pytest.param({"a.png": b"\0\1" * 99}, {"b.png": b"\0\1" * 99}, id="binary moved"),
        pytest.param({}, {"a.png": b"\0abc"}, id="binary added"),
        pytest.param({"a.png": b"\0abc"}, {}, id="binary removed"),
        pytest.param({"a": b"\xff\xfe\xe9\n"}, {"a": b"\xe9\n\xff\n"}, id="not utf-8"),
        pytest.param({"a": LONG, "b": LONG}, {"a/b": LONG}, id="a folder takes a file's name"),
        pytest.param(
            {"a": b"-- \n--- x\n+++ y\n@@ z\n"},
            {"a": b"--- x\n@@ z\n+++\n"},
            id="text that looks like a patch",
        ),
    ],
)
def test_git_apply_gives_the_local_tree_when_something_changed(
    core: dict[str, bytes], local: dict[str, bytes]
) -> None:
    _leads_there(
        {path: File(data) for path, data in core.items()}, {path: File(data) for path, data in local.items()}
    )


def test_patch_is_empty_when_nothing_changed() -> None:
    tree = {"a": File(b"x\n"), "b": File(b"\0", 0o755)}

    assert _leads_there(tree, tree) == b""


def test_patch_carries_the_executable_bit_when_only_that_changed() -> None:
    data = _leads_there({"run.sh": File(b"#!/bin/sh\n")}, {"run.sh": File(b"#!/bin/sh\n", 0o755)})

    assert data == b"diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n"


def test_patch_says_so_when_a_file_was_moved() -> None:
    data = _leads_there({"a.md": File(LONG)}, {"new name.md": File(LONG)})

    assert b'similarity index 100%\nrename from a.md\nrename to "new name.md"\n' in data
    assert b"line 5" not in data


_LINE = st.sampled_from(
    [b"alpha", b"beta", b"gamma", b"", b" delta\r", b"\xc3\xa9", b"--- a", b"\\ No newline"]
)
_TEXT = st.builds(
    lambda lines, end: b"\n".join(lines) + end, st.lists(_LINE, max_size=30), st.sampled_from([b"", b"\n"])
)
_BINARY = st.binary(min_size=1, max_size=200).map(lambda data: b"\0" + data)
_FILES = st.builds(File, st.one_of(_TEXT, _BINARY), st.sampled_from([0o644, 0o755]))
_TREES = st.dictionaries(st.sampled_from(_NAMES), _FILES, max_size=6)


def _edit_lines(draw: st.DrawFn, file: File) -> File:
    lines = file.data.split(b"\n")
    at = draw(st.integers(0, len(lines)))
    drop = draw(st.integers(0, 3))
    lines[at : at + drop] = draw(st.lists(_LINE, max_size=3))
    return File(b"\n".join(lines), file.mode)


@st.composite
def _edited(draw: st.DrawFn) -> tuple[dict[str, File], dict[str, File]]:
    """A tree, and the same tree after some edits, moves, additions and removals."""
    core = draw(_TREES)
    local = dict(core)
    for path in list(core):
        fate = draw(st.sampled_from(["keep", "keep", "edit", "edit", "remove", "move", "replace"]))
        if fate == "edit":
            local[path] = _edit_lines(draw, core[path])
        elif fate == "replace":
            local[path] = draw(_FILES)
        elif fate in ("remove", "move"):
            gone = local.pop(path)
            if fate == "move":
                local[f"moved/{path}"] = _edit_lines(draw, gone)
    if draw(st.booleans()):
        local["added/new.md"] = draw(_FILES)
    return core, local


@given(_edited())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_git_apply_gives_the_local_tree_whatever_was_edited(
    trees: tuple[dict[str, File], dict[str, File]],
) -> None:
    """Byte for byte, modes too: what a place sends as a patch is what the place has."""
    _leads_there(*trees)
