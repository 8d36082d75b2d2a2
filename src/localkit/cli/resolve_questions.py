"""What waits, asked for passage by passage in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from localkit import wording
from localkit.actions.resolve import Resolved, ResolveRequest
from localkit.cli import diagnostics
from localkit.errors import InputError, MachineError
from localkit.model.merging import Choice
from localkit.model.open_update import UpdateKind, WaitingPassage

CORE_WORD: dict[UpdateKind, str] = {
    "update": f"{wording.TAKE_CORE_WORD['update']}:   ",
    "undo": f"{wording.TAKE_CORE_WORD['undo']}:      ",
}
_LATER = "l"


def settled_by_asking(
    item: WaitingPassage,
    kind: UpdateKind,
    wish: ResolveRequest,
    settle: Callable[[ResolveRequest], Resolved],
) -> Resolved | None:
    """Ask how one passage is to be settled, and settle it so; None where it is left for later.

    Args:
        item: The passage.
        kind: Whether it waits since an update or a step back.
        wish: Why and who, as far as somebody said so beforehand.
        settle: Settles it.

    Raises:
        InputError: The core's text, or the place's, cannot stand there. A text of its own is asked for again.
        click.Abort: Somebody stopped.
    """
    while (letter := _letter(kind)) != _LATER:
        if letter == "f":
            done = _by_file(item, wish, settle)
            if done is not None:
                return done
            continue
        reason = wish.reason
        if letter == "p" and item.pressing and not reason:
            reason = click.prompt("  Why is it left out here?", err=True)
        choice = Choice("core" if letter == "c" else "local")
        return settle(ResolveRequest(item.address, choice, reason, wish.who))
    return None


def _letter(kind: UpdateKind) -> str:
    click.echo(f"  c  {CORE_WORD[kind].strip(' :').lower()}", err=True)
    click.echo("  p  keep this place's text", err=True)
    click.echo("  f  a text of your own, from a file", err=True)
    click.echo("  l  leave it for later", err=True)
    while True:
        said = str(click.prompt("  Letter", default=_LATER, err=True)).strip().lower()
        if said in ("c", "p", "f", _LATER):
            return said
        click.echo("  That is none of the four letters.", err=True)
        click.echo("  Type c, p, f or l, then Enter; Enter alone leaves it for later.", err=True)


def _by_file(
    item: WaitingPassage, wish: ResolveRequest, settle: Callable[[ResolveRequest], Resolved]
) -> Resolved | None:
    """Put the text of a file there; None where no file was named, or its text cannot stand there."""
    said = str(click.prompt("  File (Enter alone: back)", default="", show_default=False, err=True)).strip()
    if not said:
        return None
    try:
        return settle(ResolveRequest(item.address, text_in(said), wish.reason, wish.who))
    except InputError as error:
        diagnostics.note(f"  {f'{error.path}: ' if error.path else ''}{error.message}")
        diagnostics.note(f"  {error.hint}")
        return None


def text_in(name: str) -> Choice:
    """The text in a file, as what is to stand there.

    Raises:
        InputError: There is no such file, or it is not UTF-8 text.
        MachineError: It cannot be read.
    """
    try:
        return Choice("text", Path(name).expanduser().read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise InputError("there is no such file", path=name, hint="Look for a slip in its name.") from error
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8 text", path=name, hint="Save the file as UTF-8.") from error
    except OSError as error:
        raise MachineError(f"cannot read the file: {error.strerror}", path=name) from error
