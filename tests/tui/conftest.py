"""A demo for screens, and pictures of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.benchmarks.invented_places import make
from textual.app import App

from localkit.tui.picture import svg_of

_PICTURES = Path(__file__).parent / "pictures"


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing moves on a screen under test: whoever waits for it to be still need not wait long."""
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    # A pilot looks fifty times a second whether the screen is still, which makes up half of what a journey takes.
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 200)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 1 / 2000)


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[App[None]], None]:
    """Holds a screen against its picture; ``LOCALKIT_NEW_PICTURES=1`` takes them anew, for a person to look at."""

    def holds(app: App[None]) -> None:
        path = _PICTURES / f"{request.node.name}.svg"
        now = svg_of(app)
        if os.environ.get("LOCALKIT_NEW_PICTURES"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(now, encoding="utf-8")
        assert now == path.read_text(encoding="utf-8"), f"{path.name} looks otherwise"

    return holds


@pytest.fixture
def demo_portfolio(demo_places: Path, tmp_path: Path) -> Path:
    """The demo's portfolio, to be written in; its places are the demo's own, which no test of these writes in."""
    return Path(shutil.copyfile(demo_places / "portfolio.db", tmp_path / "portfolio.db"))


@pytest.fixture(scope="session")
def many_places(demo_places: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred places that are nowhere on this machine."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    make(path, demo_places / "portfolio.db", 300)
    return path
