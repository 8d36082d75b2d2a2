"""An update and a step back in words that the command line and the screens share."""

from __future__ import annotations

from localkit.actions.undo import Undone
from localkit.model.update_plan import AnswerChanges, UpdatePlan
from localkit.store.file_changes import StepNote
from localkit.wording import counted


def way(plan: UpdatePlan) -> str:
    """From which release to which; the same one again where its files, or the answers, are others."""
    if plan.before != plan.after:
        return f"{plan.before} → {plan.after}"
    return (
        f"{plan.after}, with other answers" if plan.answers.changed else f"{plan.after}, as it is there now"
    )


def answer_lines(answers: AnswerChanges) -> list[str]:
    """What becomes of a place's answers, a line each."""
    return [
        *(f"new: {name} = {_shown(value)}" for name, value in answers.added.items()),
        *(f"renamed: {old} is now {new}" for old, new in answers.renamed.items()),
        *(f"changed: {name} = {_shown(value)}" for name, value in answers.changed.items()),
        *(f"no longer asked: {name}; the answer is kept" for name in answers.removed),
    ]


def step_words(note: StepNote) -> str:
    """What was done at a step, to stand behind "before the"."""
    said = note.said
    if note.action == "update":
        return f"update from {said.get('from')} to {said.get('to')}"
    if note.action == "resolve":
        return "last decision"
    return note.action


def undone_sentences(done: Undone) -> list[str]:
    """What a step back did, beside what it left to decide."""
    changed = [
        file for file in done.files if any(part.outcome in ("updated", "merged") for part in file.parts)
    ]
    kept = [file for file in done.files if any(part.outcome in ("merged", "kept") for part in file.parts)]
    said = [f"{counted(len(changed), 'file')} went back."] if changed else []
    names = ", ".join(file.named for file in kept[:6])
    return [*said, f"What you wrote since is still there: {names}"] if kept else said


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return '""' if value == "" else str(value)
