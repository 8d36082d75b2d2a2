"""Work on many things: all of it is done, whatever happens to a process."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import pytest

from localkit.actions.executors import InProcess, executor
from localkit.actions.spreading import spread


def doubled(things: Sequence[int]) -> list[int]:
    return [2 * thing for thing in things]


def deadly(things: Sequence[int]) -> list[int]:
    """The system ends whoever looks at 13."""
    if 13 in things:
        os._exit(9)
    return doubled(things)


def refused(things: Sequence[int]) -> list[int]:
    raise OSError("no")


def gone(things: Sequence[int]) -> list[int]:
    return [-thing for thing in things]


def two() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.mark.parametrize("number", [0, 1, 7, 300])
def test_everything_is_done_once(number: int) -> None:
    results = [item for found in spread(InProcess, 1, doubled, range(number), gone) for item in found]

    assert sorted(results) == [2 * thing for thing in range(number)]


def test_a_thing_that_ends_its_process_takes_no_other_with_it() -> None:
    results = [item for found in spread(two, 2, deadly, range(40), gone) for item in found]

    assert sorted(results) == sorted([-13, *(2 * thing for thing in range(40) if thing != 13)])


def always_deadly(_things: Sequence[int]) -> list[int]:
    os._exit(9)


def test_where_every_process_ends_it_is_not_begun_again_for_each_thing() -> None:
    begun: list[ProcessPoolExecutor] = []

    def counted() -> ProcessPoolExecutor:
        begun.append(ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")))
        return begun[-1]

    results = [item for found in spread(counted, 1, always_deadly, range(60), gone) for item in found]

    assert sorted(results) == sorted(-thing for thing in range(60))
    assert len(begun) < 20


def test_what_work_raises_is_raised() -> None:
    with pytest.raises(OSError, match="no"):
        list(spread(InProcess, 1, refused, range(3), gone))


def test_one_worker_is_this_process() -> None:
    with executor(1) as here:
        assert here.submit(os.getpid).result() == os.getpid()
