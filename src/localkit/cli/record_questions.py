"""The four short questions of a record, in plain words; FRAME's codes behind them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from localkit import wording
from localkit.actions.diff import marked_element
from localkit.actions.record import Recording, personal_data
from localkit.actions.record_choices import KINDS, QUESTIONS, codes_offered, kind_codes
from localkit.cli import diagnostics, letters, output
from localkit.cli.diff_text import element_lines
from localkit.errors import InputError
from localkit.model.divergence import ElementDivergence
from localkit.model.frame import Frame


def pick(items: list[ElementDivergence]) -> str:
    """Which element a person wants to record."""
    diagnostics.note("What do you want to say something about?")
    shown = items[:26]
    found = letters.one(
        [f"{wording.LIGHT_SIGN[item.light or 'green']} {item.element.title}" for item in shown]
    )
    return shown[found].element.id


def ask(change: Recording, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was not given beforehand, asked.

    Raises:
        InputError: Something is missing, and there is no terminal to ask in.
    """
    fields = dict(given)
    needed = [name for name in ("summary", "kind") if not _there(fields, name)]
    if needed and not sys.stdin.isatty():
        said = {"summary": "--summary TEXT", "kind": "--nature CODE or --contextual CODE"}
        missing = " and ".join(said[name] for name in needed)
        raise InputError(
            f"not everything was said, and there is no terminal to ask in: {missing}",
            hint="`localkit record --help` tells the options, docs/reference/vocabulary.md the codes.",
        )
    if not needed:
        return fields
    _introduce(change)
    if not _there(fields, "summary"):
        fields["summary"] = _sentence()
    if not _there(fields, "kind"):
        fields.update(_kind(change))
    if "goal" not in fields:
        fields["goal"] = _several(change.codes, "goal", QUESTIONS["goal"])
    if "reasons" not in fields:
        fields["reasons"] = _several(change.codes, "reasons", QUESTIONS["reasons"])
    return fields


def _there(fields: Mapping[str, Any], name: str) -> bool:
    if name == "kind":
        return any(fields.get(key) for key in ("what", "nature", "contextual"))
    return bool(fields.get(name))


def _introduce(change: Recording) -> None:
    if change.element is None:
        return
    for text in element_lines(marked_element(change.element)):
        click.echo(text, err=True)


def _title(text: str) -> None:
    click.echo(err=True)
    click.echo(output.styled(text, "title"), err=True)


def _sentence() -> str:
    _title(QUESTIONS["summary"])
    while True:
        said = str(click.prompt("  ", prompt_suffix="", err=True)).strip()
        if said and keeps_personal_data({"summary": said}):
            return said


def keeps_personal_data(texts: Mapping[str, Any]) -> bool:
    """Whether texts can be written: nothing in them looks like personal data, or a person says it is none."""
    found = list(personal_data(texts))
    for _, item in found:
        diagnostics.note(f"  {item.what} seems to stand here ({item.masked}).")
    if not found:
        return True
    diagnostics.note("  Records travel. Write the role instead of the person.")
    return bool(click.confirm("  Keep it as it is?", default=False, err=True))


def _kind(change: Recording) -> Mapping[str, list[str]]:
    _title(QUESTIONS["kind"])
    found = letters.one([label for label, _ in KINDS])
    return kind_codes(change, found)


def _several(codes: Frame, field: str, title: str) -> list[str]:
    _title(title)
    items = codes_offered(codes, field)
    found = letters.several([item.words for item in items], none="not said")
    return [items[number].code for number in found]
