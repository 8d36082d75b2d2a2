"""What a bundle takes along, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from localkit.actions.bundle import Bundling
from localkit.cli.output import styled, wrapped
from localkit.wording import counted


def leaving_lines(planned: Bundling) -> Iterator[str]:
    """Everything that would leave, part by part."""
    data = planned.snapshot.data
    yield styled("This would leave, and nothing else:", "title")
    for parts in (_place, _state, _records, _register, _outcomes, _documents):
        yield ""
        yield from parts(planned, data)
    yield ""


def _part(title: str, *sentences: str) -> Iterator[str]:
    yield styled(title, "title")
    for sentence in sentences:
        yield from wrapped(sentence, "  ")


def _place(planned: Bundling, data: Mapping[str, Any]) -> Iterator[str]:
    place, kit = data["place"], data["kit"]
    said = " · ".join(str(value) for value in (place["name"], place["code"], data["stage"]) if value)
    names = list(data["parameters"])
    answers = f"Answers that the kit shares: {', '.join(names) if names else 'none'}."
    if planned.parameters_kept:
        answers += f" {counted(planned.parameters_kept, 'other')} {_verb(planned.parameters_kept)} here."
    yield from _part("Who you are", said, f"{kit['name']} {kit['version']}", answers)


def _verb(number: int) -> str:
    return "stays" if number == 1 else "stay"


def _state(_planned: Bundling, data: Mapping[str, Any]) -> Iterator[str]:
    files, elements = data["files"], len(data["elements"])
    numbers = ", ".join(
        f"{files[name]} {name}" for name in ("unchanged", "changed", "added", "removed", "moved")
    )
    yield from _part(
        "What differs from the core",
        f"For each of the kit's {counted(elements, 'element')}: its light, whether it was changed and how much, "
        "whether that is recorded. None of your words.",
        f"Files, as numbers alone: {numbers}.",
        "How far you are behind the core, as you last saw it, whether an update still waits for decisions, "
        "and on which core changes.",
    )


def _records(planned: Bundling, data: Mapping[str, Any]) -> Iterator[str]:
    shared: Sequence[Mapping[str, Any]] = data["adaptations"]
    counts = sum(data["adaptation_counts"].values())
    yield styled("What you recorded", "title")
    if shared:
        yield from wrapped("Whole, as you marked them for the network or the public:", "  ")
    for item in shared:
        yield from wrapped(f"{item['id']}: {item['summary']} ({item['visibility']})", "      ", "    - ")
    for name, found in planned.personal:
        yield from wrapped(
            f"{found.what} seems to stand in {name} ({found.masked})", "      ", "    ! ", "yellow"
        )
    if counts:
        yield from wrapped(f"Only counted: {counted(counts, 'record')}.", "  ")
    if not shared and not counts:
        yield from wrapped("Nothing.", "  ")


def _register(_planned: Bundling, data: Mapping[str, Any]) -> Iterator[str]:
    exceptions, decisions = len(data["exceptions"]), len(data["decisions"])
    said = []
    if exceptions:
        what = "the element, the days, whether it is granted and by which role. No conditions."
        said.append(f"{counted(exceptions, 'exception')}: {what}")
    if decisions:
        said.append(f"{counted(decisions, 'decision')} on changes of the core, with the day. No reasons.")
    yield from _part("What was agreed and decided", *(said or ["Nothing."]))


def _outcomes(planned: Bundling, data: Mapping[str, Any]) -> Iterator[str]:
    rows = data["observations"]
    masked = sum(1 for row in rows if row["masked"])
    withheld = f" In {masked} of them a number is withheld, to protect people." if masked else ""
    yield from _part("Outcomes", f"{counted(len(rows), 'row')}, without notes.{withheld}")
    for item in planned.left_out:
        yield from wrapped(
            f"line {item.line} of observations.csv stays here: {item.why}", "      ", "    ! ", "yellow"
        )


def _documents(planned: Bundling, _data: Mapping[str, Any]) -> Iterator[str]:
    if not planned.files:
        yield from _part("Documents", "None.")
        return
    yield from _part(
        "Documents",
        f"{counted(len(planned.files), 'file')} that the core gave, as they are now, with all that is written in them:",
    )
    for name in sorted(planned.files):
        yield styled(f"    {name}")
