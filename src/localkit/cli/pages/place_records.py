"""What a place wrote down: its records, exceptions and decisions."""

from __future__ import annotations

from localkit.actions.report import PlaceReport
from localkit.cli.pages.markup import Html, joined, tag
from localkit.cli.pages.parts import listed, section, table
from localkit.cli.pages.shared import told
from localkit.engine.standing import standing
from localkit.wording import ADOPTION_WORD, STANDING_WORD, granter


def _title(report: PlaceReport, element: str | None) -> str:
    found = report.status.divergence.kit.element(element) if element else None
    return found.title if found else (element or "No element of the core")


def records(report: PlaceReport) -> Html:
    """Every adaptation, in the order of the log."""
    lines = [
        joined(
            [
                tag("strong", _title(report, item.element)),
                f", {item.data['date']}: {item.summary}",
                told(item.data, report.words),
            ]
        )
        for item in report.status.local_version.adaptations
        if item.merged_into is None
    ]
    return section("records", "What was recorded", listed(lines) if lines else tag("p", "Nothing yet."))


def exceptions(report: PlaceReport) -> Html:
    """The register of exceptions, those first that end first."""
    rows = [
        [
            item.until.isoformat(),
            _title(report, item.element),
            STANDING_WORD[standing(item, report.day)],
            item.start.isoformat(),
            granter(item.granted_by) if item.granted_by else "–",
        ]
        for item in sorted(report.status.local_version.exceptions, key=lambda item: item.until)
    ]
    heads = ["Last day", "Element", "How it stands", "First day", "Agreed by, as stated"]
    content = table("Exceptions by their last day", heads, rows) if rows else tag("p", "There are none.")
    return section("exceptions", "Exceptions", content)


def decisions(report: PlaceReport) -> Html:
    """What became of core changes here."""
    opened = report.status.local_version
    known = {item["id"]: item["summary"] for item in opened.core.kit.data.get("changes") or ()}
    rows = [
        [
            known.get(item.change, item.change),
            ADOPTION_WORD[item.decision],
            tag("time", item.date),
            item.reason or "–",
        ]
        for item in opened.decisions
    ]
    heads = ["Core change", "What became of it", "Day", "Why"]
    content = table("Decisions on core changes", heads, rows) if rows else tag("p", "None was decided yet.")
    return section("decisions", "Core changes", content)
