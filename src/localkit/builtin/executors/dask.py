"""Work sent to a Dask scheduler: an executor that tells in words what became of machines that are not one's own."""

from __future__ import annotations

import logging
import socket
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial
from types import TracebackType
from typing import Any, Final, ParamSpec, TypeVar
from urllib.parse import urlsplit

from localkit.errors import InputError, LocalkitError, MachineError

P = ParamSpec("P")
T = TypeVar("T")

_PORT: Final = 8786
"""Where schedulers of Dask are if nothing is said."""
_PATIENCE: Final = 5
"""Seconds in which somebody has to answer at an address."""
_GREETING: Final = 15
"""Seconds in which whoever answers has to turn out to be a scheduler; one that is busy needs some."""
_ALONE: Final = 60
"""Seconds that work waits for a worker where there is none: a cluster that grows by itself needs some."""
_LOOKED: Final = 1.0
"""Seconds between two looks at whether there still are workers."""


def connected(address: str) -> DaskExecutor:
    """Reach a scheduler.

    Args:
        address: As ``tcp://host:port`` or ``tls://host:port``.

    Raises:
        InputError: The extra is not installed.
        MachineError: Nobody answers there, or it is no scheduler of Dask.
    """
    try:
        from distributed import Client  # noqa: PLC0415  an extra, and slow to import
    except ModuleNotFoundError as error:
        raise InputError(
            "Dask, which speaks with schedulers, is not installed",
            hint='Install it: python -m pip install "localkit[distributed]"; or leave out --scheduler.',
        ) from error
    for name in ("distributed", "tornado"):  # they print where we tell
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        _knock(address)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions that differ a little; we look at what matters
            client = Client(address, timeout=_GREETING, set_as_default=False)
    except Exception as error:  # what a wrong address, certificate or program raises is of many kinds
        raise MachineError(
            f"no scheduler answers at {address}",
            hint="Is it running (dask scheduler), is the address as it says, and may this machine reach it?",
        ) from error
    return DaskExecutor(client, address)


def _knock(address: str) -> None:
    """See whether anybody is there at all: Dask tries again and again where an address is refused."""
    there = urlsplit(address)
    socket.create_connection((there.hostname or "", there.port or _PORT), timeout=_PATIENCE).close()


class DaskExecutor(Executor):
    """An executor over a Dask client that never waits for what cannot come any more.

    Args:
        client: The client; closed with the executor.
        address: The scheduler's, for messages.
        alone: Seconds that work waits where there is no worker.
    """

    def __init__(self, client: Any, address: str, alone: float = _ALONE) -> None:
        self._client = client
        self._address = address
        self._alone = alone
        self._inner = client.get_executor(pure=False)
        self._lock = threading.Lock()
        self._open: set[Future[Any]] = set()
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, name="localkit-workers", daemon=True)
        self._watch.start()

    @property
    def workers(self) -> int:
        """How many worker processes there are at present; at least one, since there may be one soon."""
        return max(1, self._number())

    def _number(self) -> int:
        """Number of worker processes; none where the scheduler is silent."""
        try:
            return len(self._client.sync(self._client.scheduler.ncores, callback_timeout=_PATIENCE))
        except Exception:  # a line that breaks meanwhile; told of where the work's own line breaks
            return 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send a piece of work."""
        near: Future[T] = Future()
        with self._lock:
            self._open.add(near)
        try:
            far = self._inner.submit(fn, *args, **kwargs)
        except Exception as error:  # the line broke while it was sent
            self._end(near, error=self._lost(error))
            return near
        far.add_done_callback(partial(self._done, near))
        return near

    def _done(self, near: Future[T], far: Future[T]) -> None:
        if far.cancelled():  # by Dask, when the scheduler was lost
            self._end(near, error=self._lost())
            return
        error = far.exception()
        if error is None:
            self._end(near, result=far.result())
        else:
            self._end(near, error=self._told(error))

    def _told(self, error: BaseException) -> BaseException:
        from distributed import KilledWorker  # noqa: PLC0415  an extra, and slow to import

        if isinstance(error, KilledWorker):
            return BrokenExecutor(str(error))
        if isinstance(error, LocalkitError):
            return error
        missing = isinstance(error, ModuleNotFoundError) or isinstance(error.__cause__, ModuleNotFoundError)
        what = "does not have the localkit that is here" if missing else "could not take the work"
        told = MachineError(
            f"a worker of {self._address} {what}",
            hint="Install on every worker the same localkit, Python and plugins as here, then start it anew.",
        )
        told.__cause__ = error
        return told

    def _lost(self, error: BaseException | None = None) -> MachineError:
        told = MachineError(
            f"the scheduler at {self._address} is not there any more",
            hint="What was done until now is kept where it can be. Start the scheduler, then say the same again.",
        )
        told.__cause__ = error
        return told

    def _end(self, near: Future[Any], *, result: Any = None, error: BaseException | None = None) -> None:
        """Give a piece its outcome; the first one counts."""
        with self._lock:
            if near not in self._open:
                return
            self._open.discard(near)
        if error is None:
            near.set_result(result)
        else:
            near.set_exception(error)

    def _look(self) -> None:
        """End what waits where the scheduler went away, or where no worker came for too long."""
        alone = time.monotonic()
        while not self._ended.wait(_LOOKED):
            if self._client.status in ("closed", "closing"):
                self._end_all(self._lost())
            elif not self._open or self._number():
                alone = time.monotonic()
            elif time.monotonic() - alone > self._alone:
                told = f"the scheduler at {self._address} has had no worker for {self._alone:g} seconds"
                self._end_all(
                    MachineError(told, hint="Start workers (dask worker ADDRESS), then say the same again.")
                )

    def _end_all(self, error: MachineError) -> None:
        for near in tuple(self._open):
            self._end(near, error=error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the scheduler; what it still does is waited for, or taken back."""
        if wait and not cancel_futures:
            for near in tuple(self._open):
                near.exception()
        self._ended.set()
        self._client.close(timeout=_PATIENCE)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back what is not done where something ended the work: nobody wants it any more."""
        self.shutdown(cancel_futures=kind is not None)
