"""Resolve: settle what core and place both changed, one passage or all."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.update_changes import decided_bytes, own_changes
from localkit.engine.adopting import all_taken, settled_adoption
from localkit.engine.settling import settle_passages, text_now
from localkit.engine.unmarking import without_marks
from localkit.errors import InputError
from localkit.model.merging import Choice, Take
from localkit.model.open_update import OpenUpdate, WaitingPassage
from localkit.model.passage import parse_address
from localkit.model.records import Decision
from localkit.model.tree import File
from localkit.store.file_changes import FileChange, StepNote
from localkit.store.journal import commit
from localkit.store.local_version_files import on_disk
from localkit.store.local_versions import find_root
from localkit.store.locking import locked
from localkit.store.open_updates import open_update_files, stored_files
from localkit.store.record_writing import record_path
from localkit.wording import addresses_of
from localkit.workspace import Workspace


@dataclass(frozen=True)
class ResolveRequest:
    """How what is to be settled.

    Attributes:
        passage: An address or an element's id; None for everything that waits.
        choice: Whose text is taken.
        reason: Why, in the place's words; a statutory or safety change is not left out without one.
        who: The role that decides, or None.
    """

    passage: str | None
    choice: Choice
    reason: str | None = None
    who: str | None = None


@dataclass(frozen=True)
class Resolved:
    """What was settled.

    Attributes:
        opened: The local version as it is now.
        settled: The passages, as they are settled now.
        left: What still waits.
        decided: What became of core changes by that.
    """

    opened: OpenedLocalVersion
    settled: tuple[WaitingPassage, ...]
    left: tuple[WaitingPassage, ...]
    decided: tuple[Decision, ...] = ()


def resolve(workspace: Workspace, path: Path, request: ResolveRequest) -> Resolved:
    """Settle one passage, or all that wait.

    Raises:
        InputError: Nothing waits, there is no such passage, a reason is missing, or a text cannot stand there.
        LocalVersionError: One of the place's records is not as it should be.
        CoreError: The core as received is missing or damaged.
        MachineError: The disk or another program is in the way. Nothing was changed.
    """
    root = find_root(path)
    with locked(root):
        opened = opened_local_version(workspace, root)
        still = open_update(opened, path)
        return settle(workspace, opened, still, waiting_passages(still, request.passage), request)


def open_update(opened: OpenedLocalVersion, path: Path) -> OpenUpdate:
    """What waits for a decision at a place.

    Raises:
        InputError: Nothing does.
    """
    still = opened.open_update
    if still is None or not still.waiting:
        raise InputError(
            "nothing waits for a decision here",
            path=str(path),
            hint="`localkit status` tells how it stands.",
        )
    return still


def settle(
    workspace: Workspace,
    opened: OpenedLocalVersion,
    still: OpenUpdate,
    chosen: Sequence[WaitingPassage],
    request: ResolveRequest,
    stated: Mapping[str, Mapping[str, Any]] | None = None,
) -> Resolved:
    """Settle some passages of an open update; the local version is held for writing. Raises as ``resolve``.

    Args:
        workspace: Settings, folders, clock.
        opened: The local version.
        still: Its open update.
        chosen: The passages.
        request: How they are settled.
        stated: Decisions that somebody stated, by change; they are noted instead of what the passages tell.
    """
    root = opened.root
    _check_reason(chosen, request)
    settled = [replace(item, settled=request.choice.take, reason=request.reason) for item in chosen]
    files = _file_changes(workspace, opened, still, chosen, request.choice)
    known = {item.address: item for item in settled}
    now = replace(still, passages=tuple(_after(known.get(item.address, item)) for item in still.passages))
    told = {item["change"]: item for item in _decided(now, chosen, workspace.today.isoformat(), request.who)}
    own = {change: {"change": change, **fields} for change, fields in (stated or {}).items()}
    decided = list({**told, **own}.values())
    said = {"passages": [item.address for item in chosen], "take": request.choice.take}
    commit(
        root,
        [*files, *own_changes(root, _kept(opened, now, decided))],
        note=StepNote("resolve", workspace.clock().isoformat(), said),
    )
    done = opened_local_version(workspace, root)
    return Resolved(done, tuple(settled), now.waiting, tuple(map(Decision.of, decided)))


def _after(item: WaitingPassage) -> WaitingPassage:
    """A passage once it is settled; what it stands for waits again where its text was taken back."""
    if item.instead_of is None or item.settled is None:
        return item
    if item.settled == "core":
        return item.instead_of
    return replace(item.instead_of, settled="text", reason=item.reason)


def passages_now(
    workspace: Workspace, opened: OpenedLocalVersion, still: OpenUpdate, stated: str | None = None
) -> list[WaitingPassage]:
    """What waits, or what of it somebody named, with the place's texts as they are now.

    Raises:
        InputError: None that waits is called so.
        MachineError: A file cannot be read.
    """
    found: list[WaitingPassage] = []
    for item in waiting_passages(still, stated):
        file = still.files[item.file]
        now = None if file.local_path is None else on_disk(opened.root, file.local_path)
        found.append(replace(item, local=text_now(file, now, item, workspace.read)))
    return found


def waiting_passages(still: OpenUpdate, stated: str | None) -> list[WaitingPassage]:
    """The passages that somebody named; an element's id, or a file, stands for all of its passages that wait.

    Raises:
        InputError: None that waits is called so.
    """
    waits = still.waiting
    if stated is None:
        return list(waits)
    names = [stated, *addresses_of(stated)]
    names += [_now_called(still, name) for name in names]
    found = next((named for name in names if (named := _so_called(waits, name))), [])
    if not found:
        known = [*dict.fromkeys(item.element or item.address for item in waits)]
        close = difflib.get_close_matches(stated, known, 1)
        meant = f'Did you mean "{close[0]}"? ' if close else ""
        raise InputError(
            f'nothing that waits is called "{stated}"', hint=f"{meant}These wait: {', '.join(known)}."
        )
    return found


def _now_called(still: OpenUpdate, address: str) -> str:
    """An address under which something waited before its file was renamed, as it is now."""
    path, mark, part = address.partition("#")
    here = next((file.local_path for file in still.files if file.formerly == path), path)
    return f"{here}{mark}{part}"


def _so_called(waits: Sequence[WaitingPassage], stated: str) -> list[WaitingPassage]:
    passage = parse_address(stated)
    found = [item for item in waits if item.address == stated] or [
        item for item in waits if parse_address(item.address).same_place(passage)
    ]
    found = found or [item for item in waits if item.element == stated]
    return found or [item for item in waits if parse_address(item.address).file == stated]


def needs_reason(passage: WaitingPassage, take: Take) -> bool:
    """Whether somebody has to say why: the place's text is kept where the law or safety asks for another."""
    return passage.pressing and passage.instead_of is None and take == "local"


def _check_reason(chosen: Sequence[WaitingPassage], request: ResolveRequest) -> None:
    pressing = next((item for item in chosen if needs_reason(item, request.choice.take)), None)
    if pressing is None or (request.reason or "").strip():
        return
    why = "the law asks for it" if pressing.change_class == "statutory" else "it keeps people safe"
    raise InputError(
        f"{pressing.title or pressing.address}: {why}, so leaving it out needs a reason",
        hint='Say why: --reason "…", or take the core\'s text: --take core.',
    )


def _file_changes(
    workspace: Workspace,
    opened: OpenedLocalVersion,
    still: OpenUpdate,
    chosen: Sequence[WaitingPassage],
    choice: Choice,
) -> list[FileChange]:
    changes: list[FileChange] = []
    for number in dict.fromkeys(item.file for item in chosen):
        file = still.files[number]
        before = None if file.local_path is None else on_disk(opened.root, file.local_path)
        mine = [(item, choice) for item in chosen if item.file == number]
        now = without_marks(before, file, [item for item in still.passages if item.file == number])
        path, after = settle_passages(file, now, mine, workspace.read)
        _check_free(opened.root, path, file.local_path)
        changes.extend(_changes(file.local_path, before, path, after))
    return changes


def _check_free(root: Path, path: str | None, here: str | None) -> None:
    """Refuse to put a file where another one of the place's is."""
    if path is None or path == here or on_disk(root, path) is None:
        return
    raise InputError(
        "another file of this place's is there",
        path=path,
        hint="Give it another name, then run the same command again; or keep it: --take local.",
    )


def _changes(here: str | None, before: File | None, path: str | None, after: File | None) -> list[FileChange]:
    if path == here or path is None:
        same = before is not None and after is not None and before.data == after.data
        return [] if here is None or same or before is after else [FileChange(here, before, after)]
    gone = [FileChange(here, before, None)] if here is not None and before is not None else []
    return [*gone, FileChange(path, None, after)]


def _decided(
    now: OpenUpdate, chosen: Sequence[WaitingPassage], day: str, who: str | None
) -> list[dict[str, Any]]:
    """What became of core changes whose last passage was settled just now."""
    found: list[dict[str, Any]] = []
    for change in dict.fromkeys(name for item in chosen for name in item.changes):
        told = settled_adoption(change, now.passages, taken=change in now.taken)
        if told is not None:
            more = {"who": who} if who else {}
            found.append({"change": change, "decision": told[0], "date": day, **more, "reason": told[1]})
    if not now.waiting and all_taken(now.passages):
        reason = f"Taken as it is with {now.after}."
        found += [
            {"change": change, "decision": "adopted", "date": day, "reason": reason} for change in now.unsure
        ]
    return found


def _kept(
    opened: OpenedLocalVersion, now: OpenUpdate, decided: Sequence[Mapping[str, Any]]
) -> dict[str, File | None]:
    """What ``.localkit`` keeps: nothing of the update once nothing waits any more."""
    root = opened.root
    wanted: dict[str, File | None] = dict.fromkeys(stored_files(root))
    if now.waiting:
        wanted.update(open_update_files(now))
    fields = {
        str(item["change"]): {key: value for key, value in item.items() if key != "change"}
        for item in decided
    }
    data = decided_bytes(root, fields, {item.change for item in opened.decisions})
    if data is not None:
        wanted[record_path(root, "decisions").relative_to(root).as_posix()] = File(data)
    return wanted
