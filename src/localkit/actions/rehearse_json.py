"""A rehearsal as the plain values that programs read (schema ``rehearse``)."""

from __future__ import annotations

from typing import Any

from localkit.actions.rehearse import Rehearsal


def rehearsal_values(found: Rehearsal) -> dict[str, Any]:
    """What ``localkit rehearse --format json`` prints: one update document for each place."""
    return {
        "format": 1,
        "kit": {"name": found.kit, "version": found.version},
        "problems": [
            {
                "rule": item.fault.rule,
                "message": item.fault.message,
                "file": item.fault.file,
                "line": item.fault.line,
                "samples": list(item.samples),
            }
            for item in found.faults
        ],
        "places": [
            {
                "path": item.path,
                "place": item.place,
                **({"bundle": item.bundle} if item.bundle else {}),
                **item.plan,
            }
            for item in found.places
            if item.plan is not None
        ],
        "not_rehearsed": [
            {
                "path": item.path,
                "place": item.place,
                "reason": item.reason,
                "hint": item.hint,
                "answers": item.answers,
            }
            for item in found.not_rehearsed
        ],
        "elements": [
            {"id": name, "title": found.elements.get(name), "places": dict(counted)}
            for name, counted in sorted(found.by_element().items())
        ],
        "other_kits": found.other_kits,
        "summary": {
            "places": len(found.places),
            "clean": len(found.clean),
            "needs_decision": len(found.asked),
            "present": len(found.present),
            "not_rehearsed": len(found.not_rehearsed),
        },
    }
