"""The core's rules."""

from __future__ import annotations

from localkit.builtin.rules import elements, exceptions, links, personal_data, placeholders
from localkit.hooks.kinds import Rule

RULES: tuple[Rule, ...] = (
    *elements.RULES,
    *exceptions.RULES,
    *placeholders.RULES,
    *links.RULES,
    *personal_data.RULES,
)
