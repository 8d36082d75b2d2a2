"""Laws of merging, held against random files of each kind: no word is lost, nothing comes back, it still reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.merging import random_data, random_lines, random_pages, random_tables
from tests.engine.merging.laws import hold
from tests.engine.merging.random_words import Case

KINDS: Final[dict[str, Callable[[int], Case]]] = {
    "markdown": random_pages.case,
    "yaml": partial(random_data.case, kind="yaml"),
    "json": partial(random_data.case, kind="json"),
    "toml": partial(random_data.case, kind="toml"),
    "csv": random_tables.case,
    "text": random_lines.case,
}
RUN = 250
kinds = pytest.mark.parametrize("kind", KINDS)


@kinds
@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_the_laws_hold(kind: str, seed: int) -> None:
    hold(KINDS[kind](seed))


@pytest.mark.slow
@pytest.mark.timeout(600)
@kinds
@pytest.mark.parametrize("start", range(0, 10_000, RUN))
def test_the_laws_hold_ten_thousand_times(kind: str, start: int) -> None:
    """Seeds are told, so that a failure can be seen again."""
    for seed in range(start, start + RUN):
        try:
            hold(KINDS[kind](seed))
        except Exception as error:
            error.add_note(f"{kind}, seed {seed}")
            raise
