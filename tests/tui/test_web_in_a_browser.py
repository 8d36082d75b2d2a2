"""The screens in a real browser: they are there, keys work at once, and nothing is asked of anybody else."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.pages.browsing import Browser, Seen, browser

pytestmark = pytest.mark.leaves_threads

__all__ = ["browser"]

_CONTROL = re.compile(r"\x1b(\[[0-9;?<>=$]*[A-Za-z]|\][^\x07]*\x07)")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Of a kit's screens, served by a program of its own to somebody who saw the tour."""
    (tmp_path / "screens.json").write_text('{"tour": true}')
    env = {**os.environ, "LOCALKIT_CONFIG_DIR": str(tmp_path), "LOCALKIT_CACHE_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "localkit", "tui", "--web", "mend-together"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as server:
        assert server.stdout is not None
        server.stdout.readline()
        yield server.stdout.readline().strip()
        server.send_signal(signal.SIGINT)
        server.wait(15)
        assert server.returncode == 0


def wait_for(seen: Seen, there: Callable[[str], bool]) -> None:
    """Wait until the screens drew something."""
    for _ in range(200):
        if there(_CONTROL.sub("", "".join(seen.heard))):
            return
        seen.page.wait_for_timeout(100)
    raise AssertionError(f"not drawn; the page said {seen.said}")


def test_the_screens_are_drawn_and_keys_work_at_once(browser: Browser, address: str) -> None:
    with browser.open(address) as seen:
        wait_for(
            seen, lambda text: "Mend Together · mend-together 1.1.0" in text and "nothing to mend" in text
        )
        assert browser.problems(seen) == []

        seen.page.keyboard.press("?")
        wait_for(seen, lambda text: "A kit: what makes the programme work" in text)
        seen.page.keyboard.press("Escape")
        seen.page.wait_for_timeout(500)  # an Escape with a key right behind it is that key with Alt
        seen.page.keyboard.press("q")
        seen.page.get_by_role("link", name="Begin again").wait_for()

        assert seen.asked
        assert all(asked.startswith(address) for asked in seen.asked), seen.asked
        assert [said for said in seen.said if not said.startswith(("ping=", "CLOSED"))] == []
        assert browser.problems(seen) == []
