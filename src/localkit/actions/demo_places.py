"""The demo's six invented places: what each changes after it has generated its version, and what it records."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from localkit.actions.demo_edits import Edit, Texts, add, cut, put, rename, rewrite
from localkit.model.records import Observation

KIT = "open-door-homes"
RELEASE = "1.0.0"  # an earlier one, so that there is something to take


@dataclass(frozen=True)
class DemoPlace:
    """One invented place.

    Attributes:
        sample: Name of the kit's sample that holds its answers; its folder has the same name.
        story: What somebody there did, in one sentence.
        edits: What they did to the files.
        adaptations: What they recorded; ``date`` is filled in.
        exceptions: What was agreed; days are counted from today.
        outcomes: Indicator, how many quarters ago, numerator and denominator.
    """

    sample: str
    story: str
    edits: tuple[Edit, ...]
    adaptations: tuple[Mapping[str, Any], ...] = ()
    exceptions: tuple[Mapping[str, Any], ...] = ()
    outcomes: tuple[tuple[str, int, int, int], ...] = ()


PLACES: tuple[DemoPlace, ...] = (
    DemoPlace(
        "hartsmere",
        "sets tighter numbers of its own, plans its recruiting, and adds a page. All of it is theirs to do.",
        (
            put("settings.yaml", "max_people: 3 ", "max_people: 2 "),
            put("settings.yaml", "carers_each: 20", "carers_each: 16"),
            put(
                "recruitment/campaign.md",
                "| When | What | Who | Cost | Calls it brought |\n|---|---|---|---|---|\n| | | | | |\n",
                "| When | What | Who | Cost | Calls it brought |\n|---|---|---|---|---|\n"
                "| March | Stall at the spring fair | Two carers and Lin | 40 | 7 |\n",
            ),
            add(
                "handbook/10-our-choir.md",
                "# Our choir\n\nEvery second Tuesday people, carers and neighbours sing together in the old fire\n"
                "station. Whoever would rather make the tea makes the tea.\n",
            ),
        ),
        outcomes=(
            ("people-supported", 2, 41, 60),
            ("people-supported", 1, 46, 60),
            ("reviews-in-time", 1, 38, 41),
            ("carer-households", 1, 3, 20),
        ),
    ),
    DemoPlace(
        "brackwater",
        "gives one coordinator 32 households, where the kit says 25 at most, and sets hours at which carers are at "
        "home. Nobody has said why yet.",
        (
            put("settings.yaml", "carers_each: 18", "carers_each: 32"),
            put(
                "agreements/carer.md",
                "You decide how your household lives. You may refuse any match, and the scheme need not offer you\n"
                "one.",
                "You decide how your household lives, and are at home for the person from four in the afternoon\n"
                "until nine the next morning, Monday to Friday. You may refuse any match, and the scheme need not\n"
                "offer you one.",
            ),
            put("handbook/03-living-together.md", "## Pets", "## Dogs, cats and a parrot"),
        ),
        outcomes=(
            ("people-supported", 2, 57, 64),
            ("people-supported", 1, 58, 64),
            ("reviews-in-time", 1, 39, 57),
            ("carer-households", 1, 5, 31),
        ),
    ),
    DemoPlace(
        "st-orrans-bay",
        "quietly rewrites a section that every scheme keeps.",
        (
            put(
                "handbook/03-living-together.md",
                "The person takes part in the life of the household as the others do: at the table, on the sofa, in\n"
                "the photographs,",
                "The person has meals in their own flat and joins the household on Sundays and at Christmas, in\n"
                "the photographs,",
            ),
        ),
    ),
    DemoPlace(
        "cwm-derwydd",
        "translates the words for its leaflet into Welsh and records why.",
        (
            rewrite(
                "recruitment/campaign.md",
                "## Words for a leaflet",
                "## Geiriau ar gyfer taflen\n\n"
                "> **Lle wrth eich bwrdd?** Mae Cartrefi Drws Agored yn chwilio am aelwydydd a hoffai rannu eu\n"
                "> cartref ag oedolyn sydd angen rhywfaint o gymorth. Byddwch yn dewis eich gilydd. Cewch eich\n"
                "> hyfforddi a'ch talu.\n",
            ),
        ),
        adaptations=(
            {
                "id": "leaflet-in-welsh",
                "element": "recruitment-and-look",
                "summary": "The words for the leaflet are in Welsh.",
                "what": ["content"],
                "nature": ["tailoring_tweaking_refining"],
                "goal": ["address_cultural_factors", "increase_reach_or_engagement"],
                "who": ["program_manager"],
                "planned": "planned_proactive",
                "visibility": "network",
            },
        ),
        outcomes=(
            ("people-supported", 1, 22, 30),
            ("reviews-in-time", 1, 20, 22),
            ("carer-households", 1, 2, 9),
        ),
    ),
    DemoPlace(
        "isle-of-corrasay",
        "takes out who sits on the panel, because there is one panel for all the islands.",
        (
            cut("panel/terms.md", "## Who sits on the panel"),
            put("calendar.toml", 'weekday = "Thursday"', 'weekday = "Saturday"      # the ferry'),
        ),
        adaptations=(
            {
                "id": "one-panel-for-the-islands",
                "element": "panel-members",
                "summary": "One panel serves all the islands; its members are named in its own terms.",
                "what": ["contextual"],
                "contextual": ["personnel"],
                "goal": ["improve_feasibility"],
                "reasons": ["location_accessibility"],
                "duration": "permanent",
            },
        ),
        outcomes=(
            ("people-supported", 1, 5, 12),
            ("carer-households", 1, 1, 4),
        ),
    ),
    DemoPlace(
        "lough-arden",
        "renames a form, says in the carer agreement what happens when no boat crosses the lough, and reviews "
        "arrangements after 14 months, as the regulator has agreed for a while.",
        (
            rename("forms/enquiry.md", "forms/first-conversation.md"),
            put(
                "forms/first-conversation.md",
                "# Enquiry: thinking of becoming a carer",
                "# The first conversation",
            ),
            put(
                "agreements/carer.md",
                "If you are ill or away, the scheme finds another approved carer.",
                "If you are ill or away, or no boat crosses\n"
                "the lough, the scheme finds another approved carer. Nobody expects you to put out in bad weather.",
            ),
            put("settings.yaml", "arrangement_months: 12", "arrangement_months: 14"),
        ),
        adaptations=(
            {
                "id": "when-no-boat-crosses",
                "element": "legal-status",
                "summary": "The carer agreement says who stands in on days when no boat crosses the lough.",
                "what": ["content"],
                "nature": ["adding_elements"],
                "goal": ["improve_feasibility"],
                "reasons": ["location_accessibility"],
                "planned": "planned_reactive",
                "duration": "permanent",
            },
        ),
        exceptions=(
            {
                "id": "reviews-2",
                "element": "arrangement-review",
                "status": "granted",
                "requested_by": "scheme manager",
                "granted_by": "regulator",
                "days": (-30, 150),
                "conditions": "No arrangement goes without a visit for longer than six weeks.",
                "action_plan": "Two coordinators start in spring; then twelve months again.",
            },
        ),
    ),
)


def edited(place: DemoPlace, texts: Mapping[str, str]) -> Texts:
    """A place's texts after its edits.

    Raises:
        ValueError: The kit no longer says what the demo looks for.
    """
    result = dict(texts)
    for edit in place.edits:
        edit(result)
    return result


def records(place: DemoPlace, today: datetime.date) -> dict[str, dict[str, Any]]:
    """What a place wrote down, by name of the file in ``.localkit``."""
    found: dict[str, dict[str, Any]] = {}
    if place.adaptations:
        entries = [{**item, "date": today.isoformat()} for item in place.adaptations]
        found["adaptations.yaml"] = {"format": 1, "adaptations": entries}
    if place.exceptions:
        found["exceptions.yaml"] = {
            "format": 1,
            "exceptions": [_dated(item, today) for item in place.exceptions],
        }
    return found


def observations(place: DemoPlace, today: datetime.date) -> list[Observation]:
    """The outcomes that a place reported."""
    return [
        Observation(indicator, _quarter(today, ago), str(numerator), str(denominator), "", 0)
        for indicator, ago, numerator, denominator in place.outcomes
    ]


def _quarter(today: datetime.date, ago: int) -> str:
    year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 - ago, 4)
    return f"{year}-Q{quarter + 1}"


def _dated(entry: Mapping[str, Any], today: datetime.date) -> dict[str, Any]:
    start, end = (today + datetime.timedelta(days=days) for days in entry["days"])
    rest = {key: value for key, value in entry.items() if key != "days"}
    return {**rest, "from": start.isoformat(), "until": end.isoformat()}
