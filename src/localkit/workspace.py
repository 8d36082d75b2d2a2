"""What one command works with: settings, folders, plugins, clock. Made once, passed on."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from localkit.errors import InputError
from localkit.hooks.failure import Failure
from localkit.hooks.installed import may_have_plugins
from localkit.model.limits import Limits
from localkit.store.memory import Memory, memory
from localkit.store.plugin_files import plugins_digest, read_plugin_files
from localkit.store.user_folders import cache_folder, config_folder

if TYPE_CHECKING:
    from localkit.hooks.files import PluginFile
    from localkit.hooks.kinds import Given
    from localkit.hooks.manager import Plugins
    from localkit.model.document import Document
    from localkit.model.document_kind import Kind
    from localkit.model.rendering import TemplateFilter


T = TypeVar("T")

_KEPT, _KEPT_SIZE = 200, 200_000
"""How many documents are kept once they were read, and up to how many bytes."""
_REMEMBERED = 20_000
"""Characters: above that, a question to a schema is not worth remembering."""


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).astimezone().replace(microsecond=0)


def _nobody(_sentence: str) -> None:
    """Nobody waits for news."""


def _seed() -> str:
    import secrets  # noqa: PLC0415  only a new local version needs one

    return secrets.token_hex()


@dataclass
class Workspace:
    """Settings, folders, plugins and clock of one command.

    Attributes:
        config: Folder of settings and of what is trusted.
        cache: Folder of what can be made again.
        clock: The present moment, with its time zone.
        seed: Draws a new local version's seed.
        plugins: Whether installed plugins are asked.
        extra_plugins: Plugin objects beside them.
        plugin_folders: Folders of single-file plugins, as ``--plugins-dir`` names them.
        plugins_off: Names of plugins to leave out.
        local_plugins: Whether a local version's own plugins are let in, where they are trusted.
        remembers: Whether it is remembered which records follow their format. Where many places are looked at, that
            takes longer than looking, and drives out what is worth remembering.
        sources: What was read of kits, for the next place to have it; None where one command reads a kit once.
        tell: Is told in a sentence of what may take a while.
        plugin_failures: Plugins that could not be loaded or that failed so far; whoever prints tells of them.
        plugin_notes: What is good to know of plugins, such as a hook of theirs that is about to go away.
        untrusted_plugins: Names of a local version's own plugins that were left out, since nobody trusts them here.
    """

    config: Path = field(default_factory=config_folder)
    cache: Path = field(default_factory=cache_folder)
    clock: Callable[[], datetime.datetime] = _now
    seed: Callable[[], str] = _seed
    plugins: bool = True
    extra_plugins: Iterable[object] = ()
    plugin_folders: tuple[Path, ...] = ()
    plugins_off: frozenset[str] = frozenset()
    local_plugins: bool = True
    remembers: bool = True
    sources: dict[object, Any] | None = None
    tell: Callable[[str], None] = _nobody
    plugin_failures: list[Failure] = field(default_factory=list)
    plugin_notes: list[str] = field(default_factory=list)
    untrusted_plugins: tuple[str, ...] = ()
    _admitted: tuple[PluginFile, ...] = ()

    @cached_property
    def limits(self) -> Limits:
        """The limits in force."""
        from localkit.store.settings import read_limits  # noqa: PLC0415  imports yaml; a screen is there sooner

        return read_limits(self.config)

    @property
    def known_records(self) -> Path | None:
        """The cache, where it is remembered which of a place's records follow their format."""
        return self.cache if self.remembers else None

    def once(self, source: object, read: Callable[[], T]) -> T:
        """What is read of a kit; where many places want the same, it is read for the first of them only.

        Args:
            source: What is read.
            read: Reads it.
        """
        if self.sources is None:
            return read()
        if source not in self.sources:
            self.sources[source] = read()
        known: T = self.sources[source]
        return known

    @property
    def today(self) -> datetime.date:
        """The present day."""
        return self.clock().date()

    @cached_property
    def manager(self) -> Plugins:
        """The plugins, loaded: localkit's own first, then installed ones, then files."""
        from localkit import builtin  # noqa: PLC0415  only some commands ask plugins
        from localkit.hooks.manager import Plugins  # noqa: PLC0415

        files = [*self._named_files(), *self._admitted]
        plugins = Plugins(
            self.extra_plugins,
            installed=self.plugins,
            files=files,
            off=self.plugins_off,
            builtin=[(builtin.NAME, builtin)],
        )
        self._take_problems(plugins)
        return plugins

    def _take_problems(self, plugins: Plugins) -> None:
        for problem in plugins.problems:
            self.failed(Failure(problem.plugin, problem.reason, problem.error))
        plugins.problems.clear()
        self.plugin_notes.extend(plugins.notes)
        plugins.notes.clear()

    def _named_files(self) -> Iterable[PluginFile]:
        from localkit.hooks.files import PluginFile  # noqa: PLC0415

        for folder in self.plugin_folders:
            if not folder.is_dir():
                raise InputError(
                    "there is no such folder of plugins",
                    path=str(folder),
                    hint="Behind --plugins-dir stands a folder with Python files in it.",
                )
            for name, code in read_plugin_files(folder).items():
                path = str(folder / name)
                yield PluginFile(name.removesuffix(".py"), path, code, f"file {path}")

    def admit(self, root: Path) -> None:
        """Let in the plugins that lie in a local version's own ``.localkit/plugins``, if they are trusted.

        Raises:
            InputError: The list of what is trusted is damaged.
            MachineError: A plugin cannot be read.
        """
        if not self.local_plugins or os.environ.get("LOCALKIT_DISABLE_PLUGINS"):
            return
        folder = root / ".localkit" / "plugins"
        found = read_plugin_files(folder)
        if not found:
            return
        from localkit.hooks.files import PluginFile  # noqa: PLC0415  few places have any
        from localkit.store.trust import is_trusted  # noqa: PLC0415

        if not is_trusted(self.config, plugins_digest(found), "plugins"):
            self.untrusted_plugins = tuple(found)
            return

        files = tuple(
            PluginFile(
                name.removesuffix(".py"), str(folder / name), code, f"this place: .localkit/plugins/{name}"
            )
            for name, code in found.items()
        )
        if "manager" in self.__dict__:
            self.manager.load_files(files)
            self._take_problems(self.manager)
        self._admitted = files

    @property
    def asks_plugins(self) -> bool:
        """Whether there is any plugin beside localkit's own; told without importing one."""
        return bool(self.extra_plugins or self.plugin_folders or self._admitted) or (
            self.plugins and may_have_plugins()
        )

    def failed(self, failure: Failure) -> None:
        """Remember that a plugin failed; the same failure once."""
        if failure not in self.plugin_failures:
            self.plugin_failures.append(failure)

    def records(self, hook: str, **values: Any) -> tuple[Given, ...]:
        """What plugins register by a hook; whoever fails is remembered."""
        from localkit.hooks.asking import records  # noqa: PLC0415  only some commands ask plugins

        return records(self.manager, hook, self.failed, **values)

    def choices(self, hook: str, **values: Any) -> Iterator[tuple[str, Any]]:
        """Each answer to a hook that chooses, with its plugin; whoever fails is remembered."""
        if not self.asks_plugins:
            return iter(())
        from localkit.hooks.asking import choose  # noqa: PLC0415  only some commands ask plugins

        return choose(self.manager, hook, self.failed, **values)

    def notify(self, hook: str, **values: Any) -> None:
        """Tell the plugins that something happened; whoever fails is remembered."""
        if self.asks_plugins:
            from localkit.hooks.asking import notify  # noqa: PLC0415  only some commands ask plugins

            notify(self.manager, hook, self.failed, **values)

    @cached_property
    def document_kinds(self) -> tuple[Kind, ...]:
        """Kinds of documents that plugins bring."""
        if not self.asks_plugins:
            return ()
        return tuple(given.record for given in self.records("localkit_document_kinds"))

    @cached_property
    def filters(self) -> tuple[TemplateFilter, ...]:
        """Filters that plugins bring to templates."""
        if not self.asks_plugins:
            return ()
        given = self.records("localkit_filters")
        if not given:
            return ()
        from localkit.model.rendering import TemplateFilter  # noqa: PLC0415  few plugins bring any
        from localkit.render import taken_filters  # noqa: PLC0415

        names = taken_filters()
        for item in given:
            if item.record.name in names:
                told = f'localkit_filters: templates have a filter "{item.record.name}" already'
                self.failed(Failure(item.plugin, told))
        return tuple(
            TemplateFilter(item.record.name, item.plugin, item.record.apply)
            for item in given
            if item.record.name not in names
        )

    def implements(self, hook: str) -> bool:
        """Whether any plugin beside localkit's own wants to be asked by a hook; told before anything is made for it."""
        return self.asks_plugins and bool(getattr(self.manager.manager.hook, hook).get_hookimpls())

    def read(self, path: str, data: bytes) -> Document:
        """Read one file as a document; never raises for what it says.

        One command asks for the same text several times, so the last ones are kept; large ones are not.
        """
        return self._reader(path, data) if len(data) <= _KEPT_SIZE else self._read(path, data)

    @cached_property
    def _reader(self) -> Callable[[str, bytes], Document]:
        return lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, path: str, data: bytes) -> Document:
        from localkit.documents.reading import read  # noqa: PLC0415  for the same reason

        return read(path, data, self.document_kinds)

    def check(self, value: Any, schema: Any) -> list[str]:
        """Hold a value against a JSON Schema; what is wrong in plain words, empty where nothing is.

        The same value is looked at each time somebody asks for a status, and jsonschema takes longer to import than
        a status to make; so answers are remembered.
        """
        known = self._memory_of(value, schema)
        recalled = known.recall() if known else None
        if recalled is not None:
            return [str(message) for message in json.loads(recalled)]
        from localkit.store.schemas import schema_words  # noqa: PLC0415  imports jsonschema

        found = schema_words(value, schema)
        if known:
            known.keep(json.dumps(found).encode())
        return found

    def _memory_of(self, value: Any, schema: Any) -> Memory | None:
        try:
            question = json.dumps([value, schema], sort_keys=True)
        except (TypeError, ValueError):
            return None
        return self.memory(b"schema", question.encode()) if len(question) <= _REMEMBERED else None

    def memory(self, *question: bytes) -> Memory:
        """Where the answer to a question is remembered."""
        return memory(self.cache, *question)
