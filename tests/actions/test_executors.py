"""Processes that work side by side."""

from __future__ import annotations

import os
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
