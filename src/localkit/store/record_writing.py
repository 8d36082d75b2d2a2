"""Writing what people record: an entry more, or a field of one, with comments and order kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from localkit.errors import LocalVersionError, MachineError
from localkit.store.local_versions import FOLDER
from localkit.store.locking import locked
from localkit.store.schemas import problems
from localkit.store.writing import replace_if_same
from localkit.syntax.pieces import SpliceError
from localkit.syntax.yaml import YamlError, parse
from localkit.syntax.yaml_editing import with_item, with_key
from localkit.syntax.yaml_writing import dump

Name: TypeAlias = Literal["adaptations", "exceptions", "decisions"]

_WAIT = 2.0
"""Seconds to wait for another command: a person is there who can ask again."""

_HEADS: Mapping[Name, str] = {
    "adaptations": "# What this place changed, and why. `localkit record` adds to it; you may edit it, too.\n",
    "exceptions": "# What was agreed to be outside the core's bounds, and until when. Roles, not people's names.\n",
    "decisions": "# What became of each change of the core at this place. `localkit decide` adds to it.\n",
}
_KEYS: Mapping[Name, str] = {"adaptations": "id", "exceptions": "id", "decisions": "change"}


def add_entry(root: Path, name: Name, entry: Mapping[str, Any]) -> None:
    """Add an entry at the end of a log or register.

    Raises:
        LocalVersionError: The entry does not follow the format, or the file is written so that it cannot be added.
        InputError: Somebody else changed the file at the same time.
        MachineError: The disk or another program is in the way, or another localkit command is at work.
    """
    with locked(root, wait=_WAIT):
        path, before = record_path(root, name), read_record_file(root, name)
        replace_if_same(path, before, with_entry(before, name, entry, path))


def change_entry(root: Path, name: Name, entry_id: str, changes: Mapping[str, Any]) -> None:
    """Give fields of an entry other values. Raises as ``add_entry``, and KeyError where no entry has that id."""
    with locked(root, wait=_WAIT):
        path, before = record_path(root, name), read_record_file(root, name)
        replace_if_same(path, before, with_fields(before, name, entry_id, changes, path))


def record_path(root: Path, name: Name) -> Path:
    """Where a log or register is kept."""
    return root / FOLDER / f"{name}.yaml"


def read_record_file(root: Path, name: Name) -> bytes | None:
    """A log's or register's bytes; None where there is none.

    Raises:
        MachineError: It cannot be read.
    """
    path = record_path(root, name)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MachineError(f"cannot read the file: {error.strerror}", path=str(path)) from error


def with_entry(before: bytes | None, name: Name, entry: Mapping[str, Any], path: Path) -> bytes:
    """A log's or register's bytes with one more entry.

    Args:
        before: As it is; None where there is none.
        name: Which one it is.
        entry: What is added.
        path: Where it is kept, for messages.

    Raises:
        LocalVersionError: The entry does not follow the format, or the file is written so that it cannot be added.
    """
    if before is None:
        return _checked(path, name, None, _HEADS[name] + dump({"format": 1, name: [entry]}))
    text = _spliced(path, before, lambda text: with_item(text, name, entry), {name: [entry]})
    return _checked(path, name, before, text)


def with_fields(
    before: bytes | None, name: Name, entry_id: str, changes: Mapping[str, Any], path: Path
) -> bytes:
    """A log's or register's bytes with other values in an entry. Raises as ``with_entry``, and KeyError."""
    number = _number(before, name, entry_id)

    def changed(text: str) -> str:
        for key, value in changes.items():
            text = with_key(text, f"/{name}/{number}", key, value)
        return text

    return _checked(path, name, before, _spliced(path, before, changed, changes))


def _number(data: bytes | None, name: Name, entry_id: str) -> int:
    entries = [] if data is None else parse(_text(data), max_nodes=200_000).data[name]
    for number, entry in enumerate(entries):
        if entry[_KEYS[name]] == entry_id:
            return number
    raise KeyError(entry_id)


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _spliced(path: Path, before: bytes | None, edit: Any, said: Mapping[str, Any]) -> str:
    try:
        return str(edit(_text(before or b"")))
    except (SpliceError, YamlError) as error:
        raise LocalVersionError(
            "the file is written in a way that nothing can be added to",
            path=str(path),
            hint=f"Add this to it in an editor:\n{dump(said).rstrip()}",
        ) from error


def _checked(path: Path, name: Name, before: bytes | None, text: str) -> bytes:
    wrong = problems(parse(text, max_nodes=200_000).data, name)
    if wrong:
        raise LocalVersionError(
            wrong[0].message, path=str(path), hint=f"`localkit schema {name}` tells the format."
        )
    mark = b"\xef\xbb\xbf" if before is not None and before.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode("utf-8")
