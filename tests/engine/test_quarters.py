"""How places stood by quarter."""

from __future__ import annotations

from localkit.engine.quarters import Quarter, quarters
from localkit.model.portfolio import KeptLook


def look(place: int, first: str, last: str, kit: str = "small", **said: float | None) -> KeptLook:
    values = {
        "behind": None,
        "recorded": 0,
        "unrecorded": 0,
        "core_kept": None,
        "locally_shaped": None,
        **said,
    }
    return KeptLook(place, kit, f"{first}T12:00:00+00:00", f"{last}T12:00:00+00:00", **values)  # type: ignore[arg-type]


def test_a_place_counts_in_a_quarter_as_it_was_last_seen_in_it() -> None:
    found = quarters(
        [
            look(1, "2026-01-10", "2026-05-02", behind=1, recorded=2, core_kept=0.75),
            look(2, "2026-02-01", "2026-02-01", behind=0, core_kept=1.0),
            look(1, "2026-05-20", "2026-05-20", behind=0, unrecorded=1, core_kept=0.5),
        ]
    )

    assert found == {
        "small": (
            Quarter("2026-Q1", 2, 2, 1, 1, 0, (0.8125, 0.875, 0.9375), None),
            Quarter("2026-Q2", 1, 1, 0, 0, 1, (0.5, 0.5, 0.5), None),
        )
    }


def test_a_quarter_in_which_nobody_was_heard_of_is_left_out() -> None:
    found = quarters([look(1, "2025-12-31", "2025-12-31"), look(1, "2026-07-01", "2026-07-01")])

    assert [quarter.name for quarter in found["small"]] == ["2025-Q4", "2026-Q3"]


def test_a_place_that_went_over_to_another_kit_counts_once_in_a_quarter() -> None:
    found = quarters([look(1, "2026-01-01", "2026-01-02"), look(1, "2026-02-01", "2026-02-01", kit="other")])

    assert {kit: [quarter.places for quarter in named] for kit, named in found.items()} == {
        "other": [1],
        "small": [],
    }
