"""A scheduler of Dask and two workers, each a process of its own, for as long as a test module needs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_PATIENCE = 5
ROOT = Path(__file__).parents[1]


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """Start them; gives the scheduler's address. A piece of work that a worker dies of is not tried again by Dask."""
    stated = folder / "scheduler.json"
    environment = {
        **os.environ,
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        "PYTHONPATH": str(ROOT),
        "LOCALKIT_DISABLE_PLUGINS": "1",
        "LOCALKIT_CACHE_DIR": str(folder / "cache"),
    }
    started: list[subprocess.Popen[bytes]] = []
    with ExitStack() as stack:

        def start(*arguments: str) -> None:
            command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
            with (folder / "log").open("ab") as log:
                process = subprocess.Popen(
                    command, env=environment, cwd=folder, stdout=log, stderr=log, start_new_session=True
                )
            stack.callback(_ended, process)
            started.append(process)

        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(stated))
        for number in range(workers):
            place = str(folder / f"worker{number}")
            start("worker", "--scheduler-file", str(stated), "--nthreads", "2", "--local-directory", place)
        try:
            yield _address(stated)
        finally:
            for process in reversed(started):
                process.terminate()


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that was told to end; one that is busy with ending is not waited for without end."""
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)  # what it began, too
        process.kill()
        process.wait()


def _address(stated: Path) -> str:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        if stated.is_file() and stated.stat().st_size:
            return str(json.loads(stated.read_text("utf-8"))["address"])
        time.sleep(0.05)
    raise AssertionError("no scheduler")
