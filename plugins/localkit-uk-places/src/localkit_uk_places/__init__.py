"""Area codes of the United Kingdom for localkit: GSS codes, as the Office for National Statistics gives them out.

Every hook is here; what they do is in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from localkit.hooks.markers import hookimpl

if TYPE_CHECKING:
    from localkit.hooks.kinds import Comparator, Filter, ParameterSchema, ParameterSource, Rule
    from localkit.model.kit import Kit

LOCALKIT_API = 1


@hookimpl
def localkit_parameter_sources() -> Iterable[ParameterSource]:
    """``--answers uk-places:E08000016``."""
    from localkit_uk_places.answers import SOURCES

    return SOURCES


@hookimpl
def localkit_fill_parameter(kit: Kit, name: str, answers: Mapping[str, Any]) -> str | None:
    """The nation, told by the code."""
    from localkit_uk_places.answers import filled

    return filled(kit, name, answers)


@hookimpl
def localkit_parameter_schemas(kit: Kit) -> Iterable[ParameterSchema]:
    """The form of a code."""
    from localkit_uk_places.answers import schemas

    return schemas(kit)


@hookimpl
def localkit_filters() -> Iterable[Filter]:
    """``{{ cookiecutter.gss_code|gss_nation }}``."""
    from localkit_uk_places.templates import FILTERS

    return FILTERS


@hookimpl
def localkit_rules(kit: Kit) -> Iterable[Rule]:
    """What is looked at in ``localkit check``; nothing where the kit asks for no area code."""
    from localkit_uk_places.rules import rules

    return rules(kit)


@hookimpl
def localkit_comparators(kit: Kit) -> Iterable[Comparator]:
    """Places under the same nation's law."""
    from localkit_uk_places.comparing import comparators

    return comparators(kit)
