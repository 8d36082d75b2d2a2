"""Nothing a test does reaches a person's own settings, and nothing on this machine reaches a test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("LOCALKIT_CONFIG_DIR", str(folder / "no-settings"))
    monkeypatch.setenv("LOCALKIT_CACHE_DIR", str(folder / "cache"))
    monkeypatch.setenv("LOCALKIT_DISABLE_PLUGINS", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration folder of this test's own."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("LOCALKIT_CONFIG_DIR", str(folder))
    return folder
