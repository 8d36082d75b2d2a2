"""The records that hooks return: frozen, each with a name, a summary and what localkit calls.

A record keeps to its plugin: messages about it name the plugin and its version. Two records of one kind and one name
are a mistake, told with the names of both plugins; the one that was there first is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from localkit.model.check_report import CheckReport
    from localkit.model.divergence import ElementDivergence
    from localkit.model.finding import Finding
    from localkit.model.local_version import LocalVersion
    from localkit.model.records import Observation
    from localkit.model.vocabulary import Light

VocabularyField: TypeAlias = Literal["who", "reasons"]


@dataclass(frozen=True)
class Rule:
    """A check on a local version.

    Attributes:
        name: The plugin's short name, a dot, and what is looked at: ``uk-care.household``. Findings carry it.
        summary: What it asks for, in one sentence.
        run: Takes a ``LocalVersion`` and gives its ``Finding`` values. It has ten seconds. It reads and never writes.
        source: Where the rule comes from: a law, a standard, a decision; shown with each of its findings.
        needs_core: Whether it makes no sense where the core as received is damaged; it is left out there.
    """

    name: str
    summary: str
    run: Callable[[LocalVersion], Iterable[Finding]]
    source: str | None = None
    needs_core: bool = False


@dataclass(frozen=True)
class LightRaiser:
    """Raises the light of an element. A light that is lower than the present one is ignored.

    Attributes:
        name: As for a rule.
        summary: What it looks at, in one sentence.
        light: Takes what happened at one element and the place's parameters; gives a light, or None.
    """

    name: str
    summary: str
    light: Callable[[ElementDivergence, Mapping[str, Any]], Light | None]


@dataclass(frozen=True)
class ParameterSchema:
    """More that a kit's answers must keep to; nothing that the kit's own schema refuses becomes allowed.

    Attributes:
        name: The parameter.
        summary: What is asked for, in one sentence.
        schema: JSON Schema (2020-12) on the answer, beside the kit's own.
    """

    name: str
    summary: str
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class ParameterSource:
    """Somewhere that answers can be read from: ``localkit adapt KIT --answers NAME:WHAT``.

    Attributes:
        name: What it is called in front of the colon.
        summary: What stands behind the colon, in one sentence.
        read: Takes that, gives answers by parameter.
    """

    name: str
    summary: str
    read: Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True)
class Filter:
    """A filter for templates: ``{{ cookiecutter.place_name|name }}``.

    Templates of kits that nobody vouched for may call it with anything, so it must be harmless: no file, no network,
    no ``eval``; and it must give the same for the same. A function of a module, not a lambda: it may have to cross to
    another process.

    Attributes:
        name: As templates write it.
        summary: What it does, in one sentence.
        apply: Takes the value and the filter's arguments, gives the new value.
    """

    name: str
    summary: str
    apply: Callable[..., Any]


@dataclass(frozen=True)
class Vocabulary:
    """Codes beside FRAME's for who decided or for the reasons. None of FRAME's can be taken away.

    Attributes:
        name: What the list is called, for messages.
        summary: What the codes are about, in one sentence.
        field: ``who`` or ``reasons``.
        codes: Code to words for people. A code is small letters, digits and underscores, a letter first.
        source: Where the codes come from.
    """

    name: str
    summary: str
    field: VocabularyField
    codes: Mapping[str, str]
    source: str | None = None


@dataclass(frozen=True)
class Comparator:
    """A way to tell which places are alike: "places like ours".

    Attributes:
        name: What people choose it by.
        summary: What it compares, in one sentence.
        distance: Takes the parameters of two places; 0 is alike, more is less alike, None cannot be told.
    """

    name: str
    summary: str
    distance: Callable[[Mapping[str, Any], Mapping[str, Any]], float | None]


@dataclass(frozen=True)
class IndicatorSource:
    """Somewhere that outcomes can be read from, so that nobody types them.

    Attributes:
        name: What people choose it by.
        summary: Where the figures come from, in one sentence.
        read: Takes a ``LocalVersion``, gives its observations.
    """

    name: str
    summary: str
    read: Callable[[LocalVersion], Iterable[Observation]]


@dataclass(frozen=True)
class Report:
    """A form in which ``localkit check --format NAME`` prints its findings.

    Attributes:
        name: What stands behind ``--format``.
        summary: Who reads it, in one sentence.
        write: Takes a ``CheckReport``, gives the whole text.
    """

    name: str
    summary: str
    write: Callable[[CheckReport], str]


@dataclass(frozen=True)
class Command:
    """A verb of the command line: ``localkit NAME``. One that localkit has itself is never replaced.

    Attributes:
        name: The verb.
        summary: One line for ``localkit --help``.
        load: Gives the ``click.Command``; called when the verb is used.
    """

    name: str
    summary: str
    load: Callable[[], Any]


@dataclass(frozen=True)
class ExecutorSource:
    """Somewhere that work on many places can be sent to: ``localkit portfolio scan --scheduler NAME://WHERE``.

    Attributes:
        name: What stands before ``://``: small letters and digits, a letter first, as ``tcp``.
        summary: Where the work is done, in one sentence.
        make: Takes the whole address, gives a ``concurrent.futures.Executor``; called again where one broke. Where
            nobody answers it raises within seconds: a ``localkit.errors.MachineError`` with words for people, or
            whatever else. A piece of work that a machine died of raises ``concurrent.futures.BrokenExecutor``.
        workers: Takes the executor, gives how many pieces of work it does side by side; ``--workers`` says another
            number. None where only a person can say.
    """

    name: str
    summary: str
    make: Callable[[str], Executor]
    workers: Callable[[Any], int] | None = None


@dataclass(frozen=True)
class Panel:
    """A part of the terminal screen of a local version.

    Attributes:
        name: The title of its tab.
        summary: What it shows, in one sentence.
        load: Takes a ``LocalVersion``, gives a textual widget; called when the tab is opened.
    """

    name: str
    summary: str
    load: Callable[[LocalVersion], Any]


@dataclass(frozen=True)
class PaletteCommand:
    """A command in the palette of the terminal screens.

    Attributes:
        name: The words that people search for.
        summary: What it does, in one sentence.
        run: Takes the ``LocalVersion`` on screen, gives a line to show, or None.
    """

    name: str
    summary: str
    run: Callable[[LocalVersion], str | None]


@dataclass(frozen=True)
class Given:
    """A record with the plugin that gave it.

    Attributes:
        plugin: The plugin's name.
        version: Its version; None for a file.
        record: What it gave.
    """

    plugin: str
    version: str | None
    record: Any = field(compare=False)

    @property
    def who(self) -> str:
        """The plugin with its version, for messages."""
        return f"{self.plugin} {self.version}" if self.version else self.plugin
