"""What a check found, as report formats get it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from localkit.model.finding import Finding
from localkit.model.vocabulary import Severity

SEVERITIES: tuple[Severity, ...] = ("must", "should", "info")


@dataclass(frozen=True)
class CheckedRule:
    """A rule that was run.

    Attributes:
        name: As its findings carry it.
        summary: What it asks for, in one sentence.
        source: Where it comes from, or None.
        plugin: The plugin that brought it.
        version: That plugin's version, or None.
    """

    name: str
    summary: str
    source: str | None
    plugin: str
    version: str | None


@dataclass(frozen=True)
class CheckReport:
    """All findings of one local version.

    Attributes:
        path: The local version's folder.
        place: Its name, or None.
        kit: Name and version of the kit.
        findings: What waits longest for a person first: must, should, info; then by file and line.
        rules: Every rule that was run, those that found nothing too.
        elements: Titles of the kit's elements, by id.
    """

    path: str
    place: str | None
    kit: str
    findings: tuple[Finding, ...]
    rules: tuple[CheckedRule, ...]
    elements: Mapping[str, str]

    @property
    def summary(self) -> dict[Severity, int]:
        """Number of findings by severity."""
        return {
            severity: sum(1 for item in self.findings if item.severity == severity) for severity in SEVERITIES
        }
