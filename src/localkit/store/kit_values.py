"""From a framework's plain values, as kit.yaml or kit.json has them, to a Kit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from localkit.model.bound import Bound
from localkit.model.kit import Element, Function, Guidance, Kit, PlaceWords
from localkit.model.passage import Conditions, Passage
from localkit.syntax.yaml import YamlText

_PARTS = ("section", "value", "row", "column", "region")


def kit_from(data: Mapping[str, Any], source: YamlText | None = None) -> Kit:
    """The kit that valid plain values describe; lines are known where the text is given."""
    noun = data.get("place", {}).get("noun", {})
    place = data.get("place", {})
    return Kit(
        name=data["name"],
        version=data["version"],
        title=data["title"],
        elements=tuple(
            _element(element, f"/elements/{index}", source) for index, element in enumerate(data["elements"])
        ),
        summary=data.get("summary", ""),
        status=data.get("status", "active"),
        outcome=data.get("outcome", ""),
        unclaimed=data.get("unclaimed", "open"),
        given_once=tuple(data.get("given_once", ())),
        place=PlaceWords(
            noun.get("one", "place"), noun.get("many", "places"), place.get("name"), place.get("code")
        ),
        functions=tuple(
            Function(
                item["id"],
                item["statement"],
                item.get("mechanism", ""),
                source.line(f"/functions/{index}") if source else None,
            )
            for index, item in enumerate(data.get("functions", ()))
        ),
        data=data,
    )


def _element(data: Mapping[str, Any], at: str, source: YamlText | None) -> Element:
    guidance = data.get("guidance", {})
    return Element(
        id=data["id"],
        title=data["title"],
        passages=tuple(
            _passage(item, f"{at}/passages/{index}", source) for index, item in enumerate(data["passages"])
        ),
        latitude=data.get("latitude", "fixed"),
        necessity=data.get("necessity", "essential"),
        basis=data.get("basis", "operational"),
        serves=tuple(data.get("serves", ())),
        stated_waiver=data.get("waivable_by"),
        applies_to=_conditions(data),
        bounds=tuple(
            _bound(item, f"{at}/bounds/{index}", source) for index, item in enumerate(data.get("bounds", ()))
        ),
        guidance=Guidance(*(tuple(guidance.get(light, ())) for light in ("green", "yellow", "red"))),
        line=source.line(at) if source else None,
    )


def _conditions(data: Mapping[str, Any]) -> Conditions:
    return tuple((name, tuple(values)) for name, values in data.get("applies_to", {}).items())


def _passage(data: Mapping[str, Any], at: str, source: YamlText | None) -> Passage:
    return Passage(
        file=data["file"],
        **{name: data[name] for name in (*_PARTS, "key") if name in data},
        lacks=tuple(data.get("lacks", ())),
        applies_to=_conditions(data),
        line=source.line(at) if source else None,
    )


def _bound(data: Mapping[str, Any], at: str, source: YamlText | None) -> Bound:
    named = address_part(data)
    return Bound(
        passage=Passage(**named) if named else None,
        schema=data.get("schema"),
        contains=tuple(data.get("contains", ())),
        lacks=tuple(data.get("lacks", ())),
        headings=tuple(data.get("headings", ())),
        min_words=data.get("min_words"),
        max_words=data.get("max_words"),
        max_changed=data.get("max_changed"),
        line=source.line(at) if source else None,
    )


def address_part(passage: Mapping[str, Any]) -> dict[str, Any]:
    """What of a passage's values says where it is."""
    return {name: passage[name] for name in ("file", *_PARTS) if name in passage}
