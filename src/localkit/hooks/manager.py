"""Plugins: found, registered and checked by pluggy; asked one by one by us, so that one failing hides no other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pluggy

from localkit.hooks import specs
from localkit.hooks.installed import GROUP


@dataclass(frozen=True)
class Answer:
    """What one plugin gave for one hook: a result, or the error that it raised."""

    plugin: str
    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class LoadProblem:
    """A plugin that could not be loaded, and why."""

    plugin: str
    reason: str


class Plugins:
    """The plugins of one workspace.

    Args:
        extra: Plugin objects to register beside the installed ones.
        installed: Whether installed packages are asked for (entry point group ``localkit``).
    """

    def __init__(self, extra: Iterable[object] = (), *, installed: bool = True) -> None:
        self.manager = pluggy.PluginManager("localkit")
        self.manager.add_hookspecs(specs)
        self.problems: list[LoadProblem] = []
        for plugin in extra:
            self.manager.register(plugin)
        if installed and not os.environ.get("LOCALKIT_DISABLE_PLUGINS"):
            self._load_installed()

    def _load_installed(self) -> None:
        from importlib.metadata import entry_points  # noqa: PLC0415  reading every package's metadata takes time

        for entry in entry_points(group=GROUP):
            try:
                self.manager.register(entry.load(), name=entry.name)
                self.manager.check_pending()
            except Exception as error:
                self.problems.append(LoadProblem(entry.name, f"{type(error).__name__}: {error}"))

    @property
    def names(self) -> list[str]:
        """Names of the plugins that are active."""
        return sorted(name for name, plugin in self.manager.list_name_plugin() if plugin is not None)

    def ask_each(self, hook: str, **values: Any) -> Iterator[Answer]:
        """Ask every plugin that implements a hook, last registered first, each in its own ``try``.

        Args:
            hook: Name of the hook.
            values: The hook's arguments; each plugin gets those that it names.
        """
        for implementation in reversed(getattr(self.manager.hook, hook).get_hookimpls()):
            arguments = [values[name] for name in implementation.argnames]
            try:
                result = implementation.function(*arguments)
                yield Answer(implementation.plugin_name, list(result) if result is not None else [])
            except Exception as error:
                yield Answer(implementation.plugin_name, error=error)
