"""The command itself: help, version, slips, exit statuses, mistakes of our own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from localkit import __version__
from localkit.cli import diagnostics
from localkit.errors import (
    AnswersError,
    CoreError,
    HookFailedError,
    InputError,
    KitError,
    LimitError,
    LocalkitError,
    LocalVersionError,
    MachineError,
    SafetyError,
)
from localkit.testing import Outcome, run_localkit, write_world

HELP = "hint: `localkit --help` tells what can be said.\n"


def test_version_is_one_line() -> None:
    assert run_localkit("--version") == Outcome(0, f"localkit, version {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []])
def test_help_lists_every_verb_in_its_order(arguments: list[str]) -> None:
    outcome = run_localkit(*arguments).assert_ok()

    verbs = [
        line.split()[0] for line in outcome.stdout.partition("Commands:")[2].splitlines() if line.strip()
    ]
    assert verbs[:3] == ["adapt", "adopt", "status"]
    assert outcome.stderr == ""


@pytest.mark.parametrize("verb", ["adapt", "adopt", "status", "schema"])
def test_each_verb_has_help_with_an_example(verb: str) -> None:
    assert f"Example: localkit {verb}" in run_localkit(verb, "--help").assert_ok().stdout


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["adaptt"], f'error: there is no command "adaptt". Did you mean "adapt"?\n{HELP}'),
        (["zzz"], f'error: there is no command "zzz"\n{HELP}'),
        (["--nonsense"], f"error: No such option '--nonsense'\n{HELP}"),
        (
            ["adapt"],
            "error: Missing argument 'KIT'\nhint: `localkit adapt --help` tells what can be said.\n",
        ),
        (
            ["status", "--format", "xml"],
            "error: Invalid value for '--format': 'xml' is not one of 'text', 'json'\n"
            "hint: `localkit status --help` tells what can be said.\n",
        ),
    ],
)
def test_a_slip_is_told_in_two_lines(typed: list[str], told: str) -> None:
    assert run_localkit(*typed) == Outcome(2, "", told)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (InputError, 2),
        (KitError, 2),
        (AnswersError, 2),
        (LocalVersionError, 2),
        (CoreError, 2),
        (HookFailedError, 2),
        (LimitError, 2),
        (SafetyError, 3),
        (MachineError, 4),
    ],
)
def test_each_kind_of_error_has_its_exit_status(kind: type[LocalkitError], status: int) -> None:
    assert diagnostics.exit_status(kind("x")) == status


def test_details_come_only_when_asked_for_wherever_it_is_said(tmp_path: Path) -> None:
    plain = run_localkit("status", cwd=tmp_path)
    before = run_localkit("--debug", "status", cwd=tmp_path)
    behind = run_localkit("status", "--debug", cwd=tmp_path)

    assert "Traceback" not in plain.stderr
    assert before.stderr == behind.stderr
    assert before.stderr.startswith("Traceback")
    assert before.stderr.endswith(plain.stderr)


def test_a_mistake_of_our_own_is_owned_up_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # There is no honest way to make our own code fail, so one function is put in its place.
    monkeypatch.setattr("localkit.cli.commands.status.status", lambda *_: 1 / 0)

    outcome = run_localkit("status", cwd=tmp_path)

    assert outcome == Outcome(
        4,
        "",
        "error: localkit itself made a mistake (ZeroDivisionError: division by zero)\n"
        "hint: Nothing of yours was changed. Run it again with --debug and send what it prints to localkit's makers.\n",
    )


def test_who_stops_a_command_gets_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    # As above: a person's Ctrl-C at a known moment.
    monkeypatch.setattr("localkit.cli.commands.status.status", stop)

    outcome = run_localkit("status", cwd=tmp_path)

    assert (outcome.status, outcome.stdout) == (130, "")
    assert outcome.stderr.strip() == "Stopped. Nothing was changed."


def test_who_stops_a_command_that_writes_is_not_told_that_nothing_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    # As above: a person's Ctrl-C at a known moment.
    monkeypatch.setattr("localkit.cli.commands.undo.undo", stop)

    outcome = run_localkit("undo", cwd=tmp_path)

    assert (outcome.status, outcome.stdout) == (130, "")
    assert outcome.stderr.strip() == (
        "Stopped. Either all of it is written or nothing; `localkit status` tells how it stands."
    )


def test_python_m_localkit_is_the_same_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "localkit", "status"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert Outcome(done.returncode, done.stdout, done.stderr) == run_localkit("status", cwd=tmp_path)


def test_a_reader_that_stops_reading_is_no_error(place: Path) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m localkit schema kit | head -n 1; echo "${{PIPESTATUS[0]}}"',
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == ("{\n0\n", "")


def test_colours_come_where_asked_for_and_nowhere_else(place: Path) -> None:
    plain = run_localkit("status", cwd=place)
    wanted = run_localkit("--color", "status", cwd=place)

    assert "\x1b[" not in plain.stdout
    assert "\x1b[1mHarrow" in wanted.stdout
    assert run_localkit("--no-color", "status", cwd=place, env={"NO_COLOR": ""}).stdout == plain.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
@pytest.mark.parametrize("arguments", [["status"], ["adapt", "mend-together", "--no-input"]])
def test_who_stands_in_a_folder_that_is_gone_is_told(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "gone").mkdir()
    program = (
        "import os, sys; from localkit.cli.main import run; "
        f"os.rmdir({str(tmp_path / 'gone')!r}); sys.exit(run({arguments!r}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path / "gone", capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "error: the folder you are in is not there any more\nhint: Go to one that is: cd ..\n",
    )


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m localkit demo demo | head -n 1; exit ${{PIPESTATUS[0]}}'

    ended = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Six schemes")


def test_every_error_says_what_to_do(tmp_path: Path) -> None:
    """Also where whoever raised it had no advice of its own."""
    write_world(
        tmp_path, {"kit/cookiecutter.json": '{"s": "x"}', "kit/{{cookiecutter.s}}/a": "{% include 'b' %}"}
    )

    outcome = run_localkit("adapt", "kit", "--no-input", cwd=tmp_path)

    assert outcome.status == 2
    assert outcome.stderr.splitlines()[1].startswith("hint: ")


def test_an_option_for_all_verbs_stands_before_the_verb() -> None:
    assert run_localkit("schema", "-p", "no:x") == Outcome(
        2, "", "error: No such option '-p'\nhint: It stands before the verb: localkit -p …\n"
    )
