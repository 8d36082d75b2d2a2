"""Opening a kit from where it is."""

from __future__ import annotations

from dataclasses import replace

from localkit import render
from localkit.actions.interview import Interview
from localkit.errors import KitError
from localkit.store.kits import OpenedKit, open_kit
from localkit.store.source import Fetched, Source
from localkit.store.sources import fetch
from localkit.workspace import Workspace


def opened_kit(workspace: Workspace, source: Source) -> OpenedKit:
    """Read a kit from its source; one found without fault before is not checked again.

    Raises:
        KitError: There is none, or it has a fault.
        SafetyError: A path or link leads out of it.
        LimitError: It is over a limit.
        MachineError: It cannot be read or reached.
    """
    return checked_kit(workspace, fetched_kit(workspace, source))


def fetched_kit(workspace: Workspace, source: Source) -> Fetched:
    """Read a source's files; one that may take a while is told of first. Raises as ``opened_kit``."""
    if source.is_remote:
        workspace.tell(f"Getting the kit from {source.at} …")
    return fetch(source, workspace.limits, workspace.cache / "git")


def checked_kit(workspace: Workspace, fetched: Fetched) -> OpenedKit:
    """Open a kit whose files were fetched. Raises as ``opened_kit``."""
    names = ("kit.yaml", "cookiecutter.json", "parameters.schema.json")
    parts = [fetched.tree[name].data if name in fetched.tree else b"" for name in names]
    memory = workspace.memory(b"kit", *parts)
    known = memory.recall() is not None
    kit = open_kit(fetched, workspace.limits, checked=known)
    if not known:
        memory.keep()
    _require_plugins(workspace, kit)
    return kit


def chosen_kit(workspace: Workspace, fetched: Fetched, interview: Interview | None) -> OpenedKit:
    """Open a kit; where the source holds several, the one that is chosen, or the first if nobody is asked.

    Raises as ``opened_kit``.
    """
    while True:
        nested = render.nested_templates(fetched.tree)
        if not nested:
            return checked_kit(workspace, fetched)
        chosen = interview.nested([item.title for item in nested]) if interview else 0
        fetched = within(fetched, nested[chosen].path)


def _require_plugins(workspace: Workspace, kit: OpenedKit) -> None:
    wanted = kit.framework.get("requires", {}).get("plugins", [])
    missing = [name for name in wanted if not workspace.manager.provides(name)] if wanted else []
    if missing:
        raise KitError(
            f"this kit needs the plugin {missing[0]}, which is not installed",
            path=f"{kit.fetched.source.at}/kit.yaml",
            line=kit.source.line("/requires/plugins") if kit.source else None,
            hint=f"Install it beside localkit: pip install {missing[0]}, or pipx inject localkit {missing[0]}.",
        )


def within(fetched: Fetched, directory: str) -> Fetched:
    """The kit in a folder of what was fetched."""
    inner = "/".join(part for part in (fetched.source.directory, directory) if part)
    return replace(
        fetched, source=replace(fetched.source, directory=inner), tree=fetched.tree.under(directory)
    )
