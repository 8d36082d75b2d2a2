"""One rule, run on its own: whatever it does, all others are heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from localkit.hooks.failure import Failure, reason
from localkit.hooks.kinds import Given, Rule
from localkit.hooks.stdout import to_people
from localkit.hooks.time_limit import SECONDS, within
from localkit.model.check_report import SEVERITIES
from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit.model.vocabulary import LIGHTS

_RESOLVES = ("adapt", "record", "request_exception", "revert", "decide", "ask")


def run_rule(given: Given, local: LocalVersion, failed: Callable[[Failure], None]) -> list[Finding]:
    """What one rule finds; nothing where it fails, gives something else, or takes too long.

    Args:
        given: The rule, with its plugin.
        local: What to look at.
        failed: Is told where the rule failed.
    """
    rule: Rule = given.record
    try:
        with to_people():
            found = within(SECONDS, lambda: _listed(rule.run(local)))
        return [_stamped(given, item) for item in found]
    except (Exception, SystemExit) as error:
        told = str(error) if isinstance(error, _RubbishError | TimeoutError) else reason(error)
        failed(Failure(given.plugin, f"the rule {rule.name}: {told}", error))
        return []


class _RubbishError(Exception):
    """A rule gave something else than findings."""


def _listed(result: Any) -> list[Any]:
    if result is None:
        return []
    if isinstance(result, str | bytes) or not isinstance(result, Iterable):
        raise _RubbishError(f"it gave {type(result).__name__}, not findings")
    return list(result)


def _stamped(given: Given, item: Any) -> Finding:
    """A finding with its plugin's name; it is looked at first."""
    if not isinstance(item, Finding):
        raise _RubbishError(f"it gave {type(item).__name__} where a Finding belongs")
    wrong = next((name for name, good in _parts(item) if not good), None)
    if wrong is not None:
        raise _RubbishError(f'it gave a Finding whose "{wrong}" is {getattr(item, wrong)!r}')
    return replace(item, plugin=given.plugin, source=item.source or given.record.source)


def _parts(item: Finding) -> Iterator[tuple[str, bool]]:
    yield "rule", isinstance(item.rule, str) and bool(item.rule)
    yield "severity", item.severity in SEVERITIES
    yield "message", isinstance(item.message, str) and bool(item.message.strip())
    for name in ("file", "element", "source"):
        yield name, isinstance(getattr(item, name), str | None)
    yield "line", item.line is None or (type(item.line) is int and item.line > 0)
    yield "light", item.light is None or item.light in LIGHTS
    yield "resolve", item.resolve is None or item.resolve in _RESOLVES
