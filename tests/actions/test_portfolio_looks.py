"""Places of a portfolio in short."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.invented_places import make

from localkit.actions.portfolio_looks import Looker, looks_by_page
from localkit.errors import InputError
from localkit.model.place_look import KeptText, PlaceLook, PlaceName
from localkit.store.portfolio.opening import open_portfolio
from localkit.store.portfolio.snapshots import followed_places

TODAY = datetime.date(2026, 11, 26)


@pytest.fixture(scope="module")
def data(demo_places: Path) -> dict[str, Any]:
    """A snapshot at which nothing waits."""
    with open_portfolio(str(demo_places / "portfolio.db")) as portfolio:
        heard = next(
            item.heard for item in followed_places(portfolio) if item.known.place.label == "Hartsmere"
        )
    assert heard is not None
    return dict(heard.snapshot.data)


def looked(data: dict[str, Any] | None, reason: str | None = None) -> PlaceLook:
    name = PlaceName(1, "Hartsmere", "k", "folder", "/h", "read", reason, None if data is None else 1)
    kept = None if data is None else KeptText(json.dumps(data), "2026-11-20T10:00:00+00:00")
    return Looker(TODAY).look(name, kept)


def ends(until: str, status: str = "granted", start: str = "2026-01-01") -> dict[str, Any]:
    return {
        "exceptions": [
            {"id": "x", "element": "tea", "status": status, "from": start, "until": until, "received": False}
        ]
    }


@pytest.mark.parametrize(
    ("other", "reason", "waits"),
    [
        ({}, None, ()),
        (
            {"open_update": {"from": "1", "to": "2", "needs_decision": 2, "changes": ["c"]}},
            None,
            ("decision",),
        ),
        ({"open_update": {"from": "1", "to": "2", "needs_decision": 0}}, None, ()),
        (
            {"behind": {"latest": "2", "releases": 1, "changes": ["new"], "seen": "2026-11-20"}},
            None,
            ("change",),
        ),
        ({"unrecorded": 30}, None, ("record",)),
        ({"unrecorded": 1}, "the folder is gone", ("unread", "record")),
        (ends("2026-12-26"), None, ("exception",)),
        (ends("2026-12-27"), None, ()),
        (ends("2026-11-25"), None, ()),
        (ends("2026-12-01", "requested"), None, ()),
        (ends("2026-12-20", start="2026-12-01"), None, ()),
    ],
)
def test_what_waits(
    data: dict[str, Any], other: dict[str, Any], reason: str | None, waits: tuple[str, ...]
) -> None:
    assert looked({**data, **other}, reason).waits == waits


def test_of_a_place_without_a_snapshot_it_waits_to_be_measured_or_read() -> None:
    assert looked(None).waits == ("new",)
    assert looked(None, "the folder is gone").waits == ("unread",)


def test_what_is_told_of_a_place(data: dict[str, Any]) -> None:
    seen = looked(data).seen

    assert seen is not None
    assert (seen.release.shown, seen.code, seen.area, seen.stage) == (
        f"open-door-homes {data['kit']['version']}",
        "E99000001",
        "England",
        "live",
    )
    assert (seen.heard, seen.lights, seen.behind, len(seen.cells)) == ("2026-11-20", (37, 0, 0), 0, 38)
    for item in data["elements"]:
        assert seen.look(item["id"]) == (item["light"], item["state"])
    assert seen.look("none such") is None


def test_pages_hold_each_place_once_and_all_names_from_the_second_on(
    demo_places: Path, tmp_path: Path
) -> None:
    make(tmp_path / "many.db", demo_places / "portfolio.db", 120)

    first, second, *others = looks_by_page(TODAY, str(tmp_path / "many.db"), 20)

    assert (first.total, len(first.names), len(first.looks)) == (120, 20, 20)
    assert (second.total, len(second.names), list(second.looks)) == (120, 120, list(first.looks))
    assert [len(page.looks) for page in others] == [50, 50]
    assert all(page.names is second.names for page in others)
    read = [look.place for page in (second, *others) for look in page.looks]
    assert read == list(second.names)


def test_where_the_light_way_is_closed_the_store_is_read(demo_places: Path, tmp_path: Path) -> None:
    """A store of an earlier schema is brought to the present one, as by every other command."""
    import sqlite3

    path = tmp_path / "old.db"
    path.write_bytes((demo_places / "portfolio.db").read_bytes())
    connection = sqlite3.connect(path)
    connection.executescript("DROP TABLE file_states; UPDATE localkit_portfolio SET version = 1")
    connection.close()

    names, only = looks_by_page(TODAY, str(path), 20)

    assert [name.label for name in names.names][:2] == ["Brackwater", "Cwm Derwydd"]
    assert len(only.looks) == 6


def test_what_is_no_portfolio_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no portfolio here"):
        list(looks_by_page(TODAY, str(tmp_path / "none.db"), 20))
