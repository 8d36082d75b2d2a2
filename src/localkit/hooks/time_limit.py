"""A plugin's call that is stopped when it takes too long.

Where there are alarm signals (not on Windows) and this is the main thread, the alarm stops even a regular expression
that never ends. Elsewhere the call runs in a thread of its own, which is left behind when its time is over.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

SECONDS = 10.0
"""What a rule may take."""


class TooLongError(TimeoutError):
    """A plugin's call did not end in time."""


class _Alarm(BaseException):
    """Not an ``Exception``, so that a plugin that swallows those is stopped too."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """Call something, for so many seconds at most.

    Raises:
        TooLongError: It did not end in time.
        Exception: Whatever the call raises.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _by_alarm(seconds, call)
    return _by_thread(seconds, call)


def _by_alarm(seconds: float, call: Callable[[], T]) -> T:
    ringing = True

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if ringing:
            raise _Alarm

    started = time.monotonic()
    before = signal.signal(signal.SIGALRM, ring) or signal.SIG_DFL
    left, interval = 0.0, 0.0
    try:
        try:
            # Rings again and again: a plugin may swallow the first.
            left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
            return call()
        finally:
            ringing = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            if left:  # somebody else's alarm goes on
                signal.setitimer(
                    signal.ITIMER_REAL, max(left - (time.monotonic() - started), 0.001), interval
                )
    except _Alarm:
        raise TooLongError(f"it took longer than {seconds:g} seconds") from None


def _by_thread(seconds: float, call: Callable[[], T]) -> T:
    outcome: list[Any] = []
    raised: list[BaseException] = []

    def work() -> None:
        try:
            outcome.append(call())
        except BaseException as error:  # handed to the thread that waits
            raised.append(error)

    thread = threading.Thread(target=work, name="localkit-rule", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TooLongError(f"it took longer than {seconds:g} seconds")
    if raised:
        raise raised[0]
    result: T = outcome[0]
    return result
