"""An update in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localkit import wording
from localkit.actions.update import Updated
from localkit.actions.update_request import as_waiting
from localkit.actions.update_words import answer_lines, way
from localkit.cli.output import styled, there, wrapped
from localkit.cli.waiting_text import name_in_command, waiting_lines
from localkit.model.core_change import CoreChange
from localkit.model.file_merge import FileMerge
from localkit.model.open_update import OpenUpdate, WaitingPassage
from localkit.model.update_plan import PassagePlan, UpdatePlan
from localkit.wording import counted


def update_lines(done: Updated, options: str = "") -> Iterator[str]:
    """The lines of an update, done or only looked at.

    Args:
        done: What was done.
        options: What was typed beside the path, to be typed again for the same update.
    """
    if done.plan is None:
        yield from _nothing_new(done)
        return
    plan = done.plan
    yield styled(f"{_who(done)}{way(plan)}", "title") + (
        styled("  looked at only, nothing was written", "quiet") if done.dry_run else ""
    )
    yield from _brings(plan.changes)
    yield from _answers(plan)
    waiting = [as_waiting(item) for item in plan.waiting] if done.dry_run else _open(done)
    if waiting:
        yield ""
        yield styled(f"{wording.NEEDS_DECISION} ({len(waiting)})", "title")
        yield from waiting_lines(waiting)
    yield from _outcomes(plan, done)
    yield from _to_look_at(plan.changes, done)
    yield from _credit(done)
    yield from _next(done, waiting, options)


def _who(done: Updated) -> str:
    record = done.opened.record
    place = f"{record.place_name} · " if record.place_name else ""
    return f"{place}{done.opened.core.kit.title} "


def _open(done: Updated) -> list[WaitingPassage]:
    return list(done.opened.open_update.waiting) if done.opened.open_update else []


def _nothing_new(done: Updated) -> Iterator[str]:
    still = done.opened.open_update
    record = done.opened.record
    if still is None:
        yield styled(f"{_who(done)}{record.kit_version}", "title") + styled(
            " is the newest release there is. Nothing was changed."
        )
        return
    yield from open_lines(still, f"{_who(done)}{record.kit_version}")
    yield from _next(done, list(still.waiting))


def open_lines(still: OpenUpdate, who: str) -> Iterator[str]:
    """What still waits of an update that was made before."""
    yield styled(who, "title")
    step = (
        "the last step back" if still.kind == "undo" else f"the update from {still.before} to {still.after}"
    )
    yield from wrapped(f"Since {step}, {_passages(len(still.waiting))} your decision.")
    yield ""
    yield styled(f"{wording.NEEDS_DECISION} ({len(still.waiting)})", "title")
    yield from waiting_lines(still.waiting)


def _passages(number: int) -> str:
    return "one passage needs" if number == 1 else f"{number} passages need"


def _brings(changes: Sequence[CoreChange]) -> Iterator[str]:
    if not changes:
        return
    yield ""
    yield styled("What the core changed", "title")
    for change in changes:
        sign = styled("■", "red") if change.pressing else styled("·", "quiet")
        yield f" {sign} {styled(wording.CLASS_WORD[change.change_class], 'title')}{styled(f'  {change.id}', 'quiet')}"
        yield from wrapped(change.summary, "     ")
        more = [f"counts from {change.effective}"] if change.effective else []
        more += [f"comes from {change.origin}"] if change.origin else []
        if more:
            yield from wrapped("; ".join(more), "     ", style="quiet")


def _answers(plan: UpdatePlan) -> Iterator[str]:
    lines = answer_lines(plan.answers)
    if lines:
        yield ""
        yield styled("Your answers", "title")
        for text in lines:
            yield from wrapped(text, "     ", "   ")


def _outcomes(plan: UpdatePlan, done: Updated) -> Iterator[str]:
    yield ""
    for outcome in ("updated", "merged", "same", "kept"):
        found = [item for item in plan.passages if item.outcome == outcome]
        if found:
            files = len({item.passage.file for item in found})
            told = wording.OUTCOME_WORD[outcome]
            yield styled(f"{_capital(told)}: ", "title") + styled(
                f"{counted(len(found), 'passage')} in {counted(files, 'file')}"
            )
            if outcome in ("updated", "merged"):
                yield from _some([_named(item) for item in found])
    for file in plan.files:
        yield from _moved(file)
    if not any(item.outcome != "kept" for item in plan.passages):
        yield styled("None of the files of this place is different in the new release.")
    if done.dry_run:
        return
    yield styled("Every word of yours is where it was.", "quiet")


def _to_look_at(changes: Sequence[CoreChange], done: Updated) -> Iterator[str]:
    """Changes that came without asking, and that leave the place with something to mend."""
    if done.dry_run:
        return
    known = {item.change: item for item in done.opened.decisions if item.decision == "deferred"}
    found = [(change, known[change.id]) for change in changes if change.id in known]
    if found:
        yield ""
        yield styled("To look at", "title")
    for change, decision in found:
        yield from wrapped(f"{change.summary}  {change.id}", "     ", "   ")
        yield from wrapped(decision.reason or "", "     ", style="quiet")


def _named(item: PassagePlan) -> str:
    """Where a passage is, and whether it is new or gone."""
    told = ", taken out" if item.merged is None else ", new" if item.local is None else ""
    return f"{wording.shown_address(item.address)}{told}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _some(lines: Sequence[str], most: int = 8) -> Iterator[str]:
    for text in lines[:most]:
        yield from wrapped(text, "     ", "   ")
    if len(lines) > most:
        yield styled(f"   and {len(lines) - most} more", "quiet")


def _moved(file: FileMerge) -> Iterator[str]:
    if file.local_path is not None and file.path is not None and file.local_path != file.path:
        yield from wrapped(f"renamed: {file.local_path} → {file.path}", "     ", "   ")


def _credit(done: Updated) -> Iterator[str]:
    known = {item.id: item.summary for item in done.opened.adaptations}
    for name in done.credited:
        yield ""
        yield from wrapped(
            f'What you had recorded is no difference to the core any more: "{known.get(name, name)}" Thank you.'
        )


def _next(done: Updated, waiting: Sequence[WaitingPassage], options: str = "") -> Iterator[str]:
    where = there(done.opened.root)
    yield ""
    if done.dry_run:
        yield styled("Take it: ", "quiet") + styled(f"localkit update{where}{options}", "command")
        return
    if waiting:
        first = name_in_command(waiting)
        yield styled("Read both texts: ", "quiet") + styled(f"localkit resolve --list{where}", "command")
        yield styled("Settle one:      ", "quiet") + styled(
            f"localkit resolve {first}{where} --take core", "command"
        )
    yield styled("Go back:         ", "quiet") + styled(f"localkit undo{where}", "command")
