"""Demo: six invented places made from a real kit, edited by hand, measured, and taken to its next release."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.actions.demo_places import KIT, PLACES, RELEASE, DemoPlace, edited, observations, records
from localkit.actions.demo_portfolio import followed
from localkit.actions.kit_opening import opened_kit
from localkit.actions.kit_samples import samples_of
from localkit.actions.status import Status, status
from localkit.actions.update import Updated, UpdateRequest, update
from localkit.model.tree import File, Tree
from localkit.store.bundled import bundled_releases
from localkit.store.local_versions import FOLDER
from localkit.store.observation_writing import OBSERVATIONS, with_rows
from localkit.store.scanning import scan
from localkit.store.source import Source
from localkit.store.sources import fetch, find_source
from localkit.store.staging import staged, write_tree
from localkit.store.writing import replace_files
from localkit.syntax.yaml_writing import dump
from localkit.workspace import Workspace


@dataclass(frozen=True)
class DemoResult:
    """One place of the demo.

    Attributes:
        status: How it stood with the release that it was made from.
        updated: What the next release did to it.
    """

    place: DemoPlace
    path: Path
    status: Status
    updated: Updated


def demo(workspace: Workspace, folder: Path) -> list[DemoResult]:
    """Make the demo's kit, each release of it, places, and a portfolio of them in a new or empty folder.

    Each place is edited, measured, and taken to the newest release; the portfolio knows it before and after.

    Raises:
        InputError: The folder holds something, or the kit did not come with this localkit.
        MachineError: The disk fails.
    """
    source = f"{KIT}@{RELEASE}"
    samples = {sample.name: sample for sample in samples_of(opened_kit(workspace, find_source(source)))[0]}
    with staged(folder) as staging:
        for version, target in kit_folders(staging).items():
            target.mkdir()
            write_tree(target, fetch(Source("installed", KIT, version), workspace.limits).tree)
        for place in PLACES:
            target = staging / place.sample
            adapt(workspace, AdaptRequest(source, target, samples[place.sample].answers))
            _edit(workspace, place, target)
    followed(workspace, folder, [folder / place.sample for place in PLACES])
    taken = [_taken(workspace, place, folder / place.sample) for place in PLACES]
    followed(workspace, folder, [])
    return taken


def _taken(workspace: Workspace, place: DemoPlace, path: Path) -> DemoResult:
    """One place, measured and then taken to the newest release."""
    before = status(workspace, path)
    return DemoResult(place, path, before, update(workspace, path, UpdateRequest()))


def kit_folders(folder: Path) -> dict[str, Path]:
    """Where the demo writes each release of its kit, by version, oldest first."""
    return {version: folder / f"kit-{version}" for version in bundled_releases(KIT)}


def _edit(workspace: Workspace, place: DemoPlace, root: Path) -> None:
    """What somebody there did in an editor."""
    before = scan(root, Tree({})).tree
    texts = {path: file.data.decode("utf-8") for path, file in before.items() if b"\0" not in file.data}
    after = edited(place, texts)
    changed = {path: File(text.encode("utf-8")) for path, text in after.items() if texts.get(path) != text}
    for name, record in records(place, workspace.today).items():
        changed[f"{FOLDER}/{name}"] = File(dump(record).encode("utf-8"))
    if place.outcomes:
        rows = with_rows(None, observations(place, workspace.today), str(root / OBSERVATIONS))
        changed[OBSERVATIONS] = File(rows)
    replace_files(root, changed, [path for path in texts if path not in after])
