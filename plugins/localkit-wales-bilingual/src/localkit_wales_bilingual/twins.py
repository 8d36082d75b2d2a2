"""Pairs of pages at one place, and how each pair stands, as far as that can be told without reading Welsh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal, TypeAlias

from localkit.documents.reading import read
from localkit.model.document import Document, Section
from localkit.model.local_version import LocalVersion
from localkit_wales_bilingual.declaration import Declaration
from localkit_wales_bilingual.digest import body_words, digest, stated

Standing: TypeAlias = Literal["in_step", "behind", "not_known", "missing", "unreadable"]

STANDING_WORD: Final[dict[Standing, str]] = {
    "in_step": "in step",
    "behind": "the English has moved on",
    "not_known": "cannot be told",
    "missing": "no Welsh page yet",
    "unreadable": "cannot be read",
}


@dataclass(frozen=True)
class Apart:
    """The first place where the headings of a pair differ.

    Attributes:
        english: The English heading, None where Welsh has one more.
        welsh: The Welsh heading, None where English has one more.
    """

    english: Section | None
    welsh: Section | None


@dataclass(frozen=True)
class Twin:
    """An English page that is there, and its Welsh twin.

    Attributes:
        english: Path of the English page.
        welsh: Path of its twin.
        standing: How they stand.
        why: What that is told by, in plain words.
        digest: Of the English words, for the Welsh page's ``translates``; None where English cannot be read.
        states: The line of the Welsh page that says what it translates.
        counts: Numbers of headings, English and Welsh.
        apart: The first difference of headings.
        unread: The page that cannot be read.
    """

    english: str
    welsh: str
    standing: Standing
    why: str
    digest: str | None = None
    states: int | None = None
    counts: tuple[int, int] = (0, 0)
    apart: Apart | None = None
    unread: str | None = None


def in_wales(local: LocalVersion) -> bool:
    """Whether the place answered that it is in Wales."""
    return str(local.parameters.get("nation", "")).strip().casefold() == "wales"


def twins(local: LocalVersion, declaration: Declaration) -> Iterator[Twin]:
    """Every public page that is there, in the order of paths, with its twin.

    A page that the place moved is looked for where it is now.
    """
    moved = dict(local.divergence.files.moved)
    came_from = {now: before for before, now in moved.items()}
    named = {english for english, _ in declaration.pairs}
    for path in local.files:
        original = came_from.get(path, path)
        if declaration.is_welsh(path) or declaration.is_welsh(original):
            continue
        if original in named:
            wanted = declaration.twin_of(original)
        elif path in named or declaration.is_public(path) or declaration.is_public(original):
            wanted = declaration.twin_of(path)
        else:
            continue
        if wanted is not None:
            yield _twin(local, path, moved.get(wanted, wanted), came_from)


def _twin(local: LocalVersion, english: str, welsh: str, came_from: dict[str, str]) -> Twin:
    page, other = _markdown(local.read(english)), _markdown(local.read(welsh))
    if page is None:
        return Twin(
            english, welsh, "unreadable", f"{english} cannot be read as a page of text", unread=english
        )
    name = digest(page)
    if welsh not in local.files and not local.has(welsh):
        return Twin(english, welsh, "missing", f"{welsh} is not there", name)
    if other is None:
        why = f"{welsh} cannot be read as a page of text"
        return Twin(english, welsh, "unreadable", why, name, unread=welsh)
    standing, why, line = _standing(
        page, other, _core(local, came_from, english), _core(local, came_from, welsh)
    )
    counts = (len(page.sections), len(other.sections))
    return Twin(english, welsh, standing, why, name, line, counts, _apart(page, other))


def _markdown(document: Document | None) -> Document | None:
    return document if document is not None and document.kind == "markdown" else None


def _core(local: LocalVersion, came_from: dict[str, str], path: str) -> Document | None:
    """A page as the core gave it."""
    before = came_from.get(path, path)
    return _markdown(read(before, local.core[before].data)) if before in local.core else None


def _standing(
    page: Document, twin: Document, core_page: Document | None, core_twin: Document | None
) -> tuple[Standing, str, int | None]:
    """How a pair stands: what the translator stated goes first, then what both were in the core."""
    said = stated(twin)
    if said is not None:
        if said[0] == digest(page):
            return "in_step", "the Welsh page says that it translates these English words", said[1]
        return (
            "behind",
            f"the Welsh page says that it translates {said[0]}; the English is now {digest(page)}",
            said[1],
        )
    if core_page is None or core_twin is None:
        return "not_known", "the Welsh page does not say which English words it translates", None
    if body_words(page) == body_words(core_page):
        return "in_step", "the English page is as it was received, and a Welsh page came with it", None
    if body_words(twin) == body_words(core_twin):
        return "behind", "the English page was changed here, and the Welsh page was not", None
    return "not_known", "both pages were changed here", None


def _apart(page: Document, twin: Document) -> Apart | None:
    for one, other in zip_longest(page.sections, twin.sections):
        if one is None or other is None or one.level != other.level:
            return Apart(one, other)
    return None
