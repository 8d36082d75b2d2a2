"""What somebody does to the files of a demo place, as functions on its texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Texts: TypeAlias = dict[str, str]
Edit: TypeAlias = Callable[[Texts], None]


def put(file: str, old: str, new: str) -> Edit:
    """Replace words that stand once in a file."""

    def edit(texts: Texts) -> None:
        if texts[file].count(old) != 1:
            raise ValueError(f"the demo looks for {old!r} once in {file}; the kit was changed")
        texts[file] = texts[file].replace(old, new)

    return edit


def cut(file: str, heading: str) -> Edit:
    """Take a section out, up to the next heading of its level."""

    def edit(texts: Texts) -> None:
        before, after = _around(texts[file], file, heading)
        texts[file] = before + after

    return edit


def rewrite(file: str, heading: str, section: str) -> Edit:
    """Put another section in a section's place."""

    def edit(texts: Texts) -> None:
        before, after = _around(texts[file], file, heading)
        texts[file] = before + section + after

    return edit


def _around(text: str, file: str, heading: str) -> tuple[str, str]:
    mark = f"\n{heading}\n"
    if text.count(mark) != 1:
        raise ValueError(f"the demo looks for {heading!r} once in {file}; the kit was changed")
    before, _, rest = text.partition(mark)
    end = rest.find(f"\n{heading.split(maxsplit=1)[0]} ")
    return f"{before}\n", rest[end + 1 :] if end >= 0 else ""


def rename(old: str, new: str) -> Edit:
    """Give a file another name."""

    def edit(texts: Texts) -> None:
        texts[new] = texts.pop(old)

    return edit


def add(file: str, text: str) -> Edit:
    """Put a file of one's own beside the kit's."""

    def edit(texts: Texts) -> None:
        texts[file] = text

    return edit
