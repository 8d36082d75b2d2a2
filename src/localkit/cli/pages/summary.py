"""The portfolio in words: how many places, and the three kinds of difference, each for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from localkit.actions.portfolio_report import PortfolioReport, ReportedPlace
from localkit.cli.pages.detail import Detail, first_of, left_out
from localkit.cli.pages.markup import Html, joined, name_of, tag
from localkit.cli.pages.parts import listed, section
from localkit.engine.snapshot_telling import open_decisions
from localkit.wording import counted


def summary(report: PortfolioReport, detail: Detail) -> Html:
    """The first part of the page."""
    return section(
        "summary",
        "Summary",
        *(tag("p", line) for line in _who(report)),
        tag("dl", *_apart(report.places), class_="cards"),
        tag(
            "p",
            "Behind, recorded and not yet recorded stand apart and are never added up. A place that shaped much is no "
            "better or worse than one that shaped little, so nothing here is ranked by how much places differ.",
        ),
        _not_heard(report, detail),
    )


def _who(report: PortfolioReport) -> Iterator[str]:
    places = report.places
    yield f"{counted(len(report.followed), 'place')} followed, {len(places)} of them measured."
    releases = Counter((item.heard.snapshot.kit_name, item.heard.snapshot.kit_version) for item in places)
    if releases:
        told = [
            f"{counted(number, 'place')} with {kit} {version}"
            for (kit, version), number in sorted(releases.items())
        ]
        yield f"{'; '.join(told)}."
    days = sorted(item.heard.last_seen[:10] for item in places)
    if days:
        when = f"on {days[0]}" if days[0] == days[-1] else f"between {days[0]} and {days[-1]}"
        yield f"Last heard of them {when}."


def _apart(places: Sequence[ReportedPlace]) -> Iterator[Html]:
    looked = [item.data["behind"] for item in places if item.data["behind"] is not None]
    behind = sum(1 for item in looked if item["releases"])
    unseen = len(places) - len(looked)
    waiting = sum(1 for item in places if open_decisions(item.data))
    said = {
        "Behind the core": (
            counted(behind, "place"),
            f"behind the core, {len(looked) - behind} up to date with it when they last looked{_nobody(unseen)}.",
        ),
        "Recorded": _elements(places, "recorded", "changes that are recorded or agreed"),
        "Not yet recorded": _elements(
            places, "unrecorded", "changes to what the core holds tight that nobody has said why of yet"
        ),
        "Needs a decision": (counted(waiting, "place"), "with an update that still needs decisions."),
    }
    for term, words in said.items():
        number, rest = words
        yield tag("div", tag("dt", term), tag("dd", tag("strong", number), " ", rest))


def _nobody(number: int) -> str:
    return f"; at {counted(number, 'place')} nobody looked for later releases" if number else ""


def _elements(places: Sequence[ReportedPlace], key: str, what: str) -> tuple[str, str]:
    number = sum(1 for item in places if item.data[key])
    elements = sum(item.data[key] for item in places)
    return counted(number, "place"), f"with {what}; {counted(elements, 'element')} in all."


def _not_heard(report: PortfolioReport, detail: Detail) -> Html | None:
    """Places that nothing new could be learned of, with the reason."""
    missing = [item for item in report.followed if item.heard is None or item.known.reason]
    if not missing:
        return None
    lines = [
        joined([name_of(item.known.place.label), f": could not be read: {item.known.reason}"])
        if item.known.reason
        else joined([name_of(item.known.place.label), ": not measured yet"])
        for item in first_of(missing, detail.names)
    ]
    more = left_out(len(missing), detail.names, "place", "localkit portfolio list shows every one")
    return joined([tag("h3", "Not measured, or not to be read the last time"), listed(lines), more])
