"""Invented snapshots, and reports made of them."""

from __future__ import annotations

import datetime
from typing import Any

from localkit.actions.portfolio_report import PortfolioReport, ReportedPlace
from localkit.engine.snapshot_change import snapshot_change
from localkit.model.portfolio import Followed, Heard, KnownPlace, NewPlace
from localkit.model.snapshot import Snapshot
from localkit.store.vocabularies import frame

DAY = datetime.date(2026, 3, 31)


def element(name: str, light: str | None = "green", state: str = "as_core") -> dict[str, Any]:
    return {"id": name, "title": name.capitalize(), "light": light, "state": state}


def snapshot(name: str = "Harrow", **said: Any) -> Snapshot:
    data = {
        "format": 1,
        "taken": "2026-03-02T12:00:00+00:00",
        "kit": {"name": "small", "version": "1.0.0", "digest": "sha256:0"},
        "place": {"name": name, "code": "HR1"},
        "stage": "live",
        "parameters": {"nation": "england"},
        "behind": None,
        "lights": {"green": 1, "yellow": 0, "red": 0},
        "core_kept": 0.9,
        "locally_shaped": 0.25,
        "recorded": 0,
        "unrecorded": 0,
        "elements": [element("greet"), element("stay", "red", "unrecorded")],
        "adaptations": [],
        "adaptation_counts": {},
        "exceptions": [],
        "decisions": [],
        "open_update": None,
        "observations": [],
    }
    return Snapshot({**data, **said})


def adaptation(summary: str, element: str | None = "greet") -> dict[str, Any]:
    return {
        "id": "a1",
        "element": element,
        "summary": summary,
        "date": "2026-02-01",
        "what": ["content"],
        "goal": ["increase_reach_or_engagement"],
        "visibility": "network",
    }


def observation(
    period: str, numerator: float | None, denominator: float | None, masked: bool
) -> dict[str, Any]:
    return {
        "indicator": "came_back",
        "period": period,
        "numerator": numerator,
        "denominator": denominator,
        "masked": masked,
    }


def exception(until: str, status: str = "granted") -> dict[str, Any]:
    return {
        "id": "e1",
        "element": "stay",
        "status": status,
        "from": "2026-01-01",
        "until": until,
        "granted_by": "regulator",
        "received": False,
    }


def report(*newest: Snapshot, before: Snapshot | None = None, unread: str | None = None) -> PortfolioReport:
    """A portfolio in which each of these is the newest snapshot of a place."""
    heard = [Heard(item, item.taken) for item in newest]
    followed = [Followed(_known(item.snapshot.place_name or "?"), item) for item in heard]
    if unread:
        followed.append(Followed(_known("Lost", unread), None))
    places = [
        ReportedPlace(
            item.snapshot.place_name or "?", item, snapshot_change(before, item.snapshot) if before else None
        )
        for item in heard
    ]
    return PortfolioReport(DAY, tuple(followed), tuple(places), frame())


def _known(name: str, reason: str | None = None) -> KnownPlace:
    return KnownPlace(1, NewPlace(name, name, "folder", f"/{name}"), "2026-03-01", reason=reason)
