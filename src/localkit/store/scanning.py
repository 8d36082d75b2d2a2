"""A local version's files as they are on disk now."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from localkit.errors import LocalVersionError, MachineError
from localkit.model.finding import Finding
from localkit.model.tree import File, Tree

FOLDER = ".localkit"
READ_ADDED_UP_TO = 2_000_000
"""Bytes: an added file above this is listed and counted as one word, not read."""

_IGNORED_FOLDERS = frozenset(
    [
        *(
            FOLDER,
            ".git",
            ".hg",
            ".svn",
            "__pycache__",
            ".venv",
            "venv",
            "node_modules",
            ".tox",
            ".idea",
            ".vscode",
        ),
        *(".Trash", ".Spotlight-V100", "$RECYCLE.BIN", "System Volume Information", ".obsidian"),
    ]
)
_IGNORED_FILES = re.compile(
    r"~\$.*|\.~lock\..*#|.*~|#.*#|\..*\.sw[a-p]|.*\.tmp|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|ehthumbs\.db|\.~.*",
    re.IGNORECASE,
)
_IN_THE_CLOUD = 0x0040_0000 | 0x0004_0000 | 0x1000  # Windows: recall on data access, recall on open, offline
_LIST_HINT = "Mend the file; it is written like .gitignore, in UTF-8."


@dataclass(frozen=True)
class Scan:
    """What was found on disk.

    Attributes:
        tree: The files that were read.
        unread: Added files that were only listed: path to size in bytes.
        findings: Links and the like that were left alone.
    """

    tree: Tree
    unread: dict[str, int]
    findings: tuple[Finding, ...] = ()


def scan(root: Path, baseline: Tree, *, everything: bool = False) -> Scan:
    """Read the files of a local version.

    Args:
        root: The local version's folder.
        baseline: The core as received, whose paths are always read.
        everything: Whether added files are read however large they are.

    Raises:
        MachineError: A folder, or a file that the core gave, cannot be read.
        LocalVersionError: The list of ignored files is not as it should be.
    """
    return _Scanner(root, baseline, everything).scan()


class _Scanner:
    def __init__(self, root: Path, baseline: Tree, everything: bool) -> None:
        self.everything = everything
        self.root = root
        self.baseline = baseline
        self.ignored = _ignore_rules(root)
        self.core_folders = {
            "/".join(parts[:size])
            for parts in (path.split("/") for path in baseline)
            for size in range(1, len(parts))
        }
        self.closed: set[str] = set()
        self.files: dict[str, File] = {}
        self.added: dict[str, os.stat_result] = {}
        self.findings: list[Finding] = []

    def scan(self) -> Scan:
        waiting = [""]
        while waiting:
            waiting.extend(self._folder(waiting.pop()))
        missing_sizes = {len(file.data) for path, file in self.baseline.items() if path not in self.files}
        unread: dict[str, int] = {}
        for path, facts in sorted(self.added.items()):
            small = facts.st_size <= READ_ADDED_UP_TO
            wanted = self.everything or small or facts.st_size in missing_sizes
            file = self._read_added(path, facts) if wanted else None
            if file is None:
                unread[path] = facts.st_size
            else:
                self.files[path] = file
        return Scan(Tree(dict(sorted(self.files.items()))), unread, tuple(self.findings))

    def _folder(self, relative: str) -> list[str]:
        below: list[str] = []
        try:
            with os.scandir(self.root / relative if relative else self.root) as entries:
                for entry in entries:
                    path = f"{relative}/{entry.name}" if relative else entry.name
                    if self._entry(entry, path):
                        below.append(path)
        except OSError as error:
            raise MachineError(
                f"cannot read the folder: {error.strerror}",
                path=str(self.root / relative),
                hint="Ask for permission to read it, then try again.",
            ) from error
        return below

    def _entry(self, entry: os.DirEntry[str], path: str) -> bool:
        """Take one entry in; True for a folder to go into."""
        known = self._known(path)
        if entry.is_symlink():
            self._link(entry, path, known)
            return False
        if entry.is_dir(follow_symlinks=False):
            return self._enter(entry.name, path)
        if not entry.is_file(follow_symlinks=False):
            return False
        if known:
            self.files[known] = self._read(entry.path, entry.stat())
        elif not self._left_out(entry.name, path):
            self.added[path] = entry.stat(follow_symlinks=False)
        return False

    def _enter(self, name: str, path: str) -> bool:
        """Whether to look into a folder; one that is left out only for what the core gave there."""
        if name == FOLDER or name.startswith(f"{FOLDER}-"):
            return False  # the latter: what an adopting that was killed left behind
        if path.rpartition("/")[0] in self.closed or name in _IGNORED_FOLDERS or self.ignored(f"{path}/"):
            self.closed.add(path)
            return unicodedata.normalize("NFC", path) in self.core_folders
        return True

    def _left_out(self, name: str, path: str) -> bool:
        """Whether a file that the core did not give is none of localkit's business."""
        in_closed = path.rpartition("/")[0] in self.closed
        return in_closed or bool(_IGNORED_FILES.fullmatch(name)) or self.ignored(path)

    def _known(self, path: str) -> str | None:
        if path in self.baseline:
            return path
        composed = unicodedata.normalize("NFC", path)  # macOS may give names decomposed
        return composed if composed in self.baseline else None

    def _link(self, entry: os.DirEntry[str], path: str, known: str | None) -> None:
        target = Path(os.path.realpath(entry.path))  # unlike resolve, it takes links that lead in a ring
        if known and target.is_relative_to(self.root.resolve()) and target.is_file():
            self.files[known] = self._read(entry.path, target.stat())
        elif known or not self._left_out(entry.name, path):
            self.findings.append(
                Finding(
                    "core.links",
                    "info",
                    f"{path} is a link; links are not followed. Put the file itself here if it belongs to the kit.",
                    file=path,
                )
            )

    def _read(self, path: str, facts: os.stat_result) -> File:
        if getattr(facts, "st_file_attributes", 0) & _IN_THE_CLOUD:
            raise MachineError(
                "the file is kept in the cloud and not on this machine",
                path=path,
                hint='Choose "Always keep on this device" for the folder, then try again.',
            )
        try:
            with open(path, "rb") as stream:
                return File(stream.read(), stat.S_IMODE(facts.st_mode))
        except OSError as error:
            raise MachineError(
                f"cannot read the file: {error.strerror}",
                path=path,
                hint="Close the program that holds it, or ask for permission to read it.",
            ) from error

    def _read_added(self, path: str, facts: os.stat_result) -> File | None:
        if getattr(facts, "st_file_attributes", 0) & _IN_THE_CLOUD:
            return None
        try:
            return self._read(str(self.root / path), facts)
        except MachineError as error:
            self.findings.append(
                Finding("core.unreadable", "info", f"{path} is only listed: {error.message}", file=path)
            )
            return None


def _ignore_rules(root: Path) -> Callable[[str], bool]:
    """What ``.localkit/ignore`` leaves out, in gitignore's syntax."""
    path = root / FOLDER / "ignore"
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        return lambda _: False
    except UnicodeDecodeError as error:
        raise LocalVersionError(
            "the list of ignored files is not UTF-8 text", path=str(path), hint=_LIST_HINT
        ) from error
    except OSError as error:
        raise MachineError(
            f"cannot read the list of ignored files: {error.strerror}", path=str(path)
        ) from error
    if not any(line.strip() and not line.startswith("#") for line in lines):
        return lambda _: False
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  few local versions have one

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise LocalVersionError(
            f"the list of ignored files cannot be read: {error}", path=str(path), hint=_LIST_HINT
        ) from error
    return lambda name: bool(spec.match_file(name))
