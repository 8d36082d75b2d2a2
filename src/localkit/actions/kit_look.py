"""Look at a kit as its makers do: its framework, what is to mend, and what the template gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from localkit import render
from localkit.actions.kit_lint import LintProblem, LintReport, Trying, early_report, lint_rendered
from localkit.actions.kit_opening import checked_kit, fetched_kit
from localkit.actions.kit_samples import RenderedSample
from localkit.engine.applying import Claim, claims, is_given_once
from localkit.engine.linting import Fault
from localkit.errors import KitError
from localkit.model.kit import Kit
from localkit.model.shown_file import HeldPassage, ShownFile
from localkit.model.tree import Tree
from localkit.store.kits import OpenedKit
from localkit.store.source import Fetched
from localkit.store.sources import find_source
from localkit.store.trust import is_trusted
from localkit.workspace import Workspace


@dataclass(frozen=True)
class KitLook:
    """What there is to see of a kit.

    Attributes:
        where: Where it is.
        name: Name and version, as far as they could be read.
        kit: Its framework; None where it cannot be read.
        report: What is to mend, as far as it was looked for.
        template: The template's files as they are.
        samples: Its sample places, rendered.
        code_left_out: What of its code nobody trusts here, and so did not run.
        tried: Whether its sample places were tried; that takes longer than reading it.
    """

    where: str
    name: str
    kit: Kit | None
    report: LintReport
    template: tuple[ShownFile, ...]
    samples: tuple[RenderedSample, ...] = ()
    code_left_out: tuple[str, ...] = ()
    tried: bool = True


@dataclass(frozen=True)
class SampleLook:
    """What the template gives for one sample place."""

    name: str
    files: tuple[ShownFile, ...]


def look_at_kit(
    workspace: Workspace,
    source: str,
    early: Callable[[KitLook], None] | None = None,
    trying: Trying | None = None,
) -> KitLook:
    """Read a kit and hold its framework against its template; code that nobody trusts does not run.

    Args:
        workspace: Settings, plugins, clock.
        source: The kit.
        early: Is given what was read, before its sample places are tried.
        trying: Is told of each sample place before it is tried; what it raises ends the work.

    Raises:
        InputError: There is no such kit, or the list of what is trusted is damaged.
        SafetyError: A link leads out of it.
        MachineError: It cannot be read.
    """
    fetched = fetched_kit(workspace, find_source(source))
    template = tuple(_template(fetched.tree))
    try:
        unreadable = early_report(workspace, fetched)
        if unreadable is not None:
            return KitLook(unreadable.where, unreadable.kit, None, unreadable, template)
        kit = checked_kit(workspace, fetched)
    except KitError as error:
        report = _only(fetched, error)
        return KitLook(report.where, report.kit, None, report, template)
    trusted, left_out = _code(workspace, kit)
    name, elements = f"{kit.name} {kit.version}", len(kit.kit.elements)
    empty = LintReport(fetched.source.at, name, (), elements=elements)
    read = KitLook(fetched.source.at, name, kit.kit, empty, template, code_left_out=left_out, tried=False)
    if early is not None:
        early(read)
    try:
        report, samples = lint_rendered(workspace, kit, trusted=trusted, trying=trying)
    except KitError as error:
        report, samples = replace(_only(fetched, error), elements=elements), ()
    return replace(read, report=report, samples=samples, tried=True)


def look_at_sample(workspace: Workspace, rendered: RenderedSample) -> SampleLook:
    """Find the passages of elements in what the template gives for a sample place.

    Args:
        workspace: Plugins that read files.
        rendered: The sample place, of ``KitLook.samples``.
    """
    return SampleLook(rendered.sample.name, tuple(_shown(workspace, rendered)))


def _code(workspace: Workspace, kit: OpenedKit) -> tuple[bool, tuple[str, ...]]:
    """Whether the kit's code runs, and what of it does not."""
    code = render.kit_code(kit.tree)
    if not code:
        return False, ()
    if is_trusted(workspace.config, kit.digest):
        return True, ()
    return False, (*code.hooks, *code.extensions)


def _only(fetched: Fetched, error: KitError) -> LintReport:
    """A report with the one fault that kept a kit from being read."""
    told = f"{error.message}. {error.hint}" if error.hint else error.message
    fault = Fault("kit.format", told.rstrip("."), error.line)
    return LintReport(fetched.source.at, fetched.source.name, (LintProblem(fault),))


def _template(tree: Tree) -> Iterator[ShownFile]:
    """The files that are rendered: those in the folder whose name is an expression."""
    for path, file in sorted(tree.items()):
        if "{{" in path.partition("/")[0]:
            yield ShownFile(path, _text(file.data))


def _text(data: bytes) -> str | None:
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _shown(workspace: Workspace, rendered: RenderedSample) -> Iterator[ShownFile]:
    kit, tree = rendered.kit, rendered.tree
    followed = [path for path in tree if not is_given_once(kit, path)]
    by_file: dict[str, list[Claim]] = {}
    for group in claims(kit, followed, rendered.parameters).values():
        for claim in group:
            if not claim.element.proscribed:
                by_file.setdefault(claim.passage.file, []).append(claim)
    for path in sorted(tree):
        document = workspace.read(path, tree[path].data)
        found = [
            HeldPassage(claim.element, claim.passage, place)
            for claim in by_file.get(path, ())
            if (place := document.locate(claim.passage)) is not None
        ]
        text = None if document.kind == "binary" else document.text
        held = tuple(sorted(found, key=lambda item: (item.location.line, -item.location.end_line)))
        yield ShownFile(path, text, held, path not in followed)
