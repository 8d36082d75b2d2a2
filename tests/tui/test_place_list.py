"""Which places of a portfolio are shown, in which order."""

from __future__ import annotations

import pytest
from tests.tui.places import look, unknown

from localkit.model.place_look import PlaceLook
from localkit.tui.place_list import Heading, PlaceList, View

PLACES = [
    look(1, "Aber", code="W1", stage="pilot", heard="2026-11-20"),
    look(2, "barnsley", "record", area="England", lights=(1, 1, 0), heard="2026-11-01"),
    look(3, "Corran", "decision", "record", area="Scotland", stage="exited", unrecorded=1),
    unknown(4, "Dunholm", "the folder is gone"),
    look(5, "Ely", "decision", unrecorded=30, area="England"),
]


@pytest.fixture
def places() -> PlaceList:
    found = PlaceList([item.place for item in PLACES], len(PLACES))
    found.take(PLACES)
    return found


def shown(places: PlaceList, view: View) -> list[str]:
    """Names and headings, from the top."""
    return [row.place.label if isinstance(row, PlaceLook) else f"# {row.text}" for row in places.rows(view)]


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        (View(), ["Aber", "barnsley", "Corran", "Dunholm", "Ely"]),
        (View(sort="nation"), ["barnsley", "Ely", "Corran", "Aber", "Dunholm"]),
        (View(sort="stage"), ["Aber", "barnsley", "Ely", "Corran", "Dunholm"]),
        (View(sort="heard"), ["barnsley", "Aber", "Corran", "Ely", "Dunholm"]),
        (View(sort="waits"), ["Corran", "Ely", "Dunholm", "barnsley", "Aber"]),
        (View(words="  EL "), ["Ely"]),
        (View(words="w1"), ["Aber"]),
        (View(words="none such"), []),
        (View(waiting=True), ["barnsley", "Corran", "Dunholm", "Ely"]),
        (View(stage="pilot"), ["Aber"]),
        (View(light="yellow"), ["barnsley"]),
        (View(light="red", stage="live"), ["Ely"]),
    ],
    ids=lambda value: str(value) if isinstance(value, View) else "",
)
def test_places_that_were_asked_for_in_the_order_that_was_asked_for(
    places: PlaceList, view: View, wanted: list[str]
) -> None:
    assert shown(places, view) == wanted


def test_places_stand_in_groups_under_headings_in_the_order_that_they_have(places: PlaceList) -> None:
    assert shown(places, View(group="nation", sort="waits")) == [
        "# England: 2 places",
        "Ely",
        "barnsley",
        "# Scotland: 1 place",
        "Corran",
        "# Wales: 1 place",
        "Aber",
        "# Not known: 1 place",
        "Dunholm",
    ]


def test_how_much_waits_or_differs_orders_nothing(places: PlaceList) -> None:
    """Thirty elements that are not recorded come after one, since E comes after C: there is no league table."""
    several = [
        look(1, "A", "record", unrecorded=1, core_kept=1.0, lights=(9, 0, 1)),
        look(2, "B", "record", unrecorded=90, core_kept=0.1, lights=(0, 0, 9)),
        look(3, "C", "record", unrecorded=20, core_kept=0.9, lights=(3, 3, 3)),
    ]
    for order in (several, several[::-1]):
        found = PlaceList([item.place for item in sorted(order)], 3)
        found.take(order)
        for sort in ("name", "waits", "nation", "stage", "heard"):
            assert shown(found, View(sort=sort)) == ["A", "B", "C"], sort


def test_places_that_are_not_read_yet_are_there_by_name() -> None:
    found = PlaceList([item.place for item in PLACES], len(PLACES))

    assert shown(found, View()) == ["Aber", "barnsley", "Corran", "Dunholm", "Ely"]
    assert shown(found, View(words="a")) == ["Aber", "barnsley", "Corran"]
    assert (found.read, found.total) == (0, 5)


def test_a_release_that_is_no_version_is_grouped_before_the_others() -> None:
    """A bundle may say anything."""
    odd = look(9, "Odd")
    assert odd.seen is not None
    odd = odd._replace(seen=odd.seen._replace(release=odd.seen.release._replace(version="of old")))
    found = PlaceList([odd.place, PLACES[0].place], 2)
    found.take([odd, PLACES[0]])

    rows = found.rows(View(group="release"))
    assert [row.text for row in rows if isinstance(row, Heading)] == [
        "mend of old: 1 place",
        "mend 1.1.0: 1 place",
    ]


def test_what_is_shown_is_told_in_words() -> None:
    view = View(words="el", waiting=True, stage="live", light="red", sort="waits", group="kit")

    assert view.told() == [
        'with "el" in the name or code',
        "at which something waits",
        "in stage live",
        "with ■ touches the core: talk first",
        "by what waits",
        "grouped by kit",
    ]
    assert view.cleared() == View(sort="waits", group="kit")
    assert view.next("light").light == "yellow"
    assert view.next("stage").stage == "sustaining"
    assert View(stage="exited").next("stage").stage is None
