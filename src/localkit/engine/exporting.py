"""Which of a place's files are handed over, in which order, and where their links lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from localkit.engine.applying import is_given_once
from localkit.model.export import NAMES_PEOPLE, Chapter, LeftOut
from localkit.model.kit import Kit
from localkit.syntax.glob import matches
from localkit.syntax.links import leads_outside, led_to, part_of

_PAGES: Final = (".md", ".markdown", ".txt", ".rst")
_TABLES: Final = (".csv", ".tsv")
"""What is read first; settings, and whatever else is text, come behind."""


def chosen(kit: Kit, files: Iterable[str], only: Sequence[str]) -> tuple[list[str], list[LeftOut]]:
    """The files to hand over, in order, and those that are not.

    Args:
        kit: Says which files are the place's own from the first day.
        files: Every file of the place.
        only: Patterns; without any, what may name people and what is hidden stays. Files that no pattern fits are
            neither handed over nor counted as left out.
    """
    ordered = sorted(files, key=_order)
    if only:
        return [path for path in ordered if any(fits(pattern, path) for pattern in only)], []
    reasons = {path: _stays(kit, path) for path in ordered}
    left = [LeftOut(path, why) for path, why in reasons.items() if why]
    return [path for path, why in reasons.items() if not why], left


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern means a file: as a path, as a folder, or, without a folder in it, as a name anywhere."""
    clean = pattern.replace("\\", "/").removeprefix("./").rstrip("/")
    anywhere = matches(clean, path.rpartition("/")[2]) if "/" not in clean else False
    return anywhere or matches(clean, path) or matches(f"{clean}/**", path)


def _stays(kit: Kit, path: str) -> str | None:
    if is_given_once(kit, path):
        return NAMES_PEOPLE
    if any(part.startswith(".") for part in path.split("/")):
        return "it is hidden"
    return None


def _order(path: str) -> tuple[object, ...]:
    """README first, then pages by name, folders, tables; 2 before 10. Settings stand behind all of that."""
    *folders, name = path.split("/")
    low = name.lower()
    readme = low.partition(".")[0] == "readme"
    kind = 0 if readme else 3 if low.endswith(_TABLES) else 1
    last = not (readme or low.endswith((*_PAGES, *_TABLES)))
    return last, [*((2, _natural(folder)) for folder in folders), (kind, _natural(name))], path


def _natural(name: str) -> list[tuple[int, int, str]]:
    parts = re.split(r"([0-9]{1,18})", name.casefold())
    return [
        (0, int(part), "") if part.isdigit() and part.isascii() else (1, 0, part) for part in parts if part
    ]


class Leads:
    """Where links lead, in one document of many chapters.

    Args:
        chapters: All of them.
    """

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        self._chapters = {chapter.path: chapter for chapter in chapters}

    def lead(self, path: str, link: str) -> str | None:
        """``#NAME`` for a part of this document, an address for elsewhere, None for nowhere.

        Args:
            path: The file that has the link.
            link: Where to, as written there.
        """
        if link.startswith("#"):
            return self._part(path, link)
        inside = led_to(path, link)
        if inside is None:
            return link if leads_outside(link) else None
        found = inside if inside in self._chapters else self._first_in(inside)
        return None if found is None else self._part(found, link)

    def named(self, text: str) -> str | None:
        """``#NAME`` of the chapter whose path a text is."""
        found = self._chapters.get(text)
        return None if found is None else f"#{found.name}"

    def _part(self, path: str, link: str) -> str:
        chapter = self._chapters[path]
        return f"#{chapter.places.get(part_of(link).lower(), chapter.name)}"

    def _first_in(self, folder: str) -> str | None:
        return next((path for path in self._chapters if path.startswith(f"{folder}/")), None)
