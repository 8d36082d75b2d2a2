"""The words people see, one table for the command line, the terminal screens and the reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

LIGHT_SIGN: Final = {"green": "●", "yellow": "▲", "red": "■"}
LIGHT_WORD: Final = {
    "green": "fine",
    "yellow": "needs care",
    "red": "touches the core: talk first",
}
STATE_WORD: Final = {
    "not_applicable": "does not apply here",
    "as_core": "as the core",
    "excepted": "agreed exception",
    "changed_since_recorded": "changed since recorded",
    "recorded": "recorded",
    "unrecorded": "not yet recorded",
}
LATITUDE_WORD: Final = {
    "fixed": "keep as it is",
    "bounded": "may change within bounds",
    "open": "yours to shape",
}
NECESSITY_WORD: Final = {
    "unique_essential": "the programme is not itself without it",
    "essential": "each place needs it",
    "optional": "a place may leave it out",
    "proscribed": "no place has it",
}
BASIS_WORD: Final = {
    "statutory": "the law asks for it",
    "safety": "it keeps people safe",
    "evidence": "there is evidence that it works",
    "values": "it is what the programme stands for",
    "operational": "it keeps the work running",
}
WAIVER_WORD: Final = {
    "nobody": "no exception can be agreed; talk to the national team",
    "regulator": "talk to the regulator",
    "national_team": "talk to the national team",
    "peer_panel": "talk to the peer panel",
    "place": "agree it among yourselves",
}
CHANGE_WORD: Final = {
    "unchanged": "as the core",
    "changed": "changed",
    "removed": "taken out",
    "added": "is here",
    "moved": "moved",
}
STANDING_WORD: Final = {
    "requested": "waits for an answer",
    "granted": "agreed",
    "not_yet": "agreed, from a later day on",
    "expired": "ended",
    "refused": "not agreed",
    "withdrawn": "withdrawn",
}
VISIBILITY_WORD: Final = {
    "local": "this place only",
    "network": "the places of the network",
    "public": "anybody",
}
PROSCRIBED: Final = "must not be here"
SEVERITY_WORD: Final = {
    "must": "Must be settled",
    "should": "Should be settled",
    "info": "Good to know",
}
PLACE_WAITS_WORD: Final = {
    "decision": "needs a decision",
    "change": "core change to settle",
    "exception": "exception ends soon",
    "unread": "could not be read",
    "record": "not yet recorded",
    "new": "not measured yet",
}
"""What waits at a place of a portfolio."""
NOT_USED: Final = "not used"
YOUR_OWN: Final = "your own"
PLACES_OWN: Final = "the place's own"
NOBODY_LOOKED: Final = "nobody has looked for later releases yet"
UP_TO_DATE: Final = "up to date with the core"


def state_shown(light: str | None, state: str) -> str:
    """An element's state at somebody else's place: what is green and not recorded is the place's own."""
    own = light == "green" and state in ("unrecorded", "changed_since_recorded")
    return PLACES_OWN if own else STATE_WORD[state]


def shortened(text: str, most: int) -> str:
    """A text of so many characters at most; what was left out is shown as three dots."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 file``, ``2 files``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share as a whole percentage that says 0 % and 100 % only where that is so."""
    rounded = round(share * 100)
    if rounded == 0 and share > 0:
        return "under 1 %"
    if rounded == 100 and share < 1:
        return "over 99 %"
    return f"{rounded} %"


def behind(seen: dict[str, object] | None) -> str:
    """How far behind the core a place is."""
    if seen is None:
        return NOBODY_LOOKED
    releases = seen["releases"]
    if releases == 0:
        return f"{UP_TO_DATE} (seen {seen['seen']})"
    noun = "release" if releases == 1 else "releases"
    return f"{releases} {noun} behind the core, newest {seen['latest']} (seen {seen['seen']})"


GRANTER_WORD: Final = {
    "nobody": "nobody",
    "regulator": "the regulator",
    "national_team": "the national team",
    "peer_panel": "the peer panel",
    "place": "the place itself",
}


def granter(stated: str | None) -> str:
    """Who granted an exception, as stated."""
    return "nobody named" if stated is None else GRANTER_WORD.get(stated, stated)


CLASS_WORD: Final = {
    "statutory": "the law asks for it",
    "safety": "it keeps people safe",
    "evidence": "there is evidence for it",
    "clarification": "it is said more clearly",
    "editorial": "it reads better",
    "new_option": "a new option",
}
OUTCOME_WORD: Final = {
    "unchanged": "as it was",
    "updated": "taken as it is",
    "kept": "your own, as it was",
    "merged": "the core's change beside your own words",
    "same": "you and the core say the same now",
    "needs_decision": "needs your decision",
}
PLACES_OUTCOME_WORD: Final = {
    "unchanged": "as it was",
    "updated": "taken as it is",
    "kept": "the place's own, as it was",
    "merged": "the core's change beside the place's own words",
    "same": "the place and the core say the same now",
    "needs_decision": "needs a decision",
}
"""The same as ``OUTCOME_WORD``, said to somebody who reads of other places."""
REHEARSED_WORD: Final = {
    "updated": ("takes it as it is", "take it as it is"),
    "merged": ("gets it beside its own words", "get it beside their own words"),
    "same": ("says it already", "say it already"),
    "needs_decision": ("has to decide", "have to decide"),
}
ADOPTION_WORD: Final = {
    "adopted": "adopted",
    "adapted": "adapted",
    "deferred": "put off",
    "declined": "not taken",
    "not_applicable": "does not apply here",
}
SETTLED_WORD: Final = {
    "core": "the core's text",
    "local": "this place's text",
    "text": "a text of its own",
}
PRESSING_WORD: Final = {
    "coming": "it comes with release",
    "waits": "its text needs your decision",
    "undecided": "it came with an update, and nobody has said what became of it",
    "deferred": "it was put off",
    "declined_without_reason": "it was not taken, and nobody said why",
}
NEEDS_DECISION: Final = "Needs your decision"
SIDES_WORD: Final = {
    "update": ("The core as you received it", "The core now", "This place"),
    "undo": ("Before you changed it", "What going back makes of it", "This place now"),
}
"""The three texts of what needs a decision, by what it waits since: before, the other one, this place's."""
SETTLED_BACK_WORD: Final = "what going back makes of it"
"""As ``SETTLED_WORD`` has it for the core's text, of what waits since a step back."""
TAKE_CORE_WORD: Final = {"update": "Take the core's text", "undo": "Go back here, too"}
CODE_WARNING: Final = "It could do anything that you can do here. Say yes only if you know who made it."
_WITHIN: Final = " › "


def shown_address(address: str) -> str:
    """A passage's address for people: the file, and what in it."""
    file, mark, part = address.partition("#")
    if not mark:
        return file
    name, equals, rest = part.partition("=")
    if equals and name in ("row", "column", "region"):
        return f"{file} › {name} {rest}"
    return f"{file} › {part.lstrip('/').replace('/', ' › ')}" if part.startswith("/") else f"{file} › {part}"


def addresses_of(shown: str) -> list[str]:
    """The addresses that ``shown_address`` shows so, what is likelier first; none where nothing is shown so.

    A heading and a value of the first level look alike, and so do a row and a heading of that name.
    """
    found: list[str] = []
    for file, part in _splits(shown):
        if not file or not part:
            continue
        name, blank, rest = part.partition(" ")
        if blank and name in ("row", "column", "region"):
            found.append(f"{file}#{name}={rest}")
        found.extend((f"{file}#{part}", f"{file}#/{part.replace(_WITHIN, '/')}"))
    return [address for address in dict.fromkeys(found) if shown_address(address) == shown]


def _splits(shown: str) -> Iterator[tuple[str, str]]:
    """Each way to part the name of a file from what is in it."""
    parts = shown.split(_WITHIN)
    for number in range(1, len(parts)):
        yield _WITHIN.join(parts[:number]), _WITHIN.join(parts[number:])
