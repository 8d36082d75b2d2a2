"""Start a plugin: a folder whose own tests pass at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from localkit import render
from localkit.errors import InputError
from localkit.store.folders import read_kit_folder
from localkit.store.staging import check_destination, staged, write_tree
from localkit.workspace import Workspace

_PREFIX: Final = "localkit-"
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST: Final = 50
_LONGEST_SUMMARY: Final = 200
_KEPT_BY_WINDOWS: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
_ASK: Final = "A name has small letters, digits and hyphens between them, and begins with a letter."


@dataclass(frozen=True)
class StartedPlugin:
    """What was made.

    Attributes:
        path: The plugin's folder.
        name: Name of its package, as pip and ``localkit plugins list`` have it.
        files: Paths of its files, relative to the folder.
    """

    path: Path
    name: str
    files: tuple[str, ...]


def plugins_new(
    workspace: Workspace, name: str, destination: Path | None = None, summary: str | None = None
) -> StartedPlugin:
    """Write a new plugin with one rule and its tests.

    Args:
        workspace: Limits, folders, clock.
        name: What it is called, with ``localkit-`` in front or without.
        destination: Its folder, absent or empty; None for ``localkit-NAME`` here.
        summary: What it is for, in one sentence.

    Raises:
        InputError: The name or the summary cannot be used, or the folder holds something.
        MachineError: The disk fails.
    """
    short = short_name(name)
    root = destination if destination is not None else Path(f"{_PREFIX}{short}")
    check_destination(root)
    answers = {"name": short, **({} if summary is None else {"summary": _sentence(summary)})}
    rendering = render.render(
        read_kit_folder(_template(), workspace.limits),
        answers,
        seed=workspace.seed(),
        created=workspace.clock(),
        limits=workspace.limits,
        cache=workspace.cache / "templates",
    )
    with staged(root) as folder:
        write_tree(folder, rendering.tree)
    return StartedPlugin(root.resolve(), f"{_PREFIX}{short}", tuple(sorted(rendering.tree)))


def short_name(name: str) -> str:
    """A plugin's name without ``localkit-``.

    Raises:
        InputError: It is none that a package, a folder and a module can all have.
    """
    short = name.removeprefix(_PREFIX)
    if not _NAME.fullmatch(short):
        raise InputError(f'a plugin cannot be called "{name}"', hint=_hint(name))
    if short in _KEPT_BY_WINDOWS:
        raise InputError(
            f'a plugin cannot be called "{name}": Windows keeps that name for itself',
            hint=f"Add a word: {short}-rules.",
        )
    if short == "localkit":
        raise InputError(
            f'a plugin cannot be called "{name}": that is localkit itself',
            hint="Say what it is for: our-wishes.",
        )
    if len(short) > _LONGEST:
        raise InputError(
            f"the plugin's name has {len(short)} letters; {_LONGEST} is the most",
            hint="Choose a shorter one; --summary can say the rest.",
        )
    return short


def _hint(name: str) -> str:
    """The rule, and the name that comes closest to what was typed."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    near = re.sub(r"[^a-z0-9]+", "-", plain).strip("-").removeprefix(_PREFIX).lstrip("0123456789-")
    usable = _NAME.fullmatch(near) and near not in (*_KEPT_BY_WINDOWS, "localkit") and len(near) <= _LONGEST
    return f"{_ASK} For instance: {near if usable else 'our-wishes'}."


def _sentence(summary: str) -> str:
    """A summary that can stand in a TOML text, a docstring and a README.

    Raises:
        InputError: It cannot.
    """
    said = summary.strip()
    wrong = None
    if not said:
        wrong = "it is empty"
    elif not said.isprintable():
        wrong = "it has a line break or a character that cannot be seen"
    elif re.search(r"\{[{%#]", said):
        wrong = "it has the braces of a template"
    elif len(said) > _LONGEST_SUMMARY:
        wrong = f"it has {len(said)} letters; {_LONGEST_SUMMARY} is the most"
    if wrong:
        raise InputError(
            f"the summary cannot be used: {wrong}", hint="Say in one sentence what the plugin is for."
        )
    return said


def _template() -> Path:
    return Path(str(resources.files("localkit"))) / "plugin_template"
