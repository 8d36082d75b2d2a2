"""What could not be looked at, because nobody says where or which."""

from __future__ import annotations

from collections.abc import Iterator

from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit_uk_care.nations import NATIONS, nation_key
from localkit_uk_care.reading import shown
from localkit_uk_care.settings import KEY, TITLES, Settings


def findings(local: LocalVersion, settings: Settings) -> Iterator[Finding]:
    """Gaps in what the kit and the place say; for information, since the place did nothing wrong."""
    if nation_key(local.parameters) is None:
        yield _told(_no_nation(local))
    for key, words in settings.wrong.items():
        name = f"{KEY}: {key}" if key else KEY
        yield _told(f"What the kit's {name} says cannot be used: {words}. It was not looked at. {_ASK}")
    for key in settings.unsaid:
        yield _told(
            f"The kit does not say where to look for {TITLES[key]} ({KEY}: {key}), so nobody looked. {_ASK}"
        )


def _no_nation(local: LocalVersion) -> str:
    stated = local.parameters.get("nation")
    found = (
        f'"{shown(stated)}" is none of the four nations'
        if stated
        else "The place does not say in which nation it is"
    )
    return (
        f"{found} (nation: {', '.join(NATIONS)}), so nothing that differs between them was looked at. {_ASK}"
    )


_ASK = "Tell the national team."


def _told(message: str) -> Finding:
    return Finding("uk-care.kit", "info", message, resolve="ask")
