"""core.zip and kits as zips: the same bytes every time, and nothing unsafe or damaged gets through."""

from __future__ import annotations

import contextlib
import io
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.errors import CoreError, KitError, LimitError, LocalkitError, SafetyError
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.store.archives import read_zip, without_top_folder
from localkit.store.core_archive import core_tree, pack, read_core
from localkit.store.paths import unsafe_reason, windows_reason
from localkit.testing import tree, write_world

FRAMEWORK = {"format": 1, "name": "small", "version": "1.0.0", "title": "Small", "elements": []}
INDEX = {"format": 1, "words": {}, "unclaimed": {}, "broken": {}, "present": []}
HINT = "Ask whoever gave you the archive for a fresh copy."


def core(files: Tree | None = None) -> Tree:
    given = files if files is not None else tree({"a.md": "One.\n", "b/run.sh": "#!/bin/sh\n", "empty/": ""})
    return core_tree(FRAMEWORK, INDEX, given, {"kit.yaml": File(b"format: 1\n")})


def zipped(entries: dict[str, bytes], folder: Path) -> Path:
    path = folder / "kit.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


class TestCore:
    def test_its_bytes_depend_on_nothing_but_what_is_in_it(self) -> None:
        files = {"b.md": "Two.\n", "a.md": "One.\n", "c/d.md": "Three.\n"}
        backwards = dict(reversed(files.items()))

        assert pack(core(tree(files))) == pack(core(tree(backwards)))
        assert core(tree(files)).digest == core(tree(backwards)).digest

    def test_entries_are_sorted_stored_dated_and_plain_in_mode(self) -> None:
        given = Tree({"b.sh": File(b"x", 0o700), "a.md": File(b"y", 0o600)}, frozenset(["z"]))

        with zipfile.ZipFile(io.BytesIO(pack(core(given)))) as archive:
            entries = archive.infolist()

        assert [(entry.filename, oct(entry.external_attr >> 16)) for entry in entries] == [
            ("files/a.md", "0o100644"),
            ("files/b.sh", "0o100755"),
            ("files/z/", "0o40755"),
            ("index.json", "0o100644"),
            ("kit.json", "0o100644"),
            ("kit.yaml", "0o100644"),
        ]
        assert {(entry.compress_type, entry.date_time, entry.create_system) for entry in entries} == {
            (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 3)
        }

    def test_what_is_packed_is_read_back(self, tmp_path: Path) -> None:
        given = Tree({"b.sh": File(b"x", 0o755), "é/a.md": File(b"\0")}, frozenset(["z/y"]))
        (tmp_path / "core.zip").write_bytes(pack(core(given)))

        read = read_core(tmp_path, Limits())

        assert (read.baseline, read.kit.name, dict(read.index), read.schema) == (given, "small", INDEX, None)
        assert read.digest == core(given).digest

    def test_the_digest_tells_every_change(self) -> None:
        digests = {
            core(Tree(files, folders)).digest
            for files, folders in [
                ({"a": File(b"1")}, frozenset()),
                ({"a": File(b"2")}, frozenset()),
                ({"b": File(b"1")}, frozenset()),
                ({"a": File(b"1", 0o755)}, frozenset()),
                ({"a": File(b"1")}, frozenset(["c"])),
            ]
        }

        assert len(digests) == 5
        same = core(Tree({"a": File(b"1", 0o600)})).digest
        assert same == core(Tree({"a": File(b"1", 0o644)})).digest

    def test_a_missing_one_says_what_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(CoreError) as caught:
            read_core(tmp_path, Limits())

        assert (caught.value.message, caught.value.path, caught.value.hint) == (
            "the core as received is missing",
            str(tmp_path / "core.zip"),
            "Make it again from the release that it came from: localkit repair --kit KIT",
        )

    @pytest.mark.parametrize("size", [0, 10, 200, -30, -1])
    def test_a_truncated_one_cannot_be_read(self, tmp_path: Path, size: int) -> None:
        (tmp_path / "core.zip").write_bytes(pack(core())[:size])

        with pytest.raises(CoreError) as caught:
            read_core(tmp_path, Limits())

        assert caught.value.message.startswith("the core as received cannot be read: ")

    @pytest.mark.parametrize(
        "files",
        [
            {"kit.json": "{}"},
            {"kit.json": "{}", "index.json": "{}"},
            {"kit.json": "[", "index.json": "{}"},
            {"kit.json": '{"name": "x", "version": "1", "title": "T", "elements": [1]}', "index.json": "{}"},
            {"kit.json": '{"name": "x", "version": "1", "title": "T", "elements": []}', "index.json": "[]"},
            {
                "kit.json": '{"name": "x", "version": "1", "title": "T", "elements": []}',
                "index.json": "[" * 9999,
            },
        ],
        ids=["no index", "no name", "no JSON", "no element", "index of another kind", "nested too deep"],
    )
    def test_one_that_says_something_else_is_damaged(self, tmp_path: Path, files: dict[str, str]) -> None:
        (tmp_path / "core.zip").write_bytes(pack(tree(files)))

        with pytest.raises(CoreError) as caught:
            read_core(tmp_path, Limits())

        assert caught.value.message == "the core as received is damaged"

    def test_an_unsafe_path_is_refused_for_safety(self, tmp_path: Path) -> None:
        (tmp_path / "core.zip").write_bytes(pack(tree({"files/../../etc/passwd": "x"})))

        with pytest.raises(SafetyError):
            read_core(tmp_path, Limits())

    def test_one_over_the_limits_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "core.zip").write_bytes(pack(core(tree({"big.bin": b"x" * 2000}))))

        with pytest.raises(CoreError) as caught:
            read_core(tmp_path, Limits(file_bytes=1000))

        assert caught.value.message == (
            "the core as received cannot be read: the file has 0.0 MB; the limit is 0 MB"
        )

    @settings(max_examples=80, deadline=None)
    @given(st.data())
    def test_no_damage_ends_in_anything_but_an_error_of_ours(self, data: st.DataObject) -> None:
        good = bytearray(pack(core()))
        for _ in range(data.draw(st.integers(1, 4))):
            good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "core.zip").write_bytes(bytes(good))
            try:
                read = read_core(Path(folder), Limits())
            except LocalkitError:
                return
        # What is not noticed here is either no change at all, or the digest tells it.
        assert read.baseline == core().under("files") or read.digest != core().digest


class TestZip:
    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("../a", "it leads out of the folder"),
            ("a/../../b", "it leads out of the folder"),
            ("/etc/passwd", "it is not inside the folder"),
            ("C:/x", "it is not inside the folder"),
            ("c:x", "it is not inside the folder"),
            ("a\\b", "it has a backslash"),
            ("a\nb", "it has a line break or control character"),
        ],
    )
    def test_an_unsafe_name_is_refused(self, tmp_path: Path, name: str, reason: str) -> None:
        path = zipped({"kit.yaml": b"", name: b"x"}, tmp_path)

        with pytest.raises(SafetyError) as caught:
            read_zip(path, Limits())

        assert (caught.value.message, caught.value.hint) == (
            f"the archive has the path {name!r}: {reason}",
            HINT,
        )

    def test_a_link_is_refused(self, tmp_path: Path) -> None:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        path = tmp_path / "kit.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(entry, "/etc/passwd")

        with pytest.raises(SafetyError) as caught:
            read_zip(path, Limits())

        assert caught.value.message == "the archive holds a link: link"

    def test_a_name_that_is_there_twice_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "kit.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a", "1")
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr("a", "2")

        with pytest.raises(KitError) as caught:
            read_zip(path, Limits())

        assert caught.value.message == "the archive has a twice"

    def test_an_unusual_packing_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "kit.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
            archive.writestr("a", "1")

        with pytest.raises(KitError) as caught:
            read_zip(path, Limits())

        assert (caught.value.message, caught.value.hint) == (
            "a is packed in a way that localkit does not read",
            "Pack the kit as an ordinary zip.",
        )

    def test_a_bomb_is_refused_before_it_is_unpacked(self, tmp_path: Path) -> None:
        path = tmp_path / "kit.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb", b"\0" * 60_000_000)

        with pytest.raises(LimitError) as caught:
            read_zip(path, Limits())

        assert caught.value.message == "the file has 60.0 MB; the limit is 50 MB"

    def test_a_bomb_in_many_pieces_is_refused(self, tmp_path: Path) -> None:
        path = zipped({f"f{number}": b"" for number in range(11)}, tmp_path)

        with pytest.raises(LimitError) as caught:
            read_zip(path, Limits(files=10))

        assert (caught.value.message, caught.value.hint) == (
            "more than 10 files",
            "Is this the kit's own folder? Name the folder with kit.yaml in it.",
        )

    def test_a_file_larger_than_the_archive_says_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "kit.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a", b"x" * 1000)
        data = bytearray(path.read_bytes())
        at = data.rindex(b"PK\x01\x02")
        data[at + 24 : at + 28] = (10).to_bytes(4, "little")
        path.write_bytes(bytes(data))

        with pytest.raises(KitError):
            read_zip(path, Limits())

    @settings(max_examples=80, deadline=None)
    @given(st.data())
    def test_no_damage_ends_in_anything_but_an_error_of_ours(self, data: st.DataObject) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("small/kit.yaml", "format: 1\n" * 20)
            archive.writestr("small/a.md", "One two three. " * 20)
        good = bytearray(buffer.getvalue())
        for _ in range(data.draw(st.integers(1, 3))):
            good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "kit.zip").write_bytes(bytes(good))
            with contextlib.suppress(LocalkitError):
                read_zip(Path(folder) / "kit.zip", Limits())

    def test_the_only_top_folder_is_taken_off(self, tmp_path: Path) -> None:
        inside = read_zip(zipped({"small-1.0/kit.yaml": b"x", "small-1.0/a/b.md": b"y"}, tmp_path), Limits())

        assert sorted(without_top_folder(inside)) == ["a/b.md", "kit.yaml"]

    @pytest.mark.parametrize(
        "files",
        [{"kit.yaml": "", "a/b": ""}, {"one/kit.yaml": "", "two/kit.yaml": ""}],
        ids=["kit on top", "two folders"],
    )
    def test_other_folders_stay(self, files: dict[str, str]) -> None:
        assert without_top_folder(tree(files)) == tree(files)

    def test_what_is_no_zip_is_told(self, tmp_path: Path) -> None:
        path = write_world(tmp_path, {"kit.zip": "no zip"}) / "kit.zip"

        with pytest.raises(KitError) as caught:
            read_zip(path, Limits())

        assert (caught.value.message, caught.value.path, caught.value.hint) == (
            "this is not a zip archive, or a damaged one (File is not a zip file)",
            str(path),
            HINT,
        )


@pytest.mark.parametrize("path", ["a", "a/b.md", "ä/ö", "a..b/c", "...", " a"])
def test_ordinary_paths_are_safe(path: str) -> None:
    assert unsafe_reason(path) is None


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("a/con", "con is a reserved name on Windows"),
        ("Aux.txt", "Aux is a reserved name on Windows"),
        ("a ./b", "a file name on Windows cannot end in a dot or a space"),
        ("what?.md", "'?' is not allowed in a file name on Windows"),
        ("x" * 201, "the name is too long for Windows"),
        ("/".join(["folder"] * 40), "the path is too long for Windows"),
        ("console/auxiliary.md", None),
    ],
)
def test_names_that_windows_cannot_hold_are_told(path: str, reason: str | None) -> None:
    assert windows_reason(path) == reason
