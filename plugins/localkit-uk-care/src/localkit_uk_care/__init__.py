"""Adult social care in the four nations of the United Kingdom, for localkit. Modelled; no legal advice.

Every hook is here; what they do is in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from localkit.hooks.markers import hookimpl

if TYPE_CHECKING:
    from localkit.hooks.kinds import LightRaiser, Rule
    from localkit.model.kit import Kit

LOCALKIT_API = 1


@hookimpl
def localkit_light_raisers(kit: Kit) -> Iterable[LightRaiser]:
    """A household limit above what the nation knows is red, whatever the kit's bounds are."""
    from localkit_uk_care.lights import raisers

    return raisers(kit)


@hookimpl
def localkit_rules(kit: Kit) -> Iterable[Rule]:
    """What is looked at in ``localkit check``; nothing where the kit has no ``x-uk-care``."""
    from localkit_uk_care.rules import rules

    return rules(kit)
