"""What each verb prints for programs is as its schema says."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
from tests.cli.mending import first, released, second, shaped, taken

from localkit.cli.main import main
from localkit.store.schemas import SchemaProblem, problems
from localkit.testing import run_localkit

KIT_YAML = f"{first()['kit.yaml']!s}indicators: [{{id: items, title: Items mended, frequency: monthly}}]\n"
GROUPS = ("exception", "kit", "plugins", "portfolio")
SCHEMAS = {
    "bundle": "bundle-made",
    "exception request": "exception",
    "exception grant": "exception",
    "exception refuse": "exception",
    "exception withdraw": "exception",
    "portfolio list": "portfolio",
    "plugins list": "plugins",
}
"""Of those whose schema has another name than theirs."""


def verbs(group: click.Group, above: str = "") -> Iterator[str]:
    """Every verb that prints JSON when asked."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from verbs(command, f"{above}{name} ")
        elif command is not None and any(
            isinstance(option.type, click.Choice) and "json" in option.type.choices
            for option in command.params
            if "--format" in option.opts
        ):
            yield f"{above}{name}"


RUN = [
    "adapt kit here --no-input",
    "kit lint kit",
    "kit try kit --output tried",
    "observe items 2026-03 7 9 --path here",
    "set stage=pilot here",
    "status here",
    "diff here",
    "check here",
    "record stay here --summary Otherwise. --nature adding_elements",
    "log here",
    "exception request stay here --by host --until 2099-01-01",
    "exception grant stay-1 here --by national_team",
    "exception withdraw stay-1 here",
    "exception request plugs here --by host --until 2099-01-01",
    "exception refuse plugs-1 here --by national_team --reason No.",
    "exception list here",
    "repair here --kit kit",
    "bundle here -o here.zip --yes",
    "export here --to html -o here.html",
    "portfolio add here here.zip nowhere",
    "portfolio scan",
    "portfolio list",
    "portfolio show here",
    "plugins list",
    "plugins new teatime",
    "refresh here --kit later",
    "rehearse later here --workers 1",
    "update here --kit later --no-input",
    "resolve tea here --take local",
    "decide electricity-act here --deferred --reason Soon.",
    "undo here",
    "portfolio scan --verify",
    "portfolio show here",
    "portfolio remove here --yes",
    "adopt copied --kit kit --no-input",
]


def test_what_each_verb_prints_for_programs_is_as_its_schema_says(tmp_path: Path) -> None:
    released(tmp_path, {**first(), "kit.yaml": KIT_YAML})
    released(tmp_path, second(), "later")
    found: dict[str, list[SchemaProblem]] = {}

    for line in RUN:
        words = shlex.split(line)
        verb = " ".join(words[:2]) if words[0] in GROUPS else words[0]
        outcome = run_localkit(*words, "--format", "json", cwd=tmp_path)
        assert outcome.status in (0, 1), f"{line}: {outcome.stdout}{outcome.stderr}"
        found.setdefault(verb, []).extend(problems(outcome.json, SCHEMAS.get(verb, verb.replace(" ", "-"))))
        if verb == "adapt":
            shutil.copytree(
                tmp_path / "here", tmp_path / "copied", ignore=shutil.ignore_patterns(".localkit")
            )
            shaped(tmp_path / "here")

    # What forms check has, plugins say. The demonstration has a story of its own.
    assert found == {verb: [] for verb in {*verbs(main), "check"} - {"demo"}}


def test_what_an_empty_portfolio_tells_programs_is_as_its_schema_says(tmp_path: Path) -> None:
    taken(tmp_path)
    run_localkit("portfolio", "add", "here", cwd=tmp_path).assert_ok()

    shown = run_localkit("portfolio", "show", "Harrow", "--format", "json", cwd=tmp_path).assert_ok().json

    assert problems(shown, "portfolio-show") == []
    assert (shown["snapshot"], shown["history"], shown["change"]) == (None, [], None)
