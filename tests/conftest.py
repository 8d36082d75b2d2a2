"""Nothing a test does reaches a person's own settings, and nothing on this machine reaches a test."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.demo_world import demo_places
from tests.portfolio_stores import portfolio_address, postgresql_database, postgresql_server

__all__ = ["demo_places", "portfolio_address", "postgresql_database", "postgresql_server"]

# A busy machine is no reason to fail: time is held by the limit of a whole test.
hypothesis_settings.register_profile("localkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("localkit")


def _stopped_by_permissions() -> bool:
    """Whether this user can be denied anything at all; root with all its rights cannot."""
    with tempfile.TemporaryDirectory() as folder:
        closed = Path(folder) / "closed"
        closed.mkdir(mode=0)
        try:
            next(closed.iterdir(), None)
        except PermissionError:
            return True
        finally:
            closed.chmod(0o700)
    return False


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run what is about forks in a process of its own, where other tests left threads behind in this one."""
    if not pyfuncitem.get_closest_marker("one_thread") or threading.active_count() == 1:
        return None
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", pyfuncitem.nodeid.partition("@")[0]]
    ended = subprocess.run(
        command, cwd=pyfuncitem.config.rootpath, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return True


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take an option for the tests that need minutes."""
    parser.addoption("--slow", action="store_true", help="also run the tests marked slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs a user who can be denied something, and what is slow unless asked for; threads come last."""
    items.sort(key=lambda item: item.get_closest_marker("leaves_threads") is not None)
    for item in items:
        if item.get_closest_marker("slow") and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))
    if any(item.get_closest_marker("permissions") for item in items) and not _stopped_by_permissions():
        for item in items:
            if item.get_closest_marker("permissions"):
                item.add_marker(pytest.mark.skip(reason="this user may read and write everything"))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("LOCALKIT_CONFIG_DIR", str(folder / "no-settings"))
    monkeypatch.setenv("LOCALKIT_CACHE_DIR", str(folder / "cache"))
    monkeypatch.setenv("LOCALKIT_DISABLE_PLUGINS", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)  # where somebody's own databases are, and how they are reached
    monkeypatch.setenv("PGPASSFILE", str(folder / "no-passwords"))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration folder of this test's own."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("LOCALKIT_CONFIG_DIR", str(folder))
    return folder
