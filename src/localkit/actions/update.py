"""Update: a later release reaches an edited local version, and nobody loses a word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from localkit.actions.interview import Interview
from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.release_finding import Target, find_target, named_source
from localkit.actions.update_making import Wishes, made_release
from localkit.actions.update_request import Updated, UpdateRequest
from localkit.errors import InputError
from localkit.store.local_versions import find_root
from localkit.store.locking import locked
from localkit.workspace import Workspace

__all__ = ["UpdateRequest", "Updated", "update"]


def update(
    workspace: Workspace, path: Path, request: UpdateRequest, interview: Interview | None = None
) -> Updated:
    """Bring a local version to another release of its kit.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version, or a folder in it.
        request: What is asked for.
        interview: Who answers what is new, and what is no longer allowed; None takes defaults for what is new.

    Raises:
        InputError: There is no local version, no such release, or an earlier update still waits for decisions.
        KitError: The kit has a fault, or its template fails.
        AnswersError: A recorded answer is no longer allowed, and nobody is there to be asked.
        LocalVersionError: One of the place's records is not as it should be.
        CoreError: The core as received is missing or damaged.
        SafetyError: The kit has code and is not trusted, or a path leads out of the folder.
        MachineError: The disk, the network, or another program is in the way. Nothing was changed.
    """
    root = find_root(path)
    with _held(root, dry_run=request.dry_run):
        opened = opened_local_version(workspace, root)
        source = named_source(opened, request.kit, request.directory)
        target = find_target(workspace, opened, source, request.to, asked=request.kit is not None)
        present = (target.kit.version, target.kit.digest) == (
            opened.record.kit_version,
            opened.record.kit_digest,
        )
        if opened.open_update is not None:
            _refuse_while_open(opened, target, path, present=present and not request.answers)
            return Updated(opened, None, repeated=True)
        if present and not request.answers and not request.offered:
            if not request.dry_run and request.kit is None and request.to is None:
                _note_known(workspace, opened, target)
            return Updated(opened, None, dry_run=request.dry_run)
        wishes = Wishes(request.answers, request.offered, request.trust, request.without_code)
        made = made_release(workspace, opened, target.kit, wishes, interview, meanwhile=_load)
        from localkit.actions.update_applying import Applying  # noqa: PLC0415  see _load

        return Applying(workspace, opened, target, made, request).done()


def _load() -> None:
    """Load what merges while the release is being rendered in another process: both take about as long."""
    for name in (
        "localkit.engine.indexing",
        "localkit.actions.update_applying",
        "rapidfuzz.distance",
        "markdown_it",
    ):
        import_module(name)


@contextmanager
def _held(root: Path, *, dry_run: bool) -> Iterator[None]:
    """Hold the local version while it may be written."""
    if dry_run:
        yield
        return
    with locked(root):
        yield


def _refuse_while_open(opened: OpenedLocalVersion, target: Target, path: Path, *, present: bool) -> None:
    still = opened.open_update
    if still is None or present:
        return
    number = len(still.waiting)
    what = "one passage still needs" if number == 1 else f"{number} passages still need"
    where = "the last step back" if still.kind == "undo" else f"the update to {still.after}"
    again = target.kit.version == opened.record.kit_version
    there = "" if path == Path() else f' "{path}"' if " " in str(path) else f" {path}"
    next_one = "other answers come" if again else f"{target.kit.version} comes"
    raise InputError(
        f"{what} a decision since {where}; {next_one} after that",
        path=str(opened.root),
        hint=f"`localkit status{there}` shows them, `localkit resolve{there}` settles them; `localkit resolve "
        f"--all{there} --take local` keeps this place's text everywhere; what the law or safety asks for needs a "
        "--reason, too.",
    )


def _note_known(workspace: Workspace, opened: OpenedLocalVersion, target: Target) -> None:
    """The place has the release already: only what is known of later ones is noted."""
    from localkit.actions.update_applying import note_known  # noqa: PLC0415  see _load

    note_known(workspace, opened, target)
