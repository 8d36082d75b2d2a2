"""What places would have to decide, with the words of the core and theirs; what the law and safety ask for first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from localkit import wording
from localkit.actions.rehearse import Rehearsal
from localkit.cli.pages.markup import Html, joined, name_of, tag, text
from localkit.cli.pages.parts import section
from localkit.engine.word_marks import mark_words
from localkit.wording import counted

_MOST: Final = 900_000
"""Bytes of texts; with more, a page of 500 places would be too large to send by mail."""
_AROUND: Final = 25
"""Words that stay beside a change; longer stretches that are the same are shortened."""
_FIRST: Final = {"statutory": 0, "safety": 1}
_END: Final = Html("<br>")


class _Asked(NamedTuple):
    """A passage that waits, at a place."""

    place: str
    row: Mapping[str, Any]


def passages(found: Rehearsal) -> Html:
    """Each passage that needs a decision, below its place, with texts as long as there is room."""
    title = "What has to be decided"
    asked = [_Asked(item.place, row) for item in found.asked for row in item.waiting]
    if not asked:
        return section("decisions", title, tag("p", "Nothing: no place would have to decide anything."))
    asked.sort(key=lambda one: (_FIRST.get(one.row["class"], 2), one.place.casefold()))
    shown: list[tuple[int, Html]] = []
    size = without = 0
    for one in asked:
        texts = _texts(one.row) if size < _MOST else None
        if texts is not None and size + len(texts.encode()) > _MOST:
            texts = None
        size += len(texts.encode()) if texts is not None else 0
        without += texts is None
        shown.append((_FIRST.get(one.row["class"], 2), _passage(one, found, texts)))
    left = (
        f"The words of {counted(without, 'passage')} are left out to keep this page small; "
        "`localkit rehearse --format json` has them all."
    )
    return section(
        "decisions",
        title,
        tag(
            "p",
            tag("del", "Struck through"),
            " is what was taken out, ",
            tag("ins", "underlined"),
            " what came in.",
        ),
        tag("p", left) if without else None,
        *_groups(shown),
    )


def _groups(shown: list[tuple[int, Html]]) -> Iterator[Html]:
    names = ("What the law asks for", "What keeps people safe", "Everything else")
    for number, name in enumerate(names):
        items = [item for group, item in shown if group == number]
        if items:
            yield section(f"decisions-{number + 1}", name, *items, level=3)


def _passage(one: _Asked, found: Rehearsal, texts: Html | None) -> Html:
    row = one.row
    title = found.elements.get(row["element"] or "")
    said = [wording.CLASS_WORD[row["class"]] if row["class"] else None, row["why"]]
    about = "; ".join(item for item in said if item)
    where = wording.shown_address(row["address"])
    head = tag("h4", name_of(one.place), f": {title}" if title else "")
    return joined([head, tag("p", where, _END, about, class_="quiet"), texts])


def _texts(row: Mapping[str, Any]) -> Html:
    base, core, local = (_plain(row[key]) for key in ("base", "core", "local"))
    return tag(
        "details",
        tag("summary", "The words"),
        tag("p", tag("strong", "What the core changes")),
        tag("p", _marked(base, core)),
        tag("p", tag("strong", "What the place has")),
        tag("p", _marked(base, local)),
    )


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _marked(before: str, after: str) -> Html:
    if not after:
        return tag("del", _lines(_shortened(before, first=True, last=True))) if before else Html("–")
    runs = mark_words(before, after)
    parts: list[Html] = []
    for number, run in enumerate(runs):
        if run.op == "same":
            parts.append(_lines(_shortened(run.text, first=number == 0, last=number == len(runs) - 1)))
        else:
            parts.append(tag("del" if run.op == "core" else "ins", _lines(run.text)))
    return joined(parts, " ")


def _shortened(same: str, *, first: bool, last: bool) -> str:
    """A stretch without a change, its middle told by number where it is long."""
    words = same.split(" ")
    kept = (0 if first else _AROUND, 0 if last else _AROUND)
    if first and last:
        kept = (_AROUND, _AROUND)
    left = len(words) - sum(kept)
    if left <= _AROUND:
        return same
    end = words[len(words) - kept[1] :] if kept[1] else []
    return " ".join([*words[: kept[0]], f"[… {left} words as they were …]", *end])


def _lines(said: str) -> Html:
    return joined([text(line) for line in said.split("\n")], _END)
