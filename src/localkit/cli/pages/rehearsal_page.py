"""The page of a rehearsal: what a release would ask of whom, before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localkit import wording
from localkit.actions.rehearse import OUTCOMES, Rehearsal, worst_outcomes
from localkit.actions.rehearsed import Rehearsed
from localkit.cli.pages.markup import Html, joined, name_of, tag
from localkit.cli.pages.page import page
from localkit.cli.pages.parts import Cell, listed, section, table
from localkit.cli.pages.rehearsal_faults import faults, faults_title
from localkit.cli.pages.rehearsal_passages import passages
from localkit.wording import counted

_MOST_CELLS: Final = 6_000
"""Cells of elements by places; more would make the page too large to open."""
_SHOWN: Final = ("needs_decision", "merged", "updated", "same")
_COUNTED: Final = tuple(one for one in OUTCOMES if one != "unchanged")
_COLOUR: Final = {"needs_decision": "y", "merged": "g", "updated": "g", "same": "n"}


def rehearsal_page(found: Rehearsal) -> bytes:
    """One file for a browser, by which nothing else is asked for."""
    misfits = [item for item in found.not_rehearsed if item.answers]
    others = [item for item in found.not_rehearsed if not item.answers]
    parts = [
        *([("faults", faults_title(found), faults(found))] if found.faults else []),
        ("summary", "Summary", _summary(found)),
        ("elements", "By element", _elements(found)),
        ("side-by-side", "Elements and places", _side_by_side(found)),
        ("decisions", "What has to be decided", passages(found)),
        ("places", "By place", _places(found)),
        ("answers", "Answers that no longer fit", _told("answers", "Answers that no longer fit", misfits)),
        ("not-rehearsed", "Not rehearsed", _told("not-rehearsed", "Not rehearsed", others)),
    ]
    return page(
        f"{found.title} {found.version}: a rehearsal",
        [
            f"What release {found.version} would do to {counted(len(found.places), 'place')}. Nothing was written, and "
            "nothing that a place wrote was run.",
            "Places stand by name and are not ranked: that one has more to decide says nothing about how good it is.",
        ],
        parts,
        "Made by localkit. It has the words of the places that have something to decide: think before you pass it on.",
    )


def _summary(found: Rehearsal) -> Html:
    merged = sum(
        any(row["outcome"] == "merged" for row in item.plan["passages"]) for item in found.clean if item.plan
    )
    said = {
        "Take it without a decision": f"{counted(len(found.clean), 'place')}"
        + (f", {merged} of them beside their own words" if merged else ""),
        "Have something to decide": counted(len(found.asked), "place"),
        "Have it already": counted(len(found.present), "place"),
        "Have answers that no longer fit": counted(
            sum(item.answers for item in found.not_rehearsed), "place"
        ),
        "Not rehearsed for another reason": counted(
            sum(not item.answers for item in found.not_rehearsed), "place"
        ),
    }
    sent = sum(item.bundle is not None and item.plan is not None for item in found.places)
    if sent:
        said["Rehearsed from a bundle that they sent"] = counted(sent, "place")
    if found.other_kits:
        said["Left out, since they have another kit"] = counted(found.other_kits, "place")
    rows = [joined([tag("dt", term), tag("dd", words)]) for term, words in said.items()]
    return section("summary", "Summary", tag("dl", *rows))


def _elements(found: Rehearsal) -> Html:
    rows = [
        [found.elements.get(name, name), *(places[one] or "" for one in _SHOWN)]
        for name, places in sorted(
            found.by_element().items(), key=lambda row: found.elements.get(row[0], row[0])
        )
    ]
    heads = ["Element", *(wording.REHEARSED_WORD[one][1].capitalize() for one in _SHOWN)]
    if not rows:
        return section(
            "elements", "By element", tag("p", "The release touches no element at any of these places.")
        )
    about = tag("p", "Number of places; of several passages of an element, the one counts that asks most.")
    return section("elements", "By element", about, table("Places by element and outcome", heads, rows))


def _side_by_side(found: Rehearsal) -> Html:
    """Which element asks what of which place."""
    title = "Elements and places"
    names = sorted(found.by_element(), key=lambda name: found.elements.get(name, name))
    places = [item for item in found.places if item.plan is not None]
    if not names or not places:
        return section("side-by-side", title, tag("p", "There is nothing to show side by side."))
    shown = places[: max(1, _MOST_CELLS // len(names))]
    rows = [_row(item, names) for item in shown]
    heads = ["Place", *(found.elements.get(name, name) for name in names)]
    left = len(places) - len(shown)
    more = (
        tag("p", f"{counted(left, 'place')} more, by name, left out to keep this page small.")
        if left
        else None
    )
    return section("side-by-side", title, table("What the release asks, by element", heads, rows), more)


def _row(item: Rehearsed, names: Sequence[str]) -> list[object]:
    worst = worst_outcomes(item)
    return [
        name_of(item.place),
        *(
            Cell(wording.PLACES_OUTCOME_WORD[worst[name]], _COLOUR.get(worst[name], "n"))
            if name in worst
            else Cell("–", "n")
            for name in names
        ),
    ]


def _places(found: Rehearsal) -> Html:
    heads = [
        "Place",
        "From",
        *(wording.PLACES_OUTCOME_WORD[one].capitalize() for one in _COUNTED),
        "Known by",
    ]
    rows = [_counts(item) for item in found.places if item.plan is not None]
    there = listed([name_of(item.place) for item in found.present], "columns")
    return section(
        "places",
        "By place",
        tag("p", "Number of passages, place by place, by name."),
        table("Passages by place and outcome", heads, rows) if rows else tag("p", "None."),
        *([tag("h3", "Have it already"), there] if found.present else []),
    )


def _counts(item: Rehearsed) -> list[object]:
    rows = item.plan["passages"] if item.plan else ()
    numbers = [sum(row["outcome"] == one for row in rows) or "" for one in _COUNTED]
    known = f"a bundle of {item.bundle}" if item.bundle else "its files"
    return [name_of(item.place), item.plan["from"] if item.plan else "", *numbers, known]


def _told(name: str, title: str, places: Sequence[Rehearsed]) -> Html:
    if not places:
        return section(name, title, tag("p", "None."))
    rows = [[name_of(item.place), item.reason, item.hint or ""] for item in places]
    return section(name, title, table(f"{title}, by name", ["Place", "Why", "What to do"], rows))
