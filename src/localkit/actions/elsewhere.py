"""Work on many places, done by other machines: whom to send it to, and that they measure as this one does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from localkit.actions.portfolio_looking import measured_by
from localkit.actions.quiet_workspace import Setting, quiet_from
from localkit.errors import InputError, LocalkitError, MachineError
from localkit.hooks.failure import reason
from localkit.hooks.kinds import ExecutorSource, Given
from localkit.hooks.manager import GIVEN
from localkit.workspace import Workspace

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_UNTOLD: Final = 4
"""Pieces of work at a time where neither a person nor the executor says how many."""
_ONE_AT_A_TIME: Final = threading.Lock()


class Elsewhere:
    """Machines that do work, reached by the address of what hands it out. Used with ``with``.

    Args:
        given: Whose executor it is.
        address: As somebody typed it.
        workers: How many pieces of work at a time; None leaves it to the executor.
    """

    def __init__(self, given: Given, address: str, workers: int | None = None) -> None:
        self._given = given
        self._address = address
        self._ready: Executor | None = self._made()
        self.workers = workers or self._number(self._ready)

    def pool(self) -> Executor:
        """An executor; the first is the one that was made to see whether anybody is there."""
        ready, self._ready = self._ready, None
        return ready or self._made()

    def __enter__(self) -> Self:
        """Nothing is to be done: whoever made it has reached it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of what was not needed."""
        ready, self._ready = self._ready, None
        if ready is not None:
            ready.shutdown()

    def _made(self) -> Executor:
        source: ExecutorSource = self._given.record
        try:
            made: object = source.make(self._address)
        except LocalkitError:
            raise
        except Exception as error:  # a plugin's
            raise self._failed(reason(error)) from error
        if isinstance(made, Executor):
            return made
        raise self._failed(f"it gave a {type(made).__name__}, not an Executor")

    def _number(self, executor: Executor) -> int:
        source: ExecutorSource = self._given.record
        try:
            return max(1, int(source.workers(executor))) if source.workers else _UNTOLD
        except Exception as error:  # a plugin's
            executor.shutdown(wait=False)
            raise self._failed(reason(error)) from error

    def _failed(self, why: str) -> MachineError:
        return MachineError(
            f"the plugin {self._given.who} cannot reach {self._given.record.name}://: {why}",
            hint="Check the address, or leave out --scheduler: the work is then done on this machine.",
        )


def elsewhere(workspace: Workspace, address: str, workers: int | None = None) -> Elsewhere:
    """Reach the machines behind an address.

    Args:
        workspace: Settings, folders, plugins.
        address: As ``tcp://host:port``.
        workers: How many pieces of work at a time; None leaves it to the executor.

    Raises:
        InputError: Nobody here knows such an address, or there are plugins that cannot be sent.
        MachineError: Nobody answers there.
    """
    known = {given.record.name: given for given in workspace.records("localkit_executors")}
    scheme, there, _ = address.partition("://")
    given = known.get(scheme.lower()) if there else None
    if given is None:
        named = f"{scheme}://" if there else "an address without ://"
        raise InputError(
            f"nobody here knows how to send work to {named}",
            hint=f"Known: {', '.join(f'{name}://' for name in known)}. A plugin can bring others.",
        )
    _check_plugins(workspace)
    return Elsewhere(given, address, workers)


def _check_plugins(workspace: Workspace) -> None:
    """Refuse plugins that the other machines cannot have: without them they would find something else."""
    if workspace.plugin_folders:
        raise InputError(
            "plugins of a folder stay on this machine, so --plugins-dir and --scheduler cannot be had together",
            hint="Install the plugins as packages, here and on every worker; `localkit plugins new` starts one.",
        )
    brought = [
        item.name
        for item in workspace.manager.active
        if item.origin == GIVEN and set(item.hooks) - {"localkit_executors"}
    ]
    if brought:
        raise InputError(
            f"plugins that a program brings cannot be sent to another machine: {', '.join(brought)}",
            hint="Install them as packages, here and on every worker, or work on this machine.",
        )


@dataclass(frozen=True)
class Sent(Generic[Thing, Result]):
    """Work as it is sent: with what it depends on beside the places themselves.

    Attributes:
        setting: What the workspace is made from.
        work: What is done with a workspace and some places; a function of a module.
        made_by: localkit and the plugins of whoever sends it, in words.
    """

    setting: Setting
    work: Callable[[Workspace, Sequence[Thing]], Result]
    made_by: str

    @classmethod
    def of(
        cls, workspace: Workspace, work: Callable[[Workspace, Sequence[Thing]], Result]
    ) -> Sent[Thing, Result]:
        """Work that a workspace sends."""
        setting = Setting.elsewhere(workspace)
        return cls(setting, work, _maker(quiet_from(setting)))

    def __call__(self, things: Sequence[Thing]) -> Result:
        """Do it, in whatever process this is, one piece at a time: a workspace is for one thread.

        Raises:
            MachineError: Another localkit is here, or other plugins.
        """
        with _ONE_AT_A_TIME:
            workspace = quiet_from(self.setting)
            there = _maker(workspace)
            if there != self.made_by:
                raise MachineError(
                    f"a worker has {there}; here it is {self.made_by}",
                    hint="Install the same localkit and plugins on every worker as here, then start it anew.",
                )
            return self.work(workspace, things)


def _maker(workspace: Workspace) -> str:
    """Who measures, in words."""
    version, *plugins = measured_by(workspace).decode().split(",")
    named = [item.replace("=", " ").strip() for item in plugins if not item.startswith("localkit=")]
    return f"localkit {version} {'with' if named else 'without'} plugins" + (
        f" ({', '.join(named)})" if named else ""
    )
