"""``localkit record``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from localkit import wording
from localkit.actions.record import Recorded, personal_data, record, recording, waiting
from localkit.cli import diagnostics, opening, output, record_questions
from localkit.cli.options import format_option
from localkit.errors import InputError
from localkit.workspace import Workspace

_FIELDS = (
    *(
        "summary",
        "what",
        "nature",
        "contextual",
        "goal",
        "reasons",
        "who",
        "when",
        "planned",
        "level",
        "fidelity",
    ),
    *("duration", "decided_by", "intended", "unintended", "evidence", "visibility", "merged_into", "date"),
)


Command = TypeVar("Command", bound=Callable[..., Any])


def _codes(name: str, help_text: str, *, many: bool = True) -> Callable[[Command], Command]:
    return click.option(f"--{name}", name, multiple=many, metavar="CODE", help=help_text)


@click.command("record")
@click.argument("element", required=False)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--again", metavar="ID", help="What was recorded under ID holds for the text as it is now, too."
)
@click.option("--summary", metavar="TEXT", help="What is different, in one sentence.")
@_codes("what", "What was changed; told by --nature and --contextual, too.")
@_codes("nature", "What kind of change of content.")
@_codes("contextual", "What about the way it is given: format, setting, personnel, population.")
@_codes("goal", "What it is for.")
@_codes("reasons", "Why here.")
@_codes("who", "Who took part in deciding.")
@_codes("when", "At which time of the work.", many=False)
@_codes("planned", "Whether it was planned.", many=False)
@_codes("level", "For whom it was changed.", many=False)
@_codes("fidelity", "Whether the core was kept.", many=False)
@_codes("duration", "For how long: temporary, permanent, evolving, unclear.", many=False)
@click.option("--decided-by", metavar="ROLE", help="Who decided: a role, not a person's name.")
@click.option("--intended", metavar="TEXT", help="What it was meant to bring.")
@click.option("--unintended", metavar="TEXT", help="What else it brought.")
@click.option("--evidence", metavar="TEXT", multiple=True, help="What speaks for it.")
@click.option(
    "--visibility",
    type=click.Choice(["local", "network", "public"]),
    help="Who may see it whole; local if not said.",
)
@click.option("--merged-into", metavar="ID", help="It is the same as the adaptation ID.")
@click.option(
    "--passage", "passages", metavar="ADDRESS", multiple=True, help="Only this passage: FILE#SECTION."
)
@click.option("--date", metavar="DAY", help="The day, as 2026-03-31; today if not said.")
@click.option("--as-written", is_flag=True, help="Keep what looks like personal data: it is none.")
@format_option
def command(element: str | None, path: Path | None, output_format: str, **said: Any) -> int:
    """Say why something was changed: four short questions, or options.

    ELEMENT is the element's id, as `localkit status` shows it; without it you choose from what was changed. PATH is the
    local version's folder, or any folder in it. What you record stays with you unless you say --visibility network.

    Example: localkit record items-per-turn --summary "Four items a turn in winter" --nature loosening_structure
    """
    workspace = opening.workspace()
    element, folder = _what_and_where(element, path)
    if element is None and not said["passages"]:
        element = _picked(workspace, folder, said["again"])
    change = recording(workspace, folder, element, said["passages"])
    fields = {name: said[name] for name in _FIELDS if said[name]}
    if "evidence" in fields:
        fields["evidence"] = list(fields["evidence"])
    _refuse_personal_data(fields, as_written=said["as_written"])
    if said["again"] is None:
        fields = record_questions.ask(change, fields)
    done = record(workspace, change, fields, again=said["again"])
    if output_format == "json":
        output.document(_json(done))
    else:
        output.lines(_lines(done))
    return diagnostics.after_plugins(workspace)


def _what_and_where(element: str | None, path: Path | None) -> tuple[str | None, Path]:
    """The element and the folder; a folder that stands alone is the latter."""
    if element is not None and path is None and (element == "." or (Path(element) / ".localkit").is_dir()):
        return None, Path(element)
    return element, path or Path()


def _picked(workspace: Workspace, path: Path, again: str | None) -> str:
    items = waiting(workspace, path)
    if not items:
        raise InputError(
            "there is nothing to record: nothing was changed, or all of it is recorded",
            hint="Name an element to record something else: localkit record ELEMENT",
        )
    if again is None and sys.stdin.isatty():
        return record_questions.pick(items)
    listed = ", ".join(item.element.id for item in items)
    raise InputError("no element was named", hint=f"Changed and not yet recorded: {listed}.")


def _refuse_personal_data(fields: dict[str, Any], *, as_written: bool) -> None:
    if as_written:
        return
    found = next(personal_data(fields), None)
    if found is None or (sys.stdin.isatty() and record_questions.keeps_personal_data(fields)):
        return
    field, item = found
    raise InputError(
        f"{item.what} seems to stand in --{field.replace('_', '-')} ({item.masked})",
        hint="Write the role instead of the person. If it is no personal data, say --as-written.",
    )


def _json(done: Recorded) -> dict[str, Any]:
    item = done.element
    return {
        "format": 1,
        "path": str(done.root),
        "adaptation": dict(done.adaptation.data),
        "element": None
        if item is None
        else {"id": item.element.id, "light": item.light, "state": item.state},
    }


def _lines(done: Recorded) -> Iterator[str]:
    yield output.styled("Recorded. ", "title") + output.styled(
        f"{done.adaptation.id}: {done.adaptation.summary}"
    )
    item = done.element
    if item is None:
        return
    light = item.light or "green"
    state = wording.STATE_WORD[item.state]
    yield f"  {output.styled(wording.LIGHT_SIGN[light], light)} {output.styled(item.element.title)}: {state}"
    if item.raised_by == "record":
        yield from output.wrapped(
            "A change of this kind needs care, so its light is yellow. It informs; nobody asks you for anything.",
            "    ",
        )
    elif item.light != "green" and item.state != "excepted":
        waiver = wording.WAIVER_WORD[item.element.waivable_by]
        if item.element.waivable_by == "nobody":
            yield from output.wrapped(f"Its light stays as it is: {waiver}.", "    ")
        else:
            yield from output.wrapped(f"It takes an agreed exception, too: {waiver}.", "    ")
            yield output.styled(f"    localkit exception request {item.element.id}", "command")
