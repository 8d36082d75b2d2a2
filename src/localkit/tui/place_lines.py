"""A place in a few words: its title, and its three divergences apart."""

from __future__ import annotations

from localkit import wording
from localkit.actions.look import Look
from localkit.model.vocabulary import worst
from localkit.wording import counted


def title(look: Look) -> str:
    """Place, kit with its release, stage."""
    record = look.status.local_version.record
    place = f"{record.place_name} · " if record.place_name else ""
    return f"{place}{look.status.divergence.kit.title} {record.kit_version} · {record.stage}"


def behind(look: Look) -> str:
    """How far behind the core, short enough for a third of a line."""
    seen = look.status.divergence.behind
    if seen is None:
        return "nobody has looked yet (u)"
    if not seen["releases"]:
        return f"up to date ({seen['seen']})"
    return f"{counted(seen['releases'], 'release')}, newest {seen['latest']}"


def recorded(look: Look) -> str:
    """How many elements' changes are recorded or agreed."""
    number = look.status.divergence.recorded
    return counted(number, "element") if number else "nothing"


def unrecorded(look: Look) -> str:
    """How many elements touch what the core holds tight, without a word."""
    divergence = look.status.divergence
    if not divergence.unrecorded:
        return "nothing"
    open_ones = ("unrecorded", "changed_since_recorded")
    lights = [item.light or "green" for item in divergence.elements if item.state in open_ones]
    return f"{wording.LIGHT_SIGN[worst(tuple(lights))]} {counted(divergence.unrecorded, 'element')}"
