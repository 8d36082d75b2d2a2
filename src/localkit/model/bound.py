"""Machine-checkable limits on a passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from localkit.model.passage import Passage


@dataclass(frozen=True)
class Bound:
    """One or more conditions over one passage.

    Attributes:
        passage: Which passage of the element it holds for; None: the element's only one.
        schema: JSON Schema on the value.
        contains: Phrases that must be there; case and wrapping ignored.
        lacks: Phrases that must not be there.
        headings: Direct sub-headings that must be there, in this order.
        min_words: Least number of words.
        max_words: Greatest number of words.
        max_changed: Greatest change against the core, 0 to 1.
        line: Line of kit.yaml, counted from 1.
    """

    passage: Passage | None = None
    schema: Mapping[str, Any] | None = None
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    min_words: int | None = None
    max_words: int | None = None
    max_changed: float | None = None
    line: int | None = field(default=None, compare=False)
