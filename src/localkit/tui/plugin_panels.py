"""What plugins bring to the screen of a place: whatever they do, the screen goes on."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, Final

from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from localkit.hooks.failure import reason
from localkit.hooks.kinds import Given
from localkit.hooks.stdout import to_people
from localkit.model.local_version import LocalVersion

_A_WHILE: Final = 0.1
"""Seconds after which it is looked whether anybody still waits."""


class PluginFailedError(Exception):
    """A plugin's panel or command failed; the message is for people."""


def panel_widget(given: Given, local: LocalVersion) -> Widget:
    """The widget of a plugin's panel.

    Raises:
        PluginFailedError: The plugin raised, or gave something else than a widget.
    """
    found = _called(given, lambda: given.record.load(local))
    if not isinstance(found, Widget):
        raise PluginFailedError(
            f"The plugin {given.who} failed: its panel {given.record.name} gave {type(found).__name__}, no widget"
        )
    return found


def command_line(given: Given, local: LocalVersion) -> str:
    """What a plugin's command of the palette says when it is done; empty where it says nothing.

    Raises:
        PluginFailedError: The plugin raised.
    """
    found = _called(given, lambda: given.record.run(local))
    return "" if found is None else str(found)


def failure_widget(error: PluginFailedError) -> Widget:
    """A panel that tells why there is none."""
    return Static(str(error), markup=False)


def _called(given: Given, call: Callable[[], Any]) -> Any:
    try:
        with to_people():
            return left_behind(call)
    except (Exception, SystemExit) as error:
        told = f"The plugin {given.who} failed: {given.record.name}: {reason(error)}"
        raise PluginFailedError(told) from error


def left_behind(call: Callable[[], Any]) -> Any:
    """Call something from a worker; where the worker is ended meanwhile, as when somebody leaves, it is left behind.

    Raises:
        Exception: Whatever the call raises.
    """
    worker, outcome = get_current_worker(), queue.SimpleQueue[tuple[Any, BaseException | None]]()

    def work() -> None:
        try:
            outcome.put((call(), None))
        except BaseException as error:  # handed to the worker that waits
            outcome.put((None, error))

    threading.Thread(target=work, name="localkit-plugin", daemon=True).start()
    while not worker.is_cancelled:
        with contextlib.suppress(queue.Empty):
            found, error = outcome.get(timeout=_A_WHILE)
            if error is not None:
                raise error
            return found
    return None
