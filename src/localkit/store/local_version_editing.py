"""Small changes to local.yaml: comments, order and style of everything else stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from localkit.errors import LocalVersionError
from localkit.model.tree import File
from localkit.store.file_changes import FileChange
from localkit.store.local_version_files import LOCAL, on_disk
from localkit.syntax.pieces import SpliceError
from localkit.syntax.pointer import join
from localkit.syntax.yaml import YamlError, parse
from localkit.syntax.yaml_editing import with_key

_MARK = b"\xef\xbb\xbf"


def changed_record(root: Path, values: Mapping[tuple[str, ...], str | None]) -> list[FileChange]:
    """The change that gives keys of local.yaml other values; none where they have those already.

    Args:
        root: The local version's folder.
        values: By key, as ``("stage",)`` at the top, ``("place", "name")`` below another key.

    Raises:
        LocalVersionError: local.yaml is missing, or written in a way that nothing can be changed in it.
        MachineError: It cannot be read.
    """
    before = on_disk(root, LOCAL)
    if before is None:
        raise LocalVersionError(
            "local.yaml is missing", path=str(root / LOCAL), hint="Put it back from a copy."
        )
    data = with_values(before.data, values, str(root / LOCAL))
    return [] if data == before.data else [FileChange(LOCAL, before, File(data, before.mode))]


def with_values(before: bytes, values: Mapping[tuple[str, ...], str | None], path: str) -> bytes:
    """local.yaml's bytes with other values. Raises as ``changed_record``."""
    mark = _MARK if before.startswith(_MARK) else b""
    text = before.decode("utf-8-sig")
    for keys, value in values.items():
        try:
            text = _with_value(text, keys, value)
        except (SpliceError, YamlError) as error:
            raise LocalVersionError(
                "the file is written in a way that nothing can be changed in it",
                path=path,
                hint=f"Change it in an editor: {': '.join((*keys, str(value)))}",
            ) from error
    return mark + text.encode("utf-8")


def _with_value(text: str, keys: tuple[str, ...], value: str | None) -> str:
    data: Any = parse(text, max_nodes=200_000).data
    above, name = keys[:-1], keys[-1]
    for key in above:
        if key not in data:
            return with_key(text, "", key, {name: value})
        data = data[key]
    return text if name in data and data[name] == value else with_key(text, join(above), name, value)
