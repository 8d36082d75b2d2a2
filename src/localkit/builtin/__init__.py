"""localkit's own plugin: the core's rules, report forms and executors. It uses the hooks, as a stranger's would."""

from __future__ import annotations

from collections.abc import Iterable

from localkit.hooks.kinds import ExecutorSource, Report, Rule
from localkit.hooks.markers import hookimpl

NAME = "localkit"


@hookimpl
def localkit_rules() -> Iterable[Rule]:
    """The core's rules."""
    from localkit.builtin.rules import RULES  # noqa: PLC0415  most commands run no rule

    return RULES


@hookimpl
def localkit_reports() -> Iterable[Report]:
    """Forms in which a check's findings can be printed."""
    from localkit.builtin.reports import REPORTS  # noqa: PLC0415  most commands print no findings

    return REPORTS


@hookimpl
def localkit_executors() -> Iterable[ExecutorSource]:
    """Machines that can work on many places."""
    from localkit.builtin.executors import EXECUTORS  # noqa: PLC0415  most commands work here

    return EXECUTORS
