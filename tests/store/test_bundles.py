"""Reading a bundle that somebody sent: nothing in it is taken for true before it was checked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from localkit.errors import InputError, LocalkitError, SafetyError
from localkit.model.limits import Limits
from localkit.model.snapshot import Snapshot
from localkit.store.bundles import packed, read_bundle, write_bundle
from localkit.testing import tree

DATA: Mapping[str, Any] = {
    "format": 1,
    "taken": "2026-03-02T12:00:00+00:00",
    "kit": {"name": "small", "version": "1.0.0", "digest": "sha256:00"},
    "place": {"name": "Café Ærø", "code": None},
    "stage": "live",
    "parameters": {},
    "behind": None,
    "lights": {"green": 1, "yellow": 0, "red": 0},
    "core_kept": 1.0,
    "locally_shaped": None,
    "recorded": 0,
    "unrecorded": 0,
    "elements": [],
    "unclaimed_light": "green",
    "files": {"unchanged": 1, "changed": 0, "added": 0, "removed": 0, "moved": 0},
    "adaptations": [],
    "adaptation_counts": {},
    "exceptions": [],
    "decisions": [],
    "open_update": None,
    "observations": [
        {"indicator": "i", "period": "2026", "numerator": 10, "denominator": None, "masked": False}
    ],
}
SNAPSHOT = Snapshot(DATA)
FILES = tree({"a.md": "A.\n", "b/c.md": "C.\n"})
AGAIN = "Ask the place for it again: localkit bundle -o FILE"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    write_bundle(tmp_path / "b.zip", SNAPSHOT, FILES, "0.1.0")
    return tmp_path / "b.zip"


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put(path: Path, said: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in said.items():
            archive.writestr(name, data)
    return path


def refused(
    path: Path, limits: Limits | None = None, kind: type[LocalkitError] = InputError
) -> tuple[str, str | None]:
    with pytest.raises(kind) as caught:
        read_bundle(path, limits or Limits())
    assert type(caught.value) is kind
    return caught.value.message, caught.value.hint


def test_what_was_written_is_read(sent: Path) -> None:
    assert read_bundle(sent, Limits()) == (SNAPSHOT, FILES)


def test_the_digest_of_a_snapshot_leaves_its_moment_out() -> None:
    later = Snapshot({**DATA, "taken": "2026-04-01T12:00:00+00:00"})
    other = Snapshot({**DATA, "stage": "pilot"})

    assert later.digest == SNAPSHOT.digest != other.digest


def test_a_file_that_a_mail_program_packed_again_is_read(sent: Path) -> None:
    put(sent, entries(sent), zipfile.ZIP_DEFLATED)

    assert read_bundle(sent, Limits()) == (SNAPSHOT, FILES)


def test_more_than_a_bundle_holds_is_not_written(tmp_path: Path) -> None:
    much = Snapshot({**DATA, "parameters": {"much": "x" * 5_000_000}})

    with pytest.raises(InputError) as caught:
        write_bundle(tmp_path / "b.zip", much, FILES, "0.1.0")

    assert caught.value.message == "there is more to tell than the 5 MB that a bundle holds"
    assert list(tmp_path.iterdir()) == []


class TestNoBundle:
    def test_no_file(self, tmp_path: Path) -> None:
        assert refused(tmp_path / "x.zip") == ("there is no such file", "See whether the name is as on disk.")

    def test_no_zip(self, tmp_path: Path) -> None:
        (tmp_path / "x.zip").write_bytes(b"Dear all,")

        assert refused(tmp_path / "x.zip") == (
            "this cannot be read as a bundle: this is not a zip archive, or a damaged one (File is not a zip file)",
            AGAIN,
        )

    def test_another_zip(self, tmp_path: Path) -> None:
        put(tmp_path / "x.zip", {"word/document.xml": b""})

        assert refused(tmp_path / "x.zip") == ("this is no bundle: it has no bundle.json", AGAIN)

    def test_one_of_a_later_localkit(self, sent: Path) -> None:
        said = entries(sent)
        put(sent, {**said, "bundle.json": json.dumps({"format": 2}).encode()})

        assert refused(sent) == (
            "bundle.json has format 2; this localkit knows format 1",
            "A later localkit wrote it: install that one.",
        )


class TestChanged:
    @pytest.mark.parametrize("name", ["snapshot.json", "adaptations.json", "observations.csv", "files/a.md"])
    def test_a_part_that_was_changed(self, sent: Path, name: str) -> None:
        said = entries(sent)
        put(sent, {**said, name: said[name] + b" "})

        assert refused(sent) == (f"{name} was changed after the bundle was made", AGAIN)

    def test_a_part_that_is_missing(self, sent: Path) -> None:
        said = entries(sent)
        del said["exceptions.json"]

        assert refused(put(sent, said)) == ("exceptions.json is missing", AGAIN)

    def test_a_part_too_many(self, sent: Path) -> None:
        assert refused(put(sent, {**entries(sent), "run.exe": b"MZ"})) == (
            "run.exe does not belong in a bundle",
            AGAIN,
        )

    @pytest.mark.parametrize("name", ["adaptations.json", "exceptions.json", "observations.csv"])
    def test_parts_that_say_something_else(self, sent: Path, name: str) -> None:
        """Whoever makes a bundle by hand must not show a reader one thing and the portfolio another."""
        said = entries(sent)
        said[name] = b'{"format": 1}\n' if name.endswith("json") else b"indicator\n"

        assert refused(put(sent, stated(said))) == ("its parts do not say the same", AGAIN)

    def test_a_snapshot_that_is_none(self, sent: Path) -> None:
        said = entries(sent)
        said["snapshot.json"] = json.dumps({**DATA, "stage": "great", "secret": 1}).encode()

        assert refused(put(sent, stated(said)))[0].startswith("snapshot.json is not as it should be at /")

    @pytest.mark.parametrize(
        "data",
        [b"{", b"\xff", b"[" * 100_000, b'{"format": NaN}'],
        ids=["cut", "no text", "deep", "no number"],
    )
    def test_json_that_is_damaged(self, sent: Path, data: bytes) -> None:
        said = {**entries(sent), "snapshot.json": data}

        assert refused(put(sent, stated(said))) == ("snapshot.json cannot be read: it is damaged", AGAIN)


def stated(said: Mapping[str, bytes]) -> dict[str, bytes]:
    """Entries with a table of contents that fits them."""
    from localkit.store.bundles import _digest

    contents = json.loads(said["bundle.json"])
    contents["entries"] = {name: _digest(data) for name, data in said.items() if name != "bundle.json"}
    return {**said, "bundle.json": json.dumps(contents).encode()}


class TestHarmful:
    @pytest.mark.parametrize("name", ["../a.md", "/etc/a.md", "files/../../a.md", "C:/a.md"])
    def test_a_path_that_leads_out(self, sent: Path, name: str) -> None:
        put(sent, {**entries(sent), name: b""})

        assert refused(sent, kind=SafetyError)[0].startswith(f"the archive has the path {name!r}: ")

    def test_a_link(self, sent: Path) -> None:
        said = entries(sent)
        with zipfile.ZipFile(put(sent, said), "a") as archive:
            link = zipfile.ZipInfo("files/link")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, "/etc/passwd")

        assert refused(sent, kind=SafetyError)[0] == "the archive holds a link: files/link"

    def test_one_that_would_fill_the_disk(self, sent: Path) -> None:
        """A zip of some kilobytes can hold gigabytes."""
        put(sent, {**entries(sent), "files/zeros.md": bytes(3_000_000)}, zipfile.ZIP_DEFLATED)
        assert sent.stat().st_size < 20_000

        message, hint = refused(sent, Limits(file_bytes=2_000_000))

        assert message == (
            "this cannot be read as a bundle: files/zeros.md: the file has 3.0 MB; the limit is 2 MB"
        )
        assert hint == AGAIN

    def test_one_that_says_less_than_it_holds(self, sent: Path) -> None:
        data = bytearray(
            put(sent, {**entries(sent), "files/z.md": bytes(4000)}, zipfile.ZIP_DEFLATED).read_bytes()
        )
        size = (4000).to_bytes(4, "little")
        while size in data:
            at = data.index(size)
            data[at : at + 4] = (10).to_bytes(4, "little")
        sent.write_bytes(data)

        assert refused(sent)[0].startswith("this cannot be read as a bundle: ")

    def test_too_many_files(self, sent: Path) -> None:
        assert refused(sent, Limits(files=5))[0] == "this cannot be read as a bundle: more than 5 files"

    def test_a_snapshot_that_is_too_large(self, sent: Path) -> None:
        said = {**entries(sent), "snapshot.json": b" " * 5_000_001}

        assert refused(put(sent, stated(said)))[0] == "snapshot.json has 5.0 MB; the limit is 5 MB"


@pytest.mark.parametrize(
    "cut", [lambda data: data[:-30], lambda data: data[:200] + data[260:]], ids=["end", "middle"]
)
def test_one_that_was_cut_short(sent: Path, cut: Callable[[bytes], bytes]) -> None:
    sent.write_bytes(cut(sent.read_bytes()))

    assert refused(sent)[0].startswith("this cannot be read as a bundle: ")


def test_its_bytes_are_the_same_each_time() -> None:
    assert packed(SNAPSHOT, FILES, "0.1.0") == packed(Snapshot(json.loads(json.dumps(DATA))), FILES, "0.1.0")
    with zipfile.ZipFile(io.BytesIO(packed(SNAPSHOT, FILES, "0.1.0"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
