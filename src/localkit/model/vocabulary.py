"""The closed lists of words, as they stand in files and in JSON.

Necessity after Waltz et al. 1993 (unique and essential, essential, acceptable, proscribed); light after the
traffic light of Firpo-Triplett and Fuller 2012.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Latitude: TypeAlias = Literal["fixed", "bounded", "open"]
Necessity: TypeAlias = Literal["unique_essential", "essential", "optional", "proscribed"]
Basis: TypeAlias = Literal["statutory", "safety", "evidence", "values", "operational"]
WaivableBy: TypeAlias = Literal["nobody", "regulator", "national_team", "peer_panel", "place"]
Light: TypeAlias = Literal["green", "yellow", "red"]
State: TypeAlias = Literal[
    "not_applicable", "as_core", "excepted", "changed_since_recorded", "recorded", "unrecorded"
]
ChangeKind: TypeAlias = Literal["unchanged", "changed", "removed", "added", "moved"]
Severity: TypeAlias = Literal["must", "should", "info"]
Resolve: TypeAlias = Literal["adapt", "record", "request_exception", "revert", "decide", "ask"]
Stage: TypeAlias = Literal["exploring", "preparing", "pilot", "live", "sustaining", "exited"]
PassageForm: TypeAlias = Literal["file", "section", "value", "row", "column", "region"]

LIGHTS: tuple[Light, ...] = ("green", "yellow", "red")
STAGES: tuple[Stage, ...] = ("exploring", "preparing", "pilot", "live", "sustaining", "exited")

DEFAULT_WAIVER: dict[Basis, WaivableBy] = {
    "statutory": "regulator",
    "safety": "national_team",
    "evidence": "national_team",
    "values": "national_team",
    "operational": "place",
}


def worst(lights: tuple[Light, ...]) -> Light:
    """The worst of some lights; green where there are none."""
    return max(lights, key=LIGHTS.index, default="green")
