"""Every hook, in the order in which a run meets them. Prefix ``localkit_``; arguments by keyword.

Three shapes, told by the name. **Register** hooks have a plural noun and return records. **Choose** hooks have a verb
and return one value, or None to leave it to others. **Notify** hooks have a past participle and return nothing.

Each plugin is asked by itself: one that raises or returns something else than it should is named, what it gave is
lost, and all others are heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from localkit.hooks.markers import hookspec

if TYPE_CHECKING:
    from localkit.hooks.kinds import (
        Command,
        Comparator,
        ExecutorSource,
        Filter,
        IndicatorSource,
        LightRaiser,
        PaletteCommand,
        Panel,
        ParameterSchema,
        ParameterSource,
        Report,
        Rule,
        Vocabulary,
    )
    from localkit.model.document_kind import Kind
    from localkit.model.kit import Kit
    from localkit.model.local_version import LocalVersion
    from localkit.model.records import Adaptation, AgreedException

# ---------------------------------------------------------------------------------------------------
# The command line
# ---------------------------------------------------------------------------------------------------


@hookspec
def localkit_commands() -> Iterable[Command]:
    """Asked when a verb is typed that localkit does not have, and for ``localkit --help``.

    Return further verbs. They stand in the help under *From plugins*. What a verb prints and its exit status are its
    own.

    Example::

        import click
        from localkit.hooks.kinds import Command
        from localkit.hooks.markers import hookimpl

        @click.command("hello")
        def hello():
            click.echo("Hello from next door.")

        @hookimpl
        def localkit_commands():
            return [Command("hello", "Say hello.", lambda: hello)]

    .. versionadded:: 0.1
    """
    return ()


# ---------------------------------------------------------------------------------------------------
# Answers and templates
# ---------------------------------------------------------------------------------------------------


@hookspec
def localkit_parameter_sources() -> Iterable[ParameterSource]:
    """Asked when answers are to be read from somewhere: ``localkit adapt KIT --answers NAME:WHAT``.

    Return sources. What one gives is treated as if it had been typed with ``--set``; parameters that the kit does not
    have are left out.

    Example::

        from localkit.hooks.kinds import ParameterSource
        from localkit.hooks.markers import hookimpl

        PLACES = {"barnsley": {"place_name": "Barnsley", "gss_code": "E08000016"}}

        @hookimpl
        def localkit_parameter_sources():
            return [ParameterSource("our-list", "The name of a place we know.", lambda what: PLACES[what])]

    .. versionadded:: 0.1
    """
    return ()


@hookspec(firstresult=True)
def localkit_fill_parameter(kit: Kit, name: str, answers: Mapping[str, Any]) -> Any:
    """Asked for each parameter that nobody answered yet, in the kit's order.

    Return its value, told by what was answered before, or None to leave it to others. A person who is asked gets the
    value as the default; with ``--no-input`` it is the answer. A value that the kit does not allow is left out, with
    a word about it. The first answer wins; a plugin that was installed later is asked first.

    Args:
        kit: The framework.
        name: The parameter.
        answers: What was answered so far, converted to the types of the kit's schema.

    Example::

        from localkit.hooks.markers import hookimpl

        @hookimpl
        def localkit_fill_parameter(name, answers):
            if name == "nation" and str(answers.get("gss_code", "")).startswith("W"):
                return "wales"
            return None

    .. versionadded:: 0.1
    """
    return None


@hookspec
def localkit_parameter_schemas(kit: Kit) -> Iterable[ParameterSchema]:
    """Asked when a kit's answers are looked at.

    Return more that the answers must keep to; it is held against an answer beside the kit's own schema, for
    parameters that the kit has. ``title`` and ``description`` of a schema are shown where the kit gives none.

    Args:
        kit: The framework.

    Example::

        from localkit.hooks.kinds import ParameterSchema
        from localkit.hooks.markers import hookimpl

        CODE = {"type": "string", "pattern": "^W[0-9]{8}$"}

        @hookimpl
        def localkit_parameter_schemas(kit):
            return [ParameterSchema("gss_code", "An official code of Wales.", CODE)]

    .. versionadded:: 0.1
    """
    return ()


@hookspec
def localkit_filters() -> Iterable[Filter]:
    """Asked before a kit is rendered.

    Return filters for its templates. A kit that uses them names the plugin under ``requires``, and no longer renders
    with cookiecutter alone. One that is called like a filter of Jinja or cookiecutter is left out.

    Example::

        from localkit.hooks.kinds import Filter
        from localkit.hooks.markers import hookimpl

        def initials(value):
            return "".join(word[0] for word in str(value).split())

        @hookimpl
        def localkit_filters():
            return [Filter("initials", "The first letter of each word.", initials)]

    .. versionadded:: 0.1
    """
    return ()


@hookspec
def localkit_local_version_generated(local: LocalVersion) -> None:
    """Told once, after ``localkit adapt`` put a new local version in its place.

    Args:
        local: The new local version.

    Example::

        from localkit.hooks.markers import hookimpl

        @hookimpl
        def localkit_local_version_generated(local):
            print(f"Welcome, {local.place_name}!")

    .. versionadded:: 0.1
    """


# ---------------------------------------------------------------------------------------------------
# Reading and measuring
# ---------------------------------------------------------------------------------------------------


@hookspec
def localkit_document_kinds() -> Iterable[Kind]:
    """Asked once per command, before the first file is read.

    Return the document kinds that this plugin can read; each is asked, before localkit's own, for files whose name
    ends in one of its suffixes. A reader never raises for what a file says: it falls back to text and states a
    problem.

    Example::

        from localkit.hooks.markers import hookimpl
        from localkit.model.document_kind import Kind

        @hookimpl
        def localkit_document_kinds():
            return [Kind("agenda", (".agenda",), read_agenda)]

    .. versionadded:: 0.1
    """
    return ()


@hookspec
def localkit_light_raisers(kit: Kit) -> Iterable[LightRaiser]:
    """Asked once per command, when the lights of a local version are known.

    Return what raises lights. Each raiser is asked about every element that applies; the element shows the worst
    light that any of them gave, with the plugin's name beside it. None can lower a light.

    Args:
        kit: The framework.

    Example::

        from localkit.hooks.kinds import LightRaiser
        from localkit.hooks.markers import hookimpl

        def much_changed(element, parameters):
            return "yellow" if element.changed > 0.5 else None

        @hookimpl
        def localkit_light_raisers(kit):
            return [LightRaiser("ours.much-changed", "More than half of the words.", much_changed)]

    .. versionadded:: 0.1
    """
    return ()


# ---------------------------------------------------------------------------------------------------
# Rules
# ---------------------------------------------------------------------------------------------------


@hookspec
def localkit_rules(kit: Kit) -> Iterable[Rule]:
    """Asked once per ``localkit check``, when the local version has been measured.

    Return the rules that this plugin brings for ``kit``; each is run on its own, for ten seconds at most, and what it
    yields is listed with the plugin's name. Say in plain words what is the matter and what to do; say where, with
    file and line.

    Args:
        kit: The framework of the release that the local version was made from.

    Example::

        from localkit.hooks.kinds import Rule
        from localkit.hooks.markers import hookimpl
        from localkit.model.finding import Finding

        def key_holder(local):
            if "keys.csv" not in local.files:
                yield Finding("ours.keys", "should", "Nobody is named who holds the keys. Add keys.csv.")

        @hookimpl
        def localkit_rules(kit):
            return [Rule("ours.keys", "Somebody holds the keys.", key_holder, source="Council decision 12/2026")]

    .. versionadded:: 0.1
    """
    return ()


@hookspec
def localkit_reports() -> Iterable[Report]:
    """Asked when ``localkit check --format NAME`` is to print its findings.

    Return forms to print them in.

    Example::

        from localkit.hooks.kinds import Report
        from localkit.hooks.markers import hookimpl

        @hookimpl
        def localkit_reports():
            return [Report("count", "One number.", lambda report: str(len(report.findings)))]

    .. versionadded:: 0.1
    """
    return ()


# ---------------------------------------------------------------------------------------------------
# Records
# ---------------------------------------------------------------------------------------------------


@hookspec
def localkit_vocabularies(kit: Kit) -> Iterable[Vocabulary]:
    """Asked when a change is recorded, and when records are checked.

    Return codes for ``who`` or ``reasons`` beside FRAME's and the kit's.

    Args:
        kit: The framework.

    Example::

        from localkit.hooks.kinds import Vocabulary
        from localkit.hooks.markers import hookimpl

        @hookimpl
        def localkit_vocabularies(kit):
            codes = {"parish_council": "The parish council"}
            return [Vocabulary("ours", "Who decides in a parish.", "who", codes)]

    .. versionadded:: 0.1
    """
    return ()


@hookspec
def localkit_adaptation_recorded(local: LocalVersion, adaptation: Adaptation) -> None:
    """Told after ``localkit record`` wrote an adaptation.

    Args:
        local: The local version, with the adaptation in it.
        adaptation: What was recorded.

    Example::

        from localkit.hooks.markers import hookimpl

        @hookimpl
        def localkit_adaptation_recorded(local, adaptation):
            print(f"{local.place_name} recorded {adaptation.id}.")

    .. versionadded:: 0.1
    """


@hookspec
def localkit_exception_changed(local: LocalVersion, exception: AgreedException) -> None:
    """Told after an exception was requested, granted, refused or withdrawn.

    Args:
        local: The local version, with the exception in it.
        exception: The exception as it is now.

    Example::

        from localkit.hooks.markers import hookimpl

        @hookimpl
        def localkit_exception_changed(exception):
            print(f"{exception.id} is {exception.status}.")

    .. versionadded:: 0.1
    """


@hookspec
def localkit_local_version_updated(local: LocalVersion, before: str) -> None:
    """Told after a later release reached a local version.

    Args:
        local: The local version as it is now.
        before: The version of the release that it had before.

    Example::

        from localkit.hooks.markers import hookimpl

        @hookimpl
        def localkit_local_version_updated(local, before):
            print(f"{local.place_name}: {before} -> {local.kit.version}")

    .. versionadded:: 0.1
    """


@hookspec
def localkit_indicator_sources(kit: Kit) -> Iterable[IndicatorSource]:
    """Asked when outcomes are to be read from somewhere, and by ``localkit plugins list``.

    Return sources of observations for indicators of ``kit``.

    Args:
        kit: The framework.

    Example::

        from localkit.hooks.kinds import IndicatorSource
        from localkit.hooks.markers import hookimpl
        from localkit.model.records import Observation

        def mended(local):
            return [Observation("items-mended", "2026-03", "41", "57", "", 0)]

        @hookimpl
        def localkit_indicator_sources(kit):
            return [IndicatorSource("till", "What the till counted.", mended)]

    .. versionadded:: 0.1
    """
    return ()


# ---------------------------------------------------------------------------------------------------
# Many places, and screens
# ---------------------------------------------------------------------------------------------------


@hookspec
def localkit_comparators(kit: Kit) -> Iterable[Comparator]:
    """Asked when places like one's own are looked for, and by ``localkit plugins list``.

    Return ways to tell how alike two places are.

    Args:
        kit: The framework.

    Example::

        from localkit.hooks.kinds import Comparator
        from localkit.hooks.markers import hookimpl

        def apart(one, other):
            return abs(int(one["households"]) - int(other["households"]))

        @hookimpl
        def localkit_comparators(kit):
            return [Comparator("size", "The number of households.", apart)]

    .. versionadded:: 0.1
    """
    return ()


@hookspec
def localkit_executors() -> Iterable[ExecutorSource]:
    """Asked when work on many places is to be done elsewhere, ``--scheduler NAME://WHERE``.

    Return sources of executors. A scan or a rehearsal gives the executor functions of localkit and frozen values, in
    pieces of up to 25 places; whatever does the work has the same localkit and the same plugins installed, and may do
    one piece at a time in each process. ``tcp`` and ``tls`` are localkit's own: a scheduler of Dask.

    Example::

        from concurrent.futures import ThreadPoolExecutor
        from localkit.hooks.kinds import ExecutorSource
        from localkit.hooks.markers import hookimpl

        def threads(address):
            return ThreadPoolExecutor(int(address.removeprefix("threads://")))

        @hookimpl
        def localkit_executors():
            return [ExecutorSource("threads", "So many threads of this process.", threads)]

    .. versionadded:: 0.1
    """
    return ()


@hookspec
def localkit_panels() -> Iterable[Panel]:
    """Asked when the screen of a local version is opened, and by ``localkit plugins list``.

    Return panels to show beside localkit's own.

    Example::

        from localkit.hooks.kinds import Panel
        from localkit.hooks.markers import hookimpl

        def show(local):
            from textual.widgets import Static
            return Static(f"{len(local.files)} files")

        @hookimpl
        def localkit_panels():
            return [Panel("Files", "How many files there are.", show)]

    .. versionadded:: 0.1
    """
    return ()


@hookspec
def localkit_palette_commands() -> Iterable[PaletteCommand]:
    """Asked when the command palette of a screen is opened, and by ``localkit plugins list``.

    Return commands for it.

    Example::

        from localkit.hooks.kinds import PaletteCommand
        from localkit.hooks.markers import hookimpl

        @hookimpl
        def localkit_palette_commands():
            return [PaletteCommand("Count files", "How many there are.", lambda local: str(len(local.files)))]

    .. versionadded:: 0.1
    """
    return ()
