"""The variables as templates see them: cookiecutter's ``prompt_for_config`` when nobody is asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from localkit.errors import KitError
from localkit.render.overrides import not_a_choice

#: Renders one text of one variable: text, name of the variable, variables so far.
RenderText: TypeAlias = Callable[[str, str, Mapping[str, Any]], str]

#: What cookiecutter tells templates about this machine: constant here, so that all give the same bytes.
ABOUT: Final = {"_template": ".", "_output_dir": ".", "_repo_dir": ".", "_checkout": None}


def variables(raw: Mapping[str, Any], late: Mapping[str, Any], text: RenderText) -> OrderedDict[str, Any]:
    """Every variable's value, in cookiecutter's order and by its rules.

    Args:
        raw: cookiecutter.json with the answers laid over.
        late: Answers to choices that are to be compared with the rendered choices.
        text: Renders a text.

    Raises:
        AnswersError: An answer is none of the rendered choices.
    """
    found: OrderedDict[str, Any] = OrderedDict()
    asked = {name: value for name, value in raw.items() if name != "__prompts__"}
    for name, value in asked.items():
        if name.startswith("_") and not name.startswith("__"):
            found[name] = value
        elif isinstance(value, list) and not name.startswith("_"):
            found[name] = _chosen(name, rendered(name, value, found, text), late)
        elif name.startswith("__") or not isinstance(value, dict):
            found[name] = rendered(name, value, found, text)
    for name, value in asked.items():
        if isinstance(value, dict) and (name.startswith("__") or not name.startswith("_")):
            found[name] = rendered(name, value, found, text)
    return found


def rendered(name: str, value: Any, so_far: Mapping[str, Any], text: RenderText) -> Any:
    """One default, every text in it rendered; numbers become text, as in cookiecutter."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, dict):
        return {
            rendered(name, key, so_far, text): rendered(name, inner, so_far, text)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [rendered(name, inner, so_far, text) for inner in value]
    return text(value if isinstance(value, str) else str(value), name, so_far)


def _chosen(name: str, choices: list[Any], late: Mapping[str, Any]) -> Any:
    if not choices:
        raise KitError(f"'{name}' is a list of choices without a choice", path="cookiecutter.json")
    if name not in late:
        return choices[0]
    if late[name] in choices:
        return late[name]
    raise not_a_choice(name, late[name], choices)


def whole(raw: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """What templates are given: ``cookiecutter``, and ``_cookiecutter`` with what was asked."""
    told = OrderedDict((name, found[name]) for name in raw if name in found)
    told.update(ABOUT)
    return {
        "cookiecutter": told,
        "_cookiecutter": {name: value for name, value in raw.items() if not name.startswith("_")},
    }
