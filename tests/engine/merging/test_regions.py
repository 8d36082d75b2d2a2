"""Marked regions: each is merged on its own; a choice reaches what it was made for, and nothing beside it."""

from __future__ import annotations

from collections.abc import Mapping

from localkit.engine.merging.regions import merge_regions
from localkit.model.merging import Choice, DocumentMerge

BASE = "top\n# localkit:begin one\na\n# localkit:end one\nmiddle\n# localkit:begin two\nb\n# localkit:end two\nend\n"


def merge(
    core: str, local: str, choices: Mapping[str, Choice] | None = None, base: str = BASE
) -> DocumentMerge | None:
    return merge_regions(base, core, local, (choices or {}).get)


def told(found: DocumentMerge | None) -> dict[str, str]:
    assert found is not None
    return {part.part: part.outcome for part in found.parts}


def test_neighbouring_lines_in_and_beside_a_region_are_both_taken() -> None:
    found = merge(BASE.replace("a\n", "core\n"), BASE.replace("top", "own"))

    assert found is not None
    assert found.text == BASE.replace("a\n", "core\n").replace("top", "own")
    assert told(found) == {"region=one": "updated", "": "kept"}


def test_a_region_that_both_changed_waits_alone() -> None:
    core = BASE.replace("a\n", "core\n").replace("b\n", "core\n")

    found = merge(core, BASE.replace("a\n", "own\n"))

    assert found is not None
    assert found.text == BASE.replace("a\n", "own\n").replace("b\n", "core\n")
    assert [(part.part, part.core, part.local) for part in found.open] == [("region=one", "core\n", "own\n")]


def test_a_choice_for_a_region_leaves_its_markers_whole() -> None:
    core, local = BASE.replace("a\n", "core\n"), BASE.replace("a\n", "own\n")

    for choice, text in (
        (Choice("core"), "core\n"),
        (Choice("local"), "own\n"),
        (Choice("text", "both"), "both\n"),
    ):
        found = merge(core, local, {"region=one": choice})
        assert found is not None
        assert (found.text, found.open) == (BASE.replace("a\n", text), ())


def test_what_stands_beside_regions_is_one_decision() -> None:
    core = BASE.replace("top", "core1").replace("end\n", "core2\n")
    local = BASE.replace("top", "own1").replace("end\n", "own2\n")

    found = merge(core, local)

    assert found is not None
    assert [(part.part, part.core) for part in found.open] == [("", core)]
    assert found.text == local
    taken = merge(core, local, {"": Choice("core")})
    assert taken is not None
    assert (taken.text, taken.open) == (core, ())


def test_a_text_for_the_whole_file_is_written_once() -> None:
    core = BASE.replace("top", "core1").replace("middle", "core2")
    local = BASE.replace("top", "own1").replace("middle", "own2")

    found = merge(core, local, {"": Choice("text", "Whole.\n")})

    assert found is not None
    assert found.text == "Whole.\n"


def test_other_regions_or_regions_in_regions_are_for_lines() -> None:
    assert merge(BASE.replace(" two", " three"), BASE) is None
    assert merge("no\n", "no\n", base="no\n") is None
    nested = "# localkit:begin one\n# localkit:begin two\na\n# localkit:end two\n# localkit:end one\n"
    assert merge(nested, nested, base=nested) is None
