"""The screens in a terminal of their own: how they end, whoever ends them."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.terminal import localkit_in_a_terminal

pytest.importorskip("termios")  # not on Windows

BACK = "\x1b[?1049l"
"""What gives a terminal back as it was."""
LOST = """\
from localkit.hooks.kinds import PaletteCommand, Panel
from localkit.hooks.markers import hookimpl
from textual.widgets import Static
import time

class Storm(Static):
    def render(self):
        raise RuntimeError("storm")

@hookimpl
def localkit_panels():
    return [Panel("Storm", "A storm.", lambda local: Storm()), Panel("Sleep", "Sleeps.", lambda local: time.sleep(60))]
"""


def in_terminal(
    place: Path, arguments: Sequence[str], steps: Sequence[tuple[str, str | signal.Signals]]
) -> tuple[int, str]:
    """Run localkit; at each step wait until a text was drawn, then press keys or send a signal."""
    with localkit_in_a_terminal(place, arguments, size=(80, 24)) as (handle, child):
        said = _conversation(handle, child, list(steps))
        return child.wait(10), said


def _conversation(
    handle: int, child: subprocess.Popen[bytes], steps: list[tuple[str, str | signal.Signals]]
) -> str:
    said, seen = "", 0
    until = time.monotonic() + 40
    while time.monotonic() < until:
        if not select.select([handle], [], [], 1)[0]:
            continue
        try:
            piece = os.read(handle, 65_536)
        except OSError:
            break
        if not piece:
            break
        said += piece.decode("utf-8", "replace")
        while steps and steps[0][0] in said[seen:]:
            seen = len(said)
            what = steps.pop(0)[1]
            time.sleep(0.3)  # a person sees it first
            if isinstance(what, signal.Signals):
                child.send_signal(what)
            else:
                os.write(handle, what.encode())
    return said


@pytest.fixture(autouse=True)
def _seen_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who has taken the tour."""
    monkeypatch.setenv("TERM", "xterm-256color")
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "screens.json").write_text('{"tour": true}', "utf-8")
    monkeypatch.setenv("LOCALKIT_CONFIG_DIR", str(folder))


def test_q_ends_it_and_gives_the_terminal_back(demo_places: Path) -> None:
    status, said = in_terminal(demo_places, ["tui", "st-orrans-bay"], [("to say why", "q")])

    assert status == 0
    assert BACK in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["terminated", "hung up"])
def test_who_is_ended_from_outside_gives_the_terminal_back(demo_places: Path, number: signal.Signals) -> None:
    status, said = in_terminal(demo_places, ["tui", "st-orrans-bay"], [("to say why", number)])

    assert status == 128 + number
    assert BACK in said


def test_page_down_right_behind_the_palette_s_key_ends_nothing(demo_places: Path) -> None:
    """A quick hand turns a page of a list that is not drawn yet."""
    steps: list[tuple[str, str | signal.Signals]] = [
        ("to say why", "\x10\x1b[6~\x1b[6~\x1b[5~"),
        ("earch for", signal.SIGTERM),
    ]
    status, said = in_terminal(demo_places, ["tui", "st-orrans-bay"], steps)

    assert status == 128 + signal.SIGTERM
    assert "made a mistake" not in said


def test_plugin_whose_widget_cannot_be_drawn_is_named(
    demo_places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins/weather.py").write_text(LOST, "utf-8")
    arguments = ["--plugins-dir", str(tmp_path / "plugins"), "tui", "st-orrans-bay"]

    status, said = in_terminal(demo_places, arguments, [("to say why", "5")])

    assert status == 4
    assert "the plugin weather failed while its panel was shown: RuntimeError: storm" in said.replace(
        "\r\n", ""
    )
    assert "Traceback" not in said


def test_nobody_who_leaves_waits_for_a_plugin(
    demo_places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins/weather.py").write_text(LOST, "utf-8")
    arguments = ["--plugins-dir", str(tmp_path / "plugins"), "tui", "st-orrans-bay"]

    begun = time.monotonic()
    status, _ = in_terminal(demo_places, arguments, [("to say why", "6q")])

    assert status == 0
    assert time.monotonic() - begun < 30
