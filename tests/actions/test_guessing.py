"""Guesses as defaults of questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from localkit.actions.guessing import Guessing
from localkit.actions.interview import Asked
from localkit.model.rendering import KitCode

CHOICES = (("england", "England"), ("wales", "Wales"))


class TakesDefaults:
    def nested(self, titles: Sequence[str]) -> int:
        return len(titles)

    def trusts(self, kit: str, code: KitCode) -> bool:
        return kit == "small"

    def answer(self, question: Asked, refused: str | None) -> Any:
        return question.default


def answer(
    guesses: Mapping[str, Any], kind: str, default: Any, choices: tuple[tuple[str, str], ...] = ()
) -> Any:
    asked = Asked("x", "X?", None, kind, default, choices, number=1, of=1)
    return Guessing(TakesDefaults(), guesses).answer(asked, None)


@pytest.mark.parametrize(
    ("guesses", "expected"),
    [({"x": "ours"}, "ours"), ({"y": "ours"}, "theirs"), ({"x": ""}, ""), ({"x": None}, "theirs")],
)
def test_a_guess_goes_before_the_default(guesses: Mapping[str, Any], expected: str) -> None:
    assert answer(guesses, "text", "theirs") == expected


def test_a_guess_that_is_no_choice_is_left_out() -> None:
    assert answer({"x": "wales"}, "choice", "england", CHOICES) == "wales"
    assert answer({"x": "france"}, "choice", "england", CHOICES) == "england"


def test_all_else_is_asked_as_it_is() -> None:
    asked = Guessing(TakesDefaults(), {})

    assert (asked.nested(["a", "b"]), asked.trusts("small", KitCode())) == (2, True)
