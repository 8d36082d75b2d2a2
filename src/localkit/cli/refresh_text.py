"""What is new in a kit, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localkit import wording
from localkit.actions.refresh import Refreshed
from localkit.cli.output import in_command, styled, wrapped
from localkit.model.core_change import CoreChange
from localkit.model.kit import Kit


def refresh_lines(found: Refreshed, *, kit: str | None = None, directory: str | None = None) -> Iterator[str]:
    """The lines of a look at the source.

    Args:
        found: What was found.
        kit: The source that somebody named, for what to type next.
        directory: The folder within it.
    """
    record, core, known = found.opened.record, found.opened.core.kit, found.known
    place = f"{record.place_name} · " if record.place_name else ""
    yield styled(f"{place}{core.title} {record.kit_version}", "title")
    yield styled(wording.behind(known.behind))
    if not known.behind["releases"]:
        return
    if not known.changes:
        yield styled("What is new in it is not told there.")
    pressing = [change for change in known.changes if change.pressing]
    yield from _group("First of all", pressing, core)
    yield from _group("Also new", [change for change in known.changes if not change.pressing], core)
    yield ""
    said = [in_command(found.opened.root)]
    said = [] if said == ["."] else said
    for option, value in (("--kit", kit), ("--directory", directory)):
        said += [option, f'"{value}"' if " " in value else value] if value is not None else []
    command = " ".join(["localkit update", *said])
    yield styled("See what it would do here: ", "quiet") + styled(f"{command} --dry-run", "command")
    yield styled("Take it:                   ", "quiet") + styled(command, "command")


def _group(title: str, changes: Sequence[CoreChange], core: Kit) -> Iterator[str]:
    if not changes:
        return
    yield ""
    yield styled(title, "title")
    for change in changes:
        sign = styled("■", "red") if change.pressing else styled("·", "quiet")
        why = wording.CLASS_WORD[change.change_class]
        yield f" {sign} {styled(why, 'title')}{styled(f'  {change.id}', 'quiet')}"
        yield from wrapped(change.summary, "     ")
        yield from wrapped("; ".join(_about(change, core)), "     ", style="quiet")


def _about(change: CoreChange, core: Kit) -> Iterator[str]:
    if change.effective:
        yield f"counts from {change.effective}"
    if change.origin:
        yield f"comes from {change.origin}"
    yield f"since {change.since}"
    if change.elements:
        known = [core.element(name) for name in change.elements]
        titles = [item.title if item else name for item, name in zip(known, change.elements, strict=True)]
        yield f"touches: {', '.join(titles)}"
