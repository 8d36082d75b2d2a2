"""An element's state: the first that fits, and which of them ask a person for something."""

from __future__ import annotations

import datetime

import pytest

from localkit.engine.states import fingerprint
from localkit.model.divergence import ElementDivergence
from localkit.model.records import Adaptation, AgreedException
from localkit.testing import compare, kit

ONE = "One two three four five six seven eight nine ten.\n"
CORE = {"a.md": ONE, "b.md": "Bread and butter.\n", "s.yaml": "turns: 1\n"}
BOTH = kit("- {id: e, title: E, latitude: fixed, passages: [{file: a.md}, {file: b.md}]}")
TURNS = kit(
    "- {id: e, title: E, latitude: bounded, passages: [{file: s.yaml, value: /turns}], "
    "bounds: [{schema: {maximum: 2}}]}"
)
EDITED = {**CORE, "a.md": ONE.replace("ten", "eleven")}
TWICE = {**EDITED, "b.md": "Bread.\n"}
TO_MARCH = (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))


def state(local: dict[str, str], *records: Adaptation) -> ElementDivergence:
    return compare(BOTH, CORE, local, adaptations=records).elements[0]


def stamped(local: dict[str, str], *passages: str) -> Adaptation:
    """A record made of what the place has now."""
    found = [
        item
        for item in state(local).passages
        if item.differs and (not passages or item.at.address in passages)
    ]
    return Adaptation("1", "e", "As agreed", passages=passages, fingerprint=fingerprint(found))


def test_an_element_for_other_places_has_no_light_and_does_not_count() -> None:
    framework = kit(
        "- {id: e, title: E, latitude: fixed, passages: [{file: a.md}], applies_to: {nation: [wales]}}"
    )

    found = compare(framework, CORE, {}, parameters={"nation": "england"})

    assert (found.elements[0].state, found.elements[0].light) == ("not_applicable", None)
    assert found.lights == {"green": 0, "yellow": 0, "red": 0}
    assert found.core_kept is None


def test_nothing_changed_is_as_core_whatever_was_recorded_or_agreed() -> None:
    exception = AgreedException("x", "e", "granted", *TO_MARCH)

    found = compare(
        BOTH, CORE, CORE, adaptations=[Adaptation("1", "e", "Old")], exceptions=[exception]
    ).elements[0]

    assert (found.state, found.adaptations) == ("as_core", ())


def test_an_agreed_exception_comes_before_records() -> None:
    exception = AgreedException("x", "e", "granted", *TO_MARCH)
    stale = Adaptation("1", "e", "Old", fingerprint="sha256:0")

    found = compare(BOTH, CORE, EDITED, adaptations=[stale], exceptions=[exception]).elements[0]

    assert (found.state, found.exception, found.light, found.asks) == ("excepted", "x", "red", False)


@pytest.mark.parametrize(
    ("status", "today", "state"),
    [
        ("granted", "2025-12-31", "unrecorded"),
        ("granted", "2026-01-01", "excepted"),
        ("granted", "2026-03-31", "excepted"),
        ("granted", "2026-04-01", "unrecorded"),
        ("requested", "2026-03-01", "unrecorded"),
        ("refused", "2026-03-01", "unrecorded"),
        ("withdrawn", "2026-03-01", "unrecorded"),
    ],
)
def test_an_exception_lives_from_its_first_day_through_its_last(status: str, today: str, state: str) -> None:
    exception = AgreedException("x", "e", status, *TO_MARCH)

    found = compare(
        TURNS,
        CORE,
        {**CORE, "s.yaml": "turns: 4\n"},
        exceptions=[exception],
        today=datetime.date.fromisoformat(today),
    ).elements[0]

    assert (found.state, found.light) == (state, "yellow")


def test_an_exception_for_another_element_covers_nothing() -> None:
    exception = AgreedException("x", "other", "granted", *TO_MARCH)

    assert compare(BOTH, CORE, EDITED, exceptions=[exception]).elements[0].state == "unrecorded"


def test_a_record_without_passages_covers_every_changed_one() -> None:
    found = state(TWICE, Adaptation("1", "e", "All"))

    assert (found.state, found.adaptations) == ("recorded", ("1",))


def test_a_record_of_one_passage_leaves_the_other_unrecorded() -> None:
    one = Adaptation("1", "e", "One", passages=("a.md",))
    other = Adaptation("2", "e", "Other", passages=("b.md",))

    assert state(TWICE, one).state == "unrecorded"
    assert state(TWICE, one, other).state == "recorded"
    assert state(TWICE, one, other).adaptations == ("1", "2")


def test_a_later_edit_is_changed_since_recorded_and_asks_again() -> None:
    record = stamped(EDITED)

    found = state({**EDITED, "a.md": ONE.replace("ten", "twelve")}, record)

    assert (state(EDITED, record).state, found.state, found.asks) == (
        "recorded",
        "changed_since_recorded",
        True,
    )


def test_a_second_changed_passage_is_changed_since_a_record_of_all() -> None:
    assert state(TWICE, stamped(EDITED)).state == "changed_since_recorded"


def test_recording_again_settles_a_later_edit() -> None:
    later = {**EDITED, "a.md": ONE.replace("ten", "twelve")}

    assert state(later, stamped(EDITED), stamped(later)).state == "recorded"


def test_a_record_outlives_rewrapping_and_moving() -> None:
    """Who moved a file has not changed a word of what was recorded."""
    local = {name: text for name, text in EDITED.items() if name != "a.md"}

    rewrapped = state({**EDITED, "a.md": EDITED["a.md"].replace(" ", "\r\n")}, stamped(EDITED))
    moved = state({**local, "c/a.md": EDITED["a.md"]}, stamped(EDITED))
    moved_by_name = state({**local, "c/a.md": EDITED["a.md"]}, stamped(EDITED, "a.md"))

    assert (rewrapped.state, moved.state, moved_by_name.state) == ("recorded", "recorded", "recorded")


def test_recorded_and_unrecorded_count_elements_and_green_never_asks() -> None:
    framework = kit(
        "- {id: e, title: E, latitude: fixed, passages: [{file: a.md}]}\n"
        "- {id: f, title: F, latitude: open, passages: [{file: b.md}]}\n"
        "- {id: g, title: G, latitude: bounded, passages: [{file: s.yaml}], bounds: [{max_words: 3}]}"
    )
    local = {**TWICE, "s.yaml": "turns: 2\n"}

    bare = compare(framework, CORE, local)
    noted = compare(
        framework, CORE, local, adaptations=[Adaptation("1", "e", "E"), Adaptation("2", "f", "F")]
    )

    assert (bare.recorded, bare.unrecorded) == (0, 1)
    assert [(item.state, item.asks) for item in bare.elements] == [
        ("unrecorded", True),
        ("unrecorded", False),
        ("unrecorded", False),
    ]
    assert (noted.recorded, noted.unrecorded) == (2, 0)


def test_outside_bounds_still_asks_when_it_is_only_recorded() -> None:
    """A record says why; only an exception agrees to it."""
    found = compare(
        TURNS, CORE, {**CORE, "s.yaml": "turns: 4\n"}, adaptations=[Adaptation("1", "e", "Four")]
    ).elements[0]

    assert (found.state, found.light, found.asks) == ("recorded", "yellow", True)
