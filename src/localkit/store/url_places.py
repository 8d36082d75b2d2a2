"""Places at an address of any file system that fsspec knows: a folder, a folder of folders, or a zip.

Everything is checked before it is fetched: how many files, how large, where a path leads. What is fetched lies in a
temporary folder for as long as it is looked at.
"""

from __future__ import annotations

import datetime
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from localkit.errors import (
    InputError,
    KitError,
    LimitError,
    LocalkitError,
    LocalVersionError,
    MachineError,
    SafetyError,
)
from localkit.model.limits import Limits
from localkit.store.addresses import check_no_secret, redacted
from localkit.store.archives import read_zip
from localkit.store.folders import check_size, check_totals
from localkit.store.local_version_finding import DEEPEST, RECORD, local_versions_among
from localkit.store.local_versions import FOLDER
from localkit.store.paths import unsafe_reason
from localkit.store.staging import write_tree

_NOT_FETCHED: Final = frozenset([".git", ".hg", ".svn"])
_KEPT_BESIDE: Final = frozenset([f"{FOLDER}/history", f"{FOLDER}/lock"])
_MARKS: Final = (
    "ETag",
    "etag",
    "Content-MD5",
    "md5",
    "mtime",
    "LastModified",
    "last_modified",
    "Last-Modified",
    "modified",
)
"""What file systems call what changes with a file."""
_SETTLED: Final = 3.0
"""Seconds: a file that was written a moment ago may be written again and look the same."""
_MOST_FOLDERS: Final = 20_000
"""Folders that are looked through for local versions."""
_NOTHING: Final = (404, 410)
"""What a web server says where there is nothing."""
_CHUNK: Final = 1_000_000


def local_versions_at(address: str) -> list[str]:
    """The addresses of the local versions in a folder, itself if it is one.

    Raises:
        InputError: fsspec or what it needs for this address is not installed.
        LocalVersionError: There is nothing there.
        SafetyError: The address may have a secret in it.
        MachineError: It cannot be reached.
    """
    with _told(address):
        files, top = _opened(address)
        found: list[str] = []
        waiting = [(top, 0)]
        looked = 0
        while waiting:
            here, depth = waiting.pop()
            looked += 1
            if looked > _MOST_FOLDERS:
                raise LimitError(
                    f"more than {_MOST_FOLDERS:,} folders",
                    path=address,
                    hint="Name a folder that has only the places in it.",
                )
            below = _listed(files, here)
            names = {_last(item["name"]): item for item in below if item["type"] == "directory"}
            if FOLDER in names:
                found.append(here)
            elif depth < DEEPEST:
                waiting.extend(
                    (str(item["name"]), depth + 1) for name, item in names.items() if not name.startswith(".")
                )
        return sorted(address.rstrip("/") + here[len(top.rstrip("/")) :].rstrip("/") for here in found)


@contextmanager
def fetched_place(
    address: str, limits: Limits, known: str | None = None
) -> Iterator[tuple[str | None, Path | None]]:
    """A local version at an address as a folder, for as long as it is looked at.

    Args:
        address: A folder, or a zip.
        limits: How much is too much.
        known: What its files looked like when it was read already.

    Yields:
        What its files look like from outside, None where that cannot be relied on; and the folder, None where the files
        look as known.

    Raises:
        LocalVersionError: There is no local version any more.
        SafetyError: A path or a link leads out of the folder.
        LimitError: It is too large.
        InputError: fsspec or what it needs for this address is not installed.
        MachineError: It cannot be reached.
    """
    with tempfile.TemporaryDirectory(prefix="localkit-place-", ignore_cleanup_errors=True) as folder:
        with _told(address):
            files, top = _opened(address)
            zipped = is_zip(address)
            found = {"": _info(files, top)} if zipped else _below(files, top, limits)
            looks = _looks(files, found)
            same = looks is not None and looks == known
            if zipped and not same:
                _unzip(files, top, Path(folder), limits)
            elif not same:
                _copy(files, found, Path(folder), limits)
        if not same and not (Path(folder) / RECORD).is_file():
            raise LocalVersionError(
                "there is no local version here",
                path=address,
                hint="Name the folder that `localkit adapt` made, or a zip of it.",
            )
        yield looks, None if same else Path(folder)


@contextmanager
def fetched_file(address: str, limits: Limits) -> Iterator[Path]:
    """A file at an address, for as long as it is looked at. Raises as ``fetched_place``."""
    with tempfile.TemporaryDirectory(prefix="localkit-place-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / (_last(address) or "file")
        with _told(address):
            files, path = _opened(address)
            _fetch(files, path, target, 4 * limits.rendered_bytes)
        yield target


def is_zip(address: str) -> bool:
    """Whether an address names a zip."""
    return address.lower().endswith(".zip")


def _opened(address: str) -> tuple[Any, str]:
    check_no_secret(address)
    if "::" in address:
        raise InputError("an address within another one is not taken", path=address, hint="Name one address.")
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        raise InputError(
            "fsspec, which reads addresses, is not installed",
            path=address,
            hint='Install it: python -m pip install "localkit[urls]".',
        ) from error
    files, path = url_to_fs(address)
    files.invalidate_cache()
    return files, str(path)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """What file systems raise, in words; it is of many kinds."""
    try:
        yield
    except LocalkitError:
        raise
    except FileNotFoundError as error:
        if (said := _silent(error.__cause__)) is not None:
            raise MachineError(
                said,
                path=address,
                hint="Check the address and the connection, then try again; what was known of the place stays.",
            ) from error
        raise LocalVersionError(
            "there is nothing here", path=address, hint="See whether the address is as it should be."
        ) from error
    except ImportError as error:
        raise InputError(
            f"what reads such an address is not installed ({redacted(str(error))})",
            path=address,
            hint="Install the package that the message names, here and on every worker.",
        ) from error
    except ValueError as error:
        raise InputError(
            f"nothing here reads such an address ({redacted(str(error))})",
            path=address,
            hint="Name a folder, a git address, or one that fsspec knows, such as s3://bucket/folder.",
        ) from error
    except Exception as error:
        said = " ".join(f"{type(error).__name__} {redacted(str(error))}".split())
        raise MachineError(
            f"cannot be read: {said}",
            path=address,
            hint="Check the address and the connection, then try again.",
        ) from error


def _silent(cause: BaseException | None) -> str | None:
    """What is wrong with a server, where nobody could tell whether there is anything; fsspec calls that not found."""
    status = getattr(cause, "status", None)
    if cause is None or isinstance(cause, FileNotFoundError) or status in _NOTHING:
        return None
    if isinstance(status, int):
        return f"the server does not give it out (HTTP status {status})"
    # Its client's own kinds of broken connection need not be of the system's kinds.
    if isinstance(cause, OSError) or type(cause).__module__.startswith("aiohttp."):
        return f"the server cannot be reached: {' '.join(redacted(str(cause)).split())}"
    return None


def _listed(files: Any, folder: str) -> list[Mapping[str, Any]]:
    own = folder.strip("/")
    return [item for item in files.ls(folder, detail=True) if str(item["name"]).strip("/") != own]


def _last(name: str) -> str:
    return str(name).rstrip("/").rsplit("/", 1)[-1]


def _info(files: Any, path: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = files.info(path)
    if found["type"] != "file":
        raise FileNotFoundError(path)
    return found


def _below(files: Any, top: str, limits: Limits) -> dict[str, Mapping[str, Any]]:
    """Every file that counts of a local version, by its path in it; how large they are is checked on the way."""
    found: dict[str, Mapping[str, Any]] = {}
    total = folders = 0
    waiting = [(top, "")]
    while waiting:
        here, within = waiting.pop()
        folders += 1
        check_totals(folders, 0, limits)
        for item in _listed(files, here):
            path = f"{within}{_last(item['name'])}"
            if _last(path) in _NOT_FETCHED or path in _KEPT_BESIDE:
                continue
            reason = unsafe_reason(path)
            if reason or item.get("islink"):
                raise SafetyError(
                    f"it has {path!r}: {reason or 'a link'}", hint="Ask the place to take it away."
                )
            if item["type"] == "directory":
                waiting.append((str(item["name"]), f"{path}/"))
                continue
            size = int(item.get("size") or 0)
            total += size
            check_size(path, size, limits)
            found[path] = item
            check_totals(len(found), total, limits)
    return found


def _looks(files: Any, found: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Digest over size and mark of each file; None where one has no mark, or was written a moment ago."""
    seen = []
    for path, item in sorted(found.items()):
        mark = next((item[name] for name in _MARKS if item.get(name)), None) or _modified(files, item)
        if mark is None or _just_now(mark):
            return None
        seen.append((path, item.get("size"), str(mark)))
    return blake2b(repr(seen).encode(), digest_size=20).hexdigest()


def _modified(files: Any, item: Mapping[str, Any]) -> Any:
    try:
        return files.modified(item["name"])
    except (NotImplementedError, AttributeError):
        return None  # a file system that does not tell


def _just_now(mark: Any) -> bool:
    if isinstance(mark, datetime.datetime):
        mark = mark.timestamp() if mark.tzinfo else mark.replace(tzinfo=datetime.UTC).timestamp()
    return isinstance(mark, float) and mark > time.time() - _SETTLED


def _copy(files: Any, found: Mapping[str, Mapping[str, Any]], target: Path, limits: Limits) -> None:
    left = 4 * limits.rendered_bytes
    for path, item in found.items():
        left -= _fetch(files, str(item["name"]), target / path, min(left, limits.file_bytes))


def _fetch(files: Any, path: str, target: Path, most: int) -> int:
    """Fetch one file, up to so many bytes, whatever was said of its size."""
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with files.open(path, "rb") as stream, target.open("wb") as out:
        while data := stream.read(_CHUNK):
            size += len(data)
            if size > most:
                raise LimitError(
                    f"the file is larger than {most / 1e6:,.0f} MB",
                    path=_last(path),
                    hint="Is this a place? See what the address names.",
                )
            out.write(data)
    return size


def _unzip(files: Any, path: str, target: Path, limits: Limits) -> None:
    packed = target / "packed.zip"
    _fetch(files, path, packed, 4 * limits.rendered_bytes)
    try:
        tree = read_zip(packed, limits)
    except KitError as error:
        raise LocalVersionError(error.message, hint=error.hint) from error
    finally:
        packed.unlink()
    tops = local_versions_among(tree.files)
    if len(tops) > 1:
        raise LocalVersionError(
            "there are several local versions in this zip",
            hint="Send each by itself, or name a folder of them.",
        )
    if tops:
        write_tree(target, tree.under(tops[0]) if tops[0] else tree)
