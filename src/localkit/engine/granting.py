"""Who may agree an exception. Who did is declared, never proven."""

from __future__ import annotations

from localkit.model.kit import Element
from localkit.model.vocabulary import WaivableBy

_LADDER: tuple[WaivableBy, ...] = ("place", "peer_panel", "national_team")


def role_of(granter: str) -> str:
    """A granter as a role: "the National Team" is ``national_team``; other words stay as they are."""
    return "_".join(granter.lower().removeprefix("the ").replace("_", " ").split())


def may_grant(element: Element, granter: str) -> bool:
    """Whether a role may agree an exception for an element.

    The role that the element names may; of place, peer panel and national team each may do what those before it may. A
    regulator grants what the law is the basis of and nobody else does.
    """
    role, needed = role_of(granter), element.waivable_by
    if needed == "nobody":
        return False
    if role == needed:
        return True
    return role in _LADDER and needed in _LADDER and _LADDER.index(role) >= _LADDER.index(needed)
