"""The medium kit is what performance figures are quoted for, so its sizes are held here."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.benchmarks import medium_kit

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.actions.status import Status, status
from localkit.model.kit import Element
from localkit.workspace import Workspace

NOON = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(
        config=tmp_path / "config",
        cache=tmp_path / "cache",
        clock=lambda: NOON,
        seed=lambda: "00",
        plugins=False,
    )


@pytest.fixture
def place(tmp_path: Path, workspace: Workspace) -> Path:
    medium_kit.write(medium_kit.kit_files("1.0.0"), tmp_path / "kit")
    adapt(workspace, AdaptRequest(str(tmp_path / "kit"), tmp_path / "place"))
    return tmp_path / "place"


def project_files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file() and ".localkit" not in path.parts]


def forms(elements: tuple[Element, ...]) -> Iterator[str]:
    for passage in (passage for element in elements for passage in element.passages):
        if passage.lacks:
            yield "phrases"
        elif passage.is_glob:
            yield "glob"
        elif passage.section and " > " in passage.section:
            yield "nested section"
        elif passage.value and passage.file.endswith(".md"):
            yield "front matter"
        else:
            yield passage.form


def changed_in_release_2() -> list[str]:
    one, two = medium_kit.kit_files("1.0.0"), medium_kit.kit_files("2.0.0")
    return [
        path.partition("/")[2]
        for path in two
        if "cookiecutter.place_slug" in path and one.get(path) != two[path]
    ]


def test_rendered_files_have_the_stated_number_and_size(place: Path) -> None:
    files = project_files(place)

    assert Counter(path.suffix for path in files) == {".md": 20, ".yaml": 12, ".csv": 8}
    assert 71_000 <= sum(path.stat().st_size for path in files) <= 73_000


def test_templates_have_as_many_variables_as_the_kit_that_targets_were_set_on() -> None:
    texts = [
        text for path, text in medium_kit.kit_files("1.0.0").items() if "cookiecutter.place_slug" in path
    ]

    assert 1_550 <= sum(text.count("{{") for text in texts) <= 1_750


def test_kit_has_six_parameters_and_25_elements_over_all_forms(place: Path, workspace: Workspace) -> None:
    elements = status(workspace, place).divergence.kit.elements

    assert len(medium_kit.PARAMETERS) == 6
    assert len(elements) == 25
    assert Counter(forms(elements)) == {
        "file": 3,
        "glob": 1,
        "section": 6,
        "nested section": 3,
        "value": 4,
        "front matter": 1,
        "row": 2,
        "column": 2,
        "region": 2,
        "phrases": 1,
    }


def test_every_passage_is_there_when_nothing_was_edited(place: Path, workspace: Workspace) -> None:
    found = status(workspace, place).divergence

    assert {element.state for element in found.elements} == {"as_core"}
    assert all(passage.local for element in found.elements for passage in element.passages)
    assert all(element.passages for element in found.elements)
    assert found.findings == ()
    assert (found.core_kept, found.locally_shaped) == (1.0, 0.0)


def test_edited_local_version_has_the_stated_edits(place: Path, workspace: Workspace) -> None:
    medium_kit.edit(place)

    found: Status = status(workspace, place)

    files = found.divergence.files
    assert len(medium_kit.EDITED) == 12
    assert set(files.changed) == {*medium_kit.EDITED} - {medium_kit.REWRAPPED}
    assert files.added == tuple(medium_kit.ADDED)
    assert files.removed == (medium_kit.REMOVED,)
    assert files.moved == ()
    assert found.divergence.lights == {"green": 20, "yellow": 2, "red": 3}


def test_second_release_changes_ten_files() -> None:
    assert sorted(changed_in_release_2()) == sorted(medium_kit.CHANGED_IN_RELEASE_2)
    assert len(medium_kit.CHANGED_IN_RELEASE_2) == 10
