"""``localkit resolve``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.resolve import (
    Resolved,
    ResolveRequest,
    open_update,
    passages_now,
    resolve,
)
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.cli.resolve_questions import CORE_WORD, settled_by_asking, text_in
from localkit.cli.resolve_text import resolved_lines
from localkit.cli.update_text import open_lines
from localkit.cli.waiting_text import name_in_command, waiting_lines
from localkit.errors import InputError
from localkit.model.merging import Choice
from localkit.model.open_update import OpenUpdate, WaitingPassage
from localkit.store.local_versions import FOLDER
from localkit.workspace import Workspace


@click.command("resolve")
@click.argument("words", nargs=-1, metavar="[PASSAGE] [PATH]")
@click.option(
    "--take",
    metavar="core|local|FILE",
    help="The core's text, this place's, or the text in a file. Without it, you are asked.",
)
@click.option("--all", "everything", is_flag=True, help="Settle all that waits; PASSAGE is left out then.")
@click.option("--list", "listing", is_flag=True, help="Show what waits, with all its texts; settle nothing.")
@click.option("--reason", metavar="TEXT", help="Why; the log of decisions keeps it.")
@click.option("--who", metavar="ROLE", help="Who decided: a role, not a person's name.")
@format_option
def command(
    words: tuple[str, ...],
    take: str | None,
    everything: bool,
    listing: bool,
    reason: str | None,
    who: str | None,
    output_format: str,
) -> int:
    """Settle what the core and this place both changed.

    PASSAGE is what `localkit status` shows: where it is, or an element's id. What the law or safety asks for
    is left out only with a --reason. In a terminal you are asked for each that waits, where nothing else is said.

    Example: localkit resolve legal-status my-scheme --take core
    """
    workspace = opening.workspace()
    passage, path = _named(words, whole=everything or listing or _whole(words, take))
    if listing or (take is None and passage is None and not everything and _listed(output_format)):
        return _list(workspace, path, output_format)
    if take is None:
        return _ask(workspace, path, ResolveRequest(passage, Choice("local"), reason, who))
    request = ResolveRequest(passage, _choice(take), reason, who)
    return _told(workspace, resolve(workspace, path, request), output_format)


def _whole(words: tuple[str, ...], take: str | None) -> bool:
    """Whether nothing was said but where the place is."""
    return take is None and (not words or (len(words) == 1 and _is_place(words[0])))


def _listed(output_format: str) -> bool:
    """Whether what waits is shown where nothing was said: to programs, and where nobody can be asked."""
    return output_format == "json" or not (sys.stdin.isatty() and sys.stdout.isatty())


def _is_place(word: str) -> bool:
    return (Path(word) / FOLDER).is_dir()


def _named(words: tuple[str, ...], *, whole: bool) -> tuple[str | None, Path]:
    only_path = len(words) == 1 and _is_place(words[0])
    most = 1 if whole else 2
    if len(words) > most or (not whole and not words) or (only_path and not whole):
        raise click.UsageError(
            "with --all or --list, only PATH can stand there" if whole else "say which PASSAGE, or --all"
        )
    if whole:
        return None, Path(words[0] if words else ".")
    return words[0], Path(words[1] if len(words) == 2 else ".")


def _choice(take: str) -> Choice:
    if take in ("core", "local"):
        return Choice("core" if take == "core" else "local")
    if not Path(take).is_file():
        raise InputError(
            f'"{take}" is neither core nor local, and there is no such file',
            hint="Say --take core, --take local, or --take with a file that holds the text.",
        )
    return text_in(take)


def _list(workspace: Workspace, path: Path, output_format: str) -> int:
    opened = opened_local_version(workspace, path)
    still = opened.open_update
    if output_format == "json":
        from localkit.actions.update import Updated
        from localkit.actions.update_json import update_values

        output.document(update_values(Updated(opened, None, repeated=True)))
    elif still is None or not still.waiting:
        output.line("Nothing waits for a decision here.")
    else:
        output.lines(_texts(opened, still, passages_now(workspace, opened, still)))
    return _status(workspace, waits=still is not None and bool(still.waiting))


def _texts(opened: OpenedLocalVersion, still: OpenUpdate, waits: Sequence[WaitingPassage]) -> list[str]:
    who = f"{opened.record.place_name or opened.core.kit.title} · {opened.record.kit_version}"
    where = output.there(opened.root)
    first = name_in_command(still.waiting)
    return [
        *list(open_lines(still, who))[:2],
        "",
        *waiting_lines(waits, texts=True, kind=still.kind),
        "",
        output.styled(CORE_WORD[still.kind], "quiet")
        + output.styled(f"localkit resolve {first}{where} --take core", "command"),
        output.styled("Keep this place's:      ", "quiet")
        + output.styled(f"localkit resolve {first}{where} --take local", "command"),
        output.styled("Another text, in a file: ", "quiet")
        + output.styled(f"localkit resolve {first}{where} --take FILE", "command"),
    ]


def _ask(workspace: Workspace, path: Path, wish: ResolveRequest) -> int:
    if not sys.stdin.isatty():
        raise InputError(
            "it was not said whose text is taken, and there is no terminal to ask in",
            hint="Say --take core, --take local, or --take FILE.",
        )
    opened = opened_local_version(workspace, path)
    still = open_update(opened, path)
    status, settled = diagnostics.DONE, False
    try:
        for item in passages_now(workspace, opened, still, wish.passage):
            output.lines(waiting_lines([item], texts=True, kind=still.kind))
            output.line()
            done = settled_by_asking(item, still.kind, wish, partial(resolve, workspace, path))
            if done is not None:
                status, settled = _told(workspace, done, "text"), True
    except (click.Abort, KeyboardInterrupt):
        if not settled:
            raise
        return diagnostics.interrupted("What was settled before stays settled.")
    left = opened_local_version(workspace, path).open_update
    return max(status, _status(workspace, waits=left is not None and bool(left.waiting)))


def _told(workspace: Workspace, done: Resolved, output_format: str) -> int:
    if output_format == "json":
        from localkit.actions.resolve_json import resolved_values

        output.document(resolved_values(done))
    else:
        output.lines(resolved_lines(done))
    return _status(workspace, waits=bool(done.left))


def _status(workspace: Workspace, *, waits: bool) -> int:
    return max(diagnostics.after_plugins(workspace), diagnostics.WAITING if waits else diagnostics.DONE)
