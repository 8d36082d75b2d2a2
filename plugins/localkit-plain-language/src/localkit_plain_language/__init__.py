"""The reading age of public pages, held against what the kit asks for.

A kit says in ``kit.yaml`` which pages people read who come for help, and how hard they may be::

    x-plain-language:
      public: ["leaflets/*.md"]
      exclude: ["leaflets/*.cy.md"]
      reading_age: 12

The reading age is the Automated Readability Index, a school grade of the United States, plus five years (R. J. Senter
and E. A. Smith, *Automated Readability Index*, AMRL-TR-66-220, 1967), as textstat works it out. It counts characters,
words and sentences and needs no list of words, so it gives the same on every machine, without a network. It knows
nothing of meaning: a low figure does not make a page clear.
"""

from __future__ import annotations

from collections.abc import Iterable

from localkit.hooks.kinds import Rule
from localkit.hooks.markers import hookimpl

LOCALKIT_API = 1


@hookimpl
def localkit_rules() -> Iterable[Rule]:
    """The reading age, and whether the kit's declaration can be read."""
    from localkit_plain_language.rules import RULES

    return RULES
