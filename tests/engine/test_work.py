"""How much work is done: what is parsed, and what is imported. No clocks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from localkit.documents.reading import read
from localkit.model.document import Document
from localkit.testing import compare, kit, run_localkit, write_world

FRAMEWORK = kit(
    "- {id: a, title: A, latitude: fixed, passages: [{file: a.md, section: A}]}\n"
    "- {id: b, title: B, latitude: bounded, passages: [{file: s.yaml, value: /n}], bounds: [{schema: {maximum: 2}}]}\n"
    "- {id: c, title: C, latitude: open, passages: [{file: 'forms/*.md'}]}\n"
    "- {id: d, title: D, necessity: proscribed, passages: [{file: '**/*.md', lacks: [fee]}]}"
)
CORE = {
    "a.md": "# A\n\nOne.\n",
    "s.yaml": "n: 1\n",
    "forms/x.md": "X is a form with many words in it for all.\n",
    "logo.png": "\0",
}


def reads(local: dict[str, str]) -> list[str]:
    """Paths that were parsed, in order."""
    seen: list[str] = []

    def counting(path: str, data: bytes) -> Document:
        seen.append(path)
        return read(path, data)

    compare(FRAMEWORK, CORE, local, reader=counting)
    return sorted(seen)


def test_a_plain_copy_is_never_parsed() -> None:
    assert reads(CORE) == []


def test_only_what_was_edited_is_parsed_both_sides_once() -> None:
    edited = reads({**CORE, "s.yaml": "n: 2\n"})

    assert edited == ["s.yaml", "s.yaml"]


def test_a_moved_file_is_looked_at_only_for_what_must_not_be_there() -> None:
    moved = {path: text for path, text in CORE.items() if path != "forms/x.md"}

    assert reads({**moved, "y.md": CORE["forms/x.md"]}) == ["y.md"]
    assert reads({**moved, "y.txt": CORE["forms/x.md"]}) == []


def test_an_added_file_is_parsed_only_where_something_is_proscribed() -> None:
    assert reads({**CORE, "mine.yaml": "a: 1\n", "mine.csv": "a\n"}) == []
    assert reads({**CORE, "mine.md": "Ours.\n"}) == ["mine.md"]


KIT = {
    "kit.yaml": (
        "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\nelements:\n"
        "  - {id: n, title: N, latitude: bounded, passages: [{file: s.yaml, value: /n}],"
        " bounds: [{schema: {maximum: 2}}]}\n"
        "  - {id: a, title: A, latitude: fixed, passages: [{file: a.md}]}\n"
    ),
    "cookiecutter.json": '{"slug": "here"}',
    "{{cookiecutter.slug}}/a.md": "One {{ cookiecutter.slug }}.\n",
    "{{cookiecutter.slug}}/s.yaml": "n: 1\n",
}


@pytest.fixture
def imported(tmp_path: Path) -> Callable[..., set[str]]:
    """Run a command in a process of its own, and tell what it imported."""

    def run(*arguments: str, cwd: Path = tmp_path) -> set[str]:
        program = (
            "import json, sys\nfrom localkit.cli.main import run\n"
            f"status = run({list(arguments)!r})\n"
            "print('\\n' + json.dumps([status, sorted({name.split('.')[0] for name in sys.modules})]))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=cwd, capture_output=True, text=True, check=True
        )
        status, names = json.loads(done.stdout.splitlines()[-1])
        assert status == 0, done.stderr
        return set(names)

    return run


HEAVY = {"textual", "cookiecutter", "jsonschema", "jinja2", "pygit2"}


def test_version_imports_nothing_heavy(imported: Callable[..., set[str]]) -> None:
    names = imported("--version")

    assert names & (HEAVY | {"yaml", "rapidfuzz", "markdown_it", "pluggy"}) == set()


@pytest.mark.parametrize(
    ("edit", "heavy"),
    [
        ({}, set()),
        ({"a.md": "Two here.\n"}, set()),
        ({"s.yaml": "n: 2\n"}, {"jsonschema"}),
    ],
    ids=["nothing", "a file without a bound", "a file with one"],
)
def test_status_imports_jsonschema_only_for_a_changed_bound(
    imported: Callable[..., set[str]], tmp_path: Path, edit: dict[str, str], heavy: set[str]
) -> None:
    write_world(tmp_path / "kit", KIT)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    write_world(tmp_path / "here", edit)

    assert imported("status", "here") & HEAVY == heavy


def test_status_of_a_kit_within_a_source_imports_nothing_heavy(
    imported: Callable[..., set[str]], tmp_path: Path
) -> None:
    """Where the kit came from must not make every later command slower."""
    write_world(tmp_path / "kits/small", KIT)
    run_localkit("adapt", "kits", "here", "--directory", "small", "--no-input", cwd=tmp_path).assert_ok()

    assert imported("status", "here") & HEAVY == set()


def test_rows_and_values_are_not_compared_with_one_another() -> None:
    """A table or settings file with many claimed passages must not take their number squared."""
    names = [f"n{number}" for number in range(40)]
    framework = kit(
        "\n".join(
            f"- {{id: r{name}, title: R, latitude: fixed, passages: [{{file: t.csv, row: {name}}}]}}\n"
            f"- {{id: v{name}, title: V, latitude: fixed, passages: [{{file: s.yaml, value: /{name}}}]}}"
            for name in names
        )
    )
    core = {
        "t.csv": "k,v\n" + "".join(f"{name},1\n" for name in names),
        "s.yaml": "".join(f"{name}: 1\n" for name in names),
    }
    asked: list[str] = []

    def counting(path: str, data: bytes) -> Document:
        document = read(path, data)
        relation = document.relation
        document.relation = lambda *pair: asked.append(path) or relation(*pair)  # type: ignore[method-assign,func-returns-value]
        return document

    found = compare(framework, core, {path: text + "\n" for path, text in core.items()}, reader=counting)

    assert {item.state for item in found.elements} == {"as_core"}
    assert asked == []
