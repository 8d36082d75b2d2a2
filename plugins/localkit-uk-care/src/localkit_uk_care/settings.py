"""``x-uk-care`` in a kit: where its papers say what the rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from localkit.model.kit import Kit
from localkit.model.passage import Passage
from localkit.store.schemas import schema_words
from localkit_uk_care.nations import NATIONS

KEY: Final = "x-uk-care"

TITLES: Final[Mapping[str, str]] = {
    "household_limit": "how many people a household may support",
    "regulator": "the regulator's name",
    "registration": "the registration number",
    "statutory_documents": "the papers that the law asks for",
}
"""Each key of the block, in plain words."""

_TEXT: Final = {"type": "string", "minLength": 1}
_NATIONS: Final = {"type": "array", "minItems": 1, "items": {"enum": list(NATIONS)}}
_VALUE: Final = {
    "type": "object",
    "required": ["file", "value"],
    "additionalProperties": False,
    "properties": {"file": _TEXT, "value": {"type": "string", "pattern": "^/"}},
}
_PLACE: Final = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {
        "file": _TEXT,
        "value": {"type": "string", "pattern": "^/"},
        "section": _TEXT,
        "region": _TEXT,
    },
}
_PAPER: Final = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {"file": _TEXT, "title": _TEXT, "nations": _NATIONS, "source": _TEXT},
}
_SCHEMAS: Final[Mapping[str, Any]] = {
    "household_limit": _VALUE,
    "regulator": {"type": "array", "minItems": 1, "items": _PLACE},
    "registration": _VALUE,
    "statutory_documents": {"type": "array", "minItems": 1, "items": _PAPER},
}


@dataclass(frozen=True)
class Paper:
    """A document that the law of some nations asks for."""

    file: str
    title: str
    nations: tuple[str, ...]
    source: str | None = None


@dataclass(frozen=True)
class Settings:
    """What a kit says.

    Attributes:
        household_limit: Where the number is; None where the kit does not say, or has none.
        regulator: Where the regulator is named.
        registration: Where the registration number is.
        papers: Documents that the law asks for.
        unsaid: Keys of the block that are not there. One whose value is null is: the kit has no such thing.
        wrong: What cannot be used, in plain words, by key; the whole block under the empty key.
    """

    household_limit: Passage | None = None
    regulator: tuple[Passage, ...] = ()
    registration: Passage | None = None
    papers: tuple[Paper, ...] = ()
    unsaid: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)


def settings_of(kit: Kit) -> Settings | None:
    """What a kit says for this plugin; None where it says nothing."""
    block = kit.data.get(KEY)
    if block is None:
        return None
    if not isinstance(block, Mapping):
        return Settings(wrong={"": "must be a set of keys and values"})
    wrong = _wrong(block)
    good = {key: value for key, value in block.items() if value is not None and key not in wrong}
    return Settings(
        household_limit=_passage(good.get("household_limit")),
        regulator=tuple(Passage(**item) for item in _listed(good.get("regulator"))),
        registration=_passage(good.get("registration")),
        papers=tuple(_paper(item) for item in good.get("statutory_documents", ())),
        unsaid=tuple(key for key in TITLES if key not in block),
        wrong=wrong,
    )


def _wrong(block: Mapping[str, Any]) -> dict[str, str]:
    found = {str(key): "is not a key that this plugin knows" for key in block if key not in _SCHEMAS}
    for key, schema in _SCHEMAS.items():
        if block.get(key) is not None:
            value = _listed(block[key]) if key == "regulator" else block[key]
            words = schema_words(value, schema)
            found.update({key: "; ".join(words)} if words else {})
    return found


def _listed(value: Any) -> Any:
    """One place may be written without a list around it."""
    if value is None:
        return []
    return [value] if isinstance(value, Mapping) else value


def _passage(value: Mapping[str, str] | None) -> Passage | None:
    return None if value is None else Passage(file=value["file"], value=value["value"])


def _paper(value: Mapping[str, Any]) -> Paper:
    return Paper(
        file=value["file"],
        title=value.get("title", value["file"]),
        nations=tuple(value.get("nations", NATIONS)),
        source=value.get("source"),
    )
