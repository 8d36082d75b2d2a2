"""Everything that an update writes: a place's files, the core as received, its records, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.actions.local_version_opening import OpenedLocalVersion
from localkit.actions.update_making import MadeRelease
from localkit.engine.adopting import adoptions, unsure
from localkit.engine.following import Followed, follow
from localkit.engine.migrating import Moves, moves_between
from localkit.model.core_change import Adoption
from localkit.model.divergence import Divergence
from localkit.model.file_merge import FileMerge
from localkit.model.open_update import OpenUpdate, UpdateKind, WaitingFile, WaitingPassage
from localkit.model.tree import File, Tree
from localkit.model.update_plan import UpdatePlan
from localkit.store.file_changes import FileChange
from localkit.store.local_version_files import CORE, KNOWN, LOCAL, changed, core_zip, known_yaml, local_yaml
from localkit.store.local_versions import FOLDER
from localkit.store.open_updates import open_update_files
from localkit.store.record_writing import Name, read_record_file, record_path, with_entry, with_fields


@dataclass(frozen=True)
class Measurements:
    """A local version's divergence before an update and after it."""

    before: Divergence
    after: Divergence


def local_changes(files: Sequence[FileMerge], local: Tree) -> list[FileChange]:
    """What becomes of a place's own files."""
    wanted: dict[str, File] = {
        file.path: file.file for file in files if file.path is not None and file.file is not None
    }
    gone = {
        file.local_path for file in files if file.local_path is not None and file.local_path not in wanted
    }
    found = [FileChange(path, local[path], None) for path in sorted(gone)]
    for path, after in sorted(wanted.items()):
        before = local.get(path)
        if before is None or before.data != after.data or before.executable != after.executable:
            found.append(FileChange(path, before, after))
    return found


def open_update_of(
    plan: UpdatePlan,
    kind: UpdateKind,
    at: str,
    moves: Moves,
    sides: tuple[Mapping[str, File], Mapping[str, File]],
) -> OpenUpdate | None:
    """What waits after an update; None where nothing does.

    Args:
        plan: What the update does.
        kind: Whether it is an update or a step back.
        at: The moment, ISO 8601.
        moves: What the kit gave another name.
        sides: The baseline and the new core.
    """
    if not plan.waiting:
        return None
    base, core = sides
    files: list[WaitingFile] = []
    numbers: dict[str, int] = {}
    for file in plan.files:
        if not file.open:
            continue
        headings = moves.headings.get(file.core_path or "")
        numbers.update({file.address(part): len(files) for part in file.open})
        files.append(
            WaitingFile(
                file.base_path,
                file.core_path,
                file.path if file.local_path is not None else None,
                None if file.base_path is None else base[file.base_path],
                None if file.core_path is None else core[file.core_path],
                tuple(headings.renamed.items()) if headings else (),
                tuple(headings.split.items()) if headings else (),
            )
        )
    taken = [item for item in plan.passages if item.outcome in ("updated", "merged")]
    return OpenUpdate(
        kind,
        plan.before,
        plan.after,
        at,
        tuple(files),
        tuple(_waiting(plan, numbers, files)),
        tuple(dict.fromkeys(change.id for item in taken for change in item.changes)),
        unsure(plan),
    )


def _waiting(
    plan: UpdatePlan, numbers: Mapping[str, int], files: Sequence[WaitingFile]
) -> Iterator[WaitingPassage]:
    for item in plan.waiting:
        number = numbers[item.address]
        part = item.address.partition("#")[2]
        here = files[number].local_path or item.address.partition("#")[0]
        yield WaitingPassage(
            address=f"{here}#{part}" if part else here,
            file=number,
            part=part,
            element=item.element,
            title=item.element_title,
            change_class=item.change_class,
            changes=tuple(change.id for change in item.changes),
            why=item.why,
            base=item.base,
            core=item.core,
            local=item.local,
        )


def record_changes(
    opened: OpenedLocalVersion,
    made: MadeRelease,
    plan: UpdatePlan,
    found: Callable[[], Measurements],
    day: str,
) -> tuple[dict[str, File | None], Followed]:
    """The place's records after an update, by path, and what of them follows it.

    ``found`` is asked only where something was recorded, or the core tells of what it changed: to measure costs as
    much as to merge.
    """
    root = opened.root
    measurements = found() if opened.adaptations or opened.exceptions or plan.changes else None
    followed = Followed({}, {}, ())
    decided: Mapping[str, tuple[Adoption, str]] = {}
    if measurements is not None:
        decided = adoptions(plan, made.core.kit, made.core.parameters, measurements.after)
        followed = follow(
            opened.adaptations,
            opened.exceptions,
            measurements.before,
            measurements.after,
            moves_between(opened.core.kit, made.core.kit),
            plan.files,
            plan.after,
            frozenset(item.element for item in plan.waiting if item.element),
        )
    decisions = {
        change: {"decision": decision, "date": day, "reason": reason}
        for change, (decision, reason) in decided.items()
    }
    wanted: dict[str, File | None] = {}
    _put(wanted, root, "adaptations", _fields(root, "adaptations", followed.adaptations))
    _put(wanted, root, "exceptions", _fields(root, "exceptions", followed.exceptions))
    _put(
        wanted, root, "decisions", decided_bytes(root, decisions, {item.change for item in opened.decisions})
    )
    return wanted, followed


def _put(wanted: dict[str, File | None], root: Path, name: Name, data: bytes | None) -> None:
    if data is not None:
        wanted[record_path(root, name).relative_to(root).as_posix()] = File(data)


def _fields(root: Path, name: Name, changes: Mapping[str, Mapping[str, Any]]) -> bytes | None:
    if not changes:
        return None
    data = read_record_file(root, name)
    for entry, fields in changes.items():
        data = with_fields(data, name, entry, fields, record_path(root, name))
    return data


def decided_bytes(root: Path, decisions: Mapping[str, Mapping[str, Any]], known: set[str]) -> bytes | None:
    """decisions.yaml with some decisions more, or others in their place; None where there is nothing to write.

    Raises:
        LocalVersionError: The file is written so that it cannot be added to.
    """
    if not decisions:
        return None
    path = record_path(root, "decisions")
    data = read_record_file(root, "decisions")
    for change, fields in decisions.items():
        if change in known:
            data = with_fields(data, "decisions", change, fields, path)
        else:
            data = with_entry(data, "decisions", {"change": change, **fields}, path)
    return data


def kept_files(
    made: MadeRelease, known: Mapping[str, Any], still: OpenUpdate | None, old: Mapping[str, File]
) -> dict[str, File | None]:
    """What ``.localkit`` keeps of an update, by path; None for what goes.

    Args:
        made: The release.
        known: What is known of later releases now.
        still: What waits.
        old: What an earlier update had left there.
    """
    wanted: dict[str, File | None] = dict.fromkeys(old)
    wanted.update(open_update_files(still) if still is not None else {})
    wanted[LOCAL] = local_yaml(made.core.record)
    wanted[CORE] = core_zip(made.core.tree)
    wanted[KNOWN] = known_yaml(known)
    return wanted


def own_changes(root: Path, wanted: Mapping[str, File | None]) -> list[FileChange]:
    """The changes below ``.localkit``.

    Raises:
        MachineError: Something cannot be read.
    """
    assert all(path.startswith(f"{FOLDER}/") for path in wanted)  # noqa: S101  the place's own files are read by scan
    return changed(root, wanted)
