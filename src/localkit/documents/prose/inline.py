"""Words of a Markdown text, with their manner and their links."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from localkit.model.prose import Image, Run, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from localkit.model.prose import Inline, Words

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def words(tokens: Sequence[Token], *, bold: bool = False) -> Words:
    """The words of a paragraph, a heading or a cell.

    Args:
        tokens: What the parser found in it.
        bold: Whether all of it is strong.
    """
    return tuple(_Walk(bold).walk(tokens))


def without_comments(html: str) -> str:
    """HTML as the text that it is. Comments, such as the marks of a region, are not for readers."""
    return _COMMENT.sub("", html)


class _Walk:
    def __init__(self, bold: bool) -> None:
        self._open: Counter[str] = Counter(strong=int(bold))
        self._links: list[str] = []

    def walk(self, tokens: Sequence[Token]) -> Iterator[Inline]:
        for token in tokens:
            if token.type == "link_open":
                self._links.append(str(token.attrGet("href") or ""))
            elif token.type == "link_close":
                self._links.pop()
            elif token.type == "image":
                yield self._image(token)
            elif token.nesting:
                self._open[token.type.rpartition("_")[0]] += token.nesting
            elif said := _said(token):
                yield self._run(said, code=token.type == "code_inline")

    def _image(self, token: Token) -> Image:
        alt = plain(words(token.children or ()))
        return Image(str(token.attrGet("src") or ""), alt, self._link)

    def _run(self, text: str, *, code: bool) -> Run:
        manner = self._open
        return Run(text, manner["strong"] > 0, manner["em"] > 0, manner["s"] > 0, code, self._link)

    @property
    def _link(self) -> str | None:
        return self._links[-1] if self._links else None


def _said(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak" or (token.type == "html_inline" and _LINE_BREAK.fullmatch(token.content)):
        return "\n"
    return without_comments(token.content) if token.type == "html_inline" else token.content
