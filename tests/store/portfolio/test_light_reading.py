"""Reading a portfolio without SQLAlchemy."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.benchmarks.invented_places import make

from localkit.store.portfolio.light_reading import SCHEMA, NotAsUsualError, light_reading
from localkit.store.portfolio.migrations import CURRENT
from localkit.store.portfolio.opening import open_portfolio
from localkit.store.portfolio.pages import kept_texts, place_names


@pytest.fixture(scope="module")
def store(demo_places: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("light")
    make(folder / "many.db", demo_places / "portfolio.db", 40)
    return folder / "many.db"


def test_it_reads_the_present_schema() -> None:
    """Whoever adds a step to ``migrations`` looks whether the tables that are read here are still those."""
    assert SCHEMA == CURRENT


def test_it_reads_the_same_as_the_store(store: Path) -> None:
    with open_portfolio(str(store)) as portfolio:
        names = place_names(portfolio)
        numbers = [name.snapshot for name in names if name.snapshot is not None]
        texts = kept_texts(portfolio, numbers)

    with light_reading(str(store)) as light:
        first = light.first(10)
        assert light.names() == names
        assert light.texts(numbers) == texts
    assert (first.total, first.names) == (40, names[:10])
    assert first.texts == {name.id: texts[name.id] for name in names[:10] if name.id in texts}


def test_sqlalchemy_is_not_imported(store: Path) -> None:
    code = (
        "import sys\nfrom localkit.store.portfolio.light_reading import light_reading\n"
        f"with light_reading({str(store)!r}) as light: light.first(5)\n"
        "assert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("what", ["address", "none", "letter", "folder", "schema", "other"])
def test_what_is_not_as_usual_is_left_to_the_store(tmp_path: Path, store: Path, what: str) -> None:
    path = tmp_path / "p.db"
    if what == "letter":
        path.write_text("Dear all,\n" * 200, encoding="utf-8")
    elif what == "folder":
        path.mkdir()
    elif what in ("schema", "other"):
        path.write_bytes(store.read_bytes())
        connection = sqlite3.connect(path)
        told = {
            "schema": "UPDATE localkit_portfolio SET version = 1",
            "other": "DROP TABLE localkit_portfolio",
        }
        connection.execute(told[what])
        connection.commit()
        connection.close()
    where = "postgresql://nobody@127.0.0.1/none" if what == "address" else str(path)

    with pytest.raises(NotAsUsualError), light_reading(where):
        pass


def test_nothing_is_waited_for_long_while_another_command_writes(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "p.db"
    path.write_bytes(store.read_bytes())
    writer = sqlite3.connect(path)
    writer.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(NotAsUsualError), light_reading(str(path)):
            pass
    finally:
        writer.close()
