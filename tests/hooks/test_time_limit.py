"""A rule that never ends is stopped, whatever it does."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable

import pytest

from localkit.hooks.time_limit import TooLongError, within

LITTLE = 0.3


def loop() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(20)


def swallow() -> None:
    while True:
        try:
            loop()
        except Exception:
            continue


def expression() -> None:
    re.match(r"(a+)+b", "a" * 40)


def swallow_everything_a_few_times() -> None:
    for _ in range(3):
        try:
            loop()
        except BaseException:
            continue


needs_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarm")


@needs_alarm
@pytest.mark.parametrize("call", [loop, sleep, swallow, expression, swallow_everything_a_few_times])
def test_what_takes_too_long_is_stopped(call: Callable[[], None]) -> None:
    start = time.monotonic()

    if call is swallow_everything_a_few_times:
        within(LITTLE, call)
    else:
        with pytest.raises(TooLongError, match=r"it took longer than 0\.3 seconds"):
            within(LITTLE, call)

    assert time.monotonic() - start < 10


def test_where_there_is_no_alarm_a_thread_is_left_behind() -> None:
    raised: list[BaseException] = []

    def work() -> None:
        try:
            within(LITTLE, lambda: time.sleep(2))
        except TooLongError as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)

    assert [str(error) for error in raised] == ["it took longer than 0.3 seconds"]


@pytest.mark.parametrize("in_thread", [False, True])
def test_what_ends_in_time_gives_its_result_or_its_error(in_thread: bool) -> None:
    seen: list[object] = []

    def work() -> None:
        seen.append(within(5, lambda: 3))
        try:
            within(5, lambda: 1 // 0)
        except ZeroDivisionError as error:
            seen.append(str(error))

    if in_thread:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    else:
        work()

    assert seen == [3, "integer division or modulo by zero"]


@needs_alarm
def test_somebody_elses_alarm_goes_on() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: rung.append(number))
    left, interval = signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        assert within(5, lambda: 3) == 3
        time.sleep(0.8)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, left, interval)

    assert rung == [signal.SIGALRM]
