"""A step back in words: what it would take back, and what it did."""

from __future__ import annotations

import datetime

from localkit import wording
from localkit.actions.undo import Undone
from localkit.actions.undo_looking import StepBack
from localkit.actions.update_words import step_words, undone_sentences
from localkit.store.file_changes import StepNote
from localkit.wording import counted

NO_STEP = (
    "All that could be undone is the making of this place, and that takes the whole folder away.",
    "If you mean that: localkit undo, in a terminal.",
)


def before_undo(step: StepBack) -> list[str]:
    """What going back would do."""
    note = step.note
    if note is None:
        return list(NO_STEP)
    lines = [f"Back to before the {step_words(note)}{_when(note)}.", *_about(note)]
    lines.append(
        "What was written into the files since stays. Where going back changes the very same words, "
        "both texts are kept and you decide."
    )
    if step.left:
        lines.append(f"After that, {counted(step.left, 'earlier step')} can be undone.")
    return lines


def after_undo(done: Undone) -> list[str]:
    """What going back did."""
    lines = [f"Back to before the {step_words(done.note)}."] if done.note else []
    lines += undone_sentences(done)
    waits = done.open_update.waiting if done.open_update else ()
    if waits:
        still = counted(len(waits), "text needs", "texts need")
        names = ", ".join(
            dict.fromkeys(item.title or wording.shown_address(item.address) for item in waits[:4])
        )
        lines.append(f"■ {still} your decision now: {names}. u shows both texts.")
    return lines


def _about(note: StepNote) -> list[str]:
    """Which passages a decision was about."""
    passages = note.said.get("passages")
    if note.action != "resolve" or not isinstance(passages, list):
        return []
    taken = wording.SETTLED_WORD.get(str(note.said.get("take")), "")
    return [f"{', '.join(wording.shown_address(str(item)) for item in passages[:4])}: {taken}"]


def _when(note: StepNote) -> str:
    try:
        moment = datetime.datetime.fromisoformat(note.at)
    except ValueError:
        return ""
    return f" ({moment:%Y-%m-%d, %H:%M})"
