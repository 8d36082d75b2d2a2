"""In Wales a public page has a Welsh twin: there, with the same headings, and not behind the English.

A kit says in ``kit.yaml`` which pages are public and how a twin is called::

    x-wales-bilingual:
      public: ["leaflets/*.md"]
      twin: "{stem}.cy.md"
      pairs:
        - {english: easy-read/a-home.md, welsh: easy-read/cartref.md}

Four rules look at the pairs of a place whose answer ``nation`` is ``wales``; ``localkit welsh-twins`` lists them all.
What a translation says is for people who read both languages; nothing here reads Welsh.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from localkit.hooks.kinds import Command, Rule
from localkit.hooks.markers import hookimpl

if TYPE_CHECKING:
    import click

LOCALKIT_API = 1


@hookimpl
def localkit_rules() -> Iterable[Rule]:
    """Twins: there, with the same headings, in step."""
    from localkit_wales_bilingual.rules import RULES

    return RULES


@hookimpl
def localkit_commands() -> Iterable[Command]:
    """``localkit welsh-twins``."""
    return [Command("welsh-twins", "In Wales: each public page, its Welsh twin, and how they stand.", _verb)]


def _verb() -> click.Command:
    from localkit_wales_bilingual.command import command

    return command
