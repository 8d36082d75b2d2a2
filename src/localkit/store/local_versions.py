"""A local version's own records: local.yaml, adaptations, exceptions, what is known of later releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.errors import InputError, LocalVersionError, MachineError
from localkit.model.records import Observation
from localkit.model.tree import File, Tree
from localkit.store.memory import Memory, memory
from localkit.syntax.pointer import escape
from localkit.syntax.yaml import YamlError, YamlText, parse
from localkit.syntax.yaml_writing import dump

FOLDER = ".localkit"
JOURNAL = "journal"
"""Folder in it that is there while a change of several files is under way, or was cut short."""
_RECORDS = ("adaptations", "exceptions", "decisions", "known")
_OBSERVED = ("indicator", "period", "numerator", "denominator", "note")
_MOST_BYTES = 5_000_000
LOCAL_HEAD = (
    "# Written by localkit: what this local version was made from. Please leave it to localkit to change.\n"
)
_IGNORE_HISTORY = (
    "# Steps back, for `localkit undo`, and what a command holds while it writes; no need to share them.\n"
    "history/\nupdate/\njournal/\njournal.new/\nlock\n"
)


@dataclass(frozen=True)
class LocalRecord:
    """What local.yaml says.

    Attributes:
        data: Its values, valid under the schema ``local``.
        root: The local version's folder.
    """

    data: Mapping[str, Any]
    root: Path

    @property
    def kit_name(self) -> str:
        """Name of the kit it was made from."""
        return str(self.data["kit"]["name"])

    @property
    def kit_version(self) -> str:
        """Release it was made from."""
        return str(self.data["kit"]["version"])

    @property
    def kit_digest(self) -> str:
        """Digest of that release."""
        return str(self.data["kit"]["digest"])

    @property
    def core_digest(self) -> str:
        """Digest that core.zip must have."""
        return str(self.data["core"])

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The answers."""
        answers: Mapping[str, Any] = self.data["parameters"]
        return answers

    @property
    def stage(self) -> str:
        """Where the place is in its work; live if not said."""
        return str(self.data.get("stage", "live"))

    @property
    def place_name(self) -> str | None:
        """The place's name, where the kit asks for one."""
        name = self.data.get("place", {}).get("name")
        return None if name is None else str(name)

    @property
    def place_code(self) -> str | None:
        """The place's official code, where the kit asks for one."""
        code = self.data.get("place", {}).get("code")
        return None if code is None else str(code)


@dataclass(frozen=True)
class Entry:
    """One entry of a log or register.

    Attributes:
        data: Its fields, valid under the format's schema.
        lines: Line of the file for each field, counted from 1; the entry's own under the empty name.
    """

    data: Mapping[str, Any]
    lines: Mapping[str, int]


def find_root(path: Path) -> Path:
    """The local version that a path lies in.

    Raises:
        InputError: There is no such folder, or it lies in no local version.
    """
    if not path.exists():
        raise InputError(
            "there is no such folder", path=str(path), hint="See whether the name is written as on disk."
        )
    start = path.resolve()
    for folder in (start, *start.parents):
        if (folder / FOLDER).is_dir():
            return folder
    raise InputError(
        "this is no local version, and lies in none",
        path=str(path),
        hint="Go to the folder that `localkit adapt` made, or make one: localkit adapt KIT.",
    )


def read_record(root: Path, cache: Path | None = None) -> LocalRecord:
    """Read local.yaml.

    Raises:
        LocalVersionError: It is missing, or not as it should be.
        MachineError: It cannot be read.
    """
    path = root / FOLDER / "local.yaml"
    if not path.exists():
        raise LocalVersionError(
            "local.yaml is missing",
            path=str(path),
            hint="Put it back from a copy; without it localkit does not know what this was made from.",
        )
    return LocalRecord(_checked(path, "local", cache).data, root)


def read_adaptations(root: Path, cache: Path | None = None) -> list[Entry]:
    """The adaptation log, oldest first; empty where nothing was recorded.

    Raises:
        LocalVersionError: adaptations.yaml is not as it should be.
    """
    return _listed(root, "adaptations", cache)


def read_exceptions(root: Path, cache: Path | None = None) -> list[Entry]:
    """The register of exceptions; empty where there is none.

    Raises:
        LocalVersionError: exceptions.yaml is not as it should be.
    """
    return _listed(root, "exceptions", cache)


def read_decisions(root: Path, cache: Path | None = None) -> list[Entry]:
    """What became of each core change; empty where nothing was decided.

    Raises:
        LocalVersionError: decisions.yaml is not as it should be.
    """
    return _listed(root, "decisions", cache)


def read_known(root: Path, cache: Path | None = None) -> Mapping[str, Any] | None:
    """What was last seen of later releases, or None where nobody looked.

    Raises:
        LocalVersionError: known.yaml is not as it should be.
    """
    path = root / FOLDER / "known.yaml"
    if not path.exists():
        return None
    known: Mapping[str, Any] = _checked(path, "known", cache).data
    return known


def misnamed_records(root: Path) -> list[str]:
    """Records that an editor saved under another name, as Notepad does: ``adaptations.yaml.txt``."""
    return [f"{name}.yaml.txt" for name in _RECORDS if (root / FOLDER / f"{name}.yaml.txt").is_file()]


def _listed(root: Path, name: str, cache: Path | None) -> list[Entry]:
    path = root / FOLDER / f"{name}.yaml"
    if not path.exists():
        return []
    source = _checked(path, name, cache)
    return [
        Entry(data, _lines(source, f"/{name}/{number}", data))
        for number, data in enumerate(source.data[name])
    ]


def _lines(source: YamlText, at: str, data: Mapping[str, Any]) -> dict[str, int]:
    found = {"": source.line(at), **{key: source.line(f"{at}/{escape(key)}") for key in data}}
    return {key: line for key, line in found.items() if line is not None}


def read_observations(root: Path) -> list[Observation]:
    """Outcomes that a place reported; empty where there are none.

    Raises:
        LocalVersionError: observations.csv is not as it should be.
        MachineError: It cannot be read.
    """
    import csv  # noqa: PLC0415  few commands read observations
    import io  # noqa: PLC0415

    path = root / FOLDER / "observations.csv"
    if not path.exists():
        return []
    try:
        text = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LocalVersionError("not UTF-8 text", path=str(path), hint="Save the file as UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _OBSERVED[:3] if name not in (reader.fieldnames or ())]
    if missing:
        raise LocalVersionError(
            f'the column "{missing[0]}" is missing',
            path=str(path),
            line=1,
            hint=f"The first line names the columns: {','.join(_OBSERVED)}",
        )
    return [_observation(row, reader.line_num) for row in reader if any(row.values())]


def _observation(row: Mapping[str, str | None], line: int) -> Observation:
    said = {name: (row.get(name) or "").strip() for name in _OBSERVED}
    return Observation(line=line, **said)


def found_valid(cache: Path, name: str, data: bytes) -> Memory:
    """Where it is remembered that a file of these bytes follows the named format."""
    return memory(cache, b"format", name.encode(), data)


def _checked(path: Path, name: str, cache: Path | None) -> YamlText:
    """Read a file and hold it against its schema; the same bytes are not held against it twice."""
    data = _bytes(path)
    source = _parsed(path, data)
    if not isinstance(source.data, dict):
        raise LocalVersionError(
            "it must be a set of keys and values", path=str(path), line=1, hint=_mend(name)
        )
    stated = source.data.get("format")
    if isinstance(stated, int) and not isinstance(stated, bool) and stated > 1:
        raise LocalVersionError(
            f"the file has format {stated}; this localkit knows format 1",
            path=str(path),
            line=source.line("/format"),
            hint="A later localkit wrote it: install that one.",
        )
    known = found_valid(cache, name, data) if cache else None
    if known and known.recall() is not None:
        return source
    from localkit.store.schemas import problems  # noqa: PLC0415  imports jsonschema

    found = problems(source.data, name)
    if found:
        raise LocalVersionError(
            found[0].message, path=str(path), line=source.line(found[0].at), hint=_mend(name)
        )
    if known:
        known.keep()
    return source


def _mend(name: str) -> str:
    if name == "known":
        return "Say `localkit refresh`: it looks for later releases again and writes this file anew."
    return f"Mend this line, or put the file back from a copy; `localkit schema {name}` tells the format."


def _bytes(path: Path) -> bytes:
    try:
        with open(path, "rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise MachineError(f"cannot read the file: {error.strerror}", path=str(path)) from error
    if len(data) > _MOST_BYTES:
        raise LocalVersionError(
            f"the file is over {_MOST_BYTES / 1e6:,.0f} MB", path=str(path), hint="Is it the right file?"
        )
    return data


def _parsed(path: Path, data: bytes) -> YamlText:
    try:
        return parse(data.decode("utf-8-sig"), max_nodes=200_000)
    except UnicodeDecodeError as error:
        raise LocalVersionError("not UTF-8 text", path=str(path), hint="Save the file as UTF-8.") from error
    except YamlError as error:
        raise LocalVersionError(
            error.message,
            path=str(path),
            line=error.line,
            hint="Mend this line, or put the file back from a copy.",
        ) from error


def record_tree(record: Mapping[str, Any], core: bytes) -> Tree:
    """What a new local version's ``.localkit`` folder holds.

    Args:
        record: local.yaml's values.
        core: core.zip's bytes.
    """
    return Tree(
        {
            f"{FOLDER}/local.yaml": File((LOCAL_HEAD + dump(record)).encode("utf-8")),
            f"{FOLDER}/core.zip": File(core),
            f"{FOLDER}/.gitignore": File(_IGNORE_HISTORY.encode("utf-8")),
        }
    )
