"""What a place's papers say at a passage now, wherever its file was moved to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from localkit.model.document import NOTHING
from localkit.model.local_version import LocalVersion
from localkit.model.passage import Passage


@dataclass(frozen=True)
class Said:
    """What stands there.

    Attributes:
        text: For people; empty where nothing is there.
        value: The typed value, or the text.
        file: The file as it is called now.
        line: Line, counted from 1.
        missing: Why nothing is there, in plain words; None where something is.
    """

    file: str
    text: str = ""
    value: Any = None
    line: int | None = None
    missing: str | None = None


def file_now(local: LocalVersion, path: str) -> str:
    """What one of the core's files is called here."""
    return path if path in local.files else dict(local.divergence.files.moved).get(path, path)


def said(local: LocalVersion, passage: Passage) -> Said:
    """What a place's papers say at a passage of the kit."""
    file = file_now(local, passage.file)
    document = local.read(file)
    if document is None:
        return Said(file, missing=f"{file} is not here")
    here = passage.at(file)
    found = document.locate(here)
    if found is None:
        wrong = document.problem
        told = wrong.message if wrong else f"{here.address} is not there any more"
        return Said(file, line=wrong.line if wrong else None, missing=told)
    content = document.content(here)
    value = content.text if content.value is NOTHING else content.value
    return Said(file, "" if value is None else content.text, value, found.line)


def whole_number(value: Any) -> int | None:
    """A whole number, also one between quotes; None for anything else."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def shown(value: Any) -> str:
    """A value as a message names it."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
