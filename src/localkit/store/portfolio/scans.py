"""Scans of a portfolio: one that was stopped can be carried on."""

from __future__ import annotations

import datetime
from typing import Final

from sqlalchemy import insert, select, update

from localkit.model.portfolio import ScanRun
from localkit.store.portfolio.opening import Portfolio
from localkit.store.portfolio.snapshots import utc
from localkit.store.portfolio.tables import scans

_CARRIED_ON: Final = datetime.timedelta(hours=12)
"""An older scan that was stopped tells too little of today; a new one begins."""


def begin_scan(portfolio: Portfolio, moment: str, *, verify: bool) -> ScanRun:
    """Begin a scan, or carry on with the last one of the kind if it was stopped not long ago, or still runs.

    Args:
        portfolio: Of what.
        moment: The present one.
        verify: Whether everything is read, changed or not.

    Raises:
        MachineError: The database is in the way.
    """
    now = utc(moment)
    earliest = utc((datetime.datetime.fromisoformat(moment) - _CARRIED_ON).isoformat())
    with portfolio.writing() as connection:
        last = connection.execute(select(scans).order_by(scans.c.id.desc()).limit(1)).one_or_none()
        if last and last.ended is None and last.verify == int(verify) and earliest <= last.begun <= now:
            return ScanRun(last.id, last.begun, True)
        made = connection.execute(insert(scans).values(begun=now, verify=int(verify)))
        return ScanRun(int((made.inserted_primary_key or (0,))[0]), now, False)


def end_scan(portfolio: Portfolio, run: ScanRun, moment: str) -> None:
    """Say that a scan has been through all places.

    Raises:
        MachineError: The database is in the way.
    """
    with portfolio.writing() as connection:
        connection.execute(update(scans).where(scans.c.id == run.id).values(ended=utc(moment)))
