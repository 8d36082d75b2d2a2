"""Elements by places."""

from __future__ import annotations

from typing import get_args

from tests.tui.places import RELEASE, look

from localkit.model.place_look import cell, of_cell
from localkit.model.vocabulary import LIGHTS, State
from localkit.tui.heat import LEGEND, HeatMap, sign_of

PAIRS = [(light, state) for light in (None, *LIGHTS) for state in get_args(State)]


def test_a_letter_stands_for_one_light_and_state() -> None:
    assert [of_cell(cell(light, state)) for light, state in PAIRS] == PAIRS
    assert len({cell(light, state) for light, state in PAIRS}) == len(PAIRS)


def test_every_sign_is_in_the_legend_and_means_one_thing_without_any_colour() -> None:
    assert len({sign.sign for sign in LEGEND}) == len(LEGEND)
    assert {sign_of(cell(*pair)).sign for pair in PAIRS} <= {sign.sign for sign in LEGEND}


def test_light_and_state_are_told_in_words() -> None:
    assert sign_of(cell("red", "unrecorded"))[::2] == ("■", "touches the core: talk first; not yet recorded")
    assert sign_of(cell("red", "recorded"))[::2] == ("□", "touches the core: talk first; recorded")
    assert sign_of(cell("green", "unrecorded"))[::2] == ("●", "the place's own")
    assert sign_of(cell("yellow", "excepted"))[::2] == ("◆", "needs care; agreed exception")
    assert sign_of(cell(None, "not_applicable"))[::2] == ("–", "does not apply here")


def test_columns_are_those_of_the_newest_release_then_what_only_earlier_ones_have() -> None:
    """Places of several releases stand beside each other, each element in one column."""
    old = RELEASE._replace(version="1.0.0", elements=(("soup", "Soup"), ("tea", "Tea")))
    places = [look(1, "Old", release=old), look(2, "New")]

    heat = HeatMap(places)

    assert heat.elements == [("rules", "Rules of the house"), ("tea", "Tea"), ("soup", "Soup")]
    signs = [[sign and sign.sign for sign in heat.cells(item.seen, 0, 3)] for item in places if item.seen]
    assert signs == [[None, "·", "■"], ["■", "·", None]]
