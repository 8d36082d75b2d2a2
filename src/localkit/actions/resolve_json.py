"""What was settled, as the plain values that programs read."""

from __future__ import annotations

from typing import Any

from localkit.actions.resolve import Resolved


def resolved_values(done: Resolved) -> dict[str, Any]:
    """What ``localkit resolve --format json`` prints."""
    return {
        "format": 1,
        "path": str(done.opened.root),
        "settled": [
            {"address": item.address, "element": item.element, "take": item.settled, "reason": item.reason}
            for item in done.settled
        ],
        "decisions": [
            {"change": item.change, "decision": item.decision, "reason": item.reason} for item in done.decided
        ],
        "needs_decision": len(done.left),
    }
