"""``localkit record`` in a real terminal: six key strokes beyond the sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from localkit.testing import run_localkit, write_world

pty = pytest.importorskip("pty")

KIT = """\
format: 1
name: small
version: 1.0.0
title: Small
elements:
  - {id: stay, title: The visitor stays, latitude: fixed, basis: values, passages: [{file: rules.md}]}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_world(
        tmp_path,
        {
            "kit/kit.yaml": KIT,
            "kit/cookiecutter.json": '{"slug": "here"}',
            "kit/{{cookiecutter.slug}}/rules.md": "# Rules\n\nStay.\n",
        },
    )
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return write_world(tmp_path / "here", {"rules.md": "# Rules\n\nGo.\n"})


def typed(place: Path, keys: list[tuple[str, str]]) -> tuple[int, str]:
    """Run ``localkit record`` in a terminal; keys are pressed when what stands before them has appeared."""
    handle, inner = pty.openpty()
    own = "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from localkit.__main__ import main; "
    child = subprocess.Popen(
        [sys.executable, "-c", f"{own}sys.argv = ['localkit', 'record']; sys.exit(main())"],
        **dict.fromkeys(("stdin", "stdout", "stderr"), inner),
        cwd=place,
        start_new_session=True,
    )
    os.close(inner)
    said = ""
    until = time.monotonic() + 40
    waiting = list(keys)
    while time.monotonic() < until:
        try:
            said += os.read(handle, 4096).decode("utf-8", "replace")
        except OSError:
            break
        while waiting and waiting[0][0] in said:
            os.write(handle, waiting.pop(0)[1].encode())
    os.close(handle)
    return child.wait(10), said


def test_a_change_is_recorded_in_six_key_strokes_beyond_the_sentence(place: Path) -> None:
    status, said = typed(
        place,
        [
            ("Press a letter", "a"),
            ("One sentence", "We let them go.\r"),
            ("What kind of change is it?", "d"),
            ("What is it for?", "c\r"),
            ("Why here?", "\r"),
        ],
    )

    assert (status, "Recorded. we-let-them-go: We let them go." in said) == (0, True)
    text = (place / ".localkit" / "adaptations.yaml").read_text("utf-8")
    assert "      - substituting\n" in text
    assert "      - improve_feasibility\n" in text


def test_keys_that_were_typed_ahead_are_not_lost(place: Path) -> None:
    """A quick hand types on while the next question is still being written."""
    status, said = typed(place, [("Press a letter", "a"), ("One sentence", "We let them go.\rd\x1b[Ac\r\r")])

    assert status == 0
    assert "Recorded." in said


@pytest.mark.parametrize("key", ["\x03", "\x1b"])
def test_whoever_stops_has_changed_nothing(place: Path, key: str) -> None:
    status, said = typed(place, [("Press a letter", key)])

    assert (status, "Nothing was changed." in said) == (130, True)
    assert not (place / ".localkit" / "adaptations.yaml").exists()
