"""A local version against the core as received, element by element."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from localkit.engine.applying import Claim, applies, claims, is_given_once
from localkit.engine.bounds import SchemaCheck
from localkit.engine.comparing import PassageComparer
from localkit.engine.file_pairs import FilePair, Reader
from localkit.engine.judging import judge_passage
from localkit.engine.lights import passage_light, raised_by_record
from localkit.engine.measures import core_kept, element_changed, locally_shaped
from localkit.engine.pairing import pair_files
from localkit.engine.proscribed import find_proscribed
from localkit.engine.received import Received
from localkit.engine.states import covered, live_exception, state_of
from localkit.model.divergence import Divergence, ElementDivergence, FileChanges, PassageDivergence
from localkit.model.document import Document
from localkit.model.finding import Finding
from localkit.model.kit import Element
from localkit.model.passage import Passage
from localkit.model.records import Adaptation, AgreedException
from localkit.model.tree import File, Tree
from localkit.model.vocabulary import LIGHTS, Light, worst
from localkit.syntax.words import words


@dataclass(frozen=True)
class Present:
    """The local version as it is now, with what the place wrote down.

    Attributes:
        tree: Files that were read.
        unread: Added files that were only listed: path to size.
        today: The day for which exceptions are looked at.
    """

    tree: Tree
    today: datetime.date
    unread: Mapping[str, int] = field(default_factory=dict)
    adaptations: Sequence[Adaptation] = ()
    exceptions: Sequence[AgreedException] = ()
    behind: Mapping[str, Any] | None = None
    findings: tuple[Finding, ...] = ()


def measure(received: Received, present: Present, read: Reader, check: SchemaCheck) -> Divergence:
    """Measure a local version's divergence.

    Args:
        received: The core as received.
        present: The local version as it is now.
        read: How a file is read.
        check: How a JSON Schema is held against a value.
    """
    return _Measuring(received, present, read, check).result()


class _Measuring:
    def __init__(self, received: Received, present: Present, read: Reader, check: SchemaCheck) -> None:
        self.received = received
        self.present = present
        self.read = read
        self.check = check
        kit = received.kit
        self.baseline = {
            path: file for path, file in received.baseline.items() if not is_given_once(kit, path)
        }
        self.local = {path: file for path, file in present.tree.items() if not is_given_once(kit, path)}
        partners = pair_files(self.baseline, self.local)
        self.pairs = {
            path: FilePair(path, file, partners.get(path), self._file(partners.get(path)), read)
            for path, file in self.baseline.items()
        }
        kept = set(partners.values())
        self.added = [path for path in self.local if path not in kept]
        self.listed = [path for path in present.unread if not is_given_once(kit, path)]
        self.claims = claims(kit, self.baseline, received.parameters)
        everything = [claim for group in self.claims.values() for claim in group]
        self.comparer = PassageComparer(self.pairs, everything, received.index, self._own_pages)
        self.documents: dict[str, Document] = {}
        self.findings = list(present.findings)

    def _file(self, path: str | None) -> File | None:
        return self.local[path] if path is not None else None

    def _own_pages(self) -> list[Document]:
        """Markdown files of the place's own, to which a section of the core may have been moved."""
        found = (self._document(path) for path in self.added if path.lower().endswith((".md", ".markdown")))
        return [document for document in found if document is not None]

    def result(self) -> Divergence:
        elements = tuple(self._element(element) for element in self.received.kit.elements)
        unclaimed = [
            item for pair in self.pairs.values() if (item := self.comparer.unclaimed(pair)) is not None
        ]
        additions = [self._addition(path) for path in self.added] + [_listed(path) for path in self.listed]
        self._problems()
        touched = tuple(item for item in unclaimed if item.differs)
        light: Light = "yellow" if touched and self.received.kit.unclaimed == "fixed" else "green"
        return Divergence(
            kit=self.received.kit,
            elements=elements,
            files=self._files(),
            unclaimed=touched,
            unclaimed_light=light,
            core_kept=core_kept(elements),
            locally_shaped=locally_shaped(elements, [*unclaimed, *additions]),
            behind=self.present.behind,
            findings=tuple(self.findings),
        )

    def _element(self, element: Element) -> ElementDivergence:
        if element.id not in self.claims:
            return ElementDivergence(element, "not_applicable", None)
        if element.proscribed:
            return self._settled(element, self._proscribed(element), (), 0)
        passages: list[PassageDivergence] = []
        broken: list[str] = []
        conditions = 0
        known = self.received.index.get("broken", {}).get(element.id, {})
        for claim in self.claims[element.id]:
            compared = self.comparer.compare(claim.passage)
            if compared is None:
                self._missing_in_core(claim)
                continue
            verdict = judge_passage(claim, compared, self.check, known.get(claim.passage.address, ()))
            conditions += verdict.conditions
            broken.extend(verdict.broken)
            light = passage_light(element, compared.divergence.change, bounds_hold=not verdict.broken)
            found = compared.divergence
            passages.append(found if light == found.light else replace(found, light=light))
        return self._settled(element, passages, tuple(broken), conditions)

    def _missing_in_core(self, claim: Claim) -> None:
        self.findings.append(
            Finding(
                "core.kit_passage",
                "info",
                f"the core as received has no {claim.passage.address}; tell the kit's publisher.",
                element=claim.element.id,
                file=claim.passage.file,
                resolve="ask",
            )
        )

    def _proscribed(self, element: Element) -> list[PassageDivergence]:
        in_baseline = element.id in self.received.index.get("present", ())
        clean = {
            pair.local_path: True
            for pair in self.pairs.values()
            if pair.local_path is not None and pair.same_bytes and not pair.moved and not in_baseline
        }
        passages = [item for item in element.passages if applies(item.applies_to, self.received.parameters)]
        return find_proscribed(passages, [*self.local, *self.listed], clean, self._document)

    def _document(self, path: str) -> Document | None:
        if path not in self.local:
            return None
        if path not in self.documents:
            self.documents[path] = self.read(path, self.local[path].data)
        return self.documents[path]

    def _settled(
        self,
        element: Element,
        passages: Sequence[PassageDivergence],
        broken: tuple[str, ...],
        conditions: int,
    ) -> ElementDivergence:
        records = [item for item in self.present.adaptations if item.element == element.id]
        covering = [item for item in records if covered(item, passages)]
        exception = live_exception(self.present.exceptions, element, self.present.today)
        state = state_of(passages, records, exception)
        light = worst(tuple(item.light for item in passages))
        raised = None
        if raised_by_record(covering) and LIGHTS.index(light) < LIGHTS.index("yellow"):
            light, raised = "yellow", "record"
        gone = element.necessity == "optional" and any(item.change == "removed" for item in passages)
        return ElementDivergence(
            element=element,
            state=state,
            light=light,
            passages=tuple(passages),
            changed=element_changed(passages),
            in_bounds=None if not element.bounds or gone else not broken,
            conditions=conditions,
            broken=broken,
            adaptations=tuple(item.id for item in covering),
            exception=exception.id if exception else None,
            raised_by=raised,
        )

    def _addition(self, path: str) -> PassageDivergence:
        """A file of the place's own: its words are counted, less those of a section that was moved there."""
        arrived = self.comparer.arrived(path)
        document = self._document(path) if arrived else None
        if document is not None:
            count = len(document.content(Passage(path), arrived).words)
            return PassageDivergence(None, Passage(path), "added", 1.0, 0, count, count)
        data = self.local[path].data
        count = 1 if b"\0" in data[:8192] else len(words(data.decode("utf-8", "replace")))
        return PassageDivergence(None, Passage(path), "added", 1.0, 0, count, count)

    def _files(self) -> FileChanges:
        pairs = list(self.pairs.values())
        same = [pair for pair in pairs if not pair.removed and pair.says_the_same]
        return FileChanges(
            unchanged=sum(1 for pair in same if not pair.moved),
            changed=tuple(
                sorted(str(pair.local_path) for pair in pairs if not pair.removed and pair not in same)
            ),
            added=tuple(sorted([*self.added, *self.listed])),
            removed=tuple(sorted(pair.path for pair in pairs if pair.removed)),
            moved=tuple(sorted((pair.path, str(pair.local_path)) for pair in pairs if pair.moved)),
        )

    def _problems(self) -> None:
        for pair in self.pairs.values():
            if pair.removed or pair.same_bytes or pair.local.problem is None:
                continue
            problem = pair.local.problem
            self.findings.append(
                Finding(
                    "core.unreadable",
                    "should",
                    f"{problem.message}. It was read as plain text: limits on its values could not be looked at.",
                    file=pair.local_path,
                    line=problem.line,
                    resolve="revert",
                )
            )


def _listed(path: str) -> PassageDivergence:
    return PassageDivergence(None, Passage(path), "added", 1.0, 0, 1, 1)
