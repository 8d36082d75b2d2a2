"""Headings of a Markdown text as CommonMark sees them, and the sections they open."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from localkit.documents.plain_headings import plain_headings
from localkit.model.document import Section
from localkit.syntax.words import collapsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from localkit.syntax.lines import Lines

_NUMBERED = re.compile(r"(.*)\[([1-9][0-9]{0,5})\]\Z")
_JOIN = " > "
_MARKUP = re.compile(r"[\\`*_\[\]<&!\n]")
"""Signs without which a heading is what it says."""


class _Heading(NamedTuple):
    level: int
    title: str
    first: int
    behind: int
    """Lines counted from 1: the heading's first, and the first behind it."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (slow to import; only where there is Markdown)

    return MarkdownIt("commonmark").disable(["inline", "text_join"])


def sections(lines: Lines, offset: int) -> tuple[Section, ...]:
    """The sections of a Markdown text, in document order.

    Args:
        lines: The whole text.
        offset: Where the body begins, behind the front matter; a line's first character.
    """
    headings = _headings(lines.text[offset:], lines.line(offset))
    seen: Counter[str] = Counter()
    found: list[Section] = []
    above: list[_Heading] = []
    for heading, last in zip(headings, _ends(headings, len(lines.starts) + 1), strict=True):
        above = [*(one for one in above if one.level < heading.level), heading]
        path = tuple(one.title for one in above)
        seen[_JOIN.join(path)] += 1
        start, body, end = (lines.start(line) for line in (heading.first, heading.behind, last))
        found.append(Section(path, heading.level, seen[_JOIN.join(path)], start, body, end, heading.first))
    return tuple(found)


def _ends(headings: Sequence[_Heading], last: int) -> list[int]:
    """For each heading the line behind its section: the next heading that is as high or higher."""
    ends = [last] * len(headings)
    still_open: list[int] = []
    for number, heading in enumerate(headings):
        while still_open and headings[still_open[-1]].level >= heading.level:
            ends[still_open.pop()] = heading.first
        still_open.append(number)
    return ends


class SectionIndex:
    """Finds sections by their address.

    Args:
        found: All sections of a text.
    """

    def __init__(self, found: Sequence[Section]) -> None:
        self._paths: dict[str, list[Section]] = {}
        self._suffixes: dict[str, list[str]] = {}
        for section in found:
            self._paths.setdefault(_JOIN.join(section.path), []).append(section)
        for path in self._paths:
            at = path.find(_JOIN)
            while (
                at >= 0
            ):  # a heading may have the joining sign in it, so the joined path is what is looked at
                self._suffixes.setdefault(path[at + len(_JOIN) :], []).append(path)
                at = path.find(_JOIN, at + 1)

    def resolve(self, address: str) -> Section | None:
        """The section that an address names: its full path or a suffix that fits one path only.

        ``[n]`` behind the address asks for the nth section of that path, unless a heading literally ends so.
        """
        wanted = collapsed(address)
        paths, nth = self._fitting(wanted), 1
        numbered = _NUMBERED.match(wanted)
        if numbered and not paths:
            paths, nth = self._fitting(numbered[1].rstrip()), int(numbered[2])
        found = self._paths[paths[0]] if len(paths) == 1 else []
        return found[nth - 1] if nth <= len(found) else None

    def _fitting(self, wanted: str) -> list[str]:
        return [wanted] if wanted in self._paths else self._suffixes.get(wanted, [])


def _headings(body: str, first_line: int) -> list[_Heading]:
    plain = plain_headings(body)
    if plain is None:
        return _parsed(body, first_line)
    return [
        _Heading(level, _title(content, {}), first_line + line, first_line + line + 1)
        for level, content, line in plain
    ]


def _parsed(body: str, first_line: int) -> list[_Heading]:
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(body, env)
    found: list[_Heading] = []
    for token, inline in itertools.pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            first, behind = token.map
            title = _title(inline.content, env)
            found.append(_Heading(int(token.tag[1:]), title, first_line + first, first_line + behind))
    return found


def _title(content: str, env: dict[str, Any]) -> str:
    """What a heading says when its markup is gone, with the definitions of links that the page has."""
    if not _MARKUP.search(content):
        return collapsed(content)
    parser, children = _parser(), list[Any]()
    parser.inline.parse(content, parser, env, children)
    return collapsed(_plain(children))


def _plain(tokens: Sequence[Token]) -> str:
    """What is left of a heading when its markup is gone."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "image":
            parts.append(_plain(token.children or ()))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)
