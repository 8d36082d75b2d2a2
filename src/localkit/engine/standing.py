"""How an agreed exception stands on a day."""

from __future__ import annotations

import datetime

from localkit.model.records import AgreedException


def standing(exception: AgreedException, today: datetime.date) -> str:
    """How an exception stands today: its status, or expired or not_yet, which the days tell."""
    if exception.status != "granted":
        return exception.status
    if exception.expired(today):
        return "expired"
    return "granted" if exception.live(today) else "not_yet"
