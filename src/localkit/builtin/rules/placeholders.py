"""Placeholders that were left in: notes to oneself, template braces, marks of a merge, and what a kit declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from localkit.hooks.kinds import Rule
from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion

_NOTE = re.compile(r"(?<![\w-])(?:FIXME|TODO)(?![\w-])")
_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_MARK = re.compile(r"(?:<{7}|>{7}|\|{7}) |(?:<{7}|>{7}|\|{7})\Z")


def left_in(local: LocalVersion) -> Iterator[Finding]:
    """Placeholders in the place's files; the blanks of a form are none."""
    declared = [re.compile(text) for text in local.kit.data.get("placeholders", ())]
    for path in local.files:
        text = local.text(path)
        if text is None:
            continue
        meant = _meant(local, path)
        for number, line in enumerate(text.splitlines(), 1):
            told = _told(line, meant, declared)
            if told:
                yield Finding("core.placeholder", "should", told, path, number, resolve="adapt")


def _meant(local: LocalVersion, path: str) -> frozenset[str]:
    """Lines of the core that have braces: the kit put them there on purpose."""
    core = local.core.get(path)
    if core is None or b"{" not in core.data:
        return frozenset()
    return frozenset(line.strip() for line in core.data.decode("utf-8", "replace").splitlines())


def _told(line: str, meant: frozenset[str], declared: list[re.Pattern[str]]) -> str | None:
    if _MARK.match(line):
        return "a mark that a merge left. Choose what is right here, and take the marks out."
    note = _NOTE.search(line)
    if note:
        return f'"{note.group()}" was left in. Write what belongs here, or take it out.'
    braces = _BRACES.search(line)
    if braces and line.strip() not in meant:
        return f'"{_short(braces.group())}" was left from the template. Write what belongs here.'
    for pattern in declared:
        found = pattern.search(line)
        if found and found.group():
            return f'"{_short(found.group())}" is a placeholder of the kit. Write what belongs here.'
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


RULES = (Rule("core.placeholder", "No placeholder is left in.", left_in),)
