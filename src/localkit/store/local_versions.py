"""A local version's own records: local.yaml, adaptations, exceptions, what is known of later releases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.errors import InputError, LocalVersionError, MachineError
from localkit.model.tree import File, Tree
from localkit.store.schemas import problems
from localkit.syntax.yaml import YamlError, YamlText, parse
from localkit.syntax.yaml_writing import dump

FOLDER = ".localkit"
_HEAD = (
    "# Written by localkit: what this local version was made from. Please leave it to localkit to change.\n"
)
_IGNORE_HISTORY = "# Steps back, for `localkit undo`; no need to share them.\nhistory/\nupdate/\n"


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


def read_record(root: Path) -> LocalRecord:
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
    return LocalRecord(_checked(path, "local"), root)


def read_adaptations(root: Path) -> list[Mapping[str, Any]]:
    """The adaptation log, oldest first; empty where nothing was recorded.

    Raises:
        LocalVersionError: adaptations.yaml is not as it should be.
    """
    return _listed(root, "adaptations")


def read_exceptions(root: Path) -> list[Mapping[str, Any]]:
    """The register of exceptions; empty where there is none.

    Raises:
        LocalVersionError: exceptions.yaml is not as it should be.
    """
    return _listed(root, "exceptions")


def read_known(root: Path) -> Mapping[str, Any] | None:
    """What was last seen of later releases, or None where nobody looked.

    Raises:
        LocalVersionError: known.yaml is not as it should be.
    """
    path = root / FOLDER / "known.yaml"
    return _checked(path, "known") if path.exists() else None


def _listed(root: Path, name: str) -> list[Mapping[str, Any]]:
    path = root / FOLDER / f"{name}.yaml"
    if not path.exists():
        return []
    entries: list[Mapping[str, Any]] = _checked(path, name)[name]
    return entries


def _checked(path: Path, name: str) -> Mapping[str, Any]:
    source = read_yaml(path)
    if not isinstance(source.data, dict):
        raise LocalVersionError(
            "it must be a set of keys and values", path=str(path), line=1, hint=_mend(name)
        )
    # local.yaml is written by localkit and read by every command; jsonschema would double their time.
    if name == "local" and _plainly_valid(source.data):
        return source.data
    found = problems(source.data, name)
    if found:
        raise LocalVersionError(
            found[0].message, path=str(path), line=source.line(found[0].at), hint=_mend(name)
        )
    return source.data


def _mend(name: str) -> str:
    return f"Mend this line, or put the file back from a copy; `localkit schema {name}` tells the format."


_TEXT: Callable[[Any], bool] = lambda value: isinstance(value, str)  # noqa: E731
_LOCAL_KEYS = frozenset(
    ["format", "kit", "core", "place", "stage", "parameters", "created", "seed", "without_code"]
)


def _plainly_valid(data: Mapping[str, Any]) -> bool:
    """Whether local.yaml is, without a doubt, what localkit wrote; anything else goes to the schema."""
    from re import fullmatch  # noqa: PLC0415

    kit, place = data.get("kit"), data.get("place", {})
    digest = "sha256:[0-9a-f]{64}"
    return (
        data.get("format") == 1
        and data.get("format") is not True
        and set(data) <= _LOCAL_KEYS
        and isinstance(kit, dict)
        and {"name", "version", "digest", "source"} <= set(kit)
        and set(kit) <= {"name", "version", "digest", "source", "directory", "ref", "commit"}
        and all(map(_TEXT, kit.values()))
        and bool(fullmatch(digest, kit["digest"]))
        and _TEXT(data.get("core"))
        and bool(fullmatch(digest, data["core"]))
        and isinstance(place, dict)
        and set(place) <= {"name", "code"}
        and all(value is None or _TEXT(value) for value in place.values())
        and isinstance(data.get("parameters"), dict)
        and data.get("stage", "live") in ("exploring", "preparing", "pilot", "live", "sustaining", "exited")
        and _TEXT(data.get("created"))
        and bool(fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)", data["created"]))
        and _TEXT(data.get("seed"))
        and isinstance(data.get("without_code", False), bool)
    )


def read_yaml(path: Path, *, limit: int = 5_000_000) -> YamlText:
    """Read a YAML file of localkit's own.

    Raises:
        LocalVersionError: It is not YAML as localkit reads it, not UTF-8, or over the limit (bytes).
        MachineError: It cannot be read.
    """
    try:
        with open(path, "rb") as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise LocalVersionError(
                f"the file is over {limit / 1e6:,.0f} MB", path=str(path), hint="Is it the right file?"
            )
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
    except OSError as error:
        raise MachineError(f"cannot read the file: {error.strerror}", path=str(path)) from error


def record_tree(record: Mapping[str, Any], core: bytes) -> Tree:
    """What a new local version's ``.localkit`` folder holds.

    Args:
        record: local.yaml's values.
        core: core.zip's bytes.
    """
    return Tree(
        {
            f"{FOLDER}/local.yaml": File((_HEAD + dump(record)).encode("utf-8")),
            f"{FOLDER}/core.zip": File(core),
            f"{FOLDER}/.gitignore": File(_IGNORE_HISTORY.encode("utf-8")),
        }
    )
