"""A place's own plugins: never run unless somebody here said so, and asked again when they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.testing import Outcome, run_localkit, write_world

CODE = """\
from pathlib import Path

from localkit.hooks.kinds import Rule
from localkit.hooks.markers import hookimpl
from localkit.model.finding import Finding

Path({marker!r}).write_text("ran")


@hookimpl
def localkit_rules():
    return [Rule("here.tea", "Tea.", lambda local: [Finding("here.tea", "must", "There is no tea.")])]
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")
    monkeypatch.setenv("LOCALKIT_CONFIG_DIR", str(tmp_path / "config"))
    write_world(tmp_path, {"kit/cookiecutter.json": '{"s": "here"}', "kit/{{cookiecutter.s}}/a.md": "# A\n"})
    run_localkit("--no-plugins", "adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    code = CODE.format(marker=str(tmp_path / "ran"))
    return write_world(tmp_path / "here", {".localkit/plugins/tea.py": code})


def checked(place: Path) -> Outcome:
    return run_localkit("-p", "no:localkit-uk-care", "check", place, "--all")


def ran(place: Path) -> bool:
    return (place.parent / "ran").exists()


def test_they_are_left_out_and_that_is_told(place: Path) -> None:
    outcome = checked(place)

    assert (outcome.status, outcome.stderr, ran(place)) == (0, "", False)
    assert (
        "this place has rules of its own (tea.py), which nobody has trusted on this machine" in outcome.stdout
    )
    assert "tea.py" in run_localkit("plugins", "list", place).stdout
    assert not ran(place)


def test_they_run_once_trusted_and_not_after_a_change(place: Path) -> None:
    trusted = run_localkit("trust", place, "--yes")
    assert trusted == Outcome(0, "Trusted. What the files say now may run on this machine.\n", "")
    assert run_localkit("trust", place).stdout == "Trusted already; nothing changed since.\n"

    outcome = checked(place)
    assert (outcome.status, ran(place)) == (1, True)
    assert "There is no tea." in outcome.stdout

    (place.parent / "ran").unlink()
    with open(place / ".localkit" / "plugins" / "tea.py", "a") as stream:
        stream.write("\n")
    assert (checked(place).status, ran(place)) == (0, False)


def test_trust_can_be_taken_back(place: Path) -> None:
    run_localkit("trust", place, "--yes").assert_ok()

    assert run_localkit("trust", place, "--remove").stdout == "Not trusted any more.\n"
    assert (checked(place).status, ran(place)) == (0, False)
    assert run_localkit("trust", place, "--remove").stdout == "It was not trusted.\n"


def test_nobody_there_to_ask_is_refused(place: Path) -> None:
    outcome = run_localkit("trust", place)

    assert outcome.status == 3
    assert outcome.stderr == (
        "These rules of the place's own would run on this machine:\n"
        "  .localkit/plugins/tea.py\n"
        "It could do anything that you can do here. Say yes only if you know who made it.\n"
        "error: nobody was asked, so nothing is trusted\n"
        "hint: Say --yes if you know who made it.\n"
    )


@pytest.mark.parametrize("how", ["--no-plugins", "LOCALKIT_DISABLE_PLUGINS"])
def test_all_plugins_off_means_these_too(place: Path, how: str) -> None:
    run_localkit("trust", place, "--yes").assert_ok()

    if how.startswith("--"):
        run_localkit(how, "check", place).assert_ok()
    else:
        run_localkit("check", place, env={how: "1"}).assert_ok()

    assert not ran(place)


def test_links_are_never_followed(place: Path) -> None:
    outside = place.parent / "outside.py"
    outside.write_text(CODE.format(marker=str(place.parent / "ran")))
    tea = place / ".localkit" / "plugins" / "tea.py"
    tea.unlink()
    tea.symlink_to(outside)

    assert run_localkit("trust", place, "--yes").status == 2
    assert (checked(place).status, ran(place)) == (0, False)


def test_a_kit_without_code_needs_no_trust(place: Path) -> None:
    assert run_localkit("trust", place.parent / "kit").stderr.endswith(
        "the kit has no code of its own: there is nothing to trust\nhint: Use it as it is: localkit adapt.\n"
    )
