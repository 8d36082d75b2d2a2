"""``localkit portfolio`` from end to end, on a file and on a PostgreSQL server: the same words from both."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from localkit.store.portfolio.addresses import shown_address
from localkit.store.schemas import problems
from localkit.testing import Outcome, run_localkit, write_world

OLD = 1_700_000_000_000_000_000


@pytest.fixture
def places(world: Path) -> Path:
    """A folder with two places below it, and a bundle of a third."""
    for name in ("Ealing", "Barnet", "Ŵyre"):
        write_world(world, {"answers.json": f'{{"place_name": "{name}", "code": "{name[0]}1"}}'})
        folder = f"places/{name.lower()}"
        run_localkit("adapt", "kit", folder, "--no-input", "--answers", "answers.json", cwd=world).assert_ok()
    run_localkit("bundle", "places/ŵyre", "-o", "sent.zip", "--yes", cwd=world).assert_ok()
    (world / "places/ŵyre").rename(world / "elsewhere")
    for path in (world / "places").rglob("*"):
        os.utime(path, ns=(OLD, OLD))
    return world


def test_a_portfolio_is_the_same_wherever_it_is_kept(places: Path, portfolio_address: str) -> None:
    def portfolio(*arguments: str) -> Outcome:
        return run_localkit("portfolio", *arguments, "--portfolio", portfolio_address, cwd=places)

    shown = shown_address(portfolio_address)
    again = f'--portfolio "{shown}"' if "*" in shown else f"--portfolio {shown}"
    root = os.path.realpath(places)

    added = portfolio("add", "places", "sent.zip").assert_ok()
    twice = portfolio("add", "places", "sent.zip").assert_ok()
    first = portfolio("scan").assert_ok()
    write_world(places, {"places/ealing/rules.md": "# Rules of Ealing\n\n## Stay\n\nCome back later.\n"})
    second = portfolio("scan").assert_ok()
    listed = portfolio("list", "--format", "json").assert_ok()
    table = portfolio("list", "--format", "csv", "--filter", "light=red").assert_ok()
    one = portfolio("show", "eal").assert_ok()
    portfolio("report", "--html", "all.html").assert_ok()
    rehearsed = run_localkit(
        *("rehearse", "kit", "--portfolio", portfolio_address, "--workers", "1"), cwd=places
    ).assert_ok()

    assert added.stdout == (
        f"Added: Barnet  {root}/places/barnet\n"
        f"Added: Ealing  {root}/places/ealing\n"
        f"Added: Ŵyre  {root}/sent.zip\n"
        "3 new places, 0 there already.\n"
        f"Measure them: localkit portfolio scan {again}\n"
    )
    assert twice.stdout.endswith("0 new places, 3 there already.\n")
    see = f"See them: localkit portfolio list {again}\n"
    assert first.stdout == f"3 places: 2 measured, 0 as before, 1 known by a bundle.\n{see}"
    assert second.stdout == f"3 places: 1 measured, 1 as before, 1 known by a bundle.\n{see}"
    assert problems(listed.json, "portfolio") == []
    assert [
        (item["name"], item["code"], item["kind"], item["lights"]["red"]) for item in listed.json["places"]
    ] == [("Barnet", "B1", "folder", 0), ("Ealing", "E1", "folder", 1), ("Ŵyre", "Ŵ1", "bundle", 0)]
    assert table.stdout.count("Ealing") == 1
    assert "\n   The visitor stays: ● as the core → ■ not yet recorded\n" in one.stdout
    assert "\n2 snapshots, the first of " in one.stdout
    page = (places / "all.html").read_text("utf-8")
    assert all(name in page for name in ("Barnet", "Ealing", "Ŵyre"))
    assert "it is known by a bundle only" in rehearsed.stdout
    assert shown == portfolio_address or all(
        "kept-to-ourselves" not in said.stdout + said.stderr
        for said in (added, first, listed, one, rehearsed)
    )
