"""Making a snapshot: what of a local version may leave the place, and nothing beside it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from localkit.engine.counts import counts_of, indicators
from localkit.engine.disclosure import Count, Policy, Shown, as_reported, policy_of, published
from localkit.engine.intervals import measure_of
from localkit.model.divergence import Divergence, ElementDivergence
from localkit.model.open_update import OpenUpdate
from localkit.model.records import Adaptation, AgreedException, Decision, Observation
from localkit.model.snapshot import Snapshot
from localkit.model.vocabulary import WaivableBy

INDICATOR_KEYS = ("id", "title", "unit", "numerator", "denominator", "better", "interval", "share")
"""What of an indicator a snapshot is made from."""
_TOLD = INDICATOR_KEYS[:6]
SHARED = ("network", "public")
"""Visibilities with which a record leaves the place whole."""


@dataclass(frozen=True)
class Facts:
    """Everything that a snapshot is made from.

    Attributes:
        taken: The moment, in ISO 8601.
        kit_digest: Digest of the release.
        parameters: The place's answers, by name.
        titles: Title of each element as the kit was published: rendered, it may have an answer in it.
        core_paths: Files that the core gave.
        indicators: The indicators as the kit was published, for the same reason.
        seed: What was drawn when the local version was made.
    """

    taken: str
    kit_digest: str
    place_name: str | None
    place_code: str | None
    stage: str
    parameters: Mapping[str, Any]
    divergence: Divergence
    titles: Mapping[str, str]
    core_paths: Collection[str]
    kit_name: str
    kit_version: str
    seed: str
    adaptations: Sequence[Adaptation] = ()
    exceptions: Sequence[AgreedException] = ()
    decisions: Sequence[Decision] = ()
    open_update: OpenUpdate | None = None
    observations: Sequence[Observation] = ()
    indicators: Sequence[Mapping[str, Any]] = ()


def snapshot_of(facts: Facts) -> Snapshot:
    """The snapshot of a local version."""
    divergence, kit, files = facts.divergence, facts.divergence.kit, facts.divergence.files
    observed = _observations(facts)
    return Snapshot(
        {
            "format": 1,
            "taken": facts.taken,
            "kit": {"name": facts.kit_name, "version": facts.kit_version, "digest": facts.kit_digest},
            "place": {"name": facts.place_name, "code": facts.place_code, "id": place_id(facts.seed)},
            "stage": facts.stage,
            "parameters": {
                name: _plain(facts.parameters[name])
                for name in kit.data.get("shares") or ()
                if name in facts.parameters
            },
            "behind": None if divergence.behind is None else dict(divergence.behind),
            "lights": divergence.lights,
            "core_kept": _rounded(divergence.core_kept),
            "locally_shaped": _rounded(divergence.locally_shaped),
            "recorded": divergence.recorded,
            "unrecorded": divergence.unrecorded,
            "elements": [_element(item, facts.titles) for item in divergence.elements],
            "unclaimed_light": divergence.unclaimed_light,
            "files": {
                "unchanged": files.unchanged,
                **{name: len(getattr(files, name)) for name in ("changed", "added", "removed", "moved")},
            },
            "adaptations": shared_adaptations(facts.adaptations, facts.core_paths),
            "adaptation_counts": _adaptation_counts(facts),
            "exceptions": [_exception(item, facts) for item in facts.exceptions],
            "decisions": list(_decisions(facts)),
            "open_update": _open_update(facts),
            "observations": observed,
            "indicators": _indicators(facts.indicators, {item["indicator"] for item in observed}),
        }
    )


def place_id(seed: str) -> str:
    """What tells a local version from all others: a digest of what was drawn when it was made, so it tells no more."""
    return hashlib.sha256(b"localkit place\0" + seed.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _indicators(published: Sequence[Mapping[str, Any]], observed: Collection[str]) -> list[dict[str, Any]]:
    """What the reported indicators mean, so that whoever reads the snapshot needs no kit to say so."""
    return [
        {
            **{name: _plain(item[name]) for name in _TOLD if item.get(name) is not None},
            **({"measure": measure} if (measure := measure_of(item)) else {}),
        }
        for item in published
        if item["id"] in observed
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _element(item: ElementDivergence, titles: Mapping[str, str]) -> dict[str, Any]:
    element = item.element
    return {
        "id": element.id,
        "title": titles.get(element.id, element.id),
        "latitude": None if element.proscribed else element.latitude,
        "necessity": element.necessity,
        "basis": element.basis,
        "light": item.light,
        **({"raised_by": item.raised_by} if item.raised_by else {}),
        "state": item.state,
        "changed": round(item.changed, 4),
        "in_bounds": item.in_bounds,
        "adaptations": len(item.adaptations),
    }


def shared_adaptations(
    adaptations: Sequence[Adaptation], core_paths: Collection[str]
) -> list[dict[str, Any]]:
    """Records for the network or the public, whole but for what would name a local file or a local record."""
    local = {item.id for item in adaptations if not is_shared(item)}
    return [_shared(item.data, core_paths, local) for item in adaptations if is_shared(item)]


def is_shared(item: Adaptation) -> bool:
    """Whether the place marked a record for others to see whole."""
    return item.data.get("visibility") in SHARED


def _shared(data: Mapping[str, Any], core_paths: Collection[str], local: set[str]) -> dict[str, Any]:
    said = {key: _plain(value) for key, value in data.items() if key != "merged_into" or value not in local}
    if "passages" in said:
        said["passages"] = [
            address for address in said["passages"] if address.partition("#")[0] in core_paths
        ]
    return said


def _adaptation_counts(facts: Facts) -> dict[str, int]:
    known = {element.id for element in facts.divergence.kit.elements}
    counts: dict[str, int] = {}
    for item in facts.adaptations:
        if not is_shared(item):
            name = item.element if item.element in known else ""
            counts[name or ""] = counts.get(name or "", 0) + 1
    return dict(sorted(counts.items()))


def _exception(item: AgreedException, facts: Facts) -> dict[str, Any]:
    element = item.element if facts.divergence.kit.element(item.element) else ""
    granter = item.granted_by
    role = granter if granter in get_args(WaivableBy) and granter != "nobody" else "other"
    return {
        "id": _exception_id(item, element),
        "element": element,
        "status": item.status,
        "from": item.start.isoformat(),
        "until": item.until.isoformat(),
        **({} if granter is None else {"granted_by": role}),
        "received": False,
    }


def _exception_id(item: AgreedException, element: str) -> str:
    """Its id where localkit gave it; somebody's own is words of theirs, of which only a digest leaves."""
    if element and item.id.removeprefix(f"{element}-").isdigit():
        return item.id
    digest = hashlib.sha256(item.id.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{element or 'exception'}-{digest[:12]}"


def _decisions(facts: Facts) -> Iterator[dict[str, str]]:
    """Decisions on changes that the kit tells of; any other name would be the place's own words."""
    known = _told_by_the_kit(facts)
    for item in facts.decisions:
        if item.change in known:
            yield {"change": item.change, "decision": item.decision, "date": item.date}


def _told_by_the_kit(facts: Facts) -> set[str]:
    """Ids of the core changes that the release, or a later one that the place has seen, tells of."""
    behind = facts.divergence.behind or {}
    known = {str(change["id"]) for change in facts.divergence.kit.data.get("changes") or ()}
    return known.union(behind.get("changes", ()))


def _open_update(facts: Facts) -> dict[str, Any] | None:
    """How many passages wait, and of which changes of the kit's own; never which passages."""
    still = facts.open_update
    if still is None:
        return None
    waits = {name for passage in still.waiting for name in passage.changes}
    return {
        "from": still.before,
        "to": still.after,
        "needs_decision": len(still.waiting),
        "changes": sorted(waits & _told_by_the_kit(facts)),
    }


def _observations(facts: Facts) -> list[dict[str, Any]]:
    kit = facts.divergence.kit
    policy, known = policy_of(kit), indicators(kit)
    return [
        {
            "indicator": name,
            "period": count.period.text,
            "numerator": plain_number(item.numerator),
            "denominator": plain_number(item.denominator),
            "masked": item.masked,
        }
        for name, counts in sorted(counts_of(kit, facts.observations)[0].items())
        for count, item in zip(counts, _shown(known[name], counts, policy), strict=True)
    ]


def _shown(indicator: Mapping[str, Any], counts: Sequence[Count], policy: Policy) -> list[Shown]:
    if not policy.protects(indicator):
        return as_reported(counts)
    return published(counts, policy, share=indicator.get("share", True))


def _plain(value: Any) -> Any:
    """A value of YAML as JSON can hold it: what is no number becomes null, half of a sign a question mark."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(_plain(str(key))): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def plain_number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
