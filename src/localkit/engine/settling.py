"""Settling one passage that both sides changed, in the file as it is now."""

from __future__ import annotations

from collections.abc import Sequence

from localkit.engine.file_pairs import Reader
from localkit.engine.merging.files import Merging, merge_file, nothing_settled
from localkit.engine.merging.headings import HeadingMoves
from localkit.errors import InputError
from localkit.model.file_merge import FileMerge, Settle
from localkit.model.merging import Choice, PartMerge
from localkit.model.open_update import WaitingFile, WaitingPassage
from localkit.model.tree import File

_BY_HAND = "Write it in your editor as you want it, then say: localkit resolve PASSAGE --take local"


def settle_passages(
    file: WaitingFile,
    local: File | None,
    chosen: Sequence[tuple[WaitingPassage, Choice]],
    read: Reader,
) -> tuple[str | None, File | None]:
    """A file with some of its waiting passages settled; everything else in it stays as it is now.

    What a choice does is told by merging twice, with it and without, and the difference is brought into the file as it
    is now: whatever the place has written since the update stays.

    Args:
        file: What the baseline and the new core had.
        local: The place's file now, without marks of the update; None where it is not there.
        chosen: Passages of this file, and how each is to be settled.
        read: How a file is read.

    Returns:
        Where it is to be, and what it is to be; None and None where it is to go, or is not to be there.

    Raises:
        InputError: A passage cannot be found any more, the place's text around it was changed too, or a text cannot
            stand there.
    """
    paths = FileMerge(file.base_path, file.core_path, None if local is None else file.local_path, None, None)
    if all(choice.take == "local" for _, choice in chosen):
        return (paths.local_path, local)
    if file.base is None and local is None:
        return _added(file, chosen[0][1])
    without = merge_file(paths, file.base, file.core, local, _how(file, read, nothing_settled))
    wanted = {_found(without, passage): choice for passage, choice in chosen}

    def settle(address: str) -> Choice | None:
        return wanted.get(address)

    settled = merge_file(paths, file.base, file.core, local, _how(file, read, settle))
    if local is None or settled.file is None or without.file is None:
        return settled.path, settled.file
    same = FileMerge(paths.local_path, paths.local_path, paths.local_path, None, None)
    found = merge_file(same, without.file, settled.file, local, _how(file, read, nothing_settled))
    if found.open:
        raise InputError(
            "the text around it was changed too since the update",
            path=paths.local_path,
            hint=_BY_HAND,
        )
    return found.path, found.file


def text_now(file: WaitingFile, local: File | None, passage: WaitingPassage, read: Reader) -> str | None:
    """A waiting passage's text in the place's file as it is now; as it was where it cannot be told any more.

    Args:
        file: What the baseline and the new core had.
        local: The place's file now; None where it is not there.
        passage: The passage.
        read: How a file is read.
    """
    here = None if local is None else file.local_path
    paths = FileMerge(file.base_path, file.core_path, here, None, None)
    found = merge_file(paths, file.base, file.core, local, _how(file, read, nothing_settled))
    same = [part for part in found.open if (part.base, part.core) == (passage.base, passage.core)]
    return same[0].local if len(same) == 1 else passage.local


def _added(file: WaitingFile, choice: Choice) -> tuple[str | None, File | None]:
    """A file that the core adds where another one of the place's was in the way."""
    if choice.take == "core" or file.core is None:
        return file.core_path, file.core
    return file.core_path, File((choice.text or "").encode("utf-8"), file.core.mode)


def _how(file: WaitingFile, read: Reader, settle: Settle) -> Merging:
    headings = {file.core_path or "": HeadingMoves(dict(file.renamed), dict(file.split))}
    return Merging(read, headings=headings, settle=settle)


def _found(merged: FileMerge, passage: WaitingPassage) -> str:
    """The address at which a passage waits now: its heading may be another than when the update was made."""
    same = [part for part in merged.open if (part.base, part.core) == (passage.base, passage.core)]
    named = [part for part in merged.open if part.part == passage.part]
    found: list[PartMerge] = same if len(same) == 1 else named
    if not found:
        raise InputError(
            "the passage is not there any more as it was when the update was made",
            path=passage.address,
            hint=_BY_HAND,
        )
    return merged.address(found[0])
