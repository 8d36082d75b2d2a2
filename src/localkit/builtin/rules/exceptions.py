"""The register of exceptions: what has expired, what ends soon, and grants that nobody could give."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from localkit import wording
from localkit.engine.granting import may_grant
from localkit.hooks.kinds import Rule
from localkit.model.finding import Finding
from localkit.model.kit import Element
from localkit.model.local_version import LocalVersion
from localkit.model.records import AgreedException
from localkit.model.vocabulary import Light, Severity

_SOON = datetime.timedelta(days=30)
_FILE = ".localkit/exceptions.yaml"


def register(local: LocalVersion) -> Iterator[Finding]:
    """Exceptions that ask for somebody."""
    lights = {item.element.id: item.light for item in local.divergence.elements}
    for exception in local.exceptions:
        element = local.kit.element(exception.element)
        if element is not None:
            yield from _of(local, exception, element, lights.get(exception.element))


def _of(
    local: LocalVersion, exception: AgreedException, element: Element, light: Light | None
) -> Iterator[Finding]:
    if exception.until < exception.start:
        told = f"ends ({exception.until}) before it begins ({exception.start}). Mend the days."
        yield _finding(exception, element, "should", told, "until")
    elif exception.status == "requested":
        whom = wording.GRANTER_WORD[element.waivable_by]
        yield _finding(exception, element, "info", f"waits for an answer from {whom}.", "status")
    elif exception.status == "granted":
        yield from _granted(local, exception, element, light)


def _granted(
    local: LocalVersion, exception: AgreedException, element: Element, light: Light | None
) -> Iterator[Finding]:
    if element.waivable_by == "nobody":
        told = "says granted, but nobody can agree an exception here, so it does not count. Talk to the national team."
        yield _finding(exception, element, "should", told, "status")
        return
    if exception.granted_by is None:
        yield _finding(exception, element, "should", "does not say who granted it. Add granted_by.", "status")
    elif not may_grant(element, exception.granted_by):
        told = (
            f"was granted by {wording.granter(exception.granted_by)}, as stated; for this element it is "
            f"{wording.GRANTER_WORD[element.waivable_by]} that can agree. Ask them."
        )
        yield _finding(exception, element, "should", told, "granted_by")
    if exception.expired(local.today):
        if light in ("yellow", "red"):
            told = f"ended on {exception.until}. Ask again, or come back within bounds."
            yield _finding(exception, element, "should", told, "until")
    elif exception.until - local.today <= _SOON:
        left = (exception.until - local.today).days
        told = f"ends on {exception.until}, in {wording.counted(left, 'day')}. Ask in time if it must go on."
        yield _finding(exception, element, "info", told, "until")


def _finding(
    exception: AgreedException, element: Element, severity: Severity, told: str, field: str
) -> Finding:
    return Finding(
        rule="core.exception",
        severity=severity,
        message=f'the exception "{exception.id}" for "{element.title}" {told}',
        file=_FILE,
        line=exception.lines.get(field) or exception.lines.get(""),
        element=element.id,
        source=f"an exception here is agreed by {wording.GRANTER_WORD[element.waivable_by]}",
        resolve="request_exception" if severity == "should" else None,
    )


RULES = (Rule("core.exception", "Agreed exceptions are live, and agreed by those who can.", register),)
