"""Releases of the kits that come along: what a kit says of its earlier release is so."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from localkit import render
from localkit.actions.kit_opening import opened_kit
from localkit.actions.kit_samples import RenderedSample, render_sample, samples_of
from localkit.documents.reading import read
from localkit.engine.applying import claims
from localkit.model.document import Document
from localkit.model.passage import Passage
from localkit.model.tree import Tree
from localkit.store.bundled import bundled_kits, bundled_releases
from localkit.store.kits import OpenedKit
from localkit.store.sources import find_source
from localkit.testing import fixed_workspace
from localkit.workspace import Workspace

STEPS = [(name, old, new) for name in bundled_kits() for old, new in pairwise(bundled_releases(name))]


@cache
def document(file: str, data: bytes) -> Document:
    return read(file, data)


@dataclass(frozen=True)
class Release:
    """A release: the kit, and what each of its sample places gets."""

    kit: OpenedKit
    samples: Mapping[str, RenderedSample]

    @property
    def places(self) -> dict[str, Tree]:
        return {name: sample.tree for name, sample in self.samples.items()}

    @property
    def elements(self) -> set[str]:
        return {element.id for element in self.kit.kit.elements}

    @property
    def parameters(self) -> set[str]:
        return {question.name for question in render.questions(self.kit.tree)}

    def texts(self, place: str) -> dict[str, dict[str, object]]:
        """What each element says in a sample place, by passage; not those that only say what must not be there."""
        sample = self.samples[place]
        return {
            element: {
                item.passage.address: document(
                    item.passage.file, sample.tree[item.passage.file].data
                ).content(item.passage)
                for item in claimed
            }
            for element, claimed in claims(sample.kit, sample.tree, sample.parameters).items()
            if not any(item.element.proscribed for item in claimed)
        }

    def has(self, file: str, heading: str | None = None) -> bool:
        """Whether a sample place gets a file, with a heading in it."""
        passage = Passage(file, section=heading)
        return any(
            heading is None or document(file, tree[file].data).locate(passage) is not None
            for tree in self.places.values()
            if file in tree
        )


@cache
def released(name: str, version: str) -> Release:
    with tempfile.TemporaryDirectory() as folder:
        return _released(fixed_workspace(Path(folder)), name, version)


def _released(workspace: Workspace, name: str, version: str) -> Release:
    kit = opened_kit(workspace, find_source(f"{name}@{version}"))
    samples, wrong = samples_of(kit)
    assert wrong == []
    rendered = [render_sample(workspace, kit, sample, trusted=False) for sample in samples]
    return Release(kit, {item.sample.name: item for item in rendered})


@pytest.fixture(params=STEPS, ids=lambda step: f"{step[0]} {step[2]}")
def step(request: pytest.FixtureRequest) -> tuple[Release, Release]:
    """A release and the next one."""
    name, old, new = request.param
    return released(name, old), released(name, new)


def migration(new: Release) -> dict[str, Any]:
    """What moves from the release before to this one."""
    (found,) = (item for item in new.kit.framework["migrations"] if item["to"] == new.kit.version)
    return dict(found)


def changed_files(old: Release, new: Release) -> set[str]:
    """The files a place gets that are not as they were, under both names where one was renamed."""
    return {
        path
        for place, now in new.places.items()
        for path in {*now, *old.places[place]}
        if path not in now or path not in old.places[place] or now[path] != old.places[place][path]
    }


def test_every_kit_has_an_earlier_release_to_come_from() -> None:
    assert {name: list(bundled_releases(name)) for name in bundled_kits()} == {
        "mend-together": ["1.0.0", "1.1.0"],
        "open-door-homes": ["1.0.0", "1.1.0"],
    }


@pytest.mark.parametrize("name", bundled_kits())
def test_an_earlier_release_lies_in_a_folder_that_says_which(name: str) -> None:
    *earlier, (newest, present) = bundled_releases(name).items()

    assert [folder.name for _, folder in earlier] == [f"{name}-{version}" for version, _ in earlier]
    assert (present.name, released(name, newest).kit.version) == (name, newest)


def test_only_what_the_changelog_names_was_changed(step: tuple[Release, Release]) -> None:
    old, new = step
    told = new.kit.tree["CHANGELOG.md"].data.decode("utf-8")
    entry = told.partition(f"## {new.kit.version}\n")[2].partition(f"\n## {old.kit.version}\n")[0]
    rows = "\n".join(line for line in entry.splitlines() if line.startswith("|"))

    changed = changed_files(old, new)

    assert changed
    assert sorted(path for path in changed if f"`{path}`" not in rows) == []
    named = {path for tree in new.places.values() for path in tree if f"`{path}`" in rows}
    assert named - changed - {"panel/terms.md"} == set()  # there, only the framework changed


def test_a_kit_carries_the_same_sample_places_on(step: tuple[Release, Release]) -> None:
    old, new = step

    assert set(old.places) == set(new.places)


def test_what_migrations_rename_split_or_retire_was_there_and_what_it_becomes_is(
    step: tuple[Release, Release],
) -> None:
    old, new = step
    moves = migration(new)
    files: dict[str, str] = moves.get("rename_files", {})
    before = {path: was for was, path in files.items()}

    assert [was for was in files if not old.has(was) or new.has(was)] == []
    assert [path for path in files.values() if not new.has(path) or old.has(path)] == []
    for file, headings in moves.get("rename_sections", {}).items():
        for was, now in headings.items():
            assert (old.has(before.get(file, file), was), new.has(file, was), new.has(file, now)) == (1, 0, 1)
    for file, headings in moves.get("split_sections", {}).items():
        for was, parts in headings.items():
            assert (old.has(before.get(file, file), was), new.has(file, was)) == (True, False)
            assert all(new.has(file, part) for part in parts)
    assert set(moves.get("retire_elements", [])) == old.elements - new.elements
    assert set(moves.get("rename_parameters", {})) == old.parameters - new.parameters


def test_a_file_that_is_gone_was_renamed(step: tuple[Release, Release]) -> None:
    """One that a place would lose without a word is none of a second number's business."""
    old, new = step
    gone = {path for place, tree in old.places.items() for path in tree if path not in new.places[place]}

    assert gone == set(migration(new).get("rename_files", {}))


def test_each_change_names_elements_that_are_or_were_there(step: tuple[Release, Release]) -> None:
    old, new = step

    assert named(new) - old.elements - new.elements == set()


def test_an_element_whose_words_changed_is_named_by_a_change(step: tuple[Release, Release]) -> None:
    old, new = step
    changed = set()
    for place in new.samples:
        before, now = old.texts(place), new.texts(place)
        changed |= {element for element in now if now[element] != before.get(element)}

    assert changed
    assert changed - named(new) == set()


def named(release: Release) -> set[str]:
    """The elements that the changes of a release name."""
    changes = release.kit.framework["changes"]
    return {
        name for item in changes if item["since"] == release.kit.version for name in item["elements"]
    }


def test_the_statutory_change_names_its_elements_and_its_day() -> None:
    changes = released("open-door-homes", "1.1.0").kit.framework["changes"]
    (found,) = (change for change in changes if change["class"] == "statutory")

    assert (found["id"], found["elements"], found["effective"]) == (
        "2027-02-employment-status",
        ["legal-status", "agreements-in-writing"],
        "2027-04-01",
    )


@pytest.mark.parametrize("file", ["settings.yaml", "contacts.json", "safety/emergency-card.md"])
def test_a_new_question_left_at_its_default_changes_no_paper(file: str) -> None:
    """Else a place that takes a release would find words of nobody's in its papers."""
    old, new = (released("open-door-homes", version) for version in ("1.0.0", "1.1.0"))

    assert new.parameters - old.parameters == {"on_call_phone", "paid_nights_of_rest"}
    assert old.places["defaults"][file] == new.places["defaults"][file]
    assert old.places["isle-of-corrasay"][file] != new.places["isle-of-corrasay"][file]
