"""What plugins gave, looked at before anybody relies on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from localkit.hooks import kinds
from localkit.hooks.failure import Failure, reason
from localkit.hooks.kinds import Given
from localkit.hooks.manager import Plugins
from localkit.model.document_kind import Kind

RECORDS: Mapping[str, type] = {
    "localkit_commands": kinds.Command,
    "localkit_parameter_sources": kinds.ParameterSource,
    "localkit_parameter_schemas": kinds.ParameterSchema,
    "localkit_filters": kinds.Filter,
    "localkit_document_kinds": Kind,
    "localkit_light_raisers": kinds.LightRaiser,
    "localkit_rules": kinds.Rule,
    "localkit_reports": kinds.Report,
    "localkit_vocabularies": kinds.Vocabulary,
    "localkit_indicator_sources": kinds.IndicatorSource,
    "localkit_comparators": kinds.Comparator,
    "localkit_executors": kinds.ExecutorSource,
    "localkit_panels": kinds.Panel,
    "localkit_palette_commands": kinds.PaletteCommand,
}
"""For each hook that registers something, the record that it returns."""

_CODE = re.compile(r"[a-z][a-z0-9_]*")
_SCHEME = re.compile(r"[a-z][a-z0-9]*")
_CALLED = ("run", "light", "read", "apply", "distance", "write", "load", "make")


def records(
    plugins: Plugins, hook: str, failed: Callable[[Failure], None], **values: Any
) -> tuple[Given, ...]:
    """What plugins register by a hook, our own first; anything that is no such record is told of and left out.

    Args:
        plugins: Whom to ask.
        hook: Name of the hook.
        failed: Is told of each plugin that raised or gave something else.
        values: The hook's arguments.
    """
    found: dict[str, Given] = {}
    for answer in reversed(list(plugins.ask_each(hook, **values))):
        if answer.error is not None:
            failed(Failure(answer.plugin, f"{hook}: {reason(answer.error)}", answer.error))
            continue
        for record in _each(answer.plugin, hook, answer.result, failed):
            given = Given(answer.plugin, plugins.version_of(answer.plugin), record)
            first = found.setdefault(record.name, given)
            if first is not given:
                what = type(record).__name__
                text = f'{hook}: its {what} "{record.name}" is left out, since {first.plugin} has one of that name'
                failed(Failure(answer.plugin, text))
    return tuple(found.values())


def _each(plugin: str, hook: str, result: Any, failed: Callable[[Failure], None]) -> Iterator[Any]:
    if result is None:
        return
    wanted = RECORDS[hook]
    if isinstance(result, str | bytes | Mapping) or not isinstance(result, Iterable):
        failed(Failure(plugin, f"{hook}: it gave {_named(result)}, not a list of {wanted.__name__}"))
        return
    for item in result:
        wrong = _wrong(item, wanted)
        if wrong is None:
            yield item
        else:
            failed(Failure(plugin, f"{hook}: {wrong}"))


def _wrong(item: Any, wanted: type) -> str | None:
    """Why something is not the record that a hook asks for."""
    if not isinstance(item, wanted):
        return f"it gave {_named(item)} where a {wanted.__name__} belongs"
    name: Any = getattr(item, "name", None)
    if not isinstance(name, str) or not name.strip():
        return f"a {wanted.__name__} has no name"
    for field in _CALLED:
        if hasattr(item, field) and not callable(getattr(item, field)):
            return f'the {wanted.__name__} "{name}" has nothing to call in "{field}"'
    return _wrong_part(item)


def _wrong_part(item: Any) -> str | None:
    if isinstance(item, Kind) and not (
        isinstance(item.suffixes, tuple | list) and all(isinstance(part, str) for part in item.suffixes)
    ):
        return f'the Kind "{item.name}" must have a tuple of texts in "suffixes"'
    given: Any = item  # annotations bind nobody who writes a plugin
    if isinstance(item, kinds.Vocabulary):
        texts = isinstance(given.codes, Mapping) and all(
            isinstance(code, str) and isinstance(words, str) for code, words in given.codes.items()
        )
        if not texts or given.field not in ("who", "reasons"):
            return f'the Vocabulary "{item.name}" must map texts to texts, for "who" or "reasons"'
        wrong = next((code for code in given.codes if not _CODE.fullmatch(code)), None)
        if wrong is not None:
            form = "small letters, digits and underscores, a letter first"
            return f'the Vocabulary "{item.name}" has the code "{wrong}"; a code is {form}'
    if isinstance(item, kinds.ExecutorSource):
        if not _SCHEME.fullmatch(item.name):
            return f'the ExecutorSource "{item.name}" must be small letters and digits, a letter first'
        if given.workers is not None and not callable(given.workers):
            return f'the ExecutorSource "{item.name}" has nothing to call in "workers"'
    if isinstance(item, kinds.ParameterSchema) and not isinstance(given.schema, Mapping):
        return f'the ParameterSchema "{item.name}" must have a JSON Schema'
    return None


def _named(value: Any) -> str:
    kind = type(value).__name__
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"


def choose(
    plugins: Plugins, hook: str, failed: Callable[[Failure], None], **values: Any
) -> Iterator[tuple[str, Any]]:
    """Each answer to a hook that chooses, with its plugin, the last installed first."""
    for answer in plugins.ask_each(hook, **values):
        if answer.error is not None:
            failed(Failure(answer.plugin, f"{hook}: {reason(answer.error)}", answer.error))
        elif answer.result is not None:
            yield answer.plugin, answer.result


def notify(plugins: Plugins, hook: str, failed: Callable[[Failure], None], **values: Any) -> None:
    """Tell every plugin that implements a hook."""
    for answer in plugins.ask_each(hook, **values):
        if answer.error is not None:
            failed(Failure(answer.plugin, f"{hook}: {reason(answer.error)}", answer.error))
