"""``localkit portfolio`` with places at addresses: folders and zips that each scan fetches for itself."""

from __future__ import annotations

import os
import socket
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest

from localkit.testing import Outcome, run_localkit, write_world

pytestmark = pytest.mark.leaves_threads

OLD = 1_700_000_000
KIT = """\
format: 1
name: small
version: VERSION
title: Small
elements:
  - {id: stay, title: Stay, latitude: fixed, basis: values, passages: [{file: rules.md}]}
"""


def kit(version: str, rules: str) -> dict[str, str | bytes]:
    return {
        "kit.yaml": KIT.replace("VERSION", version),
        "cookiecutter.json": '{"slug": "here"}',
        "{{cookiecutter.slug}}/rules.md": rules,
    }


@pytest.fixture
def world(tmp_path: Path) -> Path:
    write_world(tmp_path / "kit", kit("1.0.0", "# Rules\n\nStay.\n"))
    write_world(tmp_path / "next", kit("1.1.0", "# Rules\n\nStay on.\n"))
    run_localkit("adapt", "kit", "places/here", "--no-input", cwd=tmp_path).assert_ok()
    age(tmp_path / "places")
    return tmp_path


def age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (OLD, OLD))


def pack(folder: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, Path(folder.name, path.relative_to(folder)))
    os.utime(target, (OLD, OLD))


@pytest.fixture
def web(world: Path) -> Iterator[str]:
    """A web server of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            pass

    (world / "www").mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(world / "www")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def bucket() -> Iterator[Any]:
    """A file system that is nowhere but in this process, as fsspec has one."""
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def add(world: Path, *what: str) -> Outcome:
    return run_localkit("portfolio", "add", *what, cwd=world)


def said(outcome: Outcome) -> str:
    return " ".join(outcome.stdout.split())


def scan(world: Path) -> dict[str, Any]:
    found: dict[str, Any] = run_localkit(
        "portfolio", "scan", "--workers", "1", "--format", "json", cwd=world
    ).json
    return {key: found[key] for key in ("measured", "unchanged")} | {
        "failed": [(item["at"], item["reason"]) for item in found["failed"]]
    }


def test_folders_of_any_file_system_are_found_and_what_did_not_change_is_left_alone(world: Path) -> None:
    address = (world / "places").as_uri()

    assert add(world, address).stdout == (
        f"Added: here  {address}/here\n1 new place, 0 there already.\nMeasure them: localkit portfolio scan\n"
    )
    assert scan(world) == {"measured": 1, "unchanged": 0, "failed": []}
    assert scan(world) == {"measured": 0, "unchanged": 1, "failed": []}

    write_world(world / "places/here", {"rules.md": "# Rules\n\nGo.\n"})
    assert scan(world) == {"measured": 1, "unchanged": 0, "failed": []}
    shown = run_localkit("portfolio", "show", "here", "--format", "json", cwd=world).json
    assert shown["place"]["at"] == f"{address}/here"


def test_what_was_written_a_moment_ago_is_read_again(world: Path, bucket: Any) -> None:
    bucket.put(str(world / "places/here"), "/cafes/here", recursive=True)

    add(world, "memory://cafes").assert_ok()

    assert scan(world) == {"measured": 1, "unchanged": 0, "failed": []}
    assert scan(world) == {"measured": 1, "unchanged": 0, "failed": []}


def test_one_that_is_gone_hides_no_other(world: Path, bucket: Any) -> None:
    for name in ("here", "there"):
        bucket.put(str(world / "places/here"), f"/cafes/{name}", recursive=True)
    assert "2 new places" in add(world, "memory://cafes").stdout
    bucket.rm("/cafes/here", recursive=True)

    assert scan(world) == {
        "measured": 1,
        "unchanged": 0,
        "failed": [("memory://cafes/here", "memory://cafes/here: there is nothing here")],
    }


def test_a_zip_on_the_web_is_a_place(world: Path, web: str) -> None:
    pack(world / "places/here", world / "www/cafe.zip")

    add(world, f"{web}/cafe.zip").assert_ok()

    assert scan(world) == {"measured": 1, "unchanged": 0, "failed": []}
    assert scan(world) == {"measured": 0, "unchanged": 1, "failed": []}
    rehearsal = run_localkit("rehearse", "next", "--portfolio", "portfolio.db", "--format", "json", cwd=world)
    assert [item["path"] for item in rehearsal.json["places"]] == [f"{web}/cafe.zip"]
    (world / "www/cafe.zip").unlink()
    assert scan(world)["failed"] == [(f"{web}/cafe.zip", f"{web}/cafe.zip: there is nothing here")]


def test_a_bundle_on_the_web_is_taken_in(world: Path, web: str) -> None:
    run_localkit(
        "bundle", "places/here", "-o", "www/sent.zip", "--yes", "--with-files", cwd=world
    ).assert_ok()

    added = add(world, f"{web}/sent.zip").assert_ok()

    assert f"{web}/sent.zip" in added.stdout
    found = run_localkit(
        "rehearse", "next", "--portfolio", "portfolio.db", "--format", "json", cwd=world
    ).json
    assert [(item["path"], item["reason"]) for item in found["not_rehearsed"]] == [
        (f"{web}/sent.zip", "its release, small 1.0.0, is not among those of the kit")
    ]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("s3://key:secret@bucket/cafes", "s3://bucket/cafes"),
        ("https://secret@example.org/harrow.git@main", "https://example.org/harrow.git@main"),
        ("https://example.org/cafe.zip?sig=secret", "https://example.org/cafe.zip"),
    ],
    ids=["password", "token", "signed"],
)
def test_a_secret_in_an_address_is_neither_kept_nor_shown(world: Path, address: str, shown: str) -> None:
    outcome = add(world, address)

    assert outcome.status == 3
    assert "secret@" not in outcome.stdout + outcome.stderr
    assert "sig=" not in outcome.stdout + outcome.stderr
    assert said(outcome) == (
        f"Not added: {shown}: an address with a password, a name or a question mark in it is not taken: "
        "it may hold a secret."
    )
    assert b"secret" not in (world / "portfolio.db").read_bytes()


def test_links_lead_nowhere(world: Path) -> None:
    (world / "places/here/elsewhere.md").symlink_to("/etc/hostname")

    outcome = add(world, (world / "places/here").as_uri())

    address = (world / "places/here").as_uri()
    assert (outcome.status, said(outcome)) == (3, f"Not added: {address}: it has 'elsewhere.md': a link.")


def test_a_path_that_leads_out_of_a_zip_is_refused(world: Path, web: str) -> None:
    with zipfile.ZipFile(world / "www/bad.zip", "w") as archive:
        archive.writestr("../out.md", "x")

    outcome = add(world, f"{web}/bad.zip")

    assert outcome.status == 3
    assert "the archive has the path '../out.md'" in said(outcome)


def test_too_much_is_not_fetched(world: Path, settings: Path, bucket: Any) -> None:
    settings.mkdir()
    (settings / "settings.yaml").write_text("limits: {file_bytes: 10}\n", "utf-8")
    bucket.put(str(world / "places/here"), "/cafes/here", recursive=True)

    outcome = add(world, "memory://cafes")

    assert outcome.status == 1
    assert "the limit is 0 MB" in said(outcome)


def test_what_nobody_reads_is_told(world: Path) -> None:
    outcome = add(world, "nowhere://cafes")

    assert outcome.status == 1
    assert "Not added: nowhere://cafes: nothing here reads such an address" in said(outcome)


def test_a_server_that_is_silent_does_not_make_a_place_look_gone(world: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/harrow.zip"
        outcome = add(world, address)

    assert outcome.status == 1
    assert f"Not added: {address}: the server cannot be reached: Cannot connect to host 127.0.0.1" in said(
        outcome
    )


def test_a_place_that_is_gone_from_a_server_is_told(world: Path, web: str) -> None:
    outcome = add(world, f"{web}/harrow.zip")

    assert (outcome.status, said(outcome)) == (1, f"Not added: {web}/harrow.zip: there is nothing here.")


def test_a_server_that_refuses_is_told(world: Path) -> None:
    class Busy(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(503)

        def do_HEAD(self) -> None:
            self.send_error(503)

        def log_message(self, *_args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Busy) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/harrow.zip"
        outcome = add(world, address)
        server.shutdown()
        thread.join()

    assert f"Not added: {address}: " in said(outcome)
    assert "503" in said(outcome)
