"""Plugins: found, registered, named when they fail, and told apart."""

from __future__ import annotations

import warnings
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.hooks import specs
from localkit.hooks.asking import records
from localkit.hooks.failure import Failure
from localkit.hooks.files import PluginFile
from localkit.hooks.kinds import Report, Rule
from localkit.hooks.manager import Plugins
from localkit.hooks.markers import hookimpl, hookspec
from localkit.testing import kit, local_version, run_localkit, run_rules, write_world


def module(name: str, code: str) -> ModuleType:
    made = ModuleType(name)
    exec(
        "from localkit.hooks.kinds import *\nfrom localkit.hooks.markers import hookimpl\n" + code,
        made.__dict__,
    )
    return made


def rules(name: str, *rule_names: str) -> ModuleType:
    listed = ", ".join(f'Rule("{rule}", "s", lambda local: [])' for rule in rule_names)
    return module(name, f"@hookimpl\ndef localkit_rules():\n    return [{listed}]\n")


def asked(plugins: Plugins, hook: str = "localkit_rules") -> tuple[list[str], list[Failure]]:
    failures: list[Failure] = []
    given_records = records(plugins, hook, failures.append, kit=kit("[]"))
    return [f"{item.plugin}:{item.record.name}" for item in given_records], failures


def test_two_records_of_one_name_are_told_with_both_plugins() -> None:
    plugins = Plugins([rules("one", "a.x"), rules("two", "a.x", "a.y")], installed=False)

    assert asked(plugins) == (
        ["one:a.x", "two:a.y"],
        [Failure("two", 'localkit_rules: its Rule "a.x" is left out, since one has one of that name')],
    )


def test_two_plugins_of_one_name_are_told_with_where_they_come_from() -> None:
    files = [PluginFile("ours", f"{folder}/ours.py", b"", f"file {folder}/ours.py") for folder in ("a", "b")]

    plugins = Plugins(installed=False, files=files)

    assert plugins.names == ["ours"]
    assert [(item.plugin, item.reason) for item in plugins.problems] == [
        ("ours", "file a/ours.py and file b/ours.py have the same name; only the first is active")
    ]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param(
            "@hookimpl\ndef localkit_rulez():\n    pass\n",
            "there is no hook localkit_rulez; did you mean localkit_rules?",
            id="unknown hook",
        ),
        pytest.param(
            "@hookimpl\ndef localkit_zzzzzzzzzzzz():\n    pass\n",
            "there is no hook localkit_zzzzzzzzzzzz",
            id="no such",
        ),
        pytest.param(
            "LOCALKIT_API = 2\n",
            "it needs version 2 of the hooks; this localkit has version 1",
            id="later version",
        ),
        pytest.param(
            "LOCALKIT_API = 'x'\n",
            "it needs version x of the hooks; this localkit has version 1",
            id="odd version",
        ),
    ],
)
def test_a_plugin_that_does_not_fit_is_left_out_whole(code: str, reason: str) -> None:
    fine = '@hookimpl\ndef localkit_rules():\n    return [Rule("a.x", "s", print)]\n'

    plugins = Plugins([module("ours", fine + code), rules("other", "a.y")], installed=False)

    assert [(item.plugin, item.reason) for item in plugins.problems] == [("ours", reason)]
    assert asked(plugins) == (["other:a.y"], [])


def test_a_plugin_that_asks_for_an_argument_that_is_not_there_is_left_out() -> None:
    plugins = Plugins(
        [module("ours", "@hookimpl\ndef localkit_rules(kits):\n    return []\n")], installed=False
    )

    assert plugins.names == []
    assert "kits" in plugins.problems[0].reason


@pytest.mark.parametrize(
    "code", ["raise OSError('no')", "import sys; sys.exit(3)", "def x(:\n", "import not_there_x"]
)
def test_a_file_that_cannot_be_run_is_named_and_others_are_heard(code: str) -> None:
    files = [PluginFile("bad", "bad.py", code.encode(), "file"), PluginFile("good", "good.py", b"", "file")]

    plugins = Plugins(installed=False, files=files)

    assert (plugins.names, [item.plugin for item in plugins.problems]) == (["good"], ["bad"])


def test_what_is_yielded_before_an_error_is_lost_and_nobody_elses() -> None:
    code = '@hookimpl\ndef localkit_rules():\n    yield Rule("a.x", "s", print)\n    raise OSError("late")\n'

    plugins = Plugins([module("ours", code), rules("other", "a.y")], installed=False)

    assert asked(plugins) == (["other:a.y"], [Failure("ours", "localkit_rules: OSError: late")])


def test_a_plugin_that_ends_the_program_does_not() -> None:
    plugins = Plugins(
        [module("ours", "@hookimpl\ndef localkit_rules():\n    raise SystemExit(3)\n")], installed=False
    )

    assert asked(plugins) == ([], [Failure("ours", "localkit_rules: SystemExit: 3")])


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        (Rule("", "s", lambda local: []), "a Rule has no name"),
        (Rule(3, "s", lambda local: []), "a Rule has no name"),  # type: ignore[arg-type]
        (Rule("a.x", "s", "print"), 'the Rule "a.x" has nothing to call in "run"'),  # type: ignore[arg-type]
        (Report("r", "s", str), "it gave a Report where a Rule belongs"),
    ],
)
def test_a_record_that_cannot_be_used_is_named(record: Any, wrong: str) -> None:
    ours = module("ours", "")
    ours.__dict__["localkit_rules"] = hookimpl(lambda: [record])

    assert asked(Plugins([ours], installed=False)) == ([], [Failure("ours", f"localkit_rules: {wrong}")])


@given(
    st.one_of(
        st.integers(), st.text(), st.lists(st.integers() | st.none()), st.dictionaries(st.text(), st.text())
    )
)
def test_whatever_a_plugin_gives_others_are_heard(rubbish: Any) -> None:
    ours = module("ours", "")
    ours.__dict__["localkit_rules"] = hookimpl(lambda: rubbish)

    found, failures = asked(Plugins([ours, rules("other", "a.y")], installed=False))

    assert found == ["other:a.y"]
    assert {item.plugin for item in failures} <= {"ours"}
    assert bool(failures) is not (rubbish == [])


def test_a_hook_that_is_about_to_go_away_is_told_when_a_plugin_has_it() -> None:
    specs = ModuleType("specs")

    def localkit_rules(kit: object, mood: object) -> None:
        """Old."""

    gone = PendingDeprecationWarning("localkit_rules goes away in 0.3; use localkit_checks")
    specs.__dict__["localkit_rules"] = hookspec(warn_on_impl=gone)(localkit_rules)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plugins = Plugins([rules("ours", "a.x")], installed=False, hooks=specs)

    assert plugins.notes == ["The plugin ours: localkit_rules goes away in 0.3; use localkit_checks"]
    assert plugins.names == ["ours"]


def test_a_plugin_is_left_out_by_name() -> None:
    plugins = Plugins([rules("one", "a.x"), rules("two", "a.y")], installed=False, off=["one", "nobody"])

    assert (plugins.names, plugins.left_out) == (["two"], {"one"})
    assert asked(plugins) == (["two:a.y"], [])


def test_whoever_came_last_is_asked_first_and_the_first_answer_wins() -> None:
    code = "@hookimpl\ndef localkit_fill_parameter():\n    return '{0}'\n"
    plugins = Plugins([module("one", code.format("1")), module("two", code.format("2"))], installed=False)

    found = list(plugins.ask_each("localkit_fill_parameter", kit=None, name="x", answers={}))

    assert [item.result for item in found] == ["2", "1"]


def test_a_rule_of_a_folder_is_run_and_listed(tmp_path: Any) -> None:
    code = (
        "from localkit.hooks.kinds import Rule\nfrom localkit.hooks.markers import hookimpl\n"
        "@hookimpl\ndef localkit_rules():\n    return [Rule('ours.x', 's', lambda local: 1 / 0)]\n"
    )
    write_world(
        tmp_path,
        {
            "plugins/ours.py": code,
            "kit/cookiecutter.json": '{"s": "here"}',
            "kit/{{cookiecutter.s}}/a.md": "# A\n",
        },
    )
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()

    outcome = run_localkit("--plugins-dir", "plugins", "check", "here", cwd=tmp_path)

    assert outcome.status == 1
    assert outcome.stderr == "The plugin ours failed: the rule ours.x: ZeroDivisionError: division by zero\n"
    assert (
        run_localkit("--plugins-dir", "plugins", "-p", "no:ours", "check", "here", cwd=tmp_path).status == 0
    )
    assert run_localkit("--plugins-dir", "plugins", "--no-plugins", "check", "here", cwd=tmp_path).status == 0
    assert run_localkit("--plugins-dir", "nowhere", "check", "here", cwd=tmp_path).stderr == (
        "error: nowhere: there is no such folder of plugins\n"
        "hint: Behind --plugins-dir stands a folder with Python files in it.\n"
    )


def test_a_rule_that_gives_rubbish_fails_the_authors_test() -> None:
    ours = module(
        "ours", '@hookimpl\ndef localkit_rules():\n    return [Rule("a.x", "s", lambda local: ["no"])]\n'
    )

    with pytest.raises(AssertionError, match=r"ours: the rule a\.x: it gave str where a Finding belongs"):
        run_rules(local_version(kit("[]"), {}), ours)


def test_what_plugins_print_is_kept_out_of_a_document(tmp_path: Any) -> None:
    code = (
        "from localkit.hooks.kinds import Rule\nfrom localkit.hooks.markers import hookimpl\nprint('loaded')\n"
        "def run(local):\n    print('run')\n    return []\n"
        "@hookimpl\ndef localkit_rules():\n    print('asked')\n    return [Rule('ours.x', 's', run)]\n"
    )
    kit_files = {"kit/cookiecutter.json": '{"s": "here"}', "kit/{{cookiecutter.s}}/a.md": "# A\n"}
    write_world(tmp_path, {"plugins/ours.py": code, **kit_files})
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()

    outcome = run_localkit("--plugins-dir", "plugins", "check", "here", "--format", "json", cwd=tmp_path)

    assert outcome.json["findings"] == []
    assert outcome.stderr == "loaded\nasked\nrun\n"


def test_details_of_a_failure_are_shown_on_request(tmp_path: Any) -> None:
    ours = module("ours", "@hookimpl\ndef localkit_rules():\n    raise OSError('no')\n")
    kit_files: dict[str, str | bytes] = {
        "kit/cookiecutter.json": '{"s": "here"}',
        "kit/{{cookiecutter.s}}/a.md": "# A\n",
    }
    write_world(tmp_path, kit_files)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()

    plain = run_localkit("check", "here", cwd=tmp_path, plugins=[ours]).stderr
    told = run_localkit("check", "here", "--debug", cwd=tmp_path, plugins=[ours]).stderr

    assert plain == "The plugin ours failed: localkit_rules: OSError: no\n"
    assert "Traceback (most recent call last)" in told
    assert told.endswith(plain)


def test_a_note_on_a_hook_is_told_and_fails_nothing(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = module("ours", "@hookimpl\ndef localkit_panels():\n    return []\n")
    gone = DeprecationWarning("localkit_panels goes away in 0.3; use localkit_parts")
    # Stands for a later release, in which this hook is about to go away.
    monkeypatch.setitem(specs.localkit_panels.__dict__["localkit_spec"], "warn_on_impl", gone)

    outcome = run_localkit("plugins", "list", plugins=[ours])

    assert (outcome.status, outcome.stderr) == (
        0,
        "The plugin ours: localkit_panels goes away in 0.3; use localkit_parts\n",
    )
