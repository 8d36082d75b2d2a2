"""Where a kit is read from, and what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from localkit.errors import KitError
from localkit.model.tree import Tree

SourceKind: TypeAlias = Literal["folder", "zip", "git", "installed"]


@dataclass(frozen=True)
class Source:
    """Where a kit is read from.

    Attributes:
        kind: folder, zip, git or installed.
        at: Path or address without the ref, or the name of a kit that came with localkit.
        ref: Branch, tag or commit of a git repository, or the version asked for of a kit that came with localkit.
        directory: Folder within it that holds the kit.
    """

    kind: SourceKind
    at: str
    ref: str | None = None
    directory: str | None = None

    @property
    def is_remote(self) -> bool:
        """Whether reading it asks another machine."""
        return self.kind == "git" and not self.at.startswith("file://") and not Path(self.at).is_dir()

    @property
    def name(self) -> str:
        """The last part of the path or address, without endings."""
        last = re.split(r"[/\\:]", self.directory or self.at.rstrip("/\\"))[-1]
        return re.sub(r"(\.git|\.zip)$", "", last) or "kit"


@dataclass(frozen=True)
class Fetched:
    """A kit's files as values, with what is known of where they come from."""

    source: Source
    tree: Tree
    commit: str | None = None


def no_kit(where: str) -> KitError:
    """The error for a place that holds no kit."""
    return KitError(
        "no kit here: there is neither kit.yaml nor cookiecutter.json",
        path=where,
        hint="Name the folder that holds kit.yaml, or the folder within it with --directory.",
    )
