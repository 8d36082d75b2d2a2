"""Processes that work side by side."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

_PARENT = """
import time
from localkit.actions.executors import executor

with executor(2) as pool:
    pool.submit(print, "at work", flush=True).result()
    print(*pool._processes, flush=True)
    pool.submit(time.sleep, 60).result()
"""


@pytest.mark.skipif(os.name != "posix", reason="looks for processes by their numbers")
def test_a_worker_ends_when_what_began_it_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "at work\n"
    workers = [int(number) for number in parent.stdout.readline().split()]

    parent.kill()

    assert parent.stdout.read() == ""  # nobody holds the other end any more
    parent.wait()
    parent.stdout.close()
    assert [number for number in workers if _runs(number)] == []


def _runs(number: int) -> bool:
    for _ in range(50):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


_STOPPED = """
import os, sys, time
from localkit.actions.executors import executor

try:
    with executor(2) as pool:
        if sys.argv[1] == "at work":
            pool.submit(os.getpid).result()
        works = [pool.submit(time.sleep, 60) for _ in range(6)]
        print("begun", flush=True)
        works[0].result()
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.skipif(os.name != "posix", reason="sends signals to a group of processes")
@pytest.mark.parametrize("moment", ["starting", "at work"])
def test_workers_are_silent_and_end_when_a_person_stops_the_command(moment: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", _STOPPED, moment],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "begun\n"

    os.killpg(parent.pid, signal.SIGINT)

    assert parent.communicate(timeout=30) == ("stopped\n", "")
    assert parent.returncode == 0
