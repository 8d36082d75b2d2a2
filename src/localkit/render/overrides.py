"""Answers laid over cookiecutter.json, by the rules of cookiecutter's ``extra_context``."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from localkit.errors import AnswersError

_YES: Final = frozenset({"1", "true", "t", "yes", "y", "on"})
_NO: Final = frozenset({"0", "false", "f", "no", "n", "off"})


def lay_over(raw: dict[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Change the defaults in place to what was answered.

    Returns:
        Choices that are none as written, but may be one once the choices are rendered.

    Raises:
        AnswersError: A name is unknown or private, or a value isn't one that the kit allows.
    """
    _refuse_unknown(raw, answers)
    late = {}
    for name, answer in answers.items():
        default = raw[name]
        if isinstance(default, list):
            if not _choose(name, default, answer, raw):
                late[name] = answer
        elif isinstance(default, dict):
            if not isinstance(answer, Mapping):
                raise AnswersError(f"'{name}' takes a mapping, not {answer!r}")
            _merge(default, answer)
        elif isinstance(default, bool) and isinstance(answer, str):
            raw[name] = _yes_or_no(name, answer)
        elif isinstance(answer, list | tuple | Mapping):
            raise AnswersError(f"'{name}' takes one value, not {answer!r}")
        else:
            raw[name] = answer
    return late


def not_a_choice(name: str, answer: Any, choices: list[Any]) -> AnswersError:
    """The error for an answer that is none of the choices."""
    return AnswersError(
        f"'{answer}' is not one of the choices for '{name}'",
        hint=f"Choose one of: {', '.join(map(str, choices))}.",
    )


def _refuse_unknown(raw: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
    # Private variables are the kit's own: _extensions from a file of answers would bring code in unseen.
    public = [name for name in raw if not name.startswith("_")]
    unknown = [name for name in answers if name not in public]
    if not unknown:
        return
    near = [match for name in unknown for match in get_close_matches(name, public, 1)]
    named = ", ".join(f"'{name}'" for name in unknown)
    raise AnswersError(
        f"the kit doesn't ask for {named}",
        hint=f"Did you mean {', '.join(near)}?" if near else f"It asks for: {', '.join(public)}.",
    )


def _choose(name: str, choices: list[Any], answer: Any, raw: dict[str, Any]) -> bool:
    if isinstance(answer, list):
        for one in answer:
            if one not in choices:
                raise not_a_choice(name, one, choices)
        raw[name] = answer
        return True
    if answer in choices:
        choices.remove(answer)
        choices.insert(0, answer)
        return True
    if not isinstance(answer, str):
        raise not_a_choice(name, answer, choices)
    return False


def _merge(default: dict[str, Any], answer: Mapping[str, Any]) -> None:
    for key, value in answer.items():
        held = default.get(key)
        if isinstance(held, dict) and isinstance(value, Mapping):
            _merge(held, value)
        elif isinstance(held, bool) and isinstance(value, str):
            default[key] = _yes_or_no(key, value)
        else:
            default[key] = value


def _yes_or_no(name: str, answer: str) -> bool:
    word = answer.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise AnswersError(f"'{answer}' is neither yes nor no, as '{name}' asks", hint="Say yes or no.")
