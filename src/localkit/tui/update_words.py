"""An update in words: what it brings, why something needs a decision, what applying will do, what it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from textual.content import Content

from localkit import wording
from localkit.actions.take_update import TakenUpdate
from localkit.actions.update_looking import LookedAt
from localkit.actions.update_words import answer_lines, way
from localkit.errors import LocalkitError
from localkit.hooks.failure import Failure
from localkit.model.core_change import CoreChange
from localkit.model.merging import Outcome
from localkit.model.open_update import WaitingPassage
from localkit.model.update_plan import PassagePlan
from localkit.syntax.harmless import harmless, in_one_line
from localkit.tui.update_draft import UpdateDraft
from localkit.wording import counted

Part: TypeAlias = str | tuple[str, str]

STEPS_BACK: Final = "Undo takes back your decisions one by one, the last one first, and then the release."
BY_HAND: Final = "Write it in your editor as you want it, then keep this place's text."

_TITLE: Final = "bold"
_QUIET: Final = "$quiet"
_COMES: Final[tuple[tuple[Outcome, str, str], ...]] = (
    ("updated", "passage is taken as it is", "passages are taken as they are"),
    (
        "merged",
        "passage gets the core's change beside your own words",
        "passages get it beside your own words",
    ),
    ("same", "passage says already what the core says now", "passages say already what the core says now"),
    ("kept", "passage stays as you wrote it", "passages stay as you wrote them"),
)


def head(seen: LookedAt) -> Content:
    """Whose update it is, and from where to where."""
    record = seen.opened.record
    place = in_one_line(record.place_name or seen.opened.root.name)
    kit = in_one_line(seen.opened.core.kit.title)
    if seen.plan is not None:
        return Content.assemble((f"{place} · {kit} {in_one_line(way(seen.plan))}", _TITLE))
    if seen.nothing:
        return Content.assemble(
            (f"{place} · {kit} {in_one_line(seen.after)}", _TITLE), f"  {wording.UP_TO_DATE}"
        )
    since = "the last step back" if seen.kind == "undo" else f"the update from {seen.before} to {seen.after}"
    return Content.assemble((f"{place} · {kit}", _TITLE), in_one_line(f"  since {since}"))


def standing(draft: UpdateDraft) -> Content:
    """How far a person got."""
    number, still = len(draft.waiting), len(draft.open)
    if draft.seen.nothing:
        return Content.styled("There is nothing to take and nothing to decide.", _QUIET)
    if not number:
        return Content.styled("Nothing to decide. Nothing is written until you press a.", _QUIET)
    told = "all decided" if not still else f"{still} of {number} still to decide"
    sign: Part = ("✓ ", "$light-green") if not still else ("■ ", "$light-red")
    return Content.assemble(sign, told, (" · nothing is written until you press a", _QUIET))


def overview(draft: UpdateDraft) -> Content:
    """What the release brings, what is most pressing first."""
    seen = draft.seen
    if seen.nothing:
        version = in_one_line(seen.after)
        return Content(
            f"Release {version} is the newest that there is, and this place has it.\n\nEscape goes back."
        )
    return Content.assemble(*_first(draft), *_told(seen.changes), *_answers(seen), *_comes(draft))


def _first(draft: UpdateDraft) -> Iterator[Part]:
    number = len(draft.waiting)
    if number:
        yield (counted(number, "text needs", "texts need") + " your decision: press n.\n", _TITLE)
        core = "goes back here, too" if draft.seen.kind == "undo" else "takes the core's text"
        yield f"Then c {core}, p keeps this place's, t lets you write your own. "
    else:
        yield ("Nothing here needs your decision.\n", _TITLE)
    yield "Press a to apply it.\n"


def _told(changes: Sequence[CoreChange]) -> Iterator[Part]:
    if changes:
        yield ("\nWhat the core changed\n", _TITLE)
    for change in changes:
        yield from _change(change)


def _change(change: CoreChange) -> Iterator[Part]:
    yield ("■ ", "$light-red") if change.pressing else ("· ", _QUIET)
    yield (f"{wording.CLASS_WORD[change.change_class]}", _TITLE)
    more = [f"counts from {change.effective}"] if change.effective else []
    more += [f"comes from {change.origin}"] if change.origin else []
    yield (in_one_line("".join(f"; {text}" for text in more)), _QUIET)
    yield f"\n  {harmless(change.summary)}\n"


def _answers(seen: LookedAt) -> Iterator[Part]:
    lines = answer_lines(seen.plan.answers) if seen.plan else []
    if lines:
        yield ("\nYour answers\n", _TITLE)
        yield from (f"  {in_one_line(line)}\n" for line in lines)
    if seen.plan and seen.plan.answers.added:
        yield ("  What is new has the kit's own answer; localkit set gives another.\n", _QUIET)


def _comes(draft: UpdateDraft) -> Iterator[Part]:
    lines = list(_counts(draft.others))
    if lines:
        yield ("\nWithout a decision\n", _TITLE)
        yield from (f"  {line}\n" for line in lines)
    files = draft.seen.plan.files if draft.seen.plan else ()
    for file in files:
        if file.local_path is not None and file.path is not None and file.local_path != file.path:
            yield f"  renamed: {in_one_line(file.local_path)} → {in_one_line(file.path)}\n"


def _counts(others: Sequence[PassagePlan]) -> Iterator[str]:
    for outcome, one, many in _COMES:
        number = sum(1 for item in others if item.outcome == outcome)
        if number:
            yield counted(number, one, many)


def of_decision(draft: UpdateDraft, item: WaitingPassage) -> Content:
    """What a passage is, why it needs a decision, and what the core tells of it."""
    sign: Part = ("■ ", "$light-red") if item.pressing else ("▲ ", "$light-yellow")
    why = f"{wording.CLASS_WORD[item.change_class]}; {item.why}" if item.change_class else item.why
    trouble = draft.troubles.get(item.address)
    return Content.assemble(
        *([(f"■ Could not be settled: {harmless(trouble)}\n", "$light-red")] if trouble else []),
        *_named(item.title, item.address, (sign, harmless(why))),
        *(part for change in draft.seen.changes if change.id in item.changes for part in _summary(change)),
    )


def _summary(change: CoreChange) -> Iterator[Part]:
    yield f"\n{harmless(change.summary)}"
    if change.effective:
        yield (f" (counts from {in_one_line(change.effective)})", _QUIET)


def of_other(item: PassagePlan) -> Content:
    """What becomes of a passage that needs no decision."""
    gone = item.merged is None
    told = (
        "taken out, as in the core"
        if gone and item.outcome == "updated"
        else wording.OUTCOME_WORD[item.outcome]
    )
    why = f"; {wording.CLASS_WORD[item.change_class]}" if item.change_class else ""
    return Content.assemble(*_named(item.element_title, item.address, (f"{told}{why}",)))


def why_a_reason(item: WaitingPassage) -> str:
    """Why a reason is asked for."""
    because = wording.CLASS_WORD[item.change_class] if item.change_class else "it matters"
    return f"The core has another text here, and {because}. One sentence is enough; the log of decisions keeps it."


def code(error: LocalkitError) -> list[str]:
    """What code a kit wants to run, and what that means."""
    lines = [f"{error.message[:1].upper()}{error.message[1:]}."]
    lines += [f"It comes from: {error.path}"] if error.path else []
    return [*lines, wording.CODE_WARNING, "localkit update --without-code takes the release without it."]


def _named(title: str | None, address: str, why: Sequence[Part]) -> Iterator[Part]:
    """What it is called, why it is shown, and where it is."""
    where = in_one_line(wording.shown_address(address))
    yield (in_one_line(title) if title else where, _TITLE)
    yield "\n"
    yield from why
    if title:
        yield (f"\n{where}", _QUIET)


def before_applying(draft: UpdateDraft) -> list[str]:
    """What applying will do."""
    lines = [f"Release {in_one_line(draft.seen.after)} comes to this place."] if draft.seen.plan else []
    lines += [f"{line}." for line in _counts(draft.others)]
    if draft.chosen:
        lines.append(f"{counted(len(draft.chosen), 'decision')} of yours: {_choices(draft)}.")
    if draft.open:
        stays = counted(len(draft.open), "text is left to decide later", "texts are left to decide later")
        law = ", also what the law or safety asks for" if any(item.pressing for item in draft.open) else ""
        lines.append(f"{stays}{law}: this place's words stay until then.")
    return [*lines, STEPS_BACK if draft.seen.plan else STEPS_BACK.replace(", and then the release", "")]


def _choices(draft: UpdateDraft) -> str:
    words = [draft.word(item) for item in draft.chosen]
    return ", ".join(f"{words.count(word)} × {word}" for word in dict.fromkeys(words))


def after_applying(done: TakenUpdate) -> list[str]:
    """What was done."""
    lines: list[str] = []
    plan = done.updated.plan if done.updated else None
    if plan is not None:
        number = sum(1 for item in plan.passages if item.outcome in ("updated", "merged"))
        lines.append(f"Release {in_one_line(plan.after)} is here; {counted(number, 'passage')} came with it.")
    lines.append(f"{counted(len(done.settled), 'decision')} of yours settled.")
    still = counted(len(done.left), "text still needs", "texts still need")
    lines.append(f"{still} your decision." if done.left else "Nothing waits any more.")
    known = {item.id: item.summary for item in done.opened.adaptations}
    lines += [
        f'You had recorded "{in_one_line(known.get(name, name))}": it is no difference to the core any more. Thank you.'
        for name in (done.updated.credited if done.updated else ())
    ]
    return [*lines, *_unsettled(done)]


def failed_plugin(failure: Failure) -> str:
    """A plugin that failed meanwhile; what was applied is applied."""
    return f"The plugin {in_one_line(failure.plugin)} failed: {harmless(failure.reason)}"


def _unsettled(done: TakenUpdate) -> Iterator[str]:
    for item in done.unsettled:
        passage = item.settlement.passage
        name = passage.title or wording.shown_address(passage.address)
        yield f"■ {in_one_line(name)}: {harmless(trouble(item.error.message, item.error.hint))}"


def trouble(message: str, hint: str | None) -> str:
    """Why something could not be settled, and what to do: here, not on the command line."""
    here = hint if hint and "localkit " not in hint and "--" not in hint else BY_HAND
    return f"{message}. {here}"
