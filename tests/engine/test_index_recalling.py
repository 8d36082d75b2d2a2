"""What was measured for the release before is taken over, and never where measuring again would say otherwise."""

from __future__ import annotations

import pytest

from localkit.documents.reading import read
from localkit.engine.indexing import index_of
from localkit.engine.received import Received
from localkit.model.document import Document
from localkit.testing import check, kit, tree

ELEMENTS = (
    "- {id: a, title: A, latitude: fixed, passages: [{file: a.md, section: A}]}\n"
    "- {id: b, title: B, latitude: bounded, passages: [{file: b.md}], bounds: [{max_words: 3}]}\n"
    "- {id: d, title: D, necessity: proscribed, passages: [{file: '**/*.md', lacks: [fee]}]}\n"
)
FILES = {
    "a.md": "# A\n\nOne two.\n\n## In A\n\nThree.\n\n# Rest\n\nFour five six.\n",
    "b.md": "Many words of b, more than three, no price.\n",
    "c.md": "Nobody claims this.\n",
    "given.md": "The place's own, with a fee.\n",
}
GIVEN = ("given.md",)


def measured_again(elements: str, files: dict[str, str], given: tuple[str, ...] = GIVEN) -> list[str]:
    """What is read of a release after one with ``ELEMENTS`` and ``FILES``; its figures are right in any case."""
    old, new = kit(ELEMENTS, given_once=list(GIVEN)), kit(elements, given_once=list(given))
    before = Received(old, tree(FILES), index_of(old, tree(FILES), {}, read, check), {})
    seen: set[str] = set()

    def counting(path: str, data: bytes) -> Document:
        seen.add(path)
        return read(path, data)

    found = index_of(new, tree(files), {}, counting, check, before)

    assert found == index_of(new, tree(files), {}, read, check)
    return sorted(seen)


def test_nothing_is_read_where_nothing_changed() -> None:
    assert measured_again(ELEMENTS, FILES) == []


def test_only_a_file_that_changed_is_read() -> None:
    assert measured_again(ELEMENTS, {**FILES, "b.md": "Two words.\n"}) == ["b.md"]


def test_a_file_that_came_or_went_changes_nothing_of_others() -> None:
    assert measured_again(ELEMENTS, {"a.md": FILES["a.md"], "e.md": "New.\n"}) == ["e.md"]


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        pytest.param("max_words: 3", "max_words: 30", ["b.md"], id="another bound"),
        pytest.param("section: A", "section: In A", ["a.md"], id="another passage"),
        pytest.param("id: a,", "id: z,", ["a.md"], id="another name"),
        pytest.param("{file: a.md, section: A}", "{file: c.md}", ["a.md", "c.md"], id="a claim that moved"),
        pytest.param("lacks: [fee]", "lacks: [price]", ["a.md", "b.md", "c.md"], id="another phrase"),
    ],
)
def test_a_file_is_read_again_where_the_framework_says_something_else_of_it(
    old: str, new: str, again: list[str]
) -> None:
    assert old in ELEMENTS

    assert measured_again(ELEMENTS.replace(old, new), FILES) == again


def test_a_file_that_was_the_places_own_and_is_no_longer_is_read() -> None:
    assert measured_again(ELEMENTS, FILES, given=("other.md",)) == ["given.md"]


def test_a_phrase_that_was_there_already_is_looked_for_again() -> None:
    old = kit(ELEMENTS)
    before = Received(old, tree(FILES), index_of(old, tree(FILES), {}, read, check), {})
    gone = {**FILES, "given.md": "The place's own.\n"}

    assert before.index["present"] == ["d"]
    assert index_of(old, tree(gone), {}, read, check, before)["present"] == []


def test_an_index_that_says_nothing_is_not_relied_on() -> None:
    framework = kit(ELEMENTS)
    before = Received(framework, tree(FILES), {}, {})

    found = index_of(framework, tree(FILES), {}, read, check, before)

    assert found == index_of(framework, tree(FILES), {}, read, check)
