"""What can be pressed on a screen, told from its bindings: nothing here is written down key by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

MOVING: Final = "Moving about"
EVERYWHERE: Final = "Everywhere"
HERE: Final = "On this screen"

_TEXTUALS: Final = {
    "app.focus_next": "Next part of the screen",
    "app.focus_previous": "Part of the screen before",
    "screen.copy_text": "Copy what is marked",
}
"""What textual's own bindings do, in our words."""

_KEY_WORD: Final = {
    "up": "Up arrow",
    "down": "Down arrow",
    "left": "Left arrow",
    "right": "Right arrow",
    "enter": "Enter",
    "escape": "Escape",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Delete",
    "insert": "Insert",
    "home": "Home",
    "end": "End",
    "pageup": "Page up",
    "pagedown": "Page down",
    "comma": "comma",
    "full_stop": "full stop",
}


@dataclass(frozen=True)
class KeyLine:
    """One thing that can be done.

    Attributes:
        keys: The keys that do it, in readable words.
        label: What it is called.
        tooltip: What it does, in one sentence; may be empty.
    """

    keys: tuple[str, ...]
    label: str
    tooltip: str


@dataclass(frozen=True)
class KeyGroup:
    """Things that belong together, under a title."""

    title: str
    lines: tuple[KeyLine, ...]


def key_in_words(key: str) -> str:
    """A key as it stands on a keyboard: ``ctrl+up`` is "Ctrl+Up arrow"."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    named = _KEY_WORD.get(last) or (last.upper() if _is_function_key(last) else format_key(last))
    return "+".join([*(part.capitalize() for part in held), named])


def _is_function_key(name: str) -> bool:
    return name[:1] == "f" and name[1:].isdigit()


def key_groups(active: Mapping[str, ActiveBinding]) -> tuple[KeyGroup, ...]:
    """What can be pressed, by what it is about: first the screen's own matters, then what is there everywhere.

    Args:
        active: A screen's ``active_bindings``.
    """
    found: dict[str, dict[tuple[str, str], KeyLine]] = {}
    # What the screen itself can do comes before what the part of it does that the cursor is in.
    for item in sorted(listed(active.values()), key=lambda item: not isinstance(item.node, Screen)):
        lines = found.setdefault(title_of(item), {})
        what = (item.binding.action, item.binding.description)
        before = lines.get(what)
        keys = (*(before.keys if before else ()), key_in_words(item.binding.key))
        lines[what] = KeyLine(
            keys, label_of(item.binding), item.binding.tooltip if item.binding.description else ""
        )
    order = [title for title in found if title not in (HERE, MOVING, EVERYWHERE)]
    return tuple(
        KeyGroup(title, tuple(found[title].values()))
        for title in (*order, HERE, MOVING, EVERYWHERE)
        if title in found
    )


def label_of(binding: Binding) -> str:
    """What a binding is called."""
    return _TEXTUALS.get(binding.action) or binding.description or binding.tooltip


def listed(active: Iterable[ActiveBinding]) -> list[ActiveBinding]:
    """Those bindings that say what they are for."""
    return [
        item
        for item in active
        if not item.binding.system and (item.binding.description or item.binding.tooltip)
    ]


def title_of(item: ActiveBinding) -> str:
    """What a binding is about."""
    noun, dot, _verb = (item.binding.id or "").partition(".")
    if dot and noun != "app":
        return noun.replace("_", " ").capitalize()
    if isinstance(item.node, App) or noun == "app":
        return EVERYWHERE
    return _title_of_source(item.node, item.binding.action)


def _title_of_source(node: DOMNode, action: str) -> str:
    if isinstance(node, Screen) and not action.startswith(("app.focus_", "screen.copy_")):
        return HERE
    return node.BINDING_GROUP_TITLE or MOVING
