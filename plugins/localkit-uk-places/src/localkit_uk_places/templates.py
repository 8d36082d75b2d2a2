"""A filter for templates."""

from __future__ import annotations

from localkit.hooks.kinds import Filter
from localkit_uk_places.codes import nation_of


def gss_nation(value: object) -> str:
    """The nation of a code, as kits write it; empty where there is none."""
    return nation_of(value) or ""


FILTERS = (
    Filter(
        "gss_nation", "The nation of a GSS code: england, wales, scotland or northern_ireland.", gss_nation
    ),
)
