"""The rules of one kit, in the order in which a reader would ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from localkit.hooks.kinds import Rule
from localkit.model.finding import Finding
from localkit.model.kit import Kit
from localkit.model.local_version import LocalVersion
from localkit_uk_care.nations import nation_key
from localkit_uk_care.rules import household, papers, registration, regulator, saying
from localkit_uk_care.settings import Settings, settings_of

Look: TypeAlias = Callable[[LocalVersion, Settings, str], Iterable[Finding]]


def rules(kit: Kit) -> list[Rule]:
    """The rules, for a kit that says where to look."""
    settings = settings_of(kit)
    if settings is None:
        return []

    def rule(name: str, summary: str, look: Look) -> Rule:
        def run(local: LocalVersion) -> Iterator[Finding]:
            nation = nation_key(local.parameters)
            if nation is not None:
                yield from look(local, settings, nation)

        return Rule(f"uk-care.{name}", summary, run)

    return [
        Rule(
            "uk-care.kit",
            "The kit says where to look, and the place in which nation it is.",
            lambda local: saying.findings(local, settings),
        ),
        rule("regulator", "The papers name the regulator of the place's nation.", regulator.findings),
        rule(
            "registration",
            "A scheme at work has its registration number in its papers.",
            registration.findings,
        ),
        rule(
            "household", "In England and Wales a household supports three people at most.", household.findings
        ),
        rule("papers", "The papers that the nation's law asks for are here.", papers.findings),
    ]
