"""Every place in a line, by name."""

from __future__ import annotations

from localkit.actions.portfolio_report import PortfolioReport, ReportedPlace
from localkit.actions.portfolio_words import behind_shown, nation_shown
from localkit.cli.pages.detail import FEWER, Detail, first_of, left_out
from localkit.cli.pages.markup import Html, name_of, tag
from localkit.cli.pages.parts import Cell, section, share, table
from localkit.engine.snapshot_telling import open_decisions

_HOW = f"localkit portfolio list shows every one, and {FEWER}"


def places_table(report: PortfolioReport, detail: Detail) -> Html:
    """The table that a browser can sort by name, nation, stage and day, and by nothing that would rank places."""
    nations = any(nation_shown(place.data) for place in report.places)
    heads: list[object] = [
        Cell("Place", "name"),
        "Code",
        *([Cell("Nation", "nation")] if nations else []),
        Cell("Stage", "stage"),
        "Release",
        Cell("Last heard", "day"),
        "Behind the core",
        "Recorded",
        "Not yet recorded",
        "Needs a decision",
        "Core kept",
        "Locally shaped",
    ]
    rows = [_row(place, nations=nations) for place in first_of(report.places, detail.rows)]
    return section(
        "places",
        "Places",
        tag("p", "By name. Each column stands for itself."),
        table(
            "Every place that was measured" if len(rows) == len(report.places) else "Places",
            heads,
            rows,
            class_="places",
        ),
        left_out(len(report.places), detail.rows, "place", _HOW),
    )


def _row(place: ReportedPlace, *, nations: bool) -> list[object]:
    data = place.data
    return [
        name_of(place.name),
        data["place"]["code"] or "",
        *([nation_shown(place.data)] if nations else []),
        data["stage"],
        f"{data['kit']['name']} {data['kit']['version']}",
        tag("time", place.heard.last_seen[:10]),
        behind_shown(data["behind"]),
        data["recorded"],
        data["unrecorded"],
        open_decisions(data),
        share(data["core_kept"]),
        share(data["locally_shaped"]),
    ]
