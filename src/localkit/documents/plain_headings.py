"""Headings of Markdown pages that hold nothing a heading could hide in, which is most pages.

To read a page as CommonMark takes a hundred times as long as to look for lines that begin with ``#``; whoever looks at
thousands of places waits for that. Pages with code, HTML, underlined headings and the like are left to the parser.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_NOT_PLAIN: Final = ("```", "~~~", "]:", "\r", "\0")
"""Fences, in which no line is a heading; definitions of links, which change what a heading with brackets says."""
_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*", re.DOTALL)
_HIDES: Final = re.compile(
    r"""
    \ {1,3}\#                       # indented: whether it is a heading depends on what stands above it
    |\ *<(?!!--.*-->)               # HTML over several lines; a comment on one line ends there
    |\ {0,3}(?:=+|-+)[ \t]*\Z       # what underlines a heading
    """,
    re.DOTALL | re.VERBOSE,
)
_RULE: Final = "---"
"""No underline where the line above is empty."""


class PlainHeading(NamedTuple):
    """A heading: how high it is, what stands in it, and its line, counted from 0."""

    level: int
    content: str
    line: int


def plain_headings(text: str) -> list[PlainHeading] | None:
    """The headings of a plain page; None where only a parser can tell.

    Args:
        text: A Markdown text without front matter.
    """
    unified = text.replace("\r\n", "\n")
    if any(sign in unified for sign in _NOT_PLAIN):
        return None
    found: list[PlainHeading] = []
    above = ""
    for number, line in enumerate(unified.split("\n")):
        if line.startswith("#"):
            heading = _HEADING.fullmatch(line)
            if heading:
                found.append(PlainHeading(len(heading[1]), (heading[2] or "").strip(), number))
        elif line.startswith((" ", "<", "=", "-")) and _HIDES.match(line) and (above or line != _RULE):
            return None
        above = line
    return found
