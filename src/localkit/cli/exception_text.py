"""An exception in words; and what may be written into the register."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import click

from localkit import wording
from localkit.actions.exceptions import Registered, personal_data
from localkit.cli.output import styled, wrapped
from localkit.errors import InputError

Command = TypeVar("Command", bound=Callable[..., Any])

as_written_option: Callable[[Command], Command] = click.option(
    "--as-written", is_flag=True, help="Keep what looks like personal data: it is none."
)
_SIGN = {"granted": "●", "not_yet": "●", "requested": "○", "expired": "▲", "refused": "·", "withdrawn": "·"}


def exception_lines(item: Registered) -> Iterator[str]:
    """The lines of one exception."""
    exception, data = item.exception, item.exception.data
    title = item.element.title if item.element else exception.element
    head = styled(f" {_SIGN[item.standing]} {exception.id}", "title")
    yield head + styled(f"  {title}: {wording.STANDING_WORD[item.standing]}")
    days = f"from {exception.start} until {exception.until}, the last day included"
    yield from wrapped(f"asked for by {exception.requested_by}; {days}", "     ")
    if exception.granted_by:
        yield from wrapped(f"granted by {wording.granter(exception.granted_by)} (as stated)", "     ")
    if data.get("refused_by"):
        yield from wrapped(f"not agreed by {wording.granter(data['refused_by'])} (as stated)", "     ")
    for field, words in (("conditions", "in return"), ("action_plan", "plan"), ("reason", "why")):
        if data.get(field):
            yield from wrapped(f"{words}: {data[field]}", "       ", "     ")


def day(text: str) -> datetime.date:
    """A day of the calendar.

    Raises:
        InputError: It is none.
    """
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(f'"{text}" is no day of the calendar', hint="Write days as 2026-03-31.") from error


def refuse_personal_data(texts: Mapping[str, Any], *, as_written: bool) -> None:
    """Ask before personal data is written.

    Raises:
        InputError: It is there, and nobody said that it is none.
    """
    said = {key: value for key, value in texts.items() if value}
    found = next(personal_data(said), None)
    if as_written or found is None:
        return
    field, item = found
    told = f"{item.what} seems to stand in {field.replace('_', ' ')} ({item.masked})"
    if sys.stdin.isatty() and click.confirm(f"{told}. Keep it as it is?", default=False, err=True):
        return
    raise InputError(
        told, hint="Write the role instead of the person. If it is no personal data, say --as-written."
    )


def asked(value: str | None, question: str, option: str, default: str | None = None) -> str:
    """What was given as an option, or is asked in a terminal.

    Raises:
        InputError: It was not given, and there is no terminal to ask in.
    """
    if value is not None and value.strip():
        return value.strip()
    if not sys.stdin.isatty():
        raise InputError(f"{option} is missing, and there is no terminal to ask in", hint=f"Say {option} …")
    while True:
        said = str(click.prompt(question, default=default, err=True)).strip()
        if said:
            return said
