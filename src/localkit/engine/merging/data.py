"""YAML, JSON and TOML merged by key path: neighbouring keys are no conflict, the place's writing stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from localkit.engine.merging.data_deciding import Deciding, Part
from localkit.engine.merging.data_edits import Edit
from localkit.engine.merging.data_values import Path, found, named
from localkit.engine.merging.data_writing import Draft
from localkit.errors import InputError
from localkit.model.merging import Choose, DocumentMerge, PartMerge, undecided
from localkit.syntax import pointer
from localkit.syntax.marks import DataError
from localkit.syntax.pieces import Piece, Source, SpliceError, Splicing, line_break, line_feeds

DataKind: TypeAlias = Literal["yaml", "json", "toml"]


def merge_data(
    kind: DataKind, base: str, core: str, local: str, choose: Choose = undecided
) -> DocumentMerge | None:
    """Merge three texts that say data, by key path.

    What counts as a change is a value, with its type: order of keys, quotes, comments and style do not.

    Args:
        kind: What the texts are; an empty one counts as an empty mapping.
        base: The baseline, without byte order mark.
        core: The new core.
        local: The place's text, whose line ends, comments, order and style stay.
        choose: Asked with a JSON pointer for each value that both sides changed.

    Returns:
        The merged text; None where one of the three cannot be read, is no mapping, or is written in a way that the
        edit cannot be fitted into: then lines have to do.

    Raises:
        InputError: A chosen text is no value of this kind.
    """
    splicing = _splicing(kind)
    try:
        read = {text: splicing.read(text) for text in {base, core, local}}
    except DataError:
        return None
    was, new, now = read[base], read[core], read[local]
    if not all(isinstance(source.data, dict) for source in read.values()):
        return None
    deciding = Deciding(now.data, choose, _reader(kind, splicing))
    deciding.mapping((), was.data, new.data, now.data)
    merged = _edited(splicing, was, new, now, deciding.edits)
    if merged is None:
        return None
    sides = (was, new, now, merged)
    return DocumentMerge(merged.text, tuple(_told(splicing, part, sides) for part in deciding.parts))


def _splicing(kind: DataKind) -> Splicing:
    if kind == "yaml":
        from localkit.syntax import yaml_splicing  # noqa: PLC0415  slow to import

        return yaml_splicing
    if kind == "json":
        from localkit.syntax import json_splicing  # noqa: PLC0415  only where there is JSON

        return json_splicing
    from localkit.syntax import toml_splicing  # noqa: PLC0415  only where there is TOML

    return toml_splicing


def _reader(kind: DataKind, splicing: Splicing) -> Callable[[str, str | None], Piece]:
    def read(part: str, text: str | None) -> Piece:
        try:
            return splicing.value(text or "")
        except DataError as error:
            raise InputError(
                f"the text for {part} is no value that {kind.upper()} knows: {error.message}.",
                hint="Write the value as it would stand behind its key in that file, or take the core's or your own.",
            ) from error

    return read


def _edited(splicing: Splicing, was: Source, new: Source, now: Source, edits: list[Edit]) -> Source | None:
    """The place's text with the edits done; None where one cannot be done, or a comment would be lost."""
    if edits and not was.data and not now.text.strip():  # the file begins with the core
        return splicing.read(line_feeds(new.text).replace("\n", line_break(now.text or new.text)))
    gone = was.comment_counts() - new.comment_counts()
    draft = Draft(splicing, new, now, set(gone), set(new.comment_counts() - was.comment_counts()))
    try:
        draft.edits(edits)
        draft.end_lines_as(now.text or new.text)
    except SpliceError:
        return None
    lost = now.comment_counts() - gone - draft.source.comment_counts()
    return None if lost else draft.source


def _told(splicing: Splicing, part: Part, sides: tuple[Source, Source, Source, Source]) -> PartMerge:
    was, new, now, merged = (_said(splicing, source, part.path) for source in sides)
    return PartMerge(named(sides[2].data, part.path), part.outcome, part.why, was, new, now, merged)


def _said(splicing: Splicing, source: Source, path: Path) -> str | None:
    """A value as it is written; None where it is not there."""
    parts = found(source.data, path)
    if parts is None:
        return None
    at = pointer.join(parts)
    try:
        return splicing.cut(source, at).text
    except SpliceError:
        mark = source.marks[at]
        return source.text[mark.start : mark.end]
