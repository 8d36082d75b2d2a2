"""What became of each core change, as far as places told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.detail import Detail, first_of, left_out
from localkit.cli.pages.markup import Html, joined, name_of, tag
from localkit.cli.pages.parts import section, table
from localkit.engine.snapshot_telling import WAITS, told_of_changes
from localkit.wording import ADOPTION_WORD

_WHO: Final = "in some cells, that is; localkit portfolio show PLACE tells what one place decided"


def adoption(name: str, kit: str, places: Sequence[ReportedPlace], detail: Detail) -> Html:
    """Who adopted, adapted, put off, did not take a change, and with whom it waits."""
    found = _by_change(places)
    columns = {**ADOPTION_WORD, WAITS: "waits: seen, and not decided"}
    rows = [
        [change, *(_names(said.get(key, []), detail.names) for key in columns)]
        for change, said in sorted(found.items())
    ]
    content = (
        table(f"What became of the core changes of {kit}", ["Core change", *columns.values()], rows)
        if rows
        else tag("p", "No place has told of a core change yet.")
    )
    most = max((len(some) for said in found.values() for some in said.values()), default=0)
    return section(name, "Core changes", content, left_out(most, detail.names, "name", _WHO), level=3)


def _by_change(places: Sequence[ReportedPlace]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for place in places:
        for change, said in told_of_changes(place.data).items():
            found.setdefault(change, {}).setdefault(said, []).append(place.name)
    return found


def _names(names: Sequence[str], limit: int | None) -> Html:
    """How many, and who they are; where they are too many for a cell, the first by name."""
    if not names:
        return Html("–")
    shown = first_of(names, limit)
    more = f" and {len(names) - len(shown)} more" if len(shown) < len(names) else None
    return joined([f"{len(names)}: ", joined([name_of(item) for item in shown], ", "), more])
