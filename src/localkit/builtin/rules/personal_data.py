"""Personal data in what people wrote down freely: records, exceptions, notes beside figures. Never handbook pages."""

from __future__ import annotations

from collections.abc import Iterator

from localkit.engine.personal_data import found_in
from localkit.hooks.kinds import Rule
from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit.model.records import ADAPTATION_TEXTS, EXCEPTION_TEXTS, free_texts


def written_down(local: LocalVersion) -> Iterator[Finding]:
    """What looks like personal data."""
    for adaptation in local.adaptations:
        for field, text in free_texts(adaptation.data, ADAPTATION_TEXTS):
            line = adaptation.lines.get(field)
            yield from _told(text, "adaptations.yaml", line, adaptation.element)
    for exception in local.exceptions:
        for field, text in free_texts(exception.data, EXCEPTION_TEXTS):
            yield from _told(text, "exceptions.yaml", exception.lines.get(field), exception.element)
    for observation in local.observations:
        yield from _told(observation.note, "observations.csv", observation.line, None)


def _told(text: str, file: str, line: int | None, element: str | None) -> Iterator[Finding]:
    for item in found_in(text):
        message = f"{item.what} seems to stand here ({item.masked}). Write the role instead, and take it out."
        yield Finding(
            rule="core.personal_data",
            severity="should",
            message=message,
            file=f".localkit/{file}",
            line=line,
            element=element,
            source="Records travel; data protection law asks for no more about people than is needed.",
            resolve="adapt",
        )


RULES = (Rule("core.personal_data", "Records name roles, not people.", written_down),)
