"""Zip archives: a kit as a zip, and safe reading of any zip."""

from __future__ import annotations

import errno
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from localkit.errors import KitError, LimitError, MachineError, SafetyError
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.store.folders import check_size, check_totals
from localkit.store.paths import unsafe_reason

# What zipfile lets through of a damaged archive, or one of a kind that it cannot read.
_DAMAGE = (zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)
_HEADER = struct.Struct("<4s22xHH")
"""What stands before an entry: how it begins, and the lengths of its name and of what else is told of it."""
_UTF8 = 0x800
"""The flag of an entry whose name is written in UTF-8."""
_HINT = "Ask whoever gave you the archive for a fresh copy."


def read_zip(path: Path, limits: Limits) -> Tree:
    """Read a zip archive as values.

    Args:
        path: The archive.
        limits: How much is too much; sizes are checked before anything is unpacked.

    Raises:
        KitError: It is no zip archive, or a damaged one.
        SafetyError: It has a path that leads out of it.
        LimitError: It is too large, or has too many files.
        MachineError: It cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _tree(archive, limits)
    except zipfile.BadZipFile as error:
        raise KitError(
            f"this is not a zip archive, or a damaged one ({error})", path=str(path), hint=_HINT
        ) from error
    except _DAMAGE as error:
        said = str(error) or type(error).__name__
        raise KitError(f"the archive cannot be unpacked: {said}", path=str(path), hint=_HINT) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # it sends the reader to a place before its beginning
            raise KitError("the archive is damaged", path=str(path), hint=_HINT) from error
        raise MachineError(f"cannot read the archive: {error.strerror or error}", path=str(path)) from error


def _tree(archive: zipfile.ZipFile, limits: Limits) -> Tree:
    files: dict[str, File] = {}
    folders: set[str] = set()
    total = 0
    for entry in archive.infolist():
        name = entry.filename
        reason = unsafe_reason(name.rstrip("/"))
        if reason:
            raise SafetyError(
                f"the archive has the path {name!r}: {reason}", path=archive.filename, hint=_HINT
            )
        if entry.is_dir():
            folders.add(name.rstrip("/"))
            continue
        total += entry.file_size
        check_size(name, entry.file_size, limits)
        check_totals(len(files) + 1, total, limits)
        mode = (entry.external_attr >> 16) & 0xFFFF
        if stat.S_ISLNK(mode):
            raise SafetyError(f"the archive holds a link: {name}", path=archive.filename, hint=_HINT)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise KitError(
                f"{name} is packed in a way that localkit does not read",
                path=archive.filename,
                hint="Pack the kit as an ordinary zip.",
            )
        if name in files:
            raise KitError(f"the archive has {name} twice", path=archive.filename, hint=_HINT)
        data = _stored(archive, entry)
        files[name] = File(
            _bounded(archive, entry) if data is None else data, 0o755 if mode & 0o100 else 0o644
        )
    if folders:
        folders -= {parent for name in [*files, *folders] for parent in _parents(name)}
    return Tree(files, frozenset(folders))


def _stored(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """An entry that lies in the archive as it is, as all of core.zip do; None where zipfile has to unpack it.

    The same as zipfile reads, in a third of its time: whoever looks at thousands of places waits mostly for this.
    """
    plain = entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & ~_UTF8
    if archive.fp is None or not plain or entry.compress_size != entry.file_size:
        return None
    archive.fp.seek(entry.header_offset)
    header = archive.fp.read(_HEADER.size)
    signature, name_size, extra_size = _HEADER.unpack(header)
    name = archive.fp.read(name_size)
    archive.fp.seek(extra_size, 1)
    data = archive.fp.read(entry.file_size)
    if signature != b"PK\3\4" or name.decode("utf-8" if entry.flag_bits else "cp437") != entry.orig_filename:
        raise zipfile.BadZipFile(f"the place of {entry.filename} holds something else")
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise zipfile.BadZipFile(f"Bad CRC-32 for file {entry.filename!r}")
    return data


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise LimitError(
            f"{entry.filename} is larger than the archive says", path=archive.filename, hint=_HINT
        )
    return data


def _parents(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:size]) for size in range(1, len(parts))]


def without_top_folder(tree: Tree) -> Tree:
    """The tree inside its only top folder, as archives of repositories are packed; else the tree itself."""
    tops = {path.split("/")[0] for path in [*tree.files, *tree.folders, *tree.links]}
    return tree.under(next(iter(tops))) if len(tops) == 1 else tree
