"""What somebody can answer to the four questions of a record, in plain words; FRAME's codes behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from localkit.actions.record import Recording
from localkit.model.frame import Code, Frame

QUESTIONS: Final = {
    "summary": "What is different here? One sentence.",
    "kind": "What kind of change is it?",
    "goal": "What is it for?",
    "reasons": "Why here? (may be skipped)",
}
"""The four questions, in their order."""

KINDS: Final[tuple[tuple[str, Mapping[str, list[str]]], ...]] = (
    ("wording or look", {"what": ["content"], "nature": ["tailoring_tweaking_refining"]}),
    ("something added", {"what": ["content"], "nature": ["adding_elements"]}),
    ("something left out", {"what": ["content"], "nature": ["removing_skipping_elements"]}),
    ("something swapped for another", {"what": ["content"], "nature": ["substituting"]}),
    ("another order", {"what": ["content"], "nature": ["reordering"]}),
    ("shorter or longer", {"what": ["content"]}),
    ("for other people", {"what": ["contextual"], "contextual": ["population"]}),
    ("in another setting", {"what": ["contextual"], "contextual": ["setting"]}),
    ("done by other people", {"what": ["contextual"], "contextual": ["personnel"]}),
)
"""What kind of change it is, and what that is in FRAME's codes."""

_LENGTH: Final = 5
_USUAL_REASONS: Final = (
    *("existing_regulations", "available_resources", "time_constraints", "location_accessibility"),
    *("service_structure", "first_spoken_languages", "cultural_or_religious_norms", "access_to_resources"),
    *("preferences", "motivation_and_readiness"),
)


def kind_codes(change: Recording, number: int) -> dict[str, list[str]]:
    """FRAME's codes for one of ``KINDS``.

    Args:
        change: What is recorded: "shorter or longer" is told by its words.
        number: Which of them, from 0.
    """
    codes = dict(KINDS[number][1])
    if number == _LENGTH:
        codes["nature"] = ["shortening_condensing" if change.shorter else "lengthening_extending"]
    return codes


def codes_offered(codes: Frame, field: str) -> Sequence[Code]:
    """The answers offered for a field, 26 at most since each has a letter.

        Of reasons these are the usual ones, and whatever the
    kit or a plugin added.
    """
    found = codes.field(field).codes
    if field == "reasons":
        found = tuple(item for item in found if item.code in _USUAL_REASONS or item.added_by)
    return found[:26]
