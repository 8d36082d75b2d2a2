"""A rehearsal in words."""

from __future__ import annotations

from collections.abc import Iterator

from localkit import wording
from localkit.actions.rehearse import Rehearsal
from localkit.actions.rehearsed import Rehearsed
from localkit.cli.output import in_one_line, styled, wrapped
from localkit.wording import counted

_SHOWN = ("needs_decision", "merged", "updated", "same")


def rehearsal_lines(found: Rehearsal) -> Iterator[str]:
    """The lines of a rehearsal."""
    places = counted(len(found.places), "place")
    yield styled(f"{found.title} {found.version}: a rehearsal with {places}", "title") + styled(
        "  nothing was written", "quiet"
    )
    yield from _faults(found)
    yield ""
    yield f"  {styled('●', 'green')} {counted(len(found.clean), 'place takes', 'places take')} it without a decision"
    yield f"  {styled('▲', 'yellow')} {counted(len(found.asked), 'place has', 'places have')} something to decide"
    if found.present:
        yield f"  {styled('●', 'green')} {counted(len(found.present), 'place has', 'places have')} it already"
    yield f"  {styled('■', 'red')} {counted(len(found.not_rehearsed), 'place', 'places')} not rehearsed"
    if found.other_kits:
        yield styled(f"    {left_out(found)}", "quiet")
    yield from _elements(found)
    if found.asked:
        yield ""
        yield styled("What these places have to decide", "title")
        for item in found.asked:
            yield from _asked(item, found)
    sent = [item for item in found.places if item.bundle and item.plan is not None]
    if sent:
        yield ""
        yield styled("Rehearsed from what they sent", "title")
        for item in sent:
            yield styled(in_one_line(f"  {item.place}")) + styled(f"  bundle of {item.bundle}", "quiet")
    if found.not_rehearsed:
        yield ""
        yield styled("Not rehearsed", "title")
        for item in found.not_rehearsed:
            yield styled(in_one_line(f"  {item.place}"))
            yield from wrapped(f"{item.reason}", "     ")
            if item.hint:
                yield from wrapped(item.hint, "     ", style="quiet")


def left_out(found: Rehearsal) -> str:
    """How many places have no part in it."""
    number = found.other_kits
    return f"{counted(number, 'place of another kit is', 'places of other kits are')} left out"


def _faults(found: Rehearsal) -> Iterator[str]:
    """What is to mend in the release itself; every place would get it."""
    if not found.faults:
        return
    yield ""
    yield styled(f"{counted(len(found.faults), 'thing')} to mend in the release itself", "title")
    for item in found.faults:
        where = f"{item.fault.file}:{item.fault.line}" if item.fault.line else item.fault.file
        samples = f" (in {', '.join(item.samples)})" if item.samples else ""
        yield styled(f"  {where}", "quiet")
        yield from wrapped(f"{item.fault.message}{samples}", "     ")


def _elements(found: Rehearsal) -> Iterator[str]:
    """By element, how many places: those first that ask something of somebody."""
    rows = found.by_element()
    if not rows:
        return
    yield ""
    yield styled("By element", "title")
    for name, places in sorted(rows.items(), key=lambda row: (not row[1]["needs_decision"], row[0])):
        told = "; ".join(counted(places[one], *wording.REHEARSED_WORD[one]) for one in _SHOWN if places[one])
        yield styled(f"  {found.elements.get(name, name)}", "title") + styled(f"  {name}", "quiet")
        yield from wrapped(told, "     ")


def _asked(item: Rehearsed, found: Rehearsal) -> Iterator[str]:
    yield styled(in_one_line(f"  {item.place}"), "title")
    for row in item.waiting:
        why = f"{wording.CLASS_WORD[row['class']]}; " if row["class"] else ""
        title = found.elements.get(row["element"] or "", "")
        about = f"{title}: " if title else ""
        yield from wrapped(f"{about}{wording.shown_address(row['address'])}", "     ")
        yield from wrapped(f"{why}{row['why']}", "     ", style="quiet")
