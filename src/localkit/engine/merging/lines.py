"""Texts merged by lines: the foot of every merge, where no other structure can be relied on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from localkit.engine.merging.sequences import chunks
from localkit.model.merging import Take
from localkit.syntax.lines import Lines

_END = re.compile(r"(?:\r\n|\r|\n)\Z")


@dataclass(frozen=True)
class Undecided:
    """A stretch that both sides changed, each as it says it.

    Attributes:
        at: Where in the merged text the place's words stand: offsets of the first character and behind the last.
    """

    base: str
    core: str
    local: str
    at: tuple[int, int]


@dataclass(frozen=True)
class TextMerge:
    """A merged text, and what is to be decided in it.

    Attributes:
        text: The place's words wherever both sides changed something.
        undecided: What both changed, in order.
        markers: The same text with marks around both, for those who want them.
    """

    text: str
    undecided: tuple[Undecided, ...] = ()
    markers: str | None = None


def line_end(text: str) -> str:
    """How the lines of a text end: most of them, or LF where there is none."""
    windows = text.count("\r\n")
    unix, mac = text.count("\n") - windows, text.count("\r") - windows
    if windows >= max(unix, mac) and windows:
        return "\r\n"
    return "\r" if mac > unix else "\n"


def with_ends(text: str, end: str) -> str:
    """The text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", end)


def split(text: str) -> list[str]:
    """The lines of a text, each with its end."""
    return [text[start:end] for start, end in Lines(text) if end > start]


def merge_lines(base: str, core: str, local: str, take: Take | None = None) -> TextMerge:
    """Merge three texts by lines; line ends are no difference, and the place's stay.

    Where one side's last line has no end and the other's has, the place's habit stays.

    Args:
        base: The text as the place received it.
        core: As the new core has it.
        local: As the place has it.
        take: Whose lines are taken where both sides changed something; None leaves that open.
    """
    sides = [split(text) for text in (base, core, local)]
    plain = [[_END.sub("", line) for line in side] for side in sides]
    end = line_end(local if local else core)
    pieces: list[str] = []
    marked: list[str] = []
    undecided: list[Undecided] = []
    length = 0
    for chunk in chunks(plain[0], plain[1], plain[2]):
        if chunk.kind == "core" or (chunk.kind == "conflict" and take == "core"):
            said = "".join(_ended(line, end) for line in plain[1][slice(*chunk.core)])
        else:
            said = "".join(sides[2][slice(*chunk.local)])
        if pieces and said and not _END.search(pieces[-1]):  # the place's last line gets company
            pieces[-1] += end
            length += len(end)
        if said:
            pieces.append(said)
        if chunk.kind == "conflict" and take is None:
            parts = [
                "".join(sides[n][slice(*run)]) for n, run in enumerate((chunk.base, chunk.core, chunk.local))
            ]
            undecided.append(Undecided(parts[0], parts[1], parts[2], (length, length + len(said))))
            marked.append(_marked(parts, end))
        else:
            marked.append(said)
        length += len(said)
    text = _without_last_end("".join(pieces), base, core, local)
    return TextMerge(text, tuple(undecided), "".join(marked) if undecided else None)


def _ended(line: str, end: str) -> str:
    return f"{line}{end}"


def _without_last_end(text: str, base: str, core: str, local: str) -> str:
    """The end of the last line as the place has it; as the core has it where the place never changed that."""
    has = {name: bool(_END.search(side)) for name, side in (("base", base), ("core", core), ("local", local))}
    wanted = has["local"] if has["local"] != has["base"] or not core else has["core"]
    if wanted and text and not _END.search(text):
        return text + line_end(local or core)
    return text if wanted else _END.sub("", text, count=1)


def _marked(parts: list[str], end: str) -> str:
    base, core, local = (text if not text or _END.search(text) else text + end for text in parts)
    return f"<<<<<<< this place{end}{local}||||||| core as received{end}{base}======={end}{core}>>>>>>> new core{end}"
