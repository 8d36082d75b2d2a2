"""The plan of an update: what taking a release will do to one place, element by element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from localkit.engine.applying import Claim, claims, is_given_once
from localkit.engine.file_pairs import Reader
from localkit.engine.merging.files import Merging, nothing_settled
from localkit.engine.merging.trees import merge_trees
from localkit.engine.migrating import Moves, changes_between, moves_between
from localkit.model.core_change import CLASSES, CoreChange
from localkit.model.document import Document
from localkit.model.file_merge import FileMerge, Settle
from localkit.model.kit import Element, Kit
from localkit.model.merging import PartMerge
from localkit.model.passage import Passage, parse_address
from localkit.model.tree import File
from localkit.model.update_plan import AnswerChanges, PassagePlan, UpdatePlan


@dataclass(frozen=True)
class Release:
    """A release as one place has it, or is to have it.

    Attributes:
        kit: The framework, its strings rendered for this place.
        files: The pristine rendering.
        parameters: The place's answers.
    """

    kit: Kit
    files: Mapping[str, File]
    parameters: Mapping[str, Any]


def plan_update(
    before: Release,
    after: Release,
    local: Mapping[str, File],
    read: Reader,
    *,
    settle: Settle = nothing_settled,
    answers: AnswerChanges | None = None,
) -> UpdatePlan:
    """Plan what becomes of each passage when a place goes from one release to another. Writes nothing.

    Args:
        before: The core as received.
        after: The new core.
        local: The place's files.
        read: How a file is read.
        settle: How what both sides changed is to be settled; by default all of it needs a decision.
        answers: What became of the place's answers.

    Raises:
        InputError: A text that was chosen for a part cannot stand there.
    """
    moves = moves_between(before.kit, after.kit)

    def untouched(path: str) -> bool:
        return is_given_once(before.kit, path) or is_given_once(after.kit, path)

    how = Merging(read, moves.files, moves.headings, untouched, settle)
    files = merge_trees(before.files, after.files, local, how)
    telling = _Telling(before, after, moves, read)
    passages = [telling.passage(file, part) for file in files for part in file.parts]
    return UpdatePlan(
        before.kit.version,
        after.kit.version,
        files,
        tuple(sorted(passages, key=_rank)),
        telling.changes,
        answers or AnswerChanges(),
        sum(1 for file in files if not file.parts and file.local_path is not None),
    )


def _rank(passage: PassagePlan) -> tuple[bool, int]:
    """What needs a decision first, and among that what is most pressing."""
    found = passage.change_class
    return (not passage.waits, len(CLASSES) if found is None else CLASSES.index(found))


class _Telling:
    """Tells of a part of a file which element it belongs to, and why the core changed it."""

    def __init__(self, before: Release, after: Release, moves: Moves, read: Reader) -> None:
        self.moves = moves
        self.before, self.after = before, after
        self.claims = {False: _by_file(before), True: _by_file(after)}
        self.changes = changes_between(before.kit, after.kit)
        self.document = cache(lambda new, path: read(path, (after if new else before).files[path].data))

    def passage(self, file: FileMerge, part: PartMerge) -> PassagePlan:
        element = self._element(file, part)
        core_is_in_it = part.outcome not in ("kept", "unchanged") or part.core != part.base
        return PassagePlan(
            address=file.address(part),
            element=element.id if element else None,
            element_title=element.title if element else None,
            outcome=part.outcome,
            why=part.why,
            changes=self._changes(file, part, element) if core_is_in_it else (),
            base=part.base,
            core=part.core,
            local=part.local,
            merged=part.merged,
        )

    def _element(self, file: FileMerge, part: PartMerge) -> Element | None:
        """The new core says whose a part is; the core as received does where the new one does not have it."""
        name = part.part if part.core_part is None else part.core_part
        sides = [(True, file.core_path), (False, file.base_path)]
        there = [(new, path) for new, path in sides if path is not None]
        ways = [partial(self._around, name=name)] if name else []
        for find in (*ways, partial(self._whole, alone=not name)):
            for new, path in there:
                found = find(new, path)
                if found is not None:
                    return found if new else self._now(found)
        return None

    def _now(self, element: Element) -> Element:
        """An element of the core as received, as the new core has it."""
        return self.after.kit.element(self.moves.elements.get(element.id, element.id)) or element

    def _around(self, new: bool, path: str, name: str) -> Element | None:
        """The element whose passage is the smallest around a part of a file."""
        there = self.claims[new].get(path, ())
        if not there:
            return None
        row, document = parse_address(f"{path}#{name}"), self.document(new, path)
        if document.locate(row) is None:
            return None
        return _innermost(document, [claim for claim in there if _around(document, claim.passage, row)])

    def _whole(self, new: bool, path: str, *, alone: bool) -> Element | None:
        """The element of a file as a whole; else, for the whole of it, the only one that has a passage in it."""
        there = self.claims[new].get(path, ())
        whole = [claim for claim in there if claim.passage.form == "file"]
        if whole:
            return whole[0].element
        return _only(there) if alone else None

    def _changes(self, file: FileMerge, part: PartMerge, element: Element | None) -> tuple[CoreChange, ...]:
        """Why the core changed it; for a file as a whole, why it changed anything in it."""
        ids = {element.id} if element else set()
        if not part.part:
            ids |= {claim.element.id for claim in self.claims[True].get(file.core_path or "", ())}
            old = {claim.element.id for claim in self.claims[False].get(file.base_path or "", ())}
            ids |= {self.moves.elements.get(name, name) for name in old}
        return tuple(change for change in self.changes if ids & set(change.elements))


def _by_file(release: Release) -> dict[str, list[Claim]]:
    counted = [path for path in release.files if not is_given_once(release.kit, path)]
    found: dict[str, list[Claim]] = {}
    for group in claims(release.kit, counted, release.parameters).values():
        for claim in group:
            if not claim.element.proscribed:
                found.setdefault(claim.passage.file, []).append(claim)
    return found


def _around(document: Document, claimed: Passage, row: Passage) -> bool:
    if document.locate(claimed) is None:
        return False
    relation = document.relation(row, claimed)
    return relation in ("same", "inside") or (claimed.form == "column" and relation == "overlaps")


def _innermost(document: Document, around: Sequence[Claim]) -> Element | None:
    best: Claim | None = None
    for claim in around:
        if best is None or document.relation(claim.passage, best.passage) == "inside":
            best = claim
    return best.element if best else None


def _only(there: Sequence[Claim]) -> Element | None:
    """The element of a file that is told as a whole: the only one that has a passage in it."""
    ids = {claim.element.id for claim in there}
    return there[0].element if len(ids) == 1 else None
