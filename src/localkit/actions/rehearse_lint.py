"""What is to mend in a release itself, told before it is rehearsed with places."""

from __future__ import annotations

from localkit import render
from localkit.actions.kit_lint import LintProblem, lint_opened
from localkit.store.kits import OpenedKit
from localkit.workspace import Workspace


def faults_of(workspace: Workspace, kit: OpenedKit, *, trusted: bool) -> tuple[LintProblem, ...]:
    """What `localkit kit lint` says of a release.

    Nothing where the kit's code is left out: what that code makes would seem to be missing.

    Args:
        workspace: Settings, plugins, clock.
        kit: The release.
        trusted: Whether its code may run.

    Raises:
        LimitError: It is over a limit.
    """
    if render.kit_code(kit.tree) and not trusted:
        return ()
    return lint_opened(workspace, kit, trusted=trusted).problems
