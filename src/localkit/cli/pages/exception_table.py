"""Agreed exceptions by the day on which they end."""

from __future__ import annotations

from localkit.actions.portfolio_report import PortfolioReport
from localkit.actions.portfolio_words import standing_shown
from localkit.cli.pages.detail import FEWER, Detail, first_of, left_out
from localkit.cli.pages.heat_map import element_titles
from localkit.cli.pages.markup import Html, name_of, tag
from localkit.cli.pages.parts import section, table
from localkit.wording import granter


def exception_table(report: PortfolioReport, detail: Detail) -> Html:
    """Every place's exceptions, those first that end next; those that have ended stand last."""
    titles = {kit: element_titles(places) for kit, places in report.by_kit().items()}
    found = sorted(
        (
            (item["until"], number, place, item)
            for number, place in enumerate(report.places)
            for item in place.data["exceptions"]
        ),
        key=lambda one: (one[0] < report.day.isoformat(), *one[:2]),
    )
    rows = [
        [
            until,
            name_of(place.name),
            titles[place.heard.snapshot.kit_name].get(
                item["element"], item["element"] or "no element of the core"
            ),
            standing_shown(item, report.day),
            item["from"],
            granter(item["granted_by"]) if item.get("granted_by") else "–",
        ]
        for until, _, place, item in first_of(found, detail.exceptions)
    ]
    heads = ["Last day", "Place", "Element", "How it stands", "First day", "Agreed by, as the place states"]
    content = table("Exceptions by their last day", heads, rows) if rows else tag("p", "There are none.")
    ended = tag("p", "Those that have ended already stand last.") if rows else None
    more = left_out(len(found), detail.exceptions, "exception", f"those that end first are here, and {FEWER}")
    return section("exceptions", "Exceptions by the day they end", ended, content, more)
