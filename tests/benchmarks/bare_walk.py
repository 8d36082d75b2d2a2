"""What no scan can be faster than: to look at every file of some places, or to read and hash it.

``python bare_walk.py stat|read PROCESSES FOLDER`` prints how many files there were.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from hashlib import blake2b


def walk(places: list[str], *, reading: bool) -> int:
    """Look at every file below some folders; returns how many."""
    number = 0
    waiting = list(places)
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    continue
                number += 1
                if reading:
                    with open(entry.path, "rb") as stream:
                        blake2b(stream.read()).digest()
                else:
                    entry.stat(follow_symlinks=False)
    return number


def stat(places: list[str]) -> int:
    """Look at every file."""
    return walk(places, reading=False)


def read(places: list[str]) -> int:
    """Read and hash every file."""
    return walk(places, reading=True)


def main() -> None:
    """Walk, and print how many files there were."""
    work = {"stat": stat, "read": read}[sys.argv[1]]
    processes = int(sys.argv[2])
    places = sorted(entry.path for entry in os.scandir(sys.argv[3]))
    if processes == 1:
        print(work(places))
        return
    with ProcessPoolExecutor(processes) as pool:
        print(sum(pool.map(work, [places[start::processes] for start in range(processes)])))


if __name__ == "__main__":
    main()
