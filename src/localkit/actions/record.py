"""Record: say why something was changed."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.local_version_value import local_version_value, with_adaptation
from localkit.actions.measuring import Measured, measured
from localkit.actions.vocabulary import checked_code, vocabulary
from localkit.engine.personal_data import PersonalDatum, found_in
from localkit.engine.states import covered, fingerprint
from localkit.errors import InputError
from localkit.model.divergence import ElementDivergence, PassageDivergence
from localkit.model.frame import Frame
from localkit.model.records import ADAPTATION_TEXTS, Adaptation, free_texts
from localkit.store.record_writing import add_entry, change_entry
from localkit.workspace import Workspace

CODED = (
    "when",
    "planned",
    "who",
    "what",
    "level",
    "contextual",
    "nature",
    "fidelity",
    "goal",
    "reasons",
    "duration",
)
"""Fields with codes."""

_ORDER = (
    *(
        "id",
        "element",
        "summary",
        "date",
        "what",
        "nature",
        "contextual",
        "goal",
        "reasons",
        "who",
        "when",
        "planned",
    ),
    *("level", "fidelity", "duration", "decided_by", "intended", "unintended", "evidence", "visibility"),
    *("merged_into", "passages", "fingerprint"),
)


@dataclass(frozen=True)
class Recording:
    """A change that is about to be recorded.

    Attributes:
        element: What happened at the element; None for what no element claims.
        passages: The changed passages that the record will cover.
        named: Addresses that were named; none: the whole element.
        codes: FRAME's codes, with those of the kit and of plugins.
    """

    opened: OpenedLocalVersion
    measured: Measured
    element: ElementDivergence | None
    passages: tuple[PassageDivergence, ...]
    named: tuple[str, ...]
    codes: Frame

    @property
    def shorter(self) -> bool:
        """Whether the place's text has fewer words than the core's."""
        return sum(item.local_words for item in self.passages) < sum(
            item.core_words for item in self.passages
        )


@dataclass(frozen=True)
class Recorded:
    """What was recorded.

    Attributes:
        adaptation: The entry as it stands in the file now.
        element: What is said of the element now; None for what no element claims.
    """

    root: Path
    adaptation: Adaptation
    element: ElementDivergence | None


def waiting(workspace: Workspace, path: Path) -> list[ElementDivergence]:
    """Elements that were changed and not recorded as they are now: what asks for a word first.

    Raises:
        InputError: There is no local version.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing or damaged.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path)
    elements = measured(workspace, opened).divergence.elements
    open_ones = [item for item in elements if item.state in ("unrecorded", "changed_since_recorded")]
    return sorted(open_ones, key=lambda item: not item.asks)


def recording(workspace: Workspace, path: Path, element: str | None, named: Sequence[str] = ()) -> Recording:
    """Find what is to be recorded.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version, or a folder in it.
        element: Id of the element; None for what no element claims.
        named: Addresses of the passages that it is about; none: all that changed.

    Raises:
        InputError: There is no local version, no such element, or no such passage.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing or damaged.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path)
    found = measured(workspace, opened)
    item = None if element is None else _element(found.divergence.elements, element)
    changed = found.divergence.unclaimed if item is None else item.passages
    if item is None and not named:
        raise InputError("nothing was said of what was changed", hint="Name an element, or a --passage.")
    probe = Adaptation("", element, "", tuple(named))
    passages = tuple(covered(probe, changed))
    added = set(found.divergence.files.added)
    for address in named:
        there = any(address in (one.at.address, one.moved_from) for one in passages)
        if not there and not (item is None and address in added):
            raise InputError(f"nothing was changed at {address}", hint=_passage_hint(changed))
    return Recording(opened, found, item, passages, tuple(named), vocabulary(workspace, opened.core.kit))


def _passage_hint(changed: Sequence[PassageDivergence]) -> str:
    there = [item.at.address for item in changed if item.differs]
    return f"Changed are: {', '.join(there)}." if there else "`localkit status` tells what was changed."


def _element(elements: Sequence[ElementDivergence], element: str) -> ElementDivergence:
    for item in elements:
        if item.element.id == element:
            if not item.applies:
                raise InputError(
                    f'"{element}" does not apply to this place',
                    hint="`localkit status --all` lists those that do.",
                )
            return item
    close = difflib.get_close_matches(element, [item.element.id for item in elements], 1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    raise InputError(
        f'the kit has no element "{element}"', hint=f"{meant}`localkit status --all` lists them."
    )


def personal_data(texts: Mapping[str, Any]) -> Iterator[tuple[str, PersonalDatum]]:
    """Field and what in it looks like personal data."""
    for field, text in free_texts(texts, ADAPTATION_TEXTS):
        for item in found_in(text):
            yield field, item


def record(
    workspace: Workspace, change: Recording, fields: Mapping[str, Any], *, again: str | None = None
) -> Recorded:
    """Write an adaptation into ``.localkit/adaptations.yaml``.

    Args:
        workspace: Settings, folders, plugins, clock.
        change: What is recorded, from ``recording``.
        fields: Fields of an adaptation as in the file; ``summary`` and ``what`` at least for a new one.
        again: Id of an adaptation that holds for the present text, too.

    Raises:
        InputError: A code is none, a needed field is missing, there is no such adaptation, or somebody else changed the
            file at the same time.
        LocalVersionError: The file cannot be added to.
        MachineError: The disk or another program is in the way.
    """
    said = _coded(change.codes, fields)
    entry = _again(change, said, again) if again is not None else _new(workspace, change, said)
    return _recorded(workspace, change, entry)


def _coded(codes: Frame, fields: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for field, value in fields.items():
        if field not in CODED:
            said[field] = value
        elif codes.field(field).many:
            said[field] = list(dict.fromkeys(checked_code(codes, field, code) for code in value))
        else:
            said[field] = checked_code(codes, field, value)
    if "what" not in said:
        what = ["content"] if said.get("nature") else []
        what += ["contextual"] if said.get("contextual") else []
        said.update({"what": what} if what else {})
    return {field: value for field, value in said.items() if value not in (None, [], "")}


def _new(workspace: Workspace, change: Recording, said: Mapping[str, Any]) -> str:
    for field in ("summary", "what"):
        if field not in said:
            raise InputError(
                f'"{field}" is missing',
                hint="Say --summary TEXT, and what kind of change it is with --nature CODE.",
            )
    given = {"goal": [], "visibility": "local", "date": workspace.today.isoformat(), **said}
    _check_date(str(given["date"]))
    known = {item.id for item in change.opened.adaptations}
    element = change.element.element.id if change.element else None
    given.update(id=_name(str(given["summary"]), known), element=element)
    if change.named:
        given["passages"] = list(change.named)
    if change.passages:
        given["fingerprint"] = fingerprint(change.passages)
    _check_merged(given, known)
    add_entry(change.opened.root, "adaptations", {key: given[key] for key in _ORDER if key in given})
    return str(given["id"])


def _check_date(text: str) -> None:
    try:
        datetime.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f'"{text}" is no day of the calendar', hint="Write days as 2026-03-31.") from error


def _check_merged(given: Mapping[str, Any], known: set[str]) -> None:
    into = given.get("merged_into")
    if into is not None and into not in known:
        raise InputError(f'there is no adaptation "{into}" to join', hint="`localkit log` lists them.")
    if into is not None and into == given.get("id"):
        raise InputError(f'"{into}" cannot be joined to itself', hint="`localkit log` lists the others.")


def _name(summary: str, known: set[str]) -> str:
    from slugify import slugify  # noqa: PLC0415  slow to import

    base = str(slugify(summary, max_length=40, word_boundary=True, save_order=True)) or "change"
    base = re.sub(r"^(?=\d)", "on-", base)
    return next(
        name
        for number in range(1, len(known) + 3)
        if (name := base if number == 1 else f"{base}-{number}") not in known
    )


def _again(change: Recording, said: Mapping[str, Any], again: str) -> str:
    found = next((item for item in change.opened.adaptations if item.id == again), None)
    if found is None:
        close = difflib.get_close_matches(again, [item.id for item in change.opened.adaptations], 1)
        meant = f'Did you mean "{close[0]}"? ' if close else ""
        raise InputError(f'there is no adaptation "{again}"', hint=f"{meant}`localkit log` lists them.")
    element = change.element.element.id if change.element else None
    if found.element != element:
        raise InputError(
            f'"{again}" is about {found.element or "what no element claims"}',
            hint=f"Say: localkit record {found.element or '--passage ADDRESS'} --again {again}",
        )
    named = change.named or found.passages
    everything = change.element.passages if change.element else change.measured.divergence.unclaimed
    passages = covered(Adaptation("", element, "", tuple(named)), everything)
    changes = {**said, **({"passages": list(change.named)} if change.named else {})}
    if passages:
        changes["fingerprint"] = fingerprint(passages)
    if "date" in changes:
        _check_date(str(changes["date"]))
    _check_merged({**changes, "id": again}, {item.id for item in change.opened.adaptations})
    change_entry(change.opened.root, "adaptations", again, changes)
    return again


def _recorded(workspace: Workspace, change: Recording, entry: str) -> Recorded:
    opened = opened_local_version(workspace, change.opened.root)
    found = measured(workspace, opened)
    adaptation = next(item for item in opened.adaptations if item.id == entry)
    if workspace.implements("localkit_adaptation_recorded"):
        local = with_adaptation(local_version_value(workspace, opened, found), adaptation)
        workspace.notify("localkit_adaptation_recorded", local=local, adaptation=adaptation)
    element = next(
        (item for item in found.divergence.elements if item.element.id == adaptation.element), None
    )
    return Recorded(opened.root, adaptation, element)
