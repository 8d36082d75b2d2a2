"""A status in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from localkit import wording
from localkit.actions.element_words import about, advice, line_words, what_happened
from localkit.actions.pressing import PressingChange
from localkit.actions.status import Status
from localkit.cli.output import styled, there, wrapped
from localkit.cli.waiting_text import waiting_lines
from localkit.model.divergence import Divergence, ElementDivergence
from localkit.model.finding import Finding
from localkit.wording import counted, percent


def status_lines(
    status: Status, *, everything: bool = False, next_steps: bool = True, path: Path | None = None
) -> Iterator[str]:
    """The lines of a status.

    Args:
        status: What was measured.
        everything: Whether elements that are as the core are listed too.
        next_steps: Whether to end with what could be done next.
        path: The local version as the person named it.
    """
    divergence = status.divergence
    yield from _head(status)
    yield from _from_the_core(status, path)
    yield ""
    yield from _divergences(divergence)
    yield ""
    yield from _lights(divergence)
    first = [item for item in divergence.findings if item.severity != "info"]
    yield from _findings("First of all", first)
    asking = [item for item in divergence.elements if item.asks]
    others = [item for item in divergence.elements if item.applies and not item.asks]
    yield from _group("Asks for a word", asking, detailed=True)
    known = [item for item in others if item.state in ("recorded", "excepted", "changed_since_recorded")]
    yield from _group("Known and recorded", known, detailed=True)
    own = [item for item in others if item.state == "unrecorded"]
    yield from _group(f"Changed, and {wording.YOUR_OWN}", own, detailed=False)
    same = [item for item in others if item.state == "as_core"]
    if everything:
        yield from _group("As the core", same, detailed=False)
    yield from _files(divergence, len(same))
    yield from _findings("Worth knowing", [item for item in divergence.findings if item not in first])
    if next_steps:
        yield from _next(asking or own, divergence, path)


def _head(status: Status) -> Iterator[str]:
    record = status.local_version.record
    kit = status.divergence.kit
    place = f"{record.place_name} · " if record.place_name else ""
    yield styled(f"{place}{kit.title} {record.kit_version}", "title") + styled(f" · {record.stage}")
    yield styled(str(status.local_version.root), "quiet")


def _from_the_core(status: Status, path: Path | None) -> Iterator[str]:
    """What the law or safety asks for and nobody has settled, and what an update left to decide: on top of all."""
    where = _where(path)
    waits = status.local_version.open_update.waiting if status.local_version.open_update else ()
    if waits:
        yield ""
        yield styled(f"{wording.NEEDS_DECISION} ({len(waits)})", "title")
        yield from waiting_lines(waits)
        yield styled("   Read both texts: ", "quiet") + styled(f"localkit resolve --list{where}", "command")
    others = [item for item in status.pressing if item.standing != "waits"]
    if others:
        yield ""
        yield styled("The core asks for this, and it is not settled here", "title")
        for item in others:
            yield from _pressing(item, where)


def _pressing(item: PressingChange, where: str) -> Iterator[str]:
    change = item.change
    word = styled(wording.CLASS_WORD[change.change_class], "title")
    yield f" {styled('■', 'red')} {word}{styled(f'  {change.id}', 'quiet')}"
    yield from wrapped(change.summary, "     ")
    told = wording.PRESSING_WORD[item.standing]
    told += f" {change.since}" if item.standing == "coming" else ""
    told += f"; it counts from {change.effective}" if change.effective else ""
    reason = item.decision.reason if item.decision and item.decision.reason else ""
    yield from wrapped(f"{told}{f': {reason}' if reason else ''}", "     ", style="quiet")
    command = f"update{where}" if item.standing == "coming" else f"decide {change.id}{where} --adopted"
    yield styled(f"     localkit {command}", "command")


def _divergences(divergence: Divergence) -> Iterator[str]:
    behind = wording.behind(dict(divergence.behind) if divergence.behind is not None else None)
    unrecorded = counted(divergence.unrecorded, "element") if divergence.unrecorded else "nothing"
    recorded = counted(divergence.recorded, "element") if divergence.recorded else "nothing"
    yield f"  {'Behind the core':<18} {behind}"
    yield f"  {'Recorded':<18} {recorded}"
    yield f"  {'Not yet recorded':<18} {unrecorded}"
    measures = [
        f"{word} {percent(share)}"
        for word, share in (
            ("core kept", divergence.core_kept),
            ("locally shaped", divergence.locally_shaped),
        )
        if share is not None
    ]
    if measures:
        yield f"  {'Measures':<18} {' · '.join(measures)}"


def _lights(divergence: Divergence) -> Iterator[str]:
    if not divergence.elements:
        yield "  The kit names no elements: all of it is yours to shape."
        return
    lights = divergence.lights
    parts = [
        styled(f"{wording.LIGHT_SIGN[light]} {lights[light]} {wording.LIGHT_WORD[light]}", light)
        for light in ("red", "yellow", "green")
    ]
    absent = sum(1 for item in divergence.elements if not item.applies)
    yield "  " + "   ".join(parts)
    if absent:
        yield styled(f"  {counted(absent, 'element does', 'elements do')} not apply here", "quiet")


def _group(title: str, items: Sequence[ElementDivergence], *, detailed: bool) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield styled(title, "title")
    for item in items:
        yield from _element(item, detailed=detailed)


def _element(item: ElementDivergence, *, detailed: bool) -> Iterator[str]:
    light = item.light or "green"
    sign = styled(wording.LIGHT_SIGN[light], light)
    title = styled(item.element.title, "title" if detailed else None)
    yield f" {sign} {title}{styled(f'  {item.element.id}', 'quiet')}"
    yield from wrapped(about(item), "     ", style="quiet")
    outside = item.broken if item.in_bounds is False else ()
    touched = [passage for passage in item.passages if passage.change != "unchanged"]
    for passage in touched or (item.passages if outside else ()):
        yield from wrapped(
            f"{passage.at.address}{line_words(passage)}: {what_happened(item, passage)}", "       ", "     "
        )
    for reason in dict.fromkeys(outside):
        yield from wrapped(f"outside its bounds: {reason}", "       ", "     ")
    if item.exception:
        yield from wrapped(f"agreed exception {item.exception} (as stated)", "       ", "     ")
    if item.asks:
        yield from wrapped(f"→ {advice(item)}", "       ", "     ")


def _files(divergence: Divergence, same: int) -> Iterator[str]:
    files = divergence.files
    yield ""
    yield (
        (styled(f"{counted(same, 'element')} as the core. ") if divergence.elements else "")
        + ", ".join(
            text
            for text in (
                f"Files: {files.unchanged} as the core",
                f"{len(files.changed)} changed" if files.changed else "",
                f"{len(files.added)} of your own" if files.added else "",
                f"{len(files.removed)} taken out" if files.removed else "",
                f"{len(files.moved)} moved" if files.moved else "",
            )
            if text
        )
        + "."
    )
    for old, new in files.moved:
        yield from wrapped(f"moved: {old} → {new}", "    ", "  ")
    for name, paths in (("your own", files.added), ("taken out", files.removed)):
        if paths:
            yield from wrapped(f"{name}: {_some(paths)}", "    ", "  ")
    if divergence.unclaimed:
        sign = wording.LIGHT_SIGN[divergence.unclaimed_light]
        paths = tuple(item.at.file for item in divergence.unclaimed)
        yield from wrapped(f"{sign} changed where no element looks: {_some(paths)}", "    ", "  ")


def _some(paths: Sequence[str], most: int = 6) -> str:
    return ", ".join(paths[:most]) + (f" and {len(paths) - most} more" if len(paths) > most else "")


def _findings(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield ""
        yield styled(title, "title")
    for finding in findings:
        place = ":".join(str(part) for part in (finding.file, finding.line) if part is not None)
        told = finding.message.removeprefix(finding.file).lstrip(": ") if finding.file else finding.message
        yield from wrapped(f"{place} {told}" if place else told, "     ", "   ")


def _where(path: Path | None) -> str:
    return "" if path is None else there(path)


def _next(items: Sequence[ElementDivergence], divergence: Divergence, path: Path | None) -> Iterator[str]:
    if not items and not divergence.unclaimed:
        return
    yield ""
    where = _where(path)
    what = f" --element {items[0].element.id}" if items else ""
    yield styled("See the words: ", "quiet") + styled(f"localkit diff{where}{what}", "command")
    if items and items[0].asks and items[0].state != "recorded":
        command = f"localkit record {items[0].element.id}{where}"
        yield styled("Say why, in a minute: ", "quiet") + styled(command, "command")
