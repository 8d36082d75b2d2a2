"""The demo's six invented places: what each changes after it has generated its version, and what it records."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

KIT = "open-door-homes"

Texts: TypeAlias = dict[str, str]
Edit: TypeAlias = Callable[[Texts], None]


@dataclass(frozen=True)
class DemoPlace:
    """One invented place.

    Attributes:
        sample: Name of the kit's sample that holds its answers; its folder has the same name.
        story: What somebody there did, in one sentence.
        edits: What they did to the files.
        adaptations: What they recorded; ``date`` is filled in.
        exceptions: What was agreed; days are counted from today.
    """

    sample: str
    story: str
    edits: tuple[Edit, ...]
    adaptations: tuple[Mapping[str, Any], ...] = ()
    exceptions: tuple[Mapping[str, Any], ...] = ()


def put(file: str, old: str, new: str) -> Edit:
    """Replace words that stand once in a file."""

    def edit(texts: Texts) -> None:
        if texts[file].count(old) != 1:
            raise ValueError(f"the demo looks for {old!r} once in {file}; the kit was changed")
        texts[file] = texts[file].replace(old, new)

    return edit


def cut(file: str, heading: str) -> Edit:
    """Take a section out, up to the next heading of its level."""

    def edit(texts: Texts) -> None:
        before, after = _around(texts[file], file, heading)
        texts[file] = before + after

    return edit


def rewrite(file: str, heading: str, section: str) -> Edit:
    """Put another section in a section's place."""

    def edit(texts: Texts) -> None:
        before, after = _around(texts[file], file, heading)
        texts[file] = before + section + after

    return edit


def _around(text: str, file: str, heading: str) -> tuple[str, str]:
    mark = f"\n{heading}\n"
    if text.count(mark) != 1:
        raise ValueError(f"the demo looks for {heading!r} once in {file}; the kit was changed")
    before, _, rest = text.partition(mark)
    end = rest.find(f"\n{heading.split(maxsplit=1)[0]} ")
    return f"{before}\n", rest[end + 1 :] if end >= 0 else ""


def rename(old: str, new: str) -> Edit:
    """Give a file another name."""

    def edit(texts: Texts) -> None:
        texts[new] = texts.pop(old)

    return edit


def add(file: str, text: str) -> Edit:
    """Put a file of one's own beside the kit's."""

    def edit(texts: Texts) -> None:
        texts[file] = text

    return edit


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
    ),
    DemoPlace(
        "brackwater",
        "gives one coordinator 32 households, where the kit says 25 at most. Nobody has said why yet.",
        (
            put("settings.yaml", "carers_each: 18", "carers_each: 32"),
            put("handbook/03-living-together.md", "## Pets", "## Dogs, cats and a parrot"),
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
    ),
    DemoPlace(
        "lough-arden",
        "renames a form, and reviews arrangements after 14 months, as the regulator has agreed for a while.",
        (
            rename("forms/enquiry.md", "forms/first-conversation.md"),
            put(
                "forms/first-conversation.md",
                "# Enquiry: thinking of becoming a carer",
                "# The first conversation",
            ),
            put("settings.yaml", "arrangement_months: 12", "arrangement_months: 14"),
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


def _dated(entry: Mapping[str, Any], today: datetime.date) -> dict[str, Any]:
    start, end = (today + datetime.timedelta(days=days) for days in entry["days"])
    rest = {key: value for key, value in entry.items() if key != "days"}
    return {**rest, "from": start.isoformat(), "until": end.isoformat()}
