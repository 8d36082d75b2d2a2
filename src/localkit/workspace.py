"""What one command works with: settings, folders, plugins, clock. Made once, passed on."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localkit.documents.reading import read
from localkit.hooks.installed import may_have_plugins
from localkit.model.limits import Limits
from localkit.store.memory import Memory, memory
from localkit.store.settings import read_limits
from localkit.store.user_folders import cache_folder, config_folder
from localkit.syntax.pointer import split

if TYPE_CHECKING:
    from localkit.documents.document import Document
    from localkit.hooks.manager import Plugins
    from localkit.model.document_kind import Kind


_REMEMBERED = 20_000
"""Characters: above that, a question to a schema is not worth remembering."""


def _place(at: str) -> str:
    """Where in a value something is, as a person would say it; a named part is named by the message itself."""
    parts = split(at)
    above = parts if parts and parts[-1].isdigit() else parts[:-1]
    words = ", ".join(f"entry {int(part) + 1}" if part.isdigit() else part for part in above)
    return f"{words}: " if words else ""


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).astimezone().replace(microsecond=0)


def _nobody(_sentence: str) -> None:
    """Nobody waits for news."""


def _seed() -> str:
    import secrets  # noqa: PLC0415  only a new local version needs one

    return secrets.token_hex()


@dataclass(frozen=True)
class PluginFailure:
    """A plugin that could not be loaded, or that failed when asked, and why."""

    plugin: str
    reason: str


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
        tell: Is told in a sentence of what may take a while.
        plugin_failures: Plugins that could not be loaded or that failed so far; whoever prints tells of them.
    """

    config: Path = field(default_factory=config_folder)
    cache: Path = field(default_factory=cache_folder)
    clock: Callable[[], datetime.datetime] = _now
    seed: Callable[[], str] = _seed
    plugins: bool = True
    extra_plugins: Iterable[object] = ()
    tell: Callable[[str], None] = _nobody
    plugin_failures: list[PluginFailure] = field(default_factory=list)

    @cached_property
    def limits(self) -> Limits:
        """The limits in force."""
        return read_limits(self.config)

    @property
    def today(self) -> datetime.date:
        """The present day."""
        return self.clock().date()

    @cached_property
    def manager(self) -> Plugins:
        """The plugins, loaded."""
        from localkit.hooks.manager import Plugins  # noqa: PLC0415  only some commands ask plugins

        plugins = Plugins(self.extra_plugins, installed=self.plugins)
        self.plugin_failures.extend(PluginFailure(item.plugin, item.reason) for item in plugins.problems)
        return plugins

    @cached_property
    def document_kinds(self) -> tuple[Kind, ...]:
        """Kinds of documents that plugins bring."""
        if not self.extra_plugins and not (self.plugins and may_have_plugins()):
            return ()
        kinds: list[Kind] = []
        for answer in self.manager.ask_each("localkit_document_kinds"):
            if answer.error is not None:
                reason = f"{type(answer.error).__name__}: {answer.error}"
                self.plugin_failures.append(PluginFailure(answer.plugin, reason))
            kinds.extend(answer.result or ())
        return tuple(kinds)

    def read(self, path: str, data: bytes) -> Document:
        """Read one file as a document; never raises for what it says."""
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
        from localkit.store.schemas import schema_problems  # noqa: PLC0415  imports jsonschema

        found = [_place(problem.at) + problem.message for problem in schema_problems(value, schema)]
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
