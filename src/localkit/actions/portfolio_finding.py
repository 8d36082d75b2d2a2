"""Finding a place of a portfolio by what a person calls it."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Sequence

from localkit.errors import InputError
from localkit.model.portfolio import Followed


def found_place(places: Sequence[Followed], name: str, *, whole: bool = False) -> Followed:
    """The one place that is meant.

    Args:
        places: All there are.
        name: Its name, its code, where it is, or how one of these begins.
        whole: Whether how one begins does not do.

    Raises:
        InputError: There is none, or several are called so.
    """
    path = os.path.realpath(os.path.expanduser(name))
    wanted = path.casefold() if os.path.isdir(path) else name.casefold()
    if wanted not in {said for item in places for said in _whole_names(item, 0)}:
        wanted = name.casefold()
    for names in (_whole_names,) if whole else (_whole_names, _beginnings):
        found = [item for item in places if wanted in names(item, len(wanted))]
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(
                f'{len(found)} places are called "{name}"',
                hint=f"Say where it is, one of: {'; '.join(_told_apart(found)[:5])}.",
            )
    labels = [item.known.place.label for item in places]
    close = difflib.get_close_matches(name, labels, 1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    raise InputError(
        f'there is no place "{name}" in the portfolio',
        hint=f"{meant}List them: localkit portfolio list.",
    )


def _told_apart(found: Sequence[Followed]) -> list[str]:
    """Where places are; what the portfolio calls them where several came from one file."""
    times = Counter(item.known.place.where for item in found)
    return [
        place.where if times[place.where] == 1 else place.key
        for place in (item.known.place for item in found)
    ]


def _whole_names(item: Followed, _size: int) -> list[str]:
    place = item.known.place
    code = item.heard.snapshot.place_code if item.heard else None
    return [said.casefold() for said in (place.label, code, place.at, place.where, place.key) if said]


def _beginnings(item: Followed, size: int) -> list[str]:
    return [said[:size] for said in _whole_names(item, size)]
