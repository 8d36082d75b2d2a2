"""What is known of releases later than a place's: found the same way by refresh and by update."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from localkit.engine.migrating import changes_between
from localkit.errors import KitError
from localkit.model.core_change import CoreChange
from localkit.model.kit import Kit
from localkit.model.semver import later_than
from localkit.store.kits import open_kit
from localkit.store.local_version_files import known_values
from localkit.store.releases import Release
from localkit.store.sources import fetch
from localkit.workspace import Workspace

_ANSWER = re.compile(r"\{\{-?\s*cookiecutter\.(\w+)\s*-?\}\}")


@dataclass(frozen=True)
class Known:
    """What is known of later releases.

    Attributes:
        values: What known.yaml says.
        changes: What the later releases change, what is most pressing first.
    """

    values: Mapping[str, Any]
    changes: tuple[CoreChange, ...]

    @property
    def behind(self) -> dict[str, Any]:
        """What a status says of it."""
        return {key: self.values[key] for key in ("latest", "releases", "changes", "seen")}


def known_later(
    workspace: Workspace, present: Kit, answers: Mapping[str, Any], releases: Sequence[Release]
) -> Known:
    """What a source's releases bring that a place does not have. No template is rendered, no code of the kit is run.

    A newest release whose framework has a fault is told of; what it changes is then not known.

    Args:
        workspace: Settings, folders, clock.
        present: The release that the place has.
        answers: The place's answers, for what the kit says of changes.
        releases: Those of the source, oldest first; a repository from elsewhere is not asked again.

    Raises:
        SafetyError: A path or link leads out of the kit.
        MachineError: The newest release cannot be read.
    """
    later = later_than(present.version, (release.version for release in releases))
    changes: tuple[CoreChange, ...] = ()
    if later:
        newest = next(release for release in releases if release.version == later[-1])
        changes = _changes(workspace, present, answers, newest)
    return Known(known_values(present.version, later, changes, workspace.today.isoformat()), changes)


def _changes(
    workspace: Workspace, present: Kit, answers: Mapping[str, Any], newest: Release
) -> tuple[CoreChange, ...]:
    try:
        fetched = fetch(newest.source, workspace.limits, workspace.cache / "git", fetched=True)
        kit = open_kit(fetched, workspace.limits).kit
    except KitError as error:
        workspace.tell(f"What {newest.version} changes cannot be told, since it has a fault: {error.message}")
        return ()
    found = changes_between(present, kit)
    return tuple(replace(change, summary=_with_answers(change.summary, answers)) for change in found)


def _with_answers(text: str, answers: Mapping[str, Any]) -> str:
    """A text with plain answers put in; whatever else a template could do there stays as the kit has it."""

    def put(found: re.Match[str]) -> str:
        value = answers.get(found[1])
        return value if isinstance(value, str) else found[0]

    return _ANSWER.sub(put, text)
