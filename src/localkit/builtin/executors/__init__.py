"""Machines that localkit knows by itself: those of a Dask scheduler."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Final

from localkit.hooks.kinds import ExecutorSource


def _dask(address: str) -> Executor:
    from localkit.builtin.executors.dask import connected  # noqa: PLC0415  an extra, and slow to import

    return connected(address)


EXECUTORS: Final = (
    ExecutorSource("tcp", "The workers of a Dask scheduler.", _dask, lambda executor: executor.workers),
    ExecutorSource(
        "tls",
        "The workers of a Dask scheduler, by an encrypted line.",
        _dask,
        lambda executor: executor.workers,
    ),
)
"""Every scheme that comes with localkit."""
