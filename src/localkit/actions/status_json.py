"""A status as the plain values that programs read (schema ``status``)."""

from __future__ import annotations

from typing import Any

from localkit.actions.local_version_opening import OpenedLocalVersion
from localkit.actions.pressing import PressingChange
from localkit.actions.status import Status
from localkit.model.divergence import ElementDivergence, PassageDivergence
from localkit.model.open_update import OpenUpdate
from localkit.model.passage import Passage


def status_values(status: Status) -> dict[str, Any]:
    """The whole of a status, as ``localkit status --format json`` prints it."""
    divergence, opened = status.divergence, status.local_version
    return {
        "format": 1,
        "path": str(opened.root),
        "place": {"name": opened.record.place_name, "code": opened.record.place_code},
        "stage": opened.record.stage,
        "kit": kit_values(opened),
        "divergence": {
            "behind": divergence.behind,
            "recorded": divergence.recorded,
            "unrecorded": divergence.unrecorded,
        },
        "lights": divergence.lights,
        "core_kept": _rounded(divergence.core_kept),
        "locally_shaped": _rounded(divergence.locally_shaped),
        "elements": [_element(item) for item in divergence.elements],
        "unclaimed": {
            "light": divergence.unclaimed_light,
            "files": [item.at.file for item in divergence.unclaimed],
        },
        "files": {
            "unchanged": divergence.files.unchanged,
            "changed": list(divergence.files.changed),
            "added": list(divergence.files.added),
            "removed": list(divergence.files.removed),
            "moved": [list(pair) for pair in divergence.files.moved],
        },
        "open_update": _open_update(opened.open_update),
        **({"pressing": [_pressing(item) for item in status.pressing]} if status.pressing else {}),
    }


def _open_update(still: OpenUpdate | None) -> dict[str, Any] | None:
    """What waits of an update, what is most pressing first; null where nothing does."""
    if still is None:
        return None
    return {
        "kind": still.kind,
        "from": still.before,
        "to": still.after,
        "at": still.at,
        "needs_decision": len(still.waiting),
        "passages": [
            {
                "address": item.address,
                "element": item.element,
                "class": item.change_class,
                "changes": list(item.changes),
                "why": item.why,
                "settled": item.settled,
            }
            for item in still.passages
        ],
    }


def _pressing(item: PressingChange) -> dict[str, Any]:
    change = item.change
    return {
        "id": change.id,
        "class": change.change_class,
        "summary": change.summary,
        "since": change.since,
        "effective": change.effective,
        "standing": item.standing,
    }


def kit_values(opened: OpenedLocalVersion) -> dict[str, Any]:
    """The release that a local version was made from."""
    record = opened.record
    return {"name": record.kit_name, "version": record.kit_version, "digest": record.kit_digest}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _element(item: ElementDivergence) -> dict[str, Any]:
    element = item.element
    return {
        "id": element.id,
        "title": element.title,
        "latitude": None if element.proscribed else element.latitude,
        "necessity": element.necessity,
        "basis": element.basis,
        "light": item.light,
        **({"raised_by": item.raised_by} if item.raised_by else {}),
        "state": item.state,
        "changed": round(item.changed, 4),
        "in_bounds": item.in_bounds,
        **({"broken": list(dict.fromkeys(item.broken))} if item.broken and item.in_bounds is False else {}),
        "passages": [_passage(passage) for passage in item.passages],
        "adaptations": list(item.adaptations),
        "exception": item.exception,
    }


def _passage(item: PassageDivergence) -> dict[str, Any]:
    return {
        **passage_values(item.at),
        "change": item.change,
        "light": item.light,
        "changed": round(item.changed, 4),
        "core": item.core_text,
        "local": item.local_text,
        "moved_from": item.moved_from,
        "line": item.line,
    }


def passage_values(passage: Passage) -> dict[str, str]:
    """Where a passage is, in the keys of the format."""
    parts = ("file", "section", "value", "row", "column", "region", "key")
    return {name: part for name in parts if (part := getattr(passage, name)) is not None}
