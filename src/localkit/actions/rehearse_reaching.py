"""Getting at a place's local version for a moment, wherever it is known from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from localkit.actions.update_request import UpdateRequest
from localkit.errors import LocalVersionError
from localkit.model.portfolio import NewPlace
from localkit.store.addresses import is_address
from localkit.store.local_versions import FOLDER, read_record
from localkit.store.source import Source
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Reached:
    """A place's local version, or why there is none to rehearse with.

    Attributes:
        root: Its folder, for as long as it is looked at; None where there is none.
        name: What the place calls itself.
        bundle: The day of the bundle that it was made from again; None where these are its own files.
        reason: Why there is none.
        hint: What to do about it.
        kit: Name and version of the kit that it was made from.
    """

    root: Path | None
    name: str | None
    bundle: str | None = None
    reason: str | None = None
    hint: str | None = None
    kit: tuple[str, str] | None = None


@contextmanager
def reached(workspace: Workspace, wish: UpdateRequest, place: NewPlace) -> Iterator[Reached]:
    """A place's local version. What is fetched for it is gone afterwards.

    Raises:
        LocalkitError: It cannot be read, or is not there any more.
    """
    if place.kind == "git":
        from localkit.store.git_places import read_place  # noqa: PLC0415  most places are folders

        source = Source("git", place.at, place.ref, place.directory)
        with read_place(source, workspace.limits, workspace.cache / "git", None) as (_commit, root):
            yield _there(workspace, root)
    elif place.kind == "bundle":
        from localkit.actions.rehearse_bundle import from_bundle  # noqa: PLC0415  most places are folders

        with _file(workspace, place.at) as path, from_bundle(workspace, wish, path) as found:
            yield found
    elif place.kind == "url":
        from localkit.store.url_places import fetched_place  # noqa: PLC0415  most places are folders

        with fetched_place(place.at, workspace.limits) as (_looks, root):
            yield _there(workspace, root)
    else:
        yield _there(workspace, Path(place.at))


def _file(workspace: Workspace, at: str) -> AbstractContextManager[Path]:
    if not is_address(at):
        return nullcontext(Path(at))
    from localkit.store.url_places import fetched_file  # noqa: PLC0415  most places are folders

    return fetched_file(at, workspace.limits)


def _there(workspace: Workspace, root: Path | None) -> Reached:
    if root is None or not (root / FOLDER).is_dir():
        raise LocalVersionError(
            "there is no local version any more where it was added",
            hint="If it was moved, add it again from where it is now: `localkit portfolio add`.",
        )
    record = read_record(root, workspace.known_records)
    return Reached(root, record.place_name, kit=(record.kit_name, record.kit_version))
