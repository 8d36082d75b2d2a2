"""The adaptation log in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from localkit import wording
from localkit.actions.log import Log, Logged
from localkit.cli.output import styled, wrapped
from localkit.model.frame import Frame


def log_lines(found: Log, path: Path | None = None) -> Iterator[str]:
    """The lines of a log.

    Args:
        found: The log.
        path: The local version as the person named it.
    """
    where = _where(found, path)
    if not found.total:
        yield "Nothing was recorded yet. Say why something was changed:"
        yield styled(f"  localkit record{where}", "command")
        return
    if not found.entries:
        yield f"None of {wording.counted(found.total, 'entry', 'entries')} is of that kind."
        return
    for item in found.entries:
        yield from _entry(item, found.codes, where)
    yield ""
    yield styled(wording.counted(len(found.entries), "adaptation"), "title") + _more(found)


def _where(found: Log, path: Path | None) -> str:
    """What has to stand behind a command so that it is about this local version."""
    if path is None or str(path) == ".":
        return ""
    folder = path if (path / ".localkit").is_dir() else found.root
    return f' "{folder}"' if " " in str(folder) else f" {folder}"


def _more(found: Log) -> str:
    joined = sum(len(item.joined) for item in found.entries)
    return f"; {wording.counted(joined, 'entry', 'entries')} more about the same." if joined else "."


def _entry(item: Logged, codes: Frame, where: str) -> Iterator[str]:
    yield ""
    yield (
        styled(str(item.adaptation.data["date"]), "quiet")
        + styled(f"  {_about(item)}", "title")
        + styled(f"  {item.adaptation.id}", "quiet")
    )
    yield from wrapped(item.adaptation.summary, "    ")
    for label, words in _facts(item.adaptation.data, codes):
        yield from wrapped(f"{label}: {words}", "      ", "    ", "quiet")
    yield from _now(item, where)
    for one in item.joined:
        about = "" if one.adaptation.element == item.adaptation.element else f"{_about(one)}: "
        said = f"{one.adaptation.id}, {one.adaptation.data['date']}: {about}{one.adaptation.summary}"
        yield from wrapped(f"same as this: {said}", "      ", "    ", "quiet")
    if item.note:
        yield from wrapped(item.note, "      ", "    ")


def _about(item: Logged) -> str:
    return item.title or item.adaptation.element or "what no element claims"


def _facts(data: Mapping[str, Any], codes: Frame) -> Iterator[tuple[str, str]]:
    kind = (*_said(data, codes, "nature"), *_said(data, codes, "contextual")) or _said(data, codes, "what")
    who = (*_said(data, codes, "who"), *([data["decided_by"]] if data.get("decided_by") else ()))
    for label, words in (
        ("kind", kind),
        ("for", _said(data, codes, "goal")),
        ("why here", _said(data, codes, "reasons")),
        ("decided by", who),
    ):
        if words:
            yield label, "; ".join(words)
    yield "seen by", wording.VISIBILITY_WORD[data.get("visibility", "local")]


def _said(data: Mapping[str, Any], codes: Frame, field: str) -> tuple[str, ...]:
    return tuple(codes.words(field, code) for code in data.get(field, ()))


def _now(item: Logged, where: str) -> Iterator[str]:
    """What became of the text since."""
    taken_up = item.adaptation.data.get("adopted_in")
    if taken_up is not None:
        yield styled(f"    no difference to the core any more, since {taken_up}", "quiet")
    elif item.state == "changed_since_recorded":
        yield "    The text was changed since. If this still holds:"
        again = f"localkit record {item.adaptation.element}{where} --again {item.adaptation.id}"
        yield styled(f"      {again}", "command")
    elif item.state in ("as_core", "not_applicable"):
        yield styled(f"    now: {wording.STATE_WORD[item.state]}", "quiet")
