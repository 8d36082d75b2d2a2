"""What the screen of a place tells of one element: summary, words, guidance, records, findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from textual.content import Content

from localkit import wording
from localkit.actions import element_words
from localkit.actions.bound_words import bound_lines
from localkit.actions.look import Look
from localkit.engine.word_marks import Run, mark_words
from localkit.errors import LocalkitError
from localkit.model.divergence import ElementDivergence, PassageDivergence
from localkit.model.finding import Finding
from localkit.model.kit import Element, Kit
from localkit.model.passage import Passage
from localkit.syntax.harmless import harmless, in_one_line
from localkit.tui.detail import Detail, PassageText
from localkit.tui.element_records import adaptation_lines, record_lines
from localkit.tui.marked_sides import is_prose
from localkit.tui.problem_words import Problem
from localkit.tui.text_lines import head, joined, quiet

_SHOWN = 30
"""Passages of one element whose words are shown; more would take long to draw."""


def detail_of(look: Look, item: ElementDivergence) -> Detail:
    """Everything about one element."""
    found = [one for one in look.report.findings if one.element == item.element.id]
    mine = [one for one in look.status.local_version.adaptations if one.element == item.element.id]
    agreed = [one for one in look.status.local_version.exceptions if one.element == item.element.id]
    touched = [one for one in item.passages if one.change != "unchanged"]
    listed = [*touched, *(one for one in item.passages if one.change == "unchanged")]
    left = len(listed) - _SHOWN
    return Detail(
        joined(_summary(item)),
        tuple(_passage(look, item, one) for one in listed[:_SHOWN]),
        f"and {wording.counted(left, 'more passage')}; `localkit diff` shows all" if left > 0 else "",
        joined(_why(look.status.divergence.kit, item.element)),
        joined(record_lines(look, item, mine, agreed)),
        joined(_findings(found)),
        tuple((one.at.file, _line(look, one)) for one in listed if one.change != "removed"),
        (len(mine) + len(agreed), len(found)),
    )


def unclaimed_detail(look: Look) -> Detail:
    """Everything about what no element claims: the place's own files, and what it changed elsewhere."""
    divergence = look.status.divergence
    files = divergence.files
    light = divergence.unclaimed_light
    summary = [
        _title(light, "Where no element looks"),
        Content(f"{wording.LATITUDE_WORD[divergence.kit.unclaimed]}; nobody has to record it"),
    ]
    texts = [_text(look, one, element_words.shown_where(one)) for one in divergence.unclaimed[:_SHOWN]]
    named = [
        *(Content(f"Your own: {in_one_line(path)}") for path in files.added),
        *(Content(f"Taken out: {in_one_line(path)}") for path in files.removed),
        *(Content(f"Moved: {in_one_line(old)} → {in_one_line(new)}") for old, new in files.moved),
    ]
    found = [one for one in look.report.findings if one.element is None]
    mine = [one for one in look.status.local_version.adaptations if one.element is None]
    return Detail(
        joined(summary),
        tuple(texts),
        "",
        joined([Content("No element of the kit names these parts."), *named]),
        joined(adaptation_lines(look, mine) if mine else [quiet("Nothing is recorded.")]),
        joined(_findings(found)),
        tuple((one.at.file, one.line) for one in divergence.unclaimed if one.change != "removed")
        or tuple((path, None) for path in files.added),
        (len(mine), len(found)),
    )


def unread_detail(problem: Problem, error: LocalkitError, root: Path) -> Detail:
    """Why a place cannot be read, in full, and the file that is in the way."""
    stated = Path(error.path) if error.path else None
    file = stated if stated is None or stated.is_absolute() else root / stated
    message = problem.message.replace(f"{root}{os.sep}", "")  # the title above says which place it is
    told = [Content.assemble(("What is in the way", "bold")), Content(harmless(message))]
    advice = [head("What to do"), Content(harmless(problem.hint))] if problem.hint else []
    files = ((str(file), error.line),) if file is not None and file.is_file() else ()
    return Detail(joined([*told, *advice]), (), "", Content(""), Content(""), Content(""), files, (0, 0))


def _summary(item: ElementDivergence) -> Iterator[Content]:
    yield _title(item.light, item.element.title)
    yield quiet(element_words.latitude(item.element) + _reason(item.element))
    told = element_words.state(item)
    more = [f"{wording.percent(item.changed)} of the words changed"] if item.changed else []
    if item.raised_by == "record":
        more.append("a change of this kind needs care; nobody asks for anything")
    elif item.raised_by:
        more.append(f"light raised by {item.raised_by}")
    yield Content.assemble(*_joined([(told[:1].upper() + told[1:], "bold"), *((one, "") for one in more)]))
    for broken in dict.fromkeys(item.broken if item.in_bounds is False else ()):
        yield Content(f"Outside its bounds: {harmless(broken)}")
    if item.asks:
        yield Content.assemble(("→ ", "bold"), element_words.advice(item))


def _title(light: str | None, title: str) -> Content:
    sign = f"{wording.LIGHT_SIGN[light]} {wording.LIGHT_WORD[light]}" if light else "· does not apply here"
    # A title of a hundred lines would leave no room for what to do.
    shown = wording.shortened(in_one_line(title), 120)
    return Content.assemble((shown, "bold"), "  ", (sign, f"$light-{light}" if light else "$quiet"))


def _reason(element: Element) -> str:
    reason = element_words.reason(element)
    return f": {reason}" if reason else ""


def _joined(parts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(parts):
        if number:
            yield (" · ", "$quiet")
        yield part


def _passage(look: Look, item: ElementDivergence, one: PassageDivergence) -> PassageText:
    return _text(look, one, f"{element_words.shown_where(one)}: {element_words.what_happened(item, one)}")


def _text(look: Look, one: PassageDivergence, title: str) -> PassageText:
    prose = is_prose(one.at.file) and one.at.value is None
    if one.core_text is not None and one.local_text is not None:
        return PassageText(title, tuple(mark_words(one.core_text, one.local_text)), None, prose)
    if one.core_text is not None:
        return PassageText(title, (Run("core", one.core_text),), None, prose)
    if one.local_text is not None:
        return PassageText(title, (Run("local", one.local_text),), None, prose)
    return PassageText(title, (), _text_here(look, one.at), prose)


def _line(look: Look, one: PassageDivergence) -> int | None:
    """Where it begins, also where nothing was changed."""
    document = look.local.read(one.at.file) if one.line is None else None
    location = document.locate(one.at) if document is not None else None
    return location.line if location is not None else one.line


def _text_here(look: Look, passage: Passage) -> str | None:
    """A passage's text as the place has it; None where its file cannot be read."""
    document = look.local.read(passage.file)
    if document is None or document.locate(passage) is None:
        return None
    return document.content(passage).text


def _why(kit: Kit, element: Element) -> Iterator[Content]:
    for function in kit.functions:
        if function.id in element.serves:
            yield head("It carries")
            yield Content(harmless(function.statement))
            if function.mechanism:
                yield quiet(harmless(function.mechanism))
    reason = element_words.reason(element)
    if reason:
        yield head("Why it is tight")
        yield Content(f"{reason[:1].upper()}{reason[1:]}.")
        yield Content(f"An exception: {wording.WAIVER_WORD[element.waivable_by]}.")
        limits = bound_lines(element)
        if limits:
            yield head("You are free as long as")
            yield from (Content(f"• {harmless(one)}") for one in limits)
    else:
        yield head("Yours to shape")
        yield Content("Change it as you need; nobody has to be asked.")
    for light, title in (
        ("green", "Encouraged"),
        ("yellow", "Needs care"),
        ("red", "Touches the core"),
    ):
        said = getattr(element.guidance, light)
        if said:
            yield head(f"{wording.LIGHT_SIGN[light]} {title}", f"$light-{light}")
            yield from (Content(f"• {harmless(one)}") for one in said)


def _findings(found: Sequence[Finding]) -> Iterator[Content]:
    if not found:
        yield quiet("No rule has anything to say.")
    for one in found:
        where = ":".join(str(part) for part in (one.file, one.line) if part is not None)
        yield head(wording.SEVERITY_WORD[one.severity])
        yield Content(harmless(one.message))
        source = f" · {one.source}" if one.source else ""
        yield quiet(f"{in_one_line(where)} {one.rule}{harmless(source)}".strip())
