"""An error in words, and where the details of a mistake of localkit's own are kept."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from pathlib import Path

from localkit.errors import LocalkitError, MachineError

LOG = "screens.log"
"""Name of the file in the cache that holds the details."""


@dataclass(frozen=True)
class Problem:
    """What went wrong and what to do about it.

    Attributes:
        message: What is wrong, with the file and the line concerned.
        hint: What to do; empty where there is nothing to say.
    """

    message: str
    hint: str


def problem_of(error: BaseException, folder: Path) -> Problem:
    """An error in words. The details of a mistake of localkit's own are written into ``folder``."""
    if isinstance(error, LocalkitError):
        place = ":".join(str(part) for part in (error.path, error.line) if part is not None)
        usual = "Nothing was changed. Mend what the system complains about, then try again."
        hint = error.hint or (usual if isinstance(error, MachineError) else "")
        return Problem(f"{place}: {error.message}" if place else error.message, _for_screens(hint))
    told = f"localkit itself made a mistake ({type(error).__name__}: {error})"
    return Problem(told, f"Nothing of yours was changed. {_kept(error, folder)}")


def _for_screens(hint: str) -> str:
    """A hint that was written for who types commands; on a screen there is no command to run again."""
    said = hint.replace("run the same command again", "try it again")
    typed = re.search(r"(?<![\w-])--[a-z]", said) and "localkit " not in said
    more = " (What begins with -- is typed behind the command, as in: localkit update --kit FOLDER.)"
    return said + more if typed else said


def _kept(error: BaseException, folder: Path) -> str:
    path = folder / LOG
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)) + "\n")
    except OSError as failed:
        return f"The details could not be kept in {path}: {failed.strerror}."
    return f"Please send {path} to localkit's makers."
