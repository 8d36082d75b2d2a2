"""Observe: report outcomes, one by one or from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from localkit.actions.local_version_opening import opened_local_version
from localkit.engine.counts import indicators
from localkit.engine.observing import is_withheld, wrong_with
from localkit.engine.personal_data import PersonalDatum, found_in
from localkit.errors import InputError
from localkit.model.kit import Kit
from localkit.model.period import period_of
from localkit.model.records import Observation
from localkit.store.journal import commit
from localkit.store.local_versions import read_observations
from localkit.store.locking import locked
from localkit.store.observation_sheets import read_sheet
from localkit.store.observation_writing import observed
from localkit.workspace import Workspace

_WAIT = 2.0


@dataclass(frozen=True)
class Observed:
    """What was reported.

    Attributes:
        root: The local version's folder.
        titles: Title of each indicator, by id.
        added: Rows that were not there before.
        replaced: Rows that have other values now.
        unchanged: How many rows were there already, just so.
        withheld: Whether one of them has a number that is withheld where it leaves the place.
    """

    root: Path
    titles: dict[str, str]
    added: tuple[Observation, ...]
    replaced: tuple[Observation, ...]
    unchanged: int
    withheld: bool


def sheet_rows(path: Path) -> list[Observation]:
    """The rows of a spreadsheet's export.

    Raises:
        InputError: There is no such file, or it is none with these columns.
        MachineError: It cannot be read.
    """
    return read_sheet(path)


def personal_data(rows: Sequence[Observation]) -> Iterator[tuple[Observation, PersonalDatum]]:
    """Row and what in its note looks like personal data."""
    for row in rows:
        for item in found_in(row.note):
            yield row, item


def observe(
    workspace: Workspace,
    path: Path,
    said: Sequence[Observation],
    *,
    again: bool = False,
    sheet: Path | None = None,
) -> Observed:
    """Write outcomes into ``.localkit/observations.csv``: all of them or none.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version, or a folder in it.
        said: What is reported; quarters and weeks may have a small letter.
        again: Whether what was reported for the same indicator and period is replaced.
        sheet: The file that they are from, for messages; None where they were typed.

    Raises:
        InputError: There is no local version, a row is not as it should be, or there is one for its period already.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing or damaged.
        MachineError: The disk or another program is in the way.
    """
    opened = opened_local_version(workspace, path)
    kit = opened.core.kit
    rows = [_with_capitals(row) for row in said]
    _check(workspace, kit, rows, sheet)
    with locked(opened.root, wait=_WAIT):
        there = {_key(item): item for item in read_observations(opened.root)}
        rows = [_with_note(row, there.get(_key(row))) for row in rows]
        new = [row for row in rows if _key(row) not in there]
        others = [row for row in rows if _key(row) in there and not _same(row, there[_key(row)])]
        if others and not again:
            raise _reported_already(others[0], there[_key(others[0])], sheet)
        if new or others:
            commit(opened.root, observed(opened.root, [*new, *others]))
    titles = {name: str(item["title"]) for name, item in indicators(kit).items()}
    unchanged = len(rows) - len(new) - len(others)
    withheld = any(is_withheld(kit, row) for row in rows)
    return Observed(opened.root, titles, tuple(new), tuple(others), unchanged, withheld)


def _with_capitals(row: Observation) -> Observation:
    large = row.period.upper()
    return replace(row, period=large) if period_of(large) else row


def _check(workspace: Workspace, kit: Kit, rows: Sequence[Observation], sheet: Path | None) -> None:
    wrong = [(row, found) for row in rows if (found := wrong_with(kit, row, workspace.today))]
    if wrong:
        row, found = wrong[0]
        more = f" ({len(wrong) - 1} more of its lines cannot be taken)" if len(wrong) > 1 else ""
        raise _refused(found.message + more, found.hint, row, sheet)
    seen: dict[tuple[str, str], Observation] = {}
    for row in rows:
        first = seen.setdefault(_key(row), row)
        if first is not row:
            told = f"{row.indicator} {row.period} is in line {first.line}, too"
            raise _refused(told, "Keep one of them.", row, sheet)


def _refused(message: str, hint: str, row: Observation, sheet: Path | None) -> InputError:
    if sheet is None:
        return InputError(message, hint=hint)
    return InputError(message, hint=hint, path=str(sheet), line=row.line)


def _key(row: Observation) -> tuple[str, str]:
    return row.indicator, row.period


def _with_note(row: Observation, before: Observation | None) -> Observation:
    """What was noted stays, where nothing else is noted."""
    return row if row.note or before is None else replace(row, note=before.note)


def _same(one: Observation, other: Observation) -> bool:
    return (one.numerator, one.denominator, one.note) == (other.numerator, other.denominator, other.note)


def _reported_already(row: Observation, before: Observation, sheet: Path | None) -> InputError:
    told = f"for {row.indicator} {row.period} there is {values(before)} already"
    return _refused(told, "Say --again to put the new value in its place.", row, sheet)


def values(row: Observation) -> str:
    """The numbers of a row, for people."""
    return f"{row.numerator} out of {row.denominator}" if row.denominator else row.numerator
