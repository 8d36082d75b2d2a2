"""Somebody who is asked with a guess as the default, where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from localkit.actions.interview import Asked, Interview
from localkit.model.rendering import KitCode


@dataclass(frozen=True)
class Guessing:
    """An interview whose questions come with guesses.

    Attributes:
        somebody: Who answers.
        guesses: By parameter, as the template gets it; one that is none of the choices is left out.
    """

    somebody: Interview
    guesses: Mapping[str, Any]

    def nested(self, titles: Sequence[str]) -> int:
        """Which of several templates within the source to take."""
        return self.somebody.nested(titles)

    def trusts(self, kit: str, code: KitCode) -> bool:
        """Whether the kit may run its code."""
        return self.somebody.trusts(kit, code)

    def answer(self, question: Asked, refused: str | None) -> Any:
        """The answer to a question."""
        return self.somebody.answer(self._guessed(question), refused)

    def _guessed(self, question: Asked) -> Asked:
        guess = self.guesses.get(question.name)
        if guess is None:
            return question
        if not question.choices:
            return replace(question, default=guess)
        return replace(question, default=str(guess)) if str(guess) in dict(question.choices) else question
