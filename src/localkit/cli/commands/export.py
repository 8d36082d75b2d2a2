"""``localkit export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from localkit.cli import diagnostics, opening, output
from localkit.cli.export_text import export_json, export_lines
from localkit.cli.options import format_option, path_argument
from localkit.errors import InputError

if TYPE_CHECKING:
    from localkit.model.export import Export

_MANY: Final = 20
"""Documents that take Word's library more than a moment."""


@click.command("export")
@path_argument
@click.option(
    "--to",
    "form",
    required=True,
    type=click.Choice(["html", "docx"]),
    help="A page for any browser, or a file for Word.",
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; one that is not there yet, outside the place's folder. Beside that folder, with its name "
    "and the day, if not given.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="PATTERN",
    help='Only some files: a file, a folder, or a pattern such as "*.md"; may be said several times.',
)
@format_option
def command(path: Path, form: str, target: Path | None, only: tuple[str, ...], output_format: str) -> int:
    """Put this place's documents into one file, to read, print or hand over.

    PATH is the local version's folder, or any folder in it. Handbook and forms come first, with a list of contents and
    links that work; settings stand at the end as they are. Files that are the place's own from the first day may name
    people: they stay, unless --only asks for them. Pictures in the folder are taken in; nothing is fetched from a
    network. A file for Word needs the extra docx: python -m pip install "localkit[docx]".

    Example: localkit export my-cafe --to docx -o handbook.docx
    """
    from localkit.actions.export import export, usual_file
    from localkit.actions.new_file import check_new_file
    from localkit.store.local_versions import find_root
    from localkit.store.writing import write_new

    workspace = opening.workspace()
    file = target or usual_file(path, form, workspace.today)
    _check_name(file, form)
    check_new_file(file, what="it", option="-o")
    if form == "docx":
        _check_extra()
    found = export(workspace, path, only)
    if form == "docx" and len(found.chapters) >= _MANY:
        diagnostics.note(f"Writing {len(found.chapters)} documents for Word …")
    write_new(file, _bytes(found, form))
    if output_format == "json":
        output.document(export_json(found, find_root(path), file, form))
    else:
        output.lines(export_lines(found, file))
    return diagnostics.after_plugins(workspace)


def _check_name(file: Path, form: str) -> None:
    if file.suffix.lower() != f".{form}":
        raise InputError(
            f"the file's name does not end in .{form}, so that a double click would not open it",
            path=str(file),
            hint=f"Name it so: -o {file.with_name(f'{file.stem or file.name}.{form}')}",
        )


def _check_extra() -> None:
    try:
        import docx  # noqa: F401  there or not is all that counts
    except ImportError:
        raise InputError(
            "a file for Word needs one more package, which is not installed",
            hint='Install it: python -m pip install "localkit[docx]". Or make a page: --to html.',
        ) from None


def _bytes(found: Export, form: str) -> bytes:
    if form == "html":
        from localkit.cli.pages.export_page import export_page

        return export_page(found)
    from localkit.cli.papers.paper import paper

    return paper(found)
