"""Bundles: the one file that a place sends. Deterministic, and never silently trusted."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from localkit.errors import InputError, KitError
from localkit.model.limits import Limits
from localkit.model.snapshot import Snapshot, canonical
from localkit.model.tree import File, Tree
from localkit.store.archives import read_zip
from localkit.store.core_archive import pack
from localkit.store.schemas import problems
from localkit.store.writing import write_new

CONTENTS = "bundle.json"
FILES = "files"
MOST_BYTES = 5_000_000
"""Size of a snapshot in a bundle."""

_COLUMNS = ("indicator", "period", "numerator", "denominator", "masked")
_AGAIN = "Ask the place for it again: localkit bundle -o FILE"


def write_bundle(path: Path, snapshot: Snapshot, files: Tree, localkit: str) -> None:
    """Write a bundle to a file that is not there yet.

    Args:
        path: Where to.
        snapshot: What the place shows of itself.
        files: Those of its files that go with it.
        localkit: Version of localkit that makes it.

    Raises:
        InputError: The file is there already, or there is more to tell than a bundle holds.
        MachineError: The disk or a permission is in the way.
    """
    write_new(path, packed(snapshot, files, localkit))


def packed(snapshot: Snapshot, files: Tree, localkit: str) -> bytes:
    """A bundle's bytes: the same for the same snapshot, files and version. Raises InputError as ``write_bundle``."""
    entries = {
        **_records(snapshot),
        **{f"{FILES}/{name}": File(file.data) for name, file in files.items()},
    }
    if len(entries["snapshot.json"].data) > MOST_BYTES:
        raise InputError(
            f"there is more to tell than the {MOST_BYTES / 1e6:,.0f} MB that a bundle holds",
            hint="See whether .localkit/adaptations.yaml and observations.csv are as they should be.",
        )
    contents = {
        "format": 1,
        "localkit": localkit,
        "made": snapshot.taken,
        "snapshot": snapshot.digest,
        "entries": {name: _digest(file.data) for name, file in entries.items()},
    }
    return pack(Tree({CONTENTS: File(_pretty(contents)), **entries}))


def read_bundle(path: Path, limits: Limits) -> tuple[Snapshot, Tree]:
    """Read a bundle that somebody sent, and the files that came with it.

    Everything is checked before anything is taken for true: sizes before it is unpacked, names, what it says it holds,
    the format, and whether its parts say the same.

    Raises:
        InputError: It is no bundle, or not as the place made it.
        SafetyError: It has an unsafe path.
        MachineError: It cannot be read.
    """
    tree = _unpacked(path, limits)
    contents = _json(tree, CONTENTS, path)
    _check_format(contents, "bundle", CONTENTS, path)
    _check_entries(tree, contents["entries"], path)
    data = _json(tree, "snapshot.json", path)
    _check_format(data, "snapshot", "snapshot.json", path)
    snapshot = Snapshot(data)
    _check_sameness(tree, snapshot, contents, path)
    return snapshot, tree.under(FILES)


def _records(snapshot: Snapshot) -> dict[str, File]:
    """What of a snapshot people open by themselves, each in a file, and the whole."""
    data = snapshot.data
    return {
        "snapshot.json": File(_pretty(data)),
        "adaptations.json": File(_pretty({"format": 1, "adaptations": data["adaptations"]})),
        "exceptions.json": File(_pretty({"format": 1, "exceptions": data["exceptions"]})),
        "observations.csv": File(_csv(data["observations"])),
    }


def _pretty(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8") + b"\n"


def _csv(observations: list[Mapping[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for item in observations:
        writer.writerow([_cell(item[name]) for name in _COLUMNS])
    return text.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _unpacked(path: Path, limits: Limits) -> Tree:
    if not path.is_file():
        raise InputError("there is no such file", path=str(path), hint="See whether the name is as on disk.")
    try:
        tree = read_zip(path, limits)
    except KitError as error:
        inside = f"{error.path}: " if error.path and error.path != str(path) else ""
        raise _wrong(f"this cannot be read as a bundle: {inside}{error.message}", path) from error
    if CONTENTS not in tree:
        raise _wrong(f"this is no bundle: it has no {CONTENTS}", path)
    return tree


def _json(tree: Tree, name: str, path: Path) -> Any:
    data = tree[name].data
    if len(data) > MOST_BYTES:
        raise _wrong(f"{name} has {len(data) / 1e6:,.1f} MB; the limit is {MOST_BYTES / 1e6:,.0f} MB", path)
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _wrong(f"{name} cannot be read: it is damaged", path) from error


def _no_number(name: str) -> None:
    raise ValueError(name)


def _check_format(data: Any, name: str, entry: str, path: Path) -> None:
    stated = data.get("format") if isinstance(data, dict) else None
    if isinstance(stated, int) and not isinstance(stated, bool) and stated > 1:
        raise InputError(
            f"{entry} has format {stated}; this localkit knows format 1",
            path=str(path),
            hint="A later localkit wrote it: install that one.",
        )
    found = problems(data, name)
    if found:
        raise _wrong(f"{entry} is not as it should be{_where(found[0].at)}: {found[0].message}", path)


def _where(at: str) -> str:
    return f" at {at}" if at else ""


def _check_entries(tree: Tree, stated: Mapping[str, str], path: Path) -> None:
    """Each entry is stated, and what was stated is there, byte for byte."""
    there = {name: _digest(file.data) for name, file in tree.items() if name != CONTENTS}
    needed = ("snapshot.json", "adaptations.json", "exceptions.json", "observations.csv")
    for name in sorted({*needed, *stated, *there}):
        if name not in there:
            raise _wrong(f"{name} is missing", path)
        if name not in stated or not (name in needed or name.startswith(f"{FILES}/")):
            raise _wrong(f"{name} does not belong in a bundle", path)
        if stated[name] != there[name]:
            raise _wrong(f"{name} was changed after the bundle was made", path)


def _check_sameness(tree: Tree, snapshot: Snapshot, contents: Mapping[str, Any], path: Path) -> None:
    """What people open by themselves says what the snapshot says."""
    same = contents["snapshot"] == snapshot.digest and contents["made"] == snapshot.taken
    for name, file in _records(snapshot).items():
        if name.endswith(".json"):
            same &= canonical(_json(tree, name, path)) == canonical(json.loads(file.data))
        else:
            same &= tree[name].data == file.data
    if not same:
        raise _wrong("its parts do not say the same", path)


def _wrong(message: str, path: Path) -> InputError:
    return InputError(message, path=str(path), hint=_AGAIN)
