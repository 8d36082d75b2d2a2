"""The papers that a nation's law asks for are here, and something is written in them."""

from __future__ import annotations

from collections.abc import Iterator

from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit_uk_care.nations import NATIONS
from localkit_uk_care.reading import file_now
from localkit_uk_care.settings import Paper, Settings


def findings(local: LocalVersion, settings: Settings, nation: str) -> Iterator[Finding]:
    """Papers that are missing or empty."""
    for paper in settings.papers:
        if nation in paper.nations:
            yield from _of(local, paper, NATIONS[nation].title)


def _of(local: LocalVersion, paper: Paper, nation: str) -> Iterator[Finding]:
    file = file_now(local, paper.file)
    if not local.has(file):
        told = "is not here. Put it back; if it is kept elsewhere now, tell the national team where."
    elif file in local.files and not local.files[file].data.strip():
        told = "is empty. Write it, or put the core's text back."
    else:
        return
    name = paper.title if paper.title == file else f"{paper.title} ({file})"
    yield Finding(
        "uk-care.papers",
        "must",
        f"The law of {nation} asks for this paper: {name}. It {told}",
        file,
        source=paper.source,
        resolve="revert",
    )
