"""Two rules: how hard public pages are to read, and whether the kit's declaration can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from localkit.documents.reading import read
from localkit.hooks.kinds import Rule
from localkit.model.document import Document
from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit.model.passage import Passage
from localkit.syntax.words import words
from localkit_plain_language.declaration import KEY, Pages, declared
from localkit_plain_language.prose import Sentence, sentences
from localkit_plain_language.reading_age import hardest, reading_age

FEWEST_WORDS: Final = 100
"""Of prose: the figure of a shorter page says little."""

SOURCE: Final = (
    "The kit's own limit. Reading age: Automated Readability Index (Senter and Smith 1967) plus five years. It counts "
    "letters, words and sentences; it knows nothing of meaning."
)
_SHOWN: Final = 160
_GROWN_UP: Final = 20


def declaration(local: LocalVersion) -> Iterator[Finding]:
    """What is wrong with the kit's declaration."""
    for problem in declared(local.kit.data)[1]:
        message = (
            f"the kit's {KEY} cannot be used: {problem}. Until the kit is mended no page is looked at. Tell whoever "
            "publishes it."
        )
        yield Finding("plain-language.declaration", "info", message, resolve="ask")


def too_hard(local: LocalVersion) -> Iterator[Finding]:
    """Public pages that are harder to read than the kit asks."""
    groups = declared(local.kit.data)[0]
    came_from = {now: before for before, now in local.divergence.files.moved}
    for path in local.files if groups else ():
        original = came_from.get(path, path)
        group = _group(groups, path, original)
        document = local.read(path) if group else None
        if group is None or document is None or document.kind != "markdown" or not _english(document):
            continue
        found = sentences(document.text)
        if sum(len(item.text.split()) for item in found) < FEWEST_WORDS:
            continue
        age = reading_age(found)
        if age > group.reading_age:
            yield _finding(document, found, age, group.reading_age, _as_received(local, document, original))


def _group(groups: Sequence[Pages], path: str, original: str) -> Pages | None:
    """The first group that a page belongs to, by its name now or the one that it came with."""
    return next(
        (group for group in groups if group.has(path) or (path != original and group.has(original))), None
    )


def _english(document: Document) -> bool:
    """Whether a page does not say in its front matter that it is in another language."""
    passage = Passage(document.path, value="/lang")
    if document.locate(passage) is None:
        return True
    said = str(document.content(passage).value).strip().casefold()
    return said.split("-")[0].split("_")[0] in ("en", "english")


def _as_received(local: LocalVersion, document: Document, original: str) -> bool:
    """Whether the place changed no word: then it is the kit's to mend."""
    if original not in local.core:
        return False
    return words(read(original, local.core[original].data).text) == words(document.text)


def _finding(
    document: Document, found: Sequence[Sentence], age: int, limit: int, as_received: bool
) -> Finding:
    listed = hardest(found)
    shown = "; ".join(f'line {item.line} ({_years(years)}) "{_short(item.text)}"' for item, years in listed)
    message = (
        f"the reading age of this page is {_years(age)}; the kit asks for {limit} at most, so that people can read it "
        f"without help. Begin with the hardest: {shown}. Make two sentences of a long one, and use the words that you "
        "would say to somebody's face."
    )
    if as_received:
        message += " The page is as the kit gave it: tell whoever publishes the kit, too."
    return Finding(
        "plain-language.reading-age",
        "info" if as_received else "should",
        message,
        document.path,
        listed[0][0].line if listed else None,
        resolve="ask" if as_received else "adapt",
    )


def _years(age: int) -> str:
    """A reading age in words; above that of grown-ups it only means that the page is very hard."""
    return f"about {age}" if age <= _GROWN_UP else f"over {_GROWN_UP}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


RULES: Final = (
    Rule("plain-language.declaration", "The kit's list of public pages can be read.", declaration),
    Rule("plain-language.reading-age", "Public pages are as easy to read as the kit asks.", too_hard, SOURCE),
)
