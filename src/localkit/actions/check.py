"""Check: all rules of the core and of plugins, over one local version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias

from localkit.actions.local_version_opening import DAMAGED, OpenedLocalVersion, opened_local_version
from localkit.actions.local_version_value import local_version_value, without_elements
from localkit.actions.measuring import Measured, measured, plugin_findings
from localkit.actions.pressing import update_findings
from localkit.actions.rule_running import run_rule
from localkit.actions.vocabulary import vocabulary
from localkit.errors import InputError
from localkit.hooks.failure import Failure, reason
from localkit.hooks.kinds import Given, Report, Rule
from localkit.hooks.stdout import to_people
from localkit.model.check_report import SEVERITIES, CheckedRule, CheckReport
from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit.store.core_archive import NAME
from localkit.store.local_versions import FOLDER
from localkit.workspace import Workspace

FailOn: TypeAlias = Literal["red", "yellow", "unrecorded", "should", "never"]
FAIL_ON: tuple[FailOn, ...] = ("red", "yellow", "unrecorded", "should", "never")


def check(workspace: Workspace, path: Path) -> CheckReport:
    """Run every rule over the local version that a path lies in. Changes nothing.

    A rule that fails, gives something else than findings or takes over ten seconds is named in a finding
    ``core.plugin`` and in ``workspace.plugin_failures``; all others are heard.

    Raises:
        InputError: There is no local version.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing or unreadable; one that was changed is a finding.
        SafetyError: core.zip has an unsafe path.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path, damaged=True)
    found = measured(workspace, opened)
    if opened.damaged:
        found = Measured(found.scan, without_elements(found.divergence))
    return check_measured(workspace, opened, local_version_value(workspace, opened, found))


def check_measured(workspace: Workspace, opened: OpenedLocalVersion, local: LocalVersion) -> CheckReport:
    """Run every rule over a local version that was opened and measured. Raises nothing that ``check`` does not."""
    rules = workspace.records("localkit_rules", kit=local.kit)
    findings = [
        *_damaged(opened),
        *(item for item in local.divergence.findings if item.rule != "core.plugin"),
    ]
    for given in rules:
        if not (opened.damaged and given.record.needs_core):
            findings.extend(run_rule(given, local, workspace.failed))
    findings.extend(_codes(workspace, local))
    findings.extend(update_findings(workspace, opened))
    findings.extend(plugin_findings(workspace))
    return CheckReport(
        path=str(opened.root),
        place=opened.record.place_name,
        kit=f"{opened.record.kit_name} {opened.record.kit_version}",
        findings=tuple(sorted(findings, key=_order)),
        rules=tuple(_checked(given) for given in rules),
        elements={element.id: element.title for element in local.kit.elements},
    )


def _damaged(opened: OpenedLocalVersion) -> Iterator[Finding]:
    if opened.damaged:
        message = f"{DAMAGED}. What changed cannot be told until it is put back: localkit repair --kit KIT"
        yield Finding("core.damaged", "must", message, file=f"{FOLDER}/{NAME}", light="red", resolve="ask")


def _codes(workspace: Workspace, local: LocalVersion) -> Iterator[Finding]:
    """Codes of records that neither FRAME nor the kit nor a plugin has."""
    if not any(item.data.get(field) for item in local.adaptations for field in ("who", "reasons")):
        return
    known = vocabulary(workspace, local.kit)
    for item in local.adaptations:
        for field in ("who", "reasons"):
            codes = {code.code for code in known.field(field).codes}
            for code in item.data.get(field, ()):
                if code not in codes:
                    told = f'"{code}" is a code of "{field}" that nobody told localkit of'
                    yield Finding(
                        rule="core.codes",
                        severity="info",
                        message=f"{told}. Another plugin may have it.",
                        file=f"{FOLDER}/adaptations.yaml",
                        line=item.lines.get(field),
                        element=item.element,
                        source=known.field(field).source,
                        resolve="record",
                    )


def _order(item: Finding) -> tuple[int, str, int, str]:
    return (SEVERITIES.index(item.severity), item.file or "", item.line or 0, item.rule)


def _checked(given: Given) -> CheckedRule:
    rule: Rule = given.record
    return CheckedRule(rule.name, rule.summary, rule.source, given.plugin, given.version)


def fails(report: CheckReport, fail_on: FailOn) -> bool:
    """Whether a check ends with status 1: a ladder, each rung adds to those before it.

    ``red``: any finding that must be settled. ``yellow``: also what needs care. ``unrecorded``: also what nobody said
    why. ``should``: also everything else that should be settled. ``never``: nothing.
    """
    if fail_on == "never":
        return False
    rung = FAIL_ON.index(fail_on)
    return any(_rung(item) <= rung for item in report.findings)


def _rung(item: Finding) -> int:
    if item.severity == "must":
        return 0
    if item.severity == "info":
        return len(FAIL_ON)
    if item.rule == "core.unrecorded":
        return 2
    return 1 if item.light in ("yellow", "red") else 3


def report_form(workspace: Workspace, name: str) -> Given:
    """The form in which findings are printed.

    Raises:
        InputError: No plugin brings one of that name.
    """
    forms = {given.record.name: given for given in workspace.records("localkit_reports")}
    if name not in forms:
        import difflib  # noqa: PLC0415  only where somebody mistyped

        close = difflib.get_close_matches(name, forms, 1)
        meant = f'Did you mean "{close[0]}"? ' if close else ""
        raise InputError(f'there is no form "{name}"', hint=f"{meant}There are: {', '.join(forms)}.")
    return forms[name]


def written(workspace: Workspace, given: Given, report: CheckReport) -> str | None:
    """A report in a form; None where the plugin that brings the form fails."""
    form: Report = given.record
    try:
        with to_people():
            text: Any = form.write(report)
    except (Exception, SystemExit) as error:
        workspace.failed(Failure(given.plugin, f"the form {form.name}: {reason(error)}", error))
        return None
    if not isinstance(text, str):  # a plugin may give anything
        workspace.failed(
            Failure(given.plugin, f"the form {form.name}: it gave {type(text).__name__}, not text")
        )
        return None
    return text
