"""A section that somebody moved to a page of their own is moved, not lost."""

from __future__ import annotations

from localkit.documents.reading import read
from localkit.model.document import Document
from localkit.testing import compare, kit

ELEMENTS = "[{id: stay, title: Stay, latitude: fixed, passages: [{file: rules.md, section: Stay}]}]"
STAY = "## Stay\n\nThe visitor stays with the thing until it works or everybody has had enough.\n"
RULES = f"# Rules\n\nBe kind.\n\n{STAY}"


def test_a_section_moved_to_a_new_file_is_moved() -> None:
    """Locally shaped: the rules keep their 4 words (# Rules Be kind.), the new page has 3 of its own: 3 of 11."""
    found = compare(
        kit(ELEMENTS),
        {"rules.md": RULES},
        {"rules.md": "# Rules\n\nBe kind.\n", "stay.md": f"# Staying here\n\n{STAY}"},
    )

    element = found.elements[0]
    assert (element.light, element.state, element.passages[0].change) == ("green", "as_core", "moved")
    assert element.passages[0].at.address == "stay.md#Staying here > Stay"
    assert element.passages[0].moved_from == "rules.md#Stay"
    assert (found.core_kept, found.locally_shaped) == (1.0, 3 / 11)


def test_a_section_copied_to_two_new_files_is_not_guessed() -> None:
    found = compare(
        kit(ELEMENTS), {"rules.md": RULES}, {"rules.md": "# Rules\n\nBe kind.\n", "a.md": STAY, "b.md": STAY}
    )

    assert (found.elements[0].light, found.elements[0].passages[0].change) == ("red", "removed")


def test_a_section_that_is_still_there_leaves_new_files_unread() -> None:
    seen: list[str] = []

    def reader(path: str, data: bytes) -> Document:
        seen.append(path)
        return read(path, data)

    compare(kit(ELEMENTS), {"rules.md": RULES}, {"rules.md": RULES + "More.\n", "a.md": STAY}, reader=reader)

    assert seen.count("a.md") == 0
