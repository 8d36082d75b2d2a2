"""Lint: hold a kit's framework against its template, for every sample place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from localkit import render
from localkit.actions.kit_opening import checked_kit, fetched_kit
from localkit.actions.kit_samples import RenderedSample, Sample, may_run_code, render_sample, samples_of
from localkit.engine.applying import applies
from localkit.engine.linting import Fault, framework_faults, sample_faults
from localkit.errors import LimitError, LocalkitError
from localkit.model.kit import Kit
from localkit.store.kit_reading import FILE, kit_problems, parse_kit_yaml
from localkit.store.kits import SCHEMA, OpenedKit, parameter_names, schema_file_problems
from localkit.store.paths import windows_reason
from localkit.store.source import Fetched
from localkit.store.sources import find_source
from localkit.store.vocabularies import frame
from localkit.workspace import Workspace

Trying: TypeAlias = Callable[[int, int, str], None]
"""Is told how many sample places are done, how many there are, and the name of the next."""


@dataclass(frozen=True)
class LintProblem:
    """One fault of a kit, with the sample places that show it."""

    fault: Fault
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class LintReport:
    """What lint found.

    Attributes:
        kit: Name and version, as far as they could be read.
        samples: Names of the sample places that were rendered.
        elements: Number of elements.
    """

    where: str
    kit: str
    problems: tuple[LintProblem, ...]
    samples: tuple[str, ...] = ()
    elements: int = 0


def lint(
    workspace: Workspace, source: str, directory: str | None = None, *, trust: bool = False
) -> LintReport:
    """Look for everything that is wrong with a kit.

    Raises:
        InputError: There is no such kit.
        SafetyError: It has code and is not trusted, or a link leads out of it.
        LimitError: It is over a limit.
        MachineError: It cannot be read.
    """
    fetched = fetched_kit(workspace, find_source(source, directory))
    early = early_report(workspace, fetched)
    if early is not None:
        return early
    kit = checked_kit(workspace, fetched)
    return lint_opened(workspace, kit, trusted=may_run_code(workspace, kit, trust))


def early_report(workspace: Workspace, fetched: Fetched) -> LintReport | None:
    """What is wrong with a kit that cannot be opened; None where it can.

    Raises:
        LimitError: It is over a limit.
    """
    faults = list(_before_opening(workspace, fetched))
    if not faults:
        return None
    return LintReport(fetched.source.at, fetched.source.name, tuple(LintProblem(fault) for fault in faults))


def lint_opened(workspace: Workspace, kit: OpenedKit, *, trusted: bool) -> LintReport:
    """Look for everything that is wrong with a kit that could be opened.

    Args:
        workspace: Settings, plugins, clock.
        kit: The kit.
        trusted: Whether its code may run.

    Raises:
        LimitError: It is over a limit.
    """
    return lint_rendered(workspace, kit, trusted=trusted)[0]


def lint_rendered(
    workspace: Workspace, kit: OpenedKit, *, trusted: bool, trying: Trying | None = None
) -> tuple[LintReport, tuple[RenderedSample, ...]]:
    """As ``lint_opened``, with the sample places that were rendered for it.

    Args:
        workspace: Settings, plugins, clock.
        kit: The kit.
        trusted: Whether its code may run.
        trying: Is told of each sample place before it is rendered; what it raises ends the work.
    """
    linted = _Lint(workspace, kit, trusted, trying)
    return linted.report(), tuple(linted.rendered)


def _before_opening(workspace: Workspace, fetched: Fetched) -> Iterator[Fault]:
    """Faults without which nothing further can be looked at."""
    if FILE in fetched.tree:
        try:
            source = parse_kit_yaml(fetched.tree[FILE].data, workspace.limits)
        except LimitError:
            raise
        except LocalkitError as error:
            yield Fault("kit.format", error.message, error.line)
            return
        for problem in kit_problems(source, parameter_names(fetched.tree)):
            yield Fault("kit.format", problem.message, problem.line, problem.file)
    try:
        render.questions(fetched.tree)
        for problem in schema_file_problems(fetched.tree):
            yield Fault("kit.schema", problem.message, problem.line, problem.file)
    except LocalkitError as error:
        yield _of(error)


def _of(error: LocalkitError, rule: str = "kit.template") -> Fault:
    return Fault(rule, error.message, error.line, error.path or FILE)


class _Lint:
    def __init__(
        self, workspace: Workspace, kit: OpenedKit, trusted: bool, trying: Trying | None = None
    ) -> None:
        self.trying = trying
        self.workspace = workspace
        self.kit = kit
        self.trusted = trusted
        self.found: dict[Fault, list[str]] = {}
        self.rendered: list[RenderedSample] = []

    def report(self) -> LintReport:
        for fault in (*framework_faults(self.kit.kit), *self._codes(), *self._names()):
            self._add(fault)
        samples, wrong = samples_of(self.kit)
        for error in wrong:
            self._add(_of(error, "kit.sample"))
        for number, sample in enumerate(samples):
            if self.trying is not None:
                self.trying(number, len(samples), sample.name)
            self.rendered.extend(self._rendered(sample))
        rendered = self.rendered
        for item in rendered:
            for fault in self._sample(item):
                self._add(fault, item.sample.name)
        if len(rendered) == len(samples):
            for fault in self._applies_somewhere(rendered):
                self._add(fault)
        order = sorted(
            self.found, key=lambda fault: (fault.file != FILE, fault.file, fault.line or 0, fault.message)
        )
        return LintReport(
            self.kit.fetched.source.at,
            f"{self.kit.name} {self.kit.version}",
            tuple(LintProblem(fault, self._names_of(fault, len(rendered))) for fault in order),
            tuple(item.sample.name for item in rendered),
            len(self.kit.kit.elements),
        )

    def _names_of(self, fault: Fault, count: int) -> tuple[str, ...]:
        """The samples that show a fault; none where all of them do."""
        names = self.found[fault]
        return () if len(names) == count else tuple(names)

    def _add(self, fault: Fault, sample: str | None = None) -> None:
        self.found.setdefault(fault, []).extend([sample] if sample else [])

    def _codes(self) -> Iterator[Fault]:
        """Codes that a kit gives other words, in vain: a table must mean the same in every programme."""
        for field, codes in (self.kit.framework.get("vocabulary") or {}).items():
            known = {item.code: item.words for item in frame().field(field).codes}
            for code in codes:
                if code in known:
                    message = (
                        f'"{code}" is a code of FRAME, which keeps its words: {known[code]}. Leave it out, or choose '
                        "another code"
                    )
                    line = self.kit.source.line(f"/vocabulary/{field}/{code}") if self.kit.source else None
                    yield Fault("kit.vocabulary", message, line)

    def _names(self) -> Iterator[Fault]:
        for path in self.kit.tree:
            reason = windows_reason(path)
            if reason:
                message = f"the name cannot be kept on Windows: {reason}. A private variable can hold the expression"
                yield Fault("kit.portable", message, None, path)

    def _rendered(self, sample: Sample) -> Iterator[RenderedSample]:
        try:
            yield render_sample(self.workspace, self.kit, sample, trusted=self.trusted)
        except LocalkitError as error:
            inside = (error.path or "").removeprefix(f"{self.kit.fetched.source.at}/")
            where = inside if inside in self.kit.tree else (sample.file or "cookiecutter.json")
            self._add(Fault("kit.sample", error.message, error.line, where), sample.name)

    def _sample(self, item: RenderedSample) -> Iterator[Fault]:
        file = item.sample.file or "cookiecutter.json"
        if self.kit.schema:
            for message in self.workspace.check(dict(item.parameters), self.kit.schema):
                yield Fault("kit.sample", f"{SCHEMA} does not allow its answers: {message}", None, file)
        yield from sample_faults(
            item.kit, item.tree, item.parameters, self.workspace.read, self.workspace.check
        )
        seen: dict[str, str] = {}
        for path in item.tree:
            reason = windows_reason(path)
            if reason:
                yield Fault("kit.portable", f"the template gives {path!r}: {reason}", None, file)
            other = seen.setdefault(path.casefold(), path)
            if other != path:
                message = f"the template gives {path} and {other}: Windows and macOS take them for one"
                yield Fault("kit.portable", message, None, file)

    def _applies_somewhere(self, rendered: list[RenderedSample]) -> Iterator[Fault]:
        kit: Kit = self.kit.kit
        everywhere = [item.parameters for item in rendered]
        hint = "Add a sample place where it does, so that it is tried"
        for element in kit.elements:
            places = [item for item in everywhere if applies(element.applies_to, item)]
            if not places:
                yield Fault("kit.untried", f'"{element.id}" applies in no sample. {hint}', element.line)
            for passage in element.passages:
                if places and not any(applies(passage.applies_to, item) for item in places):
                    message = f'"{element.id}": {passage.address} applies in no sample. {hint}'
                    yield Fault("kit.untried", message, passage.line)
