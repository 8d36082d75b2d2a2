"""Scanning a portfolio: every place measured, in parallel, what did not change left alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from localkit.actions.elsewhere import Elsewhere, Sent
from localkit.actions.executors import InProcess, executor, usual_workers
from localkit.actions.portfolio_looking import Batch, look, look_with, measured_by, unchanged
from localkit.actions.quiet_workspace import Setting, quiet
from localkit.actions.spreading import spread
from localkit.hooks.failure import Failure
from localkit.model.portfolio import KnownPlace, Looked
from localkit.workspace import Workspace

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio

_KEPT_EVERY: Final = 0.5
"""Seconds of work, at most, that are done again after a scan was ended in the middle."""
_WORTH_A_PROCESS: Final = 60
"""Places to measure: with fewer, to begin a process takes longer than to measure them in this one."""
_LOOKED_AT: Final = 100
"""Places that are looked at from outside before somebody is told how far it is."""
_GONE: Final = "the process that looked at it was ended by the system; it may want more memory than there is"


@dataclass
class Scanned:
    """What came of a scan.

    Attributes:
        places: Places in the portfolio.
        measured: Read and measured.
        unchanged: Left alone, since their files look as they did.
        by_bundle: Known by a bundle, which has nothing to be looked at.
        before: Done by the scan that was carried on.
        failed: Those that could not be read, by name, each with the reason.
        continued: When the scan began that was carried on; None where this is a new one.
    """

    places: int = 0
    measured: int = 0
    unchanged: int = 0
    by_bundle: int = 0
    before: int = 0
    failed: list[tuple[KnownPlace, str]] = field(default_factory=list)
    continued: str | None = None

    @property
    def done(self) -> int:
        """Places that were looked at, or need not be."""
        return self.measured + self.unchanged + self.by_bundle + self.before + len(self.failed)


def _nobody(_scanned: Scanned) -> None:
    """Nobody watches."""


def scan(
    workspace: Workspace,
    portfolio: Portfolio,
    *,
    verify: bool = False,
    workers: int | None = None,
    machines: Elsewhere | None = None,
    watch: Callable[[Scanned], None] = _nobody,
) -> Scanned:
    """Look at every place of a portfolio, and keep a snapshot of each that changed.

    Nothing of a place's is executed, no template and no plugin of its own, and nothing is written into its folder.

    Args:
        workspace: Settings, folders, plugins, clock.
        portfolio: Of what.
        verify: Whether everything is read, changed or not.
        workers: Processes that work side by side; as many as there are processors if not given.
        machines: What does the work, in the stead of processes of this machine.
        watch: Is told how far it is, now and then.

    Raises:
        MachineError: The portfolio is in the way.
    """
    from localkit.store.portfolio.places import listed_places  # noqa: PLC0415  imports SQLAlchemy
    from localkit.store.portfolio.scans import begin_scan, end_scan  # noqa: PLC0415

    run = begin_scan(portfolio, workspace.clock().isoformat(), verify=verify)
    places = listed_places(portfolio)
    found = Scanned(places=len(places), continued=run.begun if run.continued else None)
    waiting = [known for known in places if known.place.kind != "bundle"]
    found.by_bundle = len(places) - len(waiting)
    if run.continued:
        done = {known.id for known in waiting if known.scan == run.id and known.state == "read"}
        found.before = len(done)
        waiting = [known for known in waiting if known.id not in done]
    keeper = _Keeper(workspace, portfolio, run.id, found, {known.id: known for known in waiting})
    try:
        for batch in _batches(workspace, waiting, verify=verify, workers=workers, machines=machines):
            keeper.take(batch)
            watch(found)
    finally:
        keeper.keep()
    end_scan(portfolio, run, workspace.clock().isoformat())
    found.failed.sort(key=lambda item: (item[0].place.label.casefold(), item[0].place.key))
    return found


class _StoppedError(Exception):
    """Somebody wants no more of it."""


def scan_until(
    workspace: Workspace, where: str, stopped: Callable[[], bool], watch: Callable[[Scanned], None]
) -> Scanned:
    """Scan a portfolio until all is done, or somebody stops it; what was measured by then is kept.

    Args:
        workspace: Settings, folders, plugins, clock.
        where: Path of the portfolio's file, or a database's address.
        stopped: Whether it is to stop; asked after each few places.
        watch: Is told how far it is, now and then.

    Returns:
        What came of it so far. The next scan carries on with one that was stopped.

    Raises:
        InputError: It is no portfolio.
        MachineError: The portfolio is in the way.
    """
    from localkit.store.portfolio.opening import open_portfolio  # noqa: PLC0415  imports SQLAlchemy

    last = Scanned()

    def told(scanned: Scanned) -> None:
        nonlocal last
        last = scanned
        if stopped():
            raise _StoppedError
        watch(scanned)

    with open_portfolio(where) as portfolio:
        try:
            return scan(workspace, portfolio, watch=told)
        except _StoppedError:
            return last


def _batches(
    workspace: Workspace,
    places: Sequence[KnownPlace],
    *,
    verify: bool,
    workers: int | None,
    machines: Elsewhere | None,
) -> Iterator[Batch]:
    still = quiet(workspace)
    if (
        machines is not None
    ):  # they look from outside, too: what this one sees of a folder need not be what they see
        sent = Sent.of(workspace, partial(look_with, verify=verify))
        yield from spread(machines.pool, machines.workers, sent, places, _gone)
        return
    waiting: list[KnownPlace] = []
    if verify:
        waiting.extend(places)
    else:
        yield from _left_alone(still, places, waiting)
    number = workers or min(usual_workers(), max(1, len(waiting) // _WORTH_A_PROCESS))
    if workspace.extra_plugins or number == 1:  # plugin objects cannot cross to a process
        work = partial(look_with, still, verify=verify)
        yield from spread(InProcess, 1, work, waiting, _gone)
    else:
        away = partial(look, Setting.of(workspace), verify=verify)
        yield from spread(partial(executor, number), number, away, waiting, _gone)
    for failure in still.plugin_failures:
        workspace.failed(failure)


def _left_alone(
    workspace: Workspace, places: Sequence[KnownPlace], waiting: list[KnownPlace]
) -> Iterator[Batch]:
    """Those whose files are as they were; the others are put on a list.

    To see that from outside takes less time than to send a place to another process.
    """
    seed = measured_by(workspace)
    for start in range(0, len(places), _LOOKED_AT):
        alone: list[Looked] = []
        for known in places[start : start + _LOOKED_AT]:
            if unchanged(workspace, known, seed):
                alone.append(Looked(known.id, files=known.files))
            else:
                waiting.append(known)
        yield Batch(tuple(alone))


def _gone(places: Sequence[KnownPlace]) -> Batch:
    return Batch(tuple(Looked(known.id, reason=_GONE) for known in places))


class _Keeper:
    """Counts what comes in, and keeps it twice a second: each time takes the disk as long as measuring a place."""

    def __init__(
        self,
        workspace: Workspace,
        portfolio: Portfolio,
        run: int,
        found: Scanned,
        places: dict[int, KnownPlace],
    ) -> None:
        self.workspace = workspace
        self.portfolio = portfolio
        self.run = run
        self.found = found
        self.places = places
        self.held: list[Looked] = []
        self.kept = time.monotonic()

    def take(self, batch: Batch) -> None:
        for looked in batch.looked:
            self.held.append(looked)
            if looked.reason is not None:
                self.found.failed.append((self.places[looked.place], looked.reason))
            elif looked.unchanged:
                self.found.unchanged += 1
            else:
                self.found.measured += 1
        for plugin, why in batch.failures:
            self.workspace.failed(Failure(plugin, why))
        if time.monotonic() - self.kept >= _KEPT_EVERY:
            self.keep()

    def keep(self) -> None:
        from localkit.store.portfolio.snapshots import keep_looked  # noqa: PLC0415  imports SQLAlchemy

        if self.held:
            keep_looked(self.portfolio, self.held, self.run, self.workspace.clock().isoformat())
        self.held = []
        self.kept = time.monotonic()
