"""Every hook: its example works, and a plugin that fails in it is named and survived by every command."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from localkit.cli.main import VERBS
from localkit.hooks import specs
from localkit.hooks.asking import RECORDS
from localkit.hooks.manager import Plugins
from localkit.hooks.markers import hookimpl
from localkit.testing import Outcome, kit, run_localkit, write_world

HOOKS = [name for name in vars(specs) if name.startswith("localkit_")]
KIT = """\
format: 1
name: small
version: 1.0.0
title: Small
elements:
  - {id: stay, title: Stay, latitude: fixed, basis: values, passages: [{file: rules.md}]}
"""
FILES: dict[str, str | bytes] = {
    "kit/kit.yaml": KIT,
    "kit/cookiecutter.json": '{"slug": "here", "nation": "wales"}',
    "kit/{{cookiecutter.slug}}/rules.md": "# Rules\n\nStay.\n",
    "copied/rules.md": "# Rules\n\nStay.\n",
    "next/kit.yaml": KIT.replace("1.0.0", "1.1.0"),
    "next/cookiecutter.json": '{"slug": "here", "nation": "wales", "hall": "old"}',
    "next/{{cookiecutter.slug}}/rules.md": "# Rules\n\nStay on.\n",
}
COMMANDS: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "adapt": (
        ("adapt", "kit", "new", "--no-input"),
        frozenset(
            [
                *("localkit_parameter_schemas", "localkit_fill_parameter"),
                *("localkit_filters", "localkit_local_version_generated", "localkit_document_kinds"),
            ]
        ),
    ),
    "adapt from a source": (
        ("adapt", "kit", "new", "--no-input", "--answers", "source:x"),
        frozenset(["localkit_parameter_sources"]),
    ),
    "adopt": (
        ("adopt", "copied", "--kit", "kit", "--no-input"),
        frozenset(
            [
                *("localkit_parameter_schemas", "localkit_fill_parameter"),
                *("localkit_filters", "localkit_document_kinds"),
            ]
        ),
    ),
    "tui": (("tui", "here"), frozenset()),  # there is no terminal here; tests/tui has its hooks
    "status": (("status", "here"), frozenset(["localkit_document_kinds", "localkit_light_raisers"])),
    "diff": (("diff", "here"), frozenset(["localkit_document_kinds", "localkit_light_raisers"])),
    "check": (
        ("check", "here", "--format", "json", "--fail-on", "never"),
        frozenset(
            [
                *("localkit_document_kinds", "localkit_light_raisers", "localkit_rules", "localkit_reports"),
            ]
        ),
    ),
    "record": (
        ("record", "stay", "here", "--summary", "s", "--nature", "reordering"),
        frozenset(
            [
                *("localkit_document_kinds", "localkit_light_raisers", "localkit_vocabularies"),
                "localkit_adaptation_recorded",
            ]
        ),
    ),
    "log": (
        ("log", "here"),
        frozenset(["localkit_document_kinds", "localkit_light_raisers", "localkit_vocabularies"]),
    ),
    "exception": (
        ("exception", "request", "stay", "here", "--by", "host", "--until", "2999-01-01"),
        frozenset(["localkit_exception_changed"]),
    ),
    "update": (
        ("update", "here", "--kit", "next", "--no-input"),
        frozenset(
            [
                *("localkit_parameter_schemas", "localkit_fill_parameter", "localkit_filters"),
                *("localkit_document_kinds", "localkit_local_version_updated"),
            ]
        ),
    ),
    "report": (
        ("report", "here", "--html", "page.html"),
        frozenset(["localkit_document_kinds", "localkit_light_raisers", "localkit_vocabularies"]),
    ),
    "export": (("export", "here", "--to", "html", "-o", "page.html"), frozenset()),
    "resolve": (("resolve", "--list", "here"), frozenset()),
    "decide": (("decide", "no-such-change", "here", "--adopted"), frozenset()),
    "undo": (("undo", "here"), frozenset()),
    "refresh": (("refresh", "here", "--kit", "next"), frozenset()),
    "set": (("set", "stage=pilot", "here"), frozenset()),
    "repair": (("repair", "here", "--kit", "kit"), frozenset()),
    "rehearse": (
        ("rehearse", "next", "here", "--workers", "1"),
        frozenset(  # whatever an update asks, but nobody is told of one that was not made
            [
                *("localkit_parameter_schemas", "localkit_fill_parameter"),
                *("localkit_filters", "localkit_document_kinds"),
            ]
        ),
    ),
    "rehearse elsewhere": (
        ("rehearse", "next", "here", "--scheduler", "nowhere://there"),
        frozenset(["localkit_executors"]),
    ),
    "kit": (("kit", "lint", "kit"), frozenset(["localkit_document_kinds", "localkit_filters"])),
    "bundle": (
        ("bundle", "here", "-o", "sent.zip", "--yes"),
        frozenset(["localkit_document_kinds", "localkit_light_raisers"]),
    ),
    "observe": (("observe", "no-such-indicator", "2026", "1", "2", "--path", "here"), frozenset()),
    "portfolio": (
        ("portfolio", "scan", "--workers", "1"),
        frozenset(["localkit_document_kinds", "localkit_light_raisers"]),
    ),
    "portfolio remove": (("portfolio", "remove", "no-such-place"), frozenset()),
    "plugins": (("plugins", "list", "--format", "json"), frozenset(RECORDS)),
    "trust": (("trust", "kit"), frozenset()),
    "demo": (("demo", "--help"), frozenset()),
    "schema": (("schema", "kit"), frozenset()),
}
"""For each verb what is typed, and the hooks that may be asked then."""

TOLD = re.compile(r"^The plugin Raises failed: (localkit_\w+): OSError: no$", re.MULTILINE)


def raising(hook: str) -> object:
    """A plugin whose only implementation raises."""

    def fail() -> None:
        raise OSError("no")

    class Raises:
        pass

    setattr(Raises, hook, staticmethod(hookimpl(fail)))
    return Raises()


@pytest.fixture
def world(tmp_path: Path) -> Path:
    write_world(tmp_path, FILES)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    write_world(tmp_path / "here", {"rules.md": "# Rules\n\nGo.\n", "tea.md": "# Tea\n"})
    run_localkit("portfolio", "add", "here", cwd=tmp_path).assert_ok()
    shutil.copytree(tmp_path / "here", tmp_path / "saved")
    shutil.copyfile(tmp_path / "portfolio.db", tmp_path / "saved.db")
    return tmp_path


def test_every_verb_is_tried_here() -> None:
    assert {arguments[0] for arguments, _ in COMMANDS.values()} == set(VERBS)


def test_every_hook_is_asked_by_some_verb() -> None:
    """Those of screens and of verbs apart."""
    asked = frozenset().union(*(hooks for _, hooks in COMMANDS.values()))

    assert set(HOOKS) <= asked


@pytest.mark.parametrize("verb", COMMANDS)
def test_a_plugin_that_raises_is_survived(world: Path, verb: str) -> None:
    """Each hook in turn, in one world: to make one takes longer than to run a command in it."""
    arguments, may_ask = COMMANDS[verb]
    usual = run_localkit(*arguments, cwd=world)

    for hook in HOOKS:
        _reset(world)
        outcome = run_localkit(*arguments, cwd=world, plugins=[raising(hook)])

        told = TOLD.findall(outcome.stderr)
        assert "Traceback" not in outcome.stderr, hook
        if told:
            assert set(told) == {hook}
            assert hook in may_ask
            assert outcome.status == (usual.status or 1), hook
        else:
            assert (outcome.status, outcome.stderr) == (usual.status, usual.stderr), hook
        if usual.status in (0, 1):
            assert _without_plugin(outcome) == _without_plugin(usual), hook


def _reset(world: Path) -> None:
    """Nothing of the first run may be in the way of the second."""
    shutil.rmtree(world / "new", ignore_errors=True)
    (world / "page.html").unlink(missing_ok=True)
    shutil.rmtree(world / "copied" / ".localkit", ignore_errors=True)
    shutil.rmtree(world / "here")
    shutil.copytree(world / "saved", world / "here")
    shutil.copyfile(world / "saved.db", world / "portfolio.db")
    (world / "sent.zip").unlink(missing_ok=True)


def _without_plugin(outcome: Outcome) -> str:
    """What was printed, less what is said of the plugin itself."""
    if outcome.stdout.startswith('{\n  "$schema"'):
        return outcome.stdout
    if '"findings"' in outcome.stdout:
        return str([item for item in outcome.json["findings"] if item["rule"] != "core.plugin"])
    if '"left_out"' in outcome.stdout:
        return str([item for item in outcome.json["plugins"] if item["name"] != "Raises"])
    kept = re.sub(r"\nFirst of all\n   the plugin Raises failed.*\n(?:     .*\n)*", "", outcome.stdout)
    return kept.replace("\n\n", "\n")


@pytest.mark.parametrize("hook", sorted(set(RECORDS)))
def test_a_hook_that_is_asked_says_so_when_it_fails(hook: str) -> None:
    """The test above cannot tell whether a hook is asked at all; ``plugins list`` asks all that register."""
    outcome = run_localkit("plugins", "list", plugins=[raising(hook)])

    assert outcome.status == 1
    assert f"The plugin Raises failed: {hook}: OSError: no\n" in outcome.stderr


@pytest.mark.parametrize("verb", [verb for verb, (_, hooks) in COMMANDS.items() if hooks])
def test_each_verb_asks_what_it_is_said_to_ask(world: Path, verb: str) -> None:
    arguments, may_ask = COMMANDS[verb]

    for hook in sorted(may_ask):
        _reset(world)
        outcome = run_localkit(*arguments, cwd=world, plugins=[raising(hook)])

        assert hook in TOLD.findall(outcome.stderr)


def example(hook: str) -> str:
    doc = inspect.getdoc(getattr(specs, hook)) or ""
    found = re.search(r"Example::\n\n((?:    .*\n|\n)+)", doc)
    assert found, f"{hook} has no example"
    return inspect.cleandoc(found[1])


@pytest.mark.parametrize("hook", HOOKS)
def test_the_example_of_a_hook_works(hook: str) -> None:
    module = ModuleType("example")
    module.__dict__["read_agenda"] = lambda path, data: None
    exec(example(hook), module.__dict__)
    plugins = Plugins([module], installed=False)

    assert plugins.problems == []
    assert [plugin.hooks for plugin in plugins.active] == [(hook,)]
    if hook in RECORDS:
        answers = list(plugins.ask_each(hook, kit=kit("[]")))
        assert [type(item) for answer in answers for item in answer.result] == [RECORDS[hook]]


@pytest.mark.parametrize(
    "rubbish",
    [3, "x", {"a": 1}, [3], [None], object()],
    ids=["number", "text", "map", "numbers", "nones", "thing"],
)
@pytest.mark.parametrize("hook", sorted(RECORDS))
def test_a_plugin_that_gives_rubbish_is_named(hook: str, rubbish: Any) -> None:
    give: Callable[[], Any] = lambda: rubbish  # noqa: E731

    class Gives:
        pass

    setattr(Gives, hook, staticmethod(hookimpl(give)))

    outcome = run_localkit("plugins", "list", plugins=[Gives()])

    assert outcome.status == 1
    assert f"The plugin Gives failed: {hook}: it gave " in outcome.stderr
