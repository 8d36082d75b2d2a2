"""Relative links of Markdown pages that lead nowhere."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from localkit.hooks.kinds import Rule
from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit.syntax.links import led_to

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  slow to import

    return MarkdownIt("commonmark").enable("table")


def dead(local: LocalVersion) -> Iterator[Finding]:
    """Links to files that are not there."""
    for path in local.files:
        document = local.read(path)
        if (
            document is None
            or document.kind != "markdown"
            or "](" not in document.text + "](" * ("]:" in document.text)
        ):
            continue
        for target, line in links(document.text):
            wanted = led_to(path, target)
            if wanted is not None and not local.has(wanted):
                yield Finding(
                    "core.link", "should", _told(local, target, wanted), path, line, resolve="adapt"
                )


def links(text: str) -> Iterator[tuple[str, int]]:
    """Each link's and image's target in a Markdown text, with its line."""
    offset = 0
    if text.startswith("---"):  # front matter is no Markdown; its lines count all the same
        end = text.find("\n---", 3)
        if end >= 0:
            offset = text.count("\n", 0, end + 1) + 1
            text = text[end + 4 :].partition("\n")[2]
    for block in _parser().parse(text):
        if block.type == "inline" and block.map and block.children:
            yield from _inline(block.children, block.map[0] + offset + 1)


def _inline(children: list[Token], line: int) -> Iterator[tuple[str, int]]:
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        target = token.attrGet("href") if token.type == "link_open" else token.attrGet("src")
        if isinstance(target, str) and token.type in ("link_open", "image"):
            yield target, line


def _told(local: LocalVersion, link: str, wanted: str) -> str:
    names = {posixpath.basename(path): path for path in local.files}
    close = names.get(posixpath.basename(wanted)) or next(
        iter(difflib.get_close_matches(wanted, list(local.files), 1, 0.8)), None
    )
    meant = f" Did you mean {close}?" if close else ""
    return f"a link leads to {link}, which is not there.{meant} Mend the link, or take it out."


RULES = (Rule("core.link", "Links between the place's own pages lead somewhere.", dead),)
