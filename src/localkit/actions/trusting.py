"""Whether a kit's own code may run: asked before anything of it does."""

from __future__ import annotations

from localkit import render
from localkit.actions.interview import Interview
from localkit.errors import UntrustedError
from localkit.store.kits import OpenedKit
from localkit.store.trust import is_trusted, remember_trust
from localkit.workspace import Workspace


def trusted_kit(
    workspace: Workspace,
    kit: OpenedKit,
    interview: Interview | None,
    *,
    trust: bool = False,
    without_code: bool = False,
) -> bool:
    """Whether a kit's code is to run; a kit that becomes trusted here is remembered.

    Args:
        workspace: Settings, where trust is remembered.
        kit: The kit.
        interview: Who is asked; None asks nobody.
        trust: Whether it was said beforehand that the code may run.
        without_code: Whether it was said that the code is left out.

    Returns:
        False for a kit that has no code, or whose code is left out.

    Raises:
        UntrustedError: It has code, and nobody said that it may run.
        InputError: The list of what is trusted is damaged.
        MachineError: That list cannot be written.
    """
    code = render.kit_code(kit.tree)
    if not code or without_code:
        return False
    known = is_trusted(workspace.config, kit.digest)
    if not known and not trust and not (interview and interview.trusts(kit.name, code)):
        listed = ", ".join([*code.hooks, *code.extensions])
        raise UntrustedError(
            f"the kit wants to run its own code: {listed}",
            path=kit.fetched.source.at,
            hint="If you know who made it, say --trust; --without-code leaves its code out.",
        )
    if not known:
        remember_trust(workspace.config, kit.digest, kit.name)
    return True
