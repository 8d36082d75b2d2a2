"""The demo's portfolio: its six places as a national team follows them, before and after the release."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from localkit.actions.portfolio_add import add
from localkit.actions.portfolio_scan import scan
from localkit.workspace import Workspace

NAME = "portfolio.db"


def followed(workspace: Workspace, folder: Path, places: Sequence[Path]) -> None:
    """Look at the demo's places, and keep how they are now; the first time the portfolio is made.

    Args:
        workspace: Settings, folders, clock.
        folder: The demo's.
        places: Folders of its places.

    Raises:
        MachineError: The disk fails.
    """
    from localkit.store.portfolio.opening import open_portfolio  # noqa: PLC0415  imports SQLAlchemy

    with open_portfolio(str(folder / NAME), make=True) as portfolio:
        add(workspace, portfolio, [str(place) for place in places])
        scan(workspace, portfolio, workers=1)
