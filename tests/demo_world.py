"""The demo, made once for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.actions.demo import demo
from localkit.testing import fixed_workspace


@pytest.fixture(scope="session")
def demo_places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's six places with their kit and portfolio; copy a place before writing in it."""
    folder = tmp_path_factory.mktemp("demo-places")
    demo(fixed_workspace(folder), folder / "demo")
    return folder / "demo"
