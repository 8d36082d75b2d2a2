"""Which answer of a kit is an area code of the United Kingdom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from localkit.model.kit import Kit

CODE: Final = "gss_code"
NATION: Final = "nation"

_OURS = frozenset({"gss", "ons"})


def code_parameter(kit: Kit) -> str:
    """The parameter that holds the code.

    A kit can say so: ``x-uk-places: {code: area}``. Else it is what the kit calls a place's code, where the name has
    *gss* or *ons* in it: other countries have codes too, and schools. Else it is ``gss_code``.
    """
    about = kit.data.get("x-uk-places")
    stated = about.get("code") if isinstance(about, Mapping) else None
    if isinstance(stated, str) and stated:
        return stated
    code = kit.place.code
    words = frozenset(re.split(r"[_\d]+", code.lower())) if code else frozenset[str]()
    return code if code and words & _OURS else CODE
