"""What is said of a kit, of a function, of an element and of what is to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from textual.content import Content

from localkit.actions import element_words
from localkit.actions.bound_words import bound_lines
from localkit.actions.kit_lint import LintProblem
from localkit.actions.kit_look import KitLook
from localkit.model.kit import Element, Kit
from localkit.model.passage import Conditions
from localkit.model.shown_file import ShownFile
from localkit.syntax.harmless import harmless, in_one_line
from localkit.tui.kit_branches import LATITUDE_SIGN, PROSCRIBED_SIGN, mending, sample_title, whose
from localkit.tui.passage_segments import lines_of
from localkit.tui.widgets.kit_tree import KitItem
from localkit.wording import (
    GRANTER_WORD,
    LATITUDE_WORD,
    LIGHT_SIGN,
    NECESSITY_WORD,
    PROSCRIBED,
    counted,
    shown_address,
)

Line: TypeAlias = tuple[str, str]
"""A text and its style; the empty text is an empty line."""

_NO_EXCEPTION: Final = "nobody"
_GUIDANCE: Final = {"green": "Go ahead", "yellow": "With care", "red": "Talk first"}


def content_of(lines: Iterable[Line]) -> Content:
    """Lines as content, made harmless."""
    return Content("\n").join(Content.styled(harmless(text), style) for text, style in lines)


def about_kit(look: KitLook) -> Content:
    """What the kit is, how its tree is to be read, and how much of it there is."""
    return content_of(_kit(look))


def _kit(look: KitLook) -> Iterator[Line]:
    kit = look.kit
    if kit is None:
        yield "This kit cannot be read yet.", "bold"
        yield "What keeps it from being read stands under what is to mend. F5 reads it again.", ""
        return
    yield kit.title, "bold"
    yield from _paragraphs(kit.summary, kit.outcome and f"What it is for: {kit.outcome}")
    yield "", ""
    if look.code_left_out:
        yield "▲ Its own code did not run", "bold $light-yellow"
        yield f"Nobody on this machine said that it may: {', '.join(look.code_left_out)}.", ""
        yield "What that code makes may seem to be missing here.", ""
        yield f"If you know who made it: localkit trust {look.where}", ""
        yield "", ""
    yield "How far a place may change an element", "bold"
    for latitude, sign in LATITUDE_SIGN.items():
        count = sum(1 for item in kit.elements if item.latitude == latitude and not item.proscribed)
        yield f"{sign} {LATITUDE_WORD[latitude]}: {counted(count, 'element')}", ""
    proscribed = sum(1 for item in kit.elements if item.proscribed)
    yield f"{PROSCRIBED_SIGN} {PROSCRIBED}: {counted(proscribed, 'element')}", ""
    yield f"All that no element names: {LATITUDE_WORD[kit.unclaimed]}.", ""
    if kit.given_once:
        yield f"The place's own from the first day: {', '.join(kit.given_once)}.", ""


def about_function(kit: Kit, name: str) -> Content:
    """Why the programme works, and what carries it."""
    function = next((item for item in kit.functions if item.id == name), None)
    if function is None:
        return content_of(
            [("These serve no function.", "bold"), ("A place would not know what they are for.", "")]
        )
    carriers = [item for item in kit.elements if name in item.serves and not item.proscribed]
    lines: list[Line] = [(function.statement, "bold"), *_paragraphs(function.mechanism), ("", "")]
    lines.append(
        (f"Carried by {counted(len(carriers), 'element')}" if carriers else "Nothing carries it yet", "bold")
    )
    lines += [(f"{item.title}: {element_words.latitude(item)}", "") for item in carriers]
    return content_of(lines)


def about_element(kit: Kit, element: Element, sample: str | None, files: Iterable[ShownFile]) -> Content:
    """How far it may be changed, why, who may agree otherwise, where it lies, and what its makers advise."""
    return content_of(_element(kit, element, sample, files))


def _element(kit: Kit, element: Element, sample: str | None, files: Iterable[ShownFile]) -> Iterator[Line]:
    yield element.title, "bold"
    yield f"{element_words.latitude(element)} · {NECESSITY_WORD[element.necessity]}", "$primary"
    yield f"{element.id}" + (f" · kit.yaml:{element.line}" if element.line else ""), "$quiet"
    yield "", ""
    served = [item.statement for item in kit.functions if item.id in element.serves]
    for statement in served:
        yield f"It serves: {statement}", ""
    reason = element_words.reason(element)
    if reason is not None:
        yield f"Why it is tight: {reason}.", ""
        waiver = element.waivable_by
        yield (
            f"Who may agree an exception: {_NO_EXCEPTION if waiver == 'nobody' else GRANTER_WORD[waiver]}.",
            "",
        )
    yield from _conditions("It is there only where", element.applies_to)
    yield from _section("Its bounds", bound_lines(element))
    yield from _section("Where it is" if not element.proscribed else "Where it must not be", _where(element))
    yield from _section(
        f"In the files {whose(sample)} (Enter shows it)" if sample else "In the template's files",
        _lies(element, files),
    )
    for light, examples in (
        ("green", element.guidance.green),
        ("yellow", element.guidance.yellow),
        ("red", element.guidance.red),
    ):
        yield from _section(f"{LIGHT_SIGN[light]} {_GUIDANCE[light]}", examples, f"bold $light-{light}")


def _section(title: str, items: Iterable[str], style: str = "bold") -> Iterator[Line]:
    lines = [(f"  {item}", "") for item in items]
    if lines:
        yield "", ""
        yield title, style
        yield from lines


def _conditions(words: str, conditions: Conditions) -> Iterator[Line]:
    for name, values in conditions:
        yield f"{words} {name} is {' or '.join(str(value) for value in values)}.", ""


def _where(element: Element) -> Iterator[str]:
    for passage in element.passages:
        lacks = f", saying {' or '.join(passage.lacks)}" if passage.lacks else ""
        only = "".join(f" (only where {text.strip()})" for text, _ in _conditions("", passage.applies_to))
        yield f"{shown_address(passage.address)}{lacks}{only.replace('.)', ')')}"


def _lies(element: Element, files: Iterable[ShownFile]) -> Iterator[str]:
    for file in files:
        for item in file.held:
            if item.element.id == element.id:
                yield f"{file.path}, {lines_of(item.location)}"


def about_problem(problem: LintProblem, where: str) -> Content:
    """What is to mend, where, and for which sample places."""
    fault = problem.fault
    place = f"{where.rstrip('/')}/{fault.file}" + (f":{fault.line}" if fault.line else "")
    lines: list[Line] = [
        (fault.message if fault.message.endswith((".", "?")) else f"{fault.message}.", "bold"),
        ("", ""),
        (f"Where: {place}", ""),
    ]
    if problem.samples:
        lines.append((f"Seen at the sample places: {', '.join(map(sample_title, problem.samples))}", ""))
    lines += [
        (f"Rule: {fault.rule}", "$quiet"),
        ("", ""),
        ("Mend it in an editor, then press F5: the kit is read again.", ""),
    ]
    return content_of(lines)


def about_mending(look: KitLook) -> Content:
    """How much is to mend, and against what the kit was held."""
    report = look.report
    if not look.tried:
        return content_of(
            [("The sample places are tried …", "bold"), ("What is to mend is shown after that.", "")]
        )
    tried = f"{counted(report.elements, 'element')} held against {counted(len(report.samples), 'rendering')}."
    if not report.problems:
        return content_of([("● Nothing to mend", "bold $light-green"), (tried, "")])
    lines: list[Line] = [
        (f"▲ {counted(len(report.problems), 'thing')} to mend", "bold $light-yellow"),
        (tried, ""),
    ]
    lines += [("", ""), ("Go through them with the arrow keys.", "")]
    return content_of(lines)


def about_samples(sample: str | None) -> Content:
    """What sample places are for, and which one is shown."""
    lines: list[Line] = [
        ("Sample places", "bold"),
        (
            "Invented places with their answers. The template is rendered for each, and held against the framework.",
            "",
        ),
        ("", ""),
        (
            f"Shown now: {sample_title(sample)}. Enter on another shows that one's files."
            if sample
            else "None is rendered yet; where none can be, what is to mend says why.",
            "",
        ),
    ]
    return content_of(lines)


def about_files(sample: str | None, files: Iterable[ShownFile]) -> Content:
    """Whose files are shown."""
    listed = list(files)
    said = whose(sample) if sample else "as they stand in the template"
    lines: list[Line] = [(f"{counted(len(listed), 'file')} {said}", "bold")]
    if sample:
        lines.append(
            ("In each file the passages are marked that belong to an element; n goes to the next.", "")
        )
    else:
        lines.append(
            (
                "Nothing is rendered yet, so no passages are marked; where nothing can be, what is to mend says why.",
                "",
            )
        )
    return content_of(lines)


def file_heading(file: ShownFile, sample: str | None) -> str:
    """Said above a file."""
    if file.given_once:
        return f"{file.path} · the place's own from the first day: never compared, never updated"
    if sample is None:
        return f"{file.path} · as it stands in the template"
    count = len(file.held)
    held = counted(count, "passage") + (" belongs to an element" if count == 1 else " belong to elements")
    return f"{file.path} · {held if count else 'no element looks here'} · {whose(sample)}"


def _paragraphs(*texts: str) -> Iterator[Line]:
    for text in texts:
        if text:
            yield text, ""


def head(look: KitLook, doing: str = "") -> Content:
    """Which kit this is, and how it stands or what is being done, in two lines."""
    report = look.report
    title = f"{look.kit.title} · {look.name}" if look.kit else look.name
    parts = [counted(report.elements, "element"), counted(len(report.samples), "sample place")]
    mend = mending(look)[:1].lower() + mending(look)[1:]
    if look.code_left_out:
        mend += " · its own code did not run"
    where = f"{in_one_line(title)} · {in_one_line(look.where)}"
    light = "yellow" if report.problems or look.code_left_out else "green"
    if doing or not look.tried:
        return Content.assemble((where, "bold"), f"\n{parts[0]} · {in_one_line(doing) or mend}")
    return Content.assemble(
        (where, "bold"),
        "\n",
        f"{' · '.join(parts)} · ",
        (f"{LIGHT_SIGN[light]} {in_one_line(mend)}", f"$light-{light}"),
    )


def about(look: KitLook, item: KitItem, sample: str | None, files: Iterable[ShownFile]) -> Content:
    """What is said of a line of the tree that is no file."""
    kit = look.kit
    element = kit.element(item.key) if kit and item.sort == "element" else None
    if kit is not None and element is not None:
        return about_element(kit, element, sample, files)
    if kit is not None and item.sort == "function":
        return about_function(kit, item.key)
    if item.sort == "problem" and int(item.key) < len(look.report.problems):
        return about_problem(look.report.problems[int(item.key)], look.where)
    if item.sort == "mend":
        return about_mending(look)
    if item.sort == "files":
        return about_files(sample, files)
    return about_samples(sample) if item.sort in ("samples", "sample") else about_kit(look)
