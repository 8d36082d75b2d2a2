"""Trust: let a place's own plugins, or a kit's own code, run on this machine; by what they say, not by their name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localkit import render
from localkit.actions.kit_opening import opened_kit
from localkit.errors import InputError
from localkit.store.local_versions import FOLDER
from localkit.store.plugin_files import plugins_digest, read_plugin_files
from localkit.store.sources import find_source
from localkit.store.trust import What, forget_trust, is_trusted, remember_trust
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Trustable:
    """Code that would run if it were trusted.

    Attributes:
        what: A place's own plugins, or a kit.
        name: Of the place's folder or the kit, for people.
        files: What would run.
        digest: Tells it apart from anything else, to the byte.
        known: Whether it is trusted already.
    """

    what: What
    name: str
    files: tuple[str, ...]
    digest: str
    known: bool


def trustable(workspace: Workspace, stated: str) -> Trustable:
    """What there is to trust at a path: the plugins of a local version, else the code of a kit.

    Raises:
        InputError: There is neither, or it has no code.
        MachineError: It cannot be read.
    """
    root = _local_version(Path(stated))
    if root is not None:
        found = read_plugin_files(root / FOLDER / "plugins")
        if not found:
            raise InputError(
                "this place has no rules of its own",
                path=str(root / FOLDER / "plugins"),
                hint="Its own rules would be Python files in that folder.",
            )
        files = tuple(f"{FOLDER}/plugins/{name}" for name in found)
        return _seen(workspace, "plugins", str(root), files, plugins_digest(found))
    kit = opened_kit(workspace, find_source(stated))
    code = render.kit_code(kit.tree)
    if not code:
        raise InputError(
            "the kit has no code of its own: there is nothing to trust",
            path=stated,
            hint="Use it as it is: localkit adapt.",
        )
    return _seen(workspace, "kits", kit.name, (*code.hooks, *code.extensions), kit.digest)


def _seen(workspace: Workspace, what: What, name: str, files: tuple[str, ...], digest: str) -> Trustable:
    return Trustable(what, name, files, digest, is_trusted(workspace.config, digest, what))


def _local_version(path: Path) -> Path | None:
    if not path.is_dir():
        return None
    start = path.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / FOLDER).is_dir()), None)


def trust(workspace: Workspace, found: Trustable) -> None:
    """Let it run from now on.

    Raises:
        InputError: The list of what is trusted is damaged.
        MachineError: It cannot be written.
    """
    remember_trust(workspace.config, found.digest, found.name, found.what)


def distrust(workspace: Workspace, found: Trustable) -> bool:
    """Let it not run any more. Returns whether it was trusted. Raises as ``trust``."""
    return forget_trust(workspace.config, found.digest, found.what)
