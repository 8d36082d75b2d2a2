"""A page in a real browser: what it looks like is not seen here, what it does is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
PROGRAM: Final = next((found for name in BROWSERS if (found := shutil.which(name))), None)


@dataclass
class Seen:
    """A page that is open, and what it did beside being shown.

    Attributes:
        page: Playwright's page.
        asked: Addresses that it asked for, its own not among them.
        said: What came on the console, and errors of scripts.
        heard: What was sent to it over web sockets.
    """

    page: Any
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def hear(self, frame: bytes | str) -> None:
        """Keep what came over a web socket."""
        self.heard.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    @property
    def too_wide(self) -> int:
        """By how much the page is wider than the window."""
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )


class Browser:
    """One Chromium for all tests of a module: starting it takes longer than most of what it is asked."""

    def __init__(self, chromium: Any, axe: str) -> None:
        self._chromium, self._axe = chromium, axe

    @contextmanager
    def open(
        self, path: Path | str, *, width: int = 1280, script: bool = True, **looks: Any
    ) -> Iterator[Seen]:
        """A page in a window of its own.

        Args:
            path: The page's file, or its address.
            width: Of the window.
            script: Whether the page's own script runs.
            looks: More of the window, such as ``color_scheme``, ``forced_colors``.
        """
        window = self._chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script, **looks
        )
        try:
            seen = Seen(window.new_page())
            seen.page.on("request", lambda asked: seen.asked.append(asked.url))
            seen.page.on("console", lambda said: seen.said.append(said.text))
            seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
            seen.page.on("websocket", lambda opened: opened.on("framereceived", seen.hear))
            address = path if isinstance(path, str) else path.as_uri()
            seen.page.goto(address)
            seen.asked.remove(address)
            yield seen
        finally:
            window.close()

    def problems(self, seen: Seen, *, but: Sequence[str] = ()) -> list[tuple[str, str]]:
        """What axe finds, all of its rules asked, those of best practice too: rule and first place.

        Args:
            seen: The page.
            but: Rules that are not asked.
        """
        # Evaluated from outside, so the page's policy, which lets nothing but its own script run, stays as it is.
        seen.page.evaluate(self._axe)
        asked = {
            "resultTypes": ["violations"],
            "runOnly": {"type": "tag", "values": _TAGS},
            "rules": {rule: {"enabled": False} for rule in but},
        }
        found = seen.page.evaluate("asked => axe.run(document, asked)", asked)
        return [(item["id"], item["nodes"][0]["html"][:200]) for item in found["violations"]]


_TAGS: Final = [
    "wcag2a",
    "wcag2aa",
    "wcag2aaa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
    "experimental",
]
CONTRAST: Final = ("color-contrast", "color-contrast-enhanced")
"""Rules that take longer than all others together."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser, where this machine has one; not for longer than a module, as it keeps asyncio for itself."""
    if PROGRAM is None:
        pytest.skip(f"no browser here: none of {', '.join(BROWSERS)} is on the path")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="no playwright here: pip install '.[browser]'"
    )
    axe = pytest.importorskip("axe_playwright_python", reason="no axe here: pip install '.[browser]'")
    script = (Path(str(axe.__file__)).parent / "axe.min.js").read_text("utf-8")
    with playwright.sync_playwright() as driver:
        # Inside a container there is no second sandbox to be had; the pages are our own.
        chromium = driver.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox", "--disable-gpu"])
        yield Browser(chromium, script)
        chromium.close()


def sheets(pdf: bytes) -> int:
    """How many sheets of paper a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
