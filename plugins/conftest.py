"""As for the tests of localkit itself: no settings of a person and no installed plugin reaches a test."""

from __future__ import annotations

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
