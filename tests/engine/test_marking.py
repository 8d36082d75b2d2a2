"""Both texts in the file, with marks, for those who settle things in their editor; never where marks break a file."""

from __future__ import annotations

from localkit.documents.reading import read
from localkit.engine.marking import marked_choices
from localkit.engine.planning import Release, plan_update
from localkit.engine.unmarking import without_marks
from localkit.model.merging import Choice
from localkit.model.open_update import WaitingFile
from localkit.model.tree import File
from localkit.model.update_plan import UpdatePlan
from localkit.testing import kit, tree

KIT = kit("- {id: e, title: E, latitude: open, passages: [{file: '*'}]}")
TEXT = "One.\nTwo.\nThree.\n"


def plan(base: str, core: str, local: str | None, path: str = "a.txt") -> UpdatePlan:
    sides = [tree({path: text}) if text is not None else tree({}) for text in (base, core, local)]
    return plan_update(Release(KIT, sides[0], {}), Release(KIT, sides[1], {}), sides[2], read)


def test_both_texts_stand_between_marks() -> None:
    found = marked_choices(plan(TEXT, TEXT.replace("Two", "2"), TEXT.replace("Two", "Zwei")))

    assert found == {
        "a.txt": Choice(
            "text",
            "One.\n<<<<<<< this place\nZwei.\n||||||| core as received\nTwo.\n=======\n2.\n>>>>>>> new core\nThree.\n",
        )
    }


def test_a_section_has_its_own_marks_and_stays_a_section() -> None:
    page = "# A\n\nOne two.\n\n# B\n\nThree.\n"

    waits = plan(page, page.replace("two", "2"), page.replace("two", "zwei"), "a.md")
    found = marked_choices(waits)

    assert list(found) == ["a.md#A"]
    text = found["a.md#A"].text or ""
    settled = page.replace("# A\n\nOne two.\n\n", text)
    assert [section.address for section in read("a.md", settled.encode()).sections] == ["A", "B"]
    new = File(page.replace("two", "2").encode())
    file = WaitingFile("a.md", "a.md", "a.md", File(page.encode()), new)
    for end in ("\n", "\r\n"):
        own = without_marks(File(settled.replace("\n", end).encode()), file, ())
        assert own == File(page.replace("two", "zwei").replace("\n", end).encode())


def test_marks_never_stand_in_data_tables_or_for_what_is_gone() -> None:
    assert marked_choices(plan("a: 1\n", "a: 2\n", "a: 3\n", "a.yaml")) == {}
    assert marked_choices(plan("id,n\na,1\n", "id,n\na,2\n", "id,n\na,3\n", "a.csv")) == {}
    assert marked_choices(plan("\0a", "\0b", "\0c", "a.png")) == {}
    assert marked_choices(plan(TEXT, TEXT.replace("Two", "2"), None)) == {}


def test_nothing_waits_nothing_is_marked() -> None:
    assert marked_choices(plan(TEXT, TEXT.replace("One", "1"), TEXT)) == {}
