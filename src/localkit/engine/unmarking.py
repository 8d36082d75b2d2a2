"""Marks around both texts, taken back to what is this place's; never where somebody worked between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from localkit.documents.encoding import decode
from localkit.engine.merging.lines import merge_lines
from localkit.errors import InputError
from localkit.model.open_update import WaitingFile, WaitingPassage
from localkit.model.tree import File

_NAMES = r"(?:<{7} this place|\|{7} core as received|>{7} new core)"
_MARK = re.compile(rf"^{_NAMES}[ \t]*\r?$", re.MULTILINE)
_SAID = rf"(?:(?!{_NAMES})[^\n]*\n)*?"
_BLOCK = re.compile(
    rf"^<<<<<<< this place\r?\n(?P<own>{_SAID})\|{{7}} core as received\r?\n(?P<base>{_SAID})=======\r?\n"
    rf"(?P<core>{_SAID})>>>>>>> new core(?:\r?\n|\Z)(?P<blank>\r?\n)?",
    re.MULTILINE,
)


def without_marks(local: File | None, file: WaitingFile, passages: Iterable[WaitingPassage]) -> File | None:
    """A place's file without the marks that ``--markers`` put there: they would be taken for text of the place's own.

    Args:
        local: The place's file.
        file: What the baseline and the new core had.
        passages: What waited in it.

    Raises:
        InputError: Marks are left around text that was edited, so that only a person can tell what is to stay.
    """
    if local is None or file.core is None:
        return local
    try:
        written = decode(local.data)
        received = decode(file.base.data).text if file.base is not None else ""
        new = decode(file.core.data).text
    except UnicodeDecodeError:
        return local
    if not _MARK.search(written.text):
        return local
    untouched = _Untouched(received, new, _empty(passages))
    left = [*_left(written.text, untouched)]
    if left:
        raise InputError(
            f"marks of the update stand around text that was edited, in {' and '.join(map(_lines, left))}",
            path=file.local_path,
            line=left[0][0],
            hint="Take out the marks there, and what you do not want between them. Then say the same again.",
        )
    text = _BLOCK.sub(_own, written.text)
    return replace(local, data=written.bytes_of(text))


def _empty(passages: Iterable[WaitingPassage]) -> AbstractSet[tuple[str, str]]:
    """Stretches that the place had taken out, as the core had them and has them."""
    return {
        (_flat(part.base), _flat(part.core))
        for item in passages
        if item.core is not None and item.local is not None
        for part in merge_lines(item.base or "", item.core, item.local).undecided
        if not part.local.strip()
    }


class _Untouched:
    """Tells whether nobody worked between marks, but for the place's own text."""

    def __init__(self, received: str, new: str, empty: AbstractSet[tuple[str, str]]) -> None:
        self.received, self.new, self.empty = _flat(received), _flat(new), empty

    def __call__(self, block: re.Match[str]) -> bool:
        base, core = _flat(block["base"]), _flat(block["core"])
        if not block["own"].strip() and core and (base, core) not in self.empty:
            return False  # somebody took out the place's text, and it is not said that the core's is wanted
        return base in self.received and core in self.new


def _left(text: str, untouched: _Untouched) -> Iterator[tuple[int, int]]:
    """First and last lines of what is left to a person, in order."""
    at = 0
    for block in _BLOCK.finditer(text):
        yield from _strays(text, at, block.start())
        if not untouched(block):
            yield _line(text, block.start()), _line(text, block.end("core"))
        at = block.end()
    yield from _strays(text, at, len(text))


def _strays(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Marks without their others: somebody took some of them out."""
    for mark in _MARK.finditer(text, start, end):
        line = _line(text, mark.start())
        yield line, line


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _lines(stretch: tuple[int, int]) -> str:
    first, last = stretch
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _own(block: re.Match[str]) -> str:
    """This place's text of a marked pair; the blank line behind the marks only where the text has none itself."""
    said, blank = block["own"], block["blank"] or ""
    return said if said.endswith(("\n\n", "\n\r\n")) else said + blank
