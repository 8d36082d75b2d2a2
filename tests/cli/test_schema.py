"""The public formats' schemas, printed and held against what this repository ships."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from localkit.store.schemas import NAMES, schema
from localkit.syntax.yaml import parse
from localkit.testing import run_localkit

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_printed_and_is_itself_valid(name: str) -> None:
    printed = json.loads(run_localkit("schema", name).assert_ok().stdout)

    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["$id"] == f"urn:localkit:schema:{name}:1"


def test_schema_lists_the_names_when_none_is_given() -> None:
    assert run_localkit("schema").assert_ok().stdout.split() == list(NAMES)


def test_schema_suggests_a_name_when_it_is_wrong() -> None:
    outcome = run_localkit("schema", "statsu")

    assert outcome.status == 2
    assert outcome.stderr == (
        'error: there is no format named "statsu"\n'
        f'hint: Did you mean "status"? There are: {", ".join(NAMES)}.\n'
    )


@pytest.mark.parametrize("path", sorted(ROOT.glob("kits/**/kit.yaml")), ids=lambda path: path.parent.name)
def test_every_kit_here_follows_the_schema(path: Path) -> None:
    jsonschema.validate(parse(path.read_text("utf-8")).data, schema("kit"))


def test_every_file_that_localkit_writes_follows_its_schema(tmp_path: Path) -> None:
    run_localkit("demo", "demo", cwd=tmp_path).assert_ok()

    written = sorted(tmp_path.glob("demo/*/.localkit/*.yaml"))
    stems = {path.stem for path in written}
    assert stems == {"local", "adaptations", "exceptions", "decisions", "known"}
    for path in written:
        jsonschema.validate(parse(path.read_text("utf-8")).data, schema(path.stem))
