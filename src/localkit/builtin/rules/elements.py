"""Elements: what touches the core, what is outside its bounds, what must not be here, what nobody recorded."""

from __future__ import annotations

from collections.abc import Iterator

from localkit import wording
from localkit.hooks.kinds import Rule
from localkit.model.divergence import ElementDivergence, PassageDivergence
from localkit.model.finding import Finding
from localkit.model.kit import Element
from localkit.model.local_version import LocalVersion
from localkit.model.vocabulary import Resolve, Severity

_SEVERITY: dict[str, Severity] = {"green": "info", "yellow": "should", "red": "must"}


def _source(local: LocalVersion, element: Element) -> str:
    return f"{local.kit.title} {local.kit.version}: {wording.BASIS_WORD[element.basis]}"


def _touching(item: ElementDivergence) -> Iterator[PassageDivergence]:
    return (passage for passage in item.passages if passage.light != "green")


def _finding(
    local: LocalVersion, rule: str, item: ElementDivergence, passage: PassageDivergence, told: str
) -> Finding:
    """A finding at a passage; one that is agreed for now only informs."""
    element, light = item.element, passage.light
    agreed = _agreed(local, item)
    severity: Severity = "info" if agreed else _SEVERITY[light]
    resolve: Resolve = "revert" if element.waivable_by == "nobody" else "request_exception"
    advice = agreed or _advice(element)
    return Finding(
        rule=rule,
        severity=severity,
        message=f'"{element.title}" {told}. {advice}',
        file=passage.at.file,
        line=passage.line,
        element=element.id,
        light=light,
        source=_source(local, element),
        resolve=None if agreed else resolve,
    )


def _agreed(local: LocalVersion, item: ElementDivergence) -> str | None:
    found = next((one for one in local.exceptions if one.id == item.exception), None)
    if found is None:
        return None
    by = f", granted by {wording.granter(found.granted_by)} (as stated)" if found.granted_by else ""
    return f"Agreed until {found.until:%Y-%m-%d}{by}."


def _advice(element: Element) -> str:
    if element.waivable_by == "nobody":
        return (
            "Put the core's words back; nobody can agree an exception. If they do not work here, talk to the national "
            "team."
        )
    return f"Put it back, or have an exception agreed: {wording.WAIVER_WORD[element.waivable_by]}."


def touched(local: LocalVersion) -> Iterator[Finding]:
    """What the core holds fast and was changed, or was taken out."""
    for item in local.divergence.elements:
        if item.element.proscribed:
            continue
        for passage in _touching(item):
            where = f" ({passage.at.address})" if len(item.passages) > 1 else ""
            if passage.change == "removed":
                told = f"was taken out{where}, and the programme needs it"
                yield _finding(local, "core.touched", item, passage, told)
            elif item.element.latitude == "fixed":
                told = f"was changed{where}, and the core asks to keep it as it is"
                yield _finding(local, "core.touched", item, passage, told)


def bounds(local: LocalVersion) -> Iterator[Finding]:
    """What is outside its bounds."""
    for item in local.divergence.elements:
        if item.element.latitude != "bounded" or item.element.proscribed:
            continue
        there = [passage for passage in _touching(item) if passage.change != "removed"]
        if not there:
            continue
        broken = "; ".join(dict.fromkeys(item.broken))
        for passage in there:
            told = f"is outside its bounds: {broken or 'a bound cannot be looked at'}"
            found = _finding(local, "core.bounds", item, passage, told)
            yield found if passage.differs else _of_the_kit(found, item, broken)


def _of_the_kit(found: Finding, item: ElementDivergence, broken: str) -> Finding:
    """Nobody changed it, and still it is outside: the kit or this place's answers are to blame."""
    message = (
        f'"{item.element.title}" is outside its bounds as it was received: {broken}. Look at this place\'s answers, or '
        "tell the national team."
    )
    return Finding(
        found.rule,
        found.severity,
        message,
        found.file,
        found.line,
        found.element,
        found.light,
        found.source,
        resolve="ask",
    )


def proscribed(local: LocalVersion) -> Iterator[Finding]:
    """What must not be here."""
    for item in local.divergence.elements:
        if item.element.proscribed:
            for passage in _touching(item):
                said = f': "{passage.local_text}"' if passage.at.lacks and passage.local_text else ""
                yield _finding(local, "core.proscribed", item, passage, f"must not be here{said}")


def unrecorded(local: LocalVersion) -> Iterator[Finding]:
    """What touches the core and nobody said why."""
    for item in local.divergence.elements:
        if item.state == "changed_since_recorded":
            yield _outdated(local, item)
        elif item.state == "unrecorded" and item.light != "green":
            told = f'"{item.element.title}" was changed and it is not yet recorded why. Say it in a minute: '
            yield _record(local, item, f"{told}localkit record {item.element.id}")


def _outdated(local: LocalVersion, item: ElementDivergence) -> Finding:
    ids = ", ".join(item.adaptations)
    told = (
        f'"{item.element.title}" was changed again since it was recorded ({ids}). If the reason still holds: '
    )
    again = f"localkit record {item.element.id} --again {item.adaptations[0] if item.adaptations else 'ID'}"
    return _record(local, item, f"{told}{again}")


def _record(local: LocalVersion, item: ElementDivergence, message: str) -> Finding:
    passage = next((one for one in item.passages if one.differs), None)
    return Finding(
        rule="core.unrecorded",
        severity="info" if item.light == "green" else "should",
        message=message,
        file=passage.at.file if passage else None,
        line=passage.line if passage else None,
        element=item.element.id,
        light=item.light,
        source=_source(local, item.element),
        resolve="record",
    )


def raised(local: LocalVersion) -> Iterator[Finding]:
    """Lights that a record or a plugin raised."""
    for item in local.divergence.elements:
        if item.raised_by is None or item.light is None:
            continue
        if item.raised_by == "record":
            message = (
                f'"{item.element.title}" was recorded as a change of a kind that needs care. There is nothing to do; '
                "the national team may have seen the same elsewhere."
            )
            severity: Severity = "info"
        else:
            message = f'"{item.element.title}": the plugin {item.raised_by} raised its light. Talk it over.'
            severity = "info" if item.state == "excepted" else _SEVERITY[item.light]
        passage = next((one for one in item.passages if one.differs), None)
        yield Finding(
            rule="core.raised",
            severity=severity,
            message=message,
            file=passage.at.file if passage else None,
            line=passage.line if passage else None,
            element=item.element.id,
            light=item.light,
            source=_source(local, item.element),
            resolve=None if severity == "info" else "ask",
        )


def unclaimed(local: LocalVersion) -> Iterator[Finding]:
    """Changes where no element looks, for kits that hold those fast too."""
    if local.divergence.unclaimed_light == "green":
        return
    known = {address for item in local.adaptations if item.element is None for address in item.passages}
    for passage in local.divergence.unclaimed:
        recorded = passage.at.address in known or passage.at.file in known
        yield Finding(
            rule="core.unclaimed",
            severity="info" if recorded else "should",
            message="changed where the kit asks to leave things as they are. Say why, or put it back.",
            file=passage.at.file,
            line=passage.line,
            light="yellow",
            source=f"{local.kit.title} {local.kit.version}",
            resolve=None if recorded else "record",
        )


RULES = (
    Rule("core.touched", "What the core holds fast is as it was received.", touched, needs_core=True),
    Rule("core.bounds", "What may change within bounds is within them.", bounds, needs_core=True),
    Rule("core.proscribed", "What must not be here is not here.", proscribed, needs_core=True),
    Rule(
        "core.unrecorded", "Whoever touches the core says why.", unrecorded, "FRAME, reasons", needs_core=True
    ),
    Rule("core.raised", "What was lifted to need care is talked over.", raised, needs_core=True),
    Rule("core.unclaimed", "Where no element looks, a kit may ask for care.", unclaimed, needs_core=True),
)
