"""What was settled, decided or undone, in words."""

from __future__ import annotations

from collections.abc import Iterator

from localkit import wording
from localkit.actions.decide import Decided
from localkit.actions.resolve import Resolved
from localkit.actions.undo import Undone
from localkit.actions.update_words import step_words, undone_sentences
from localkit.cli.output import styled, there, wrapped
from localkit.cli.waiting_text import waiting_lines
from localkit.model.open_update import WaitingPassage
from localkit.model.records import Decision
from localkit.wording import counted


def resolved_lines(done: Resolved) -> Iterator[str]:
    """The lines of a resolve."""
    for item in done.settled:
        yield from wrapped(_settled(item), "     ", "   ")
    for decision in done.decided:
        yield from wrapped(_decided(decision), "     ", "   ")
    yield ""
    where = there(done.opened.root)
    if done.left:
        yield styled(
            f"{counted(len(done.left), 'passage still needs', 'passages still need')} your decision.", "title"
        )
        yield from waiting_lines(done.left)
    else:
        yield styled("Nothing waits any more.", "title")
        yield styled("See how it stands: ", "quiet") + styled(f"localkit status{where}", "command")
    yield styled("Go back:           ", "quiet") + styled(f"localkit undo{where}", "command")


def _settled(item: WaitingPassage) -> str:
    taken = wording.SETTLED_WORD[item.settled or "local"]
    name = item.title or wording.shown_address(item.address)
    if item.settled == "core" and item.core is None:
        return f"{name}: taken out, as in the core."
    return f"{name}: {taken} is there now." if item.settled != "local" else f"{name}: {taken} stays."


def _decided(item: Decision) -> str:
    reason = f" ({item.reason})" if item.reason else ""
    return f"Noted for {item.change}: {wording.ADOPTION_WORD[item.decision]}{reason}"


def decided_lines(done: Decided) -> Iterator[str]:
    """The lines of a decision."""
    yield styled(wording.ADOPTION_WORD[done.decision.decision].capitalize(), "title") + styled(
        f"  {done.change.id}", "quiet"
    )
    yield from wrapped(done.change.summary, "  ")
    if done.decision.reason:
        yield from wrapped(f"Why: {done.decision.reason}", "  ")
    for item in done.settled:
        yield from wrapped(_settled(item), "     ", "   ")
    if done.left:
        yield from wrapped(
            f"{counted(len(done.left), 'passage of it waits', 'passages of it wait')} until you settle "
            "it with localkit resolve.",
            "  ",
        )


def undone_lines(done: Undone) -> Iterator[str]:
    """The lines of a step back."""
    where = there(done.root)
    if done.note is None:
        yield styled("The local version is gone", "title") + styled(
            ", as before it was made. Nobody had changed it."
        )
        return
    yield styled(f"Back to before the {step_words(done.note)}", "title")
    for sentence in undone_sentences(done):
        yield from wrapped(sentence, "  ")
    waits = done.open_update.waiting if done.open_update else ()
    if waits:
        yield ""
        yield styled(f"{wording.NEEDS_DECISION} ({len(waits)})", "title")
        yield from waiting_lines(waits)
        yield styled("Read both texts: ", "quiet") + styled(f"localkit resolve --list{where}", "command")
    if done.left:
        yield styled(f"{counted(done.left, 'earlier step')} can be undone: ", "quiet") + styled(
            f"localkit undo{where}", "command"
        )
