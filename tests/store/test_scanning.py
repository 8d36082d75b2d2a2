"""A local version's files as they are on disk: what is read, what is only listed, what is left alone."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from localkit.errors import LocalVersionError, MachineError
from localkit.store.scanning import READ_ADDED_UP_TO, scan
from localkit.testing import tree, write_world


def test_files_of_the_core_and_the_places_own_are_read(tmp_path: Path) -> None:
    write_world(tmp_path, {"a.md": "One.\n", "b/c.md": "Two.\n", "b/empty/": ""})

    found = scan(tmp_path, tree({"a.md": "Core.\n", "gone.md": "Core.\n"}))

    assert {path: file.data for path, file in found.tree.items()} == {"a.md": b"One.\n", "b/c.md": b"Two.\n"}
    assert (found.unread, found.findings) == ({}, ())


@pytest.mark.parametrize(
    "name",
    [
        *(
            ".git/HEAD",
            "b/.git/x",
            ".localkit/local.yaml",
            ".localkit-staging-7-0123abcd/local.yaml",
            "__pycache__/x.pyc",
            ".venv/x",
            "node_modules/x/y",
        ),
        *("~$rota.docx", ".~lock.rota.ods#", "a.md~", "#a.md#", ".a.md.swp", "x.tmp", ".DS_Store", "._a.md"),
        *("Thumbs.db", "desktop.ini"),
    ],
)
def test_what_programs_leave_behind_is_not_the_places_own(tmp_path: Path, name: str) -> None:
    write_world(tmp_path, {name: "x", "a.md": "One.\n"})

    assert sorted(scan(tmp_path, tree({})).tree) == ["a.md"]


@pytest.mark.parametrize(
    "name", [".vscode/settings.json", "venv/readme.md", "cache.tmp", "x/__pycache__/keep.md"]
)
def test_what_the_core_gave_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    """Else a kit's own file would be told as taken out."""
    write_world(tmp_path, {name: "Core.\n", f"{name}-beside": "x" if "/" in name else ""})

    found = scan(tmp_path, tree({name: "Core.\n"}))

    assert name in found.tree
    assert "/" not in name or f"{name}-beside" not in found.tree


class TestIgnore:
    def test_a_list_leaves_files_out(self, tmp_path: Path) -> None:
        rules = "# ours\n*.bak\nphotos/\n!photos/keep.md\n/only-here.md\n"
        write_world(
            tmp_path,
            {
                ".localkit/ignore": rules,
                **dict.fromkeys(
                    ["a.bak", "b/c.bak", "photos/1.jpg", "only-here.md", "b/only-here.md", "a.md"], "x"
                ),
            },
        )

        assert sorted(scan(tmp_path, tree({})).tree) == ["a.md", "b/only-here.md"]

    def test_a_list_never_hides_what_the_core_gave(self, tmp_path: Path) -> None:
        """Else everything fixed could be told as taken out, or be hidden, by one line."""
        write_world(
            tmp_path,
            {
                ".localkit/ignore": "handbook/\n*.yaml\n",
                "handbook/a.md": "1",
                "handbook/mine.md": "2",
                "s.yaml": "3",
            },
        )

        found = scan(tmp_path, tree({"handbook/a.md": "1", "s.yaml": "3"}))

        assert sorted(found.tree) == ["handbook/a.md", "s.yaml"]

    @pytest.mark.parametrize(
        ("rules", "message"),
        [
            (b"\xff\n", "the list of ignored files is not UTF-8 text"),
            (b"!\n", "the list of ignored files cannot be read: Invalid git pattern: '!'"),
        ],
        ids=["not UTF-8", "no pattern"],
    )
    def test_a_list_that_cannot_be_read_is_told(self, tmp_path: Path, rules: bytes, message: str) -> None:
        write_world(tmp_path, {".localkit/ignore": rules, "a.md": "x"})

        with pytest.raises(LocalVersionError) as caught:
            scan(tmp_path, tree({}))

        assert (caught.value.message, caught.value.path, caught.value.hint) == (
            message,
            str(tmp_path / ".localkit/ignore"),
            "Mend the file; it is written like .gitignore, in UTF-8.",
        )


class TestLinks:
    def test_a_link_of_the_places_own_is_told_and_not_followed(self, tmp_path: Path) -> None:
        root = write_world(tmp_path / "here", {"a.md": "One.\n"})
        write_world(tmp_path / "out", {"secret.md": "x"})
        (root / "b.md").symlink_to("a.md")
        (root / "out").symlink_to(tmp_path / "out")

        found = scan(root, tree({}))

        assert sorted(found.tree) == ["a.md"]
        assert sorted(item.message for item in found.findings) == [
            f"{name} is a link; links are not followed. Put the file itself here if it belongs to the kit."
            for name in ("b.md", "out")
        ]

    def test_a_core_file_that_is_a_link_is_read_only_inside(self, tmp_path: Path) -> None:
        root = write_world(tmp_path / "here", {"real.md": "One.\n"})
        write_world(tmp_path, {"secret.md": "x"})
        (root / "in.md").symlink_to("real.md")
        (root / "out.md").symlink_to("../secret.md")
        (root / "loop.md").symlink_to("loop.md")

        found = scan(root, tree(dict.fromkeys(["in.md", "out.md", "loop.md"], "Core.\n")))

        assert sorted(found.tree) == ["in.md", "real.md"]
        assert sorted(str(item.file) for item in found.findings) == ["loop.md", "out.md"]


def test_a_large_file_of_the_places_own_is_only_listed(tmp_path: Path) -> None:
    size = READ_ADDED_UP_TO + 1
    write_world(tmp_path, {"film.mp4": b"\0" * size, "song.mp3": b"\1" * (size + 1)})

    found = scan(tmp_path, tree({}))
    moved = scan(tmp_path, tree({"core.mp4": b"\0" * size}))

    assert (sorted(found.tree), found.unread) == ([], {"film.mp4": size, "song.mp3": size + 1})
    assert sorted(moved.tree) == ["film.mp4"]  # as long as a missing one, so it may have been moved


def test_names_are_the_same_however_their_letters_are_composed(tmp_path: Path) -> None:
    """macOS gives names decomposed; a folder may come from there by zip or by a shared drive."""
    decomposed = unicodedata.normalize("NFD", "café.md")
    added = unicodedata.normalize("NFD", "größe.md")
    write_world(tmp_path, {decomposed: "One.\n", added: "Two.\n"})

    found = scan(tmp_path, tree({"café.md": "Core.\n"}))

    assert {path: file.data for path, file in found.tree.items()} == {"café.md": b"One.\n", added: b"Two.\n"}
    assert (found.unread, found.findings) == ({}, ())


@pytest.mark.skipif(os.name == "nt", reason="Windows names are text")
def test_a_name_that_is_no_text_is_listed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("One.\n")

    assert len(scan(tmp_path, tree({})).tree) == 1


@pytest.mark.permissions
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    write_world(tmp_path, {"closed/a.md": "x"})
    (tmp_path / "closed").chmod(0)

    try:
        with pytest.raises(MachineError) as caught:
            scan(tmp_path, tree({}))
    finally:
        (tmp_path / "closed").chmod(0o700)

    assert (caught.value.message, caught.value.hint) == (
        "cannot read the folder: Permission denied",
        "Ask for permission to read it, then try again.",
    )


def test_a_folder_where_the_core_has_a_file_is_no_such_file(tmp_path: Path) -> None:
    write_world(tmp_path, {"a.md/b.md": "x"})

    assert sorted(scan(tmp_path, tree({"a.md": "Core.\n"})).tree) == ["a.md/b.md"]
