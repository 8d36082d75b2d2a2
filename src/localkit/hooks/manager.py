"""Plugins: found, registered and checked by pluggy; asked one by one by us, so that one failing hides no other."""

from __future__ import annotations

import difflib
import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

import pluggy

from localkit.hooks import specs
from localkit.hooks.files import PluginFile, module_of
from localkit.hooks.installed import GROUP
from localkit.hooks.markers import API_VERSION
from localkit.hooks.stdout import to_people

FAILURES: Final = (Exception, SystemExit)
"""What a plugin may raise without ending a command."""
GIVEN: Final = "given by the program"
"""Where a plugin object comes from."""


@dataclass(frozen=True)
class Plugin:
    """One active plugin.

    Attributes:
        name: What messages and ``-p no:NAME`` call it.
        version: Of its package; None for a file.
        origin: Where it comes from, for people.
        hooks: Names of the hooks that it implements, in the order of the specs.
    """

    name: str
    version: str | None
    origin: str
    hooks: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What one plugin gave for one hook: a result, or the error that it raised."""

    plugin: str
    result: Any = None
    error: BaseException | None = None


@dataclass(frozen=True)
class LoadProblem:
    """A plugin that could not be loaded, and why."""

    plugin: str
    reason: str
    error: BaseException | None = None


class Plugins:
    """The plugins of one workspace.

    Args:
        extra: Plugin objects to register beside the installed ones.
        installed: Whether installed packages are asked for (entry point group ``localkit``).
        files: Single-file plugins, in the order in which they are registered.
        off: Names of plugins to leave out.
        builtin: Our own, by name; registered first, with no more rights than others.
        hooks: The module of hook specifications.
    """

    def __init__(
        self,
        extra: Iterable[object] = (),
        *,
        installed: bool = True,
        files: Iterable[PluginFile] = (),
        off: Iterable[str] = (),
        builtin: Iterable[tuple[str, object]] = (),
        hooks: ModuleType = specs,
    ) -> None:
        self.manager = pluggy.PluginManager("localkit")
        self.manager.add_hookspecs(hooks)
        self.problems: list[LoadProblem] = []
        self.notes: list[str] = []
        self.off = frozenset(off)
        self._hook_names = [name for name in vars(hooks) if name.startswith("localkit_")]
        self.left_out: set[str] = set()
        self._about: dict[str, tuple[str | None, str]] = {}
        for name, plugin in builtin:
            self._add(plugin, name, None, "comes with localkit")
        if installed and not os.environ.get("LOCALKIT_DISABLE_PLUGINS"):
            self._load_installed()
        for plugin in extra:
            name = str(getattr(plugin, "__name__", type(plugin).__name__)).rpartition(".")[2]
            count = sum(1 for known in self._about if known.partition("#")[0] == name)
            self._add(plugin, f"{name}#{count + 1}" if count else name, None, GIVEN)
        self.load_files(files)

    def _load_installed(self) -> None:
        from importlib.metadata import entry_points  # noqa: PLC0415  reading every package's metadata takes time

        for entry in sorted(entry_points(group=GROUP), key=lambda item: item.name):
            package = entry.dist.name if entry.dist else entry.name
            version = entry.dist.version if entry.dist else None
            if self._is_off(entry.name) or self._is_off(package):
                continue
            try:
                with to_people():
                    plugin = entry.load()
            except FAILURES as error:
                self._failed(entry.name, f"{type(error).__name__}: {error}", error)
                continue
            self._add(plugin, entry.name, version, f"package {package}")

    def load_files(self, files: Iterable[PluginFile]) -> None:
        """Register single-file plugins."""
        for file in files:
            if self._is_off(file.name):
                continue
            try:
                with to_people():
                    plugin = module_of(file)
            except FAILURES as error:
                self._failed(file.name, f"{type(error).__name__}: {error}", error)
                continue
            self._add(plugin, file.name, None, file.origin)

    def _is_off(self, name: str) -> bool:
        if name in self.off:
            self.left_out.add(name)
        return name in self.off

    def _failed(self, name: str, reason: str, error: BaseException | None = None) -> None:
        self.problems.append(LoadProblem(name, reason, error))

    def _add(self, plugin: object, name: str, version: str | None, origin: str) -> None:
        if self._is_off(name):
            return
        wanted = getattr(plugin, "LOCALKIT_API", API_VERSION)
        if not isinstance(wanted, int) or wanted > API_VERSION:
            self._failed(
                name, f"it needs version {wanted} of the hooks; this localkit has version {API_VERSION}"
            )
            return
        if name in self._about:
            self._failed(
                name, f"{self._about[name][1]} and {origin} have the same name; only the first is active"
            )
            return
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            try:
                self.manager.register(plugin, name=name)
            except FAILURES as error:
                self._forget(plugin)
                self._failed(name, str(error) or type(error).__name__, error)
                return
        unknown = self._unknown_hook(plugin)
        if unknown is not None:
            self._forget(plugin)
            close = difflib.get_close_matches(unknown, self._hook_names, 1)
            meant = f"; did you mean {close[0]}?" if close else ""
            self._failed(name, f"there is no hook {unknown}{meant}")
            return
        self.notes.extend(f"The plugin {name}: {warning.message}" for warning in told)
        self._about[name] = (version, origin)

    def _forget(self, plugin: object) -> None:
        if self.manager.is_registered(plugin):
            self.manager.unregister(plugin)

    def _unknown_hook(self, plugin: object) -> str | None:
        callers = self.manager.get_hookcallers(plugin) or []
        for caller in callers:
            optional = all(item.optionalhook for item in caller.get_hookimpls() if item.plugin is plugin)
            if not caller.has_spec() and not optional:
                return str(caller.name)
        return None

    @property
    def names(self) -> list[str]:
        """Names of the plugins that are active."""
        return sorted(self._about)

    @property
    def active(self) -> list[Plugin]:
        """The plugins that are active, in the order in which they were registered."""
        return [
            Plugin(name, version, origin, self._hooks_of(name))
            for name, (version, origin) in self._about.items()
        ]

    def _hooks_of(self, name: str) -> tuple[str, ...]:
        callers = self.manager.get_hookcallers(self.manager.get_plugin(name)) or []
        return tuple(sorted((str(caller.name) for caller in callers), key=self._hook_names.index))

    def provides(self, name: str) -> bool:
        """Whether a plugin, or a package that brings one, of that name is active."""
        return name in self._about or any(origin == f"package {name}" for _, origin in self._about.values())

    def version_of(self, name: str) -> str | None:
        """Version of an active plugin's package; None for a file."""
        return self._about[name][0] if name in self._about else None

    def ask_each(self, hook: str, **values: Any) -> Iterator[Answer]:
        """Ask every plugin that implements a hook, last registered first, each in its own ``try``.

        Args:
            hook: Name of the hook.
            values: The hook's arguments; each plugin gets those that it names.
        """
        caller = getattr(self.manager.hook, hook)
        for implementation in reversed(caller.get_hookimpls()):
            arguments = [values[name] for name in implementation.argnames]
            try:
                with to_people():
                    result = implementation.function(*arguments)
                    if isinstance(result, Iterator):  # what is yielded fails only when it is looked at
                        result = list(result)
                yield Answer(implementation.plugin_name, result)
            except FAILURES as error:
                yield Answer(implementation.plugin_name, error=error)
