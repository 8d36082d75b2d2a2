"""Holding a kit's framework against what its template gives for one sample place."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from localkit.engine.applying import Claim, applies, claims, is_given_once
from localkit.engine.bounds import SchemaCheck, judge
from localkit.engine.file_pairs import Reader
from localkit.engine.judging import bounds_of
from localkit.engine.proscribed import find_proscribed
from localkit.model.document import Document
from localkit.model.kit import Kit
from localkit.model.passage import Passage
from localkit.model.tree import Tree


@dataclass(frozen=True)
class Fault:
    """Something in the kit that its makers should mend.

    Attributes:
        rule: Stable name.
        message: What is wrong, in plain words, without the sample's name.
        line: Line of kit.yaml, counted from 1.
        file: Another file of the kit, where it is not kit.yaml.
    """

    rule: str
    message: str
    line: int | None = None
    file: str = "kit.yaml"


def framework_faults(kit: Kit) -> list[Fault]:
    """What is wrong with a framework by itself."""
    carried = {name for element in kit.elements if not element.proscribed for name in element.serves}
    return [
        Fault(
            "kit.function",
            f'no element serves the function "{function.id}": nothing carries it',
            function.line,
        )
        for function in kit.functions
        if function.id not in carried
    ]


def sample_faults(
    kit: Kit, baseline: Tree, parameters: Mapping[str, Any], read: Reader, check: SchemaCheck
) -> list[Fault]:
    """What is wrong with a framework for one sample's rendering.

    Args:
        kit: The framework, its strings rendered for the sample.
        baseline: The rendering.
        parameters: The sample's answers, typed.
        read: How a file is read.
        check: How a JSON Schema is held against a value.
    """
    return list(_Sample(kit, baseline, parameters, read, check).faults())


class _Sample:
    def __init__(
        self, kit: Kit, baseline: Tree, parameters: Mapping[str, Any], read: Reader, check: SchemaCheck
    ) -> None:
        self.kit = kit
        self.files = {path: file for path, file in baseline.items() if not is_given_once(kit, path)}
        self.parameters = parameters
        self.read = read
        self.check = check
        self.documents: dict[str, Document] = {}
        self.claims = claims(kit, self.files, parameters)

    def _document(self, path: str) -> Document:
        if path not in self.documents:
            self.documents[path] = self.read(path, self.files[path].data)
        return self.documents[path]

    def faults(self) -> Iterator[Fault]:
        located: list[Claim] = []
        for element_id, group in self.claims.items():
            element = self.kit.element(element_id)
            if element is None or element.proscribed:
                continue
            yield from self._globs(element_id, group)
            for claim in group:
                missing = self._missing(claim.passage)
                if missing:
                    message = f'"{element_id}": the template gives no {claim.passage.address}; {missing}'
                    yield Fault("kit.passage", message, claim.declared.line)
                else:
                    located.append(claim)
                    yield from self._bounds(claim)
        yield from self._overlaps(located)
        yield from self._proscribed()
        yield from self._unreadable()

    def _globs(self, element_id: str, group: list[Claim]) -> Iterator[Fault]:
        there = {claim.declared for claim in group}
        element = self.kit.element(element_id)
        for passage in element.passages if element else ():
            if passage not in there and applies(passage.applies_to, self.parameters):
                message = f'"{element_id}": the pattern {passage.file} fits no file of the template'
                yield Fault("kit.passage", message, passage.line)
        if (
            not group
            and element is not None
            and not any(applies(passage.applies_to, self.parameters) for passage in element.passages)
        ):
            message = f'"{element_id}" applies here, but none of its passages does'
            yield Fault("kit.passage", message, element.line)

    def _missing(self, passage: Passage) -> str | None:
        """Why a passage is not there, or None where it is."""
        if passage.file not in self.files:
            close = difflib.get_close_matches(passage.file, self.files, 1)
            return "there is no such file" + (f"; did you mean {close[0]}?" if close else "")
        document = self._document(passage.file)
        if document.locate(passage) is not None:
            return None
        if document.problem is not None:
            return document.problem.message
        if passage.section is not None:
            return _section_advice(passage.section, document)
        return f"the file has no such {passage.form}"

    def _bounds(self, claim: Claim) -> Iterator[Fault]:
        document = self._document(claim.passage.file)
        for bound in bounds_of(claim):
            verdict = judge(
                bound, document.content(claim.passage), document.headings(claim.passage), 0.0, self.check
            )
            for reason in verdict.broken:
                message = f'"{claim.element.id}": {claim.passage.address} breaks its own bound: {reason}'
                yield Fault("kit.bound", message, bound.line)

    def _overlaps(self, located: list[Claim]) -> Iterator[Fault]:
        by_file: dict[str, list[Claim]] = {}
        for claim in located:
            by_file.setdefault(claim.passage.file, []).append(claim)
        for file, group in by_file.items():
            document = self._document(file)
            for one, other in combinations(group, 2):
                if one.element.id == other.element.id:
                    continue
                relation = document.relation(one.passage, other.passage)
                if relation in ("overlaps", "same"):
                    words = "is the same passage as" if relation == "same" else "overlaps"
                    yield Fault(
                        "kit.overlap",
                        f'"{other.element.id}": {other.passage.address} {words} {one.passage.address} of '
                        f'"{one.element.id}"; one must lie wholly inside the other',
                        other.declared.line,
                    )

    def _proscribed(self) -> Iterator[Fault]:
        for element in self.kit.elements:
            if not element.proscribed or element.id not in self.claims:
                continue
            passages = [item for item in element.passages if applies(item.applies_to, self.parameters)]
            for found in find_proscribed(passages, self.files, {}, self._document):
                if found.change == "added":
                    what = f'"{found.local_text}" in ' if found.at.lacks else ""
                    message = (
                        f'"{element.id}" must not be there, but the template gives {what}{found.at.address}'
                    )
                    yield Fault("kit.proscribed", message, element.line)

    def _unreadable(self) -> Iterator[Fault]:
        for path in self.files:
            problem = self._document(path).problem
            if problem is not None:
                yield Fault(
                    "kit.unreadable", f"the template gives a file that cannot be read: {problem.message}"
                )


def _section_advice(section: str, document: Document) -> str:
    paths = [item.address for item in document.sections]
    several = [path for path in paths if f" > {path}".endswith(f" > {section}")]
    if len(several) > 1:
        return f"several sections fit: {', '.join(several)}. Write more of the heading path"
    close = difflib.get_close_matches(section, [*paths, *(item.path[-1] for item in document.sections)], 1)
    return "the file has no such section" + (f'; did you mean "{close[0]}"?' if close else "")
