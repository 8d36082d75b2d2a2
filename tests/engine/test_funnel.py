"""Funnels: who lies where, and that nothing withheld has a part in them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from localkit.engine.disclosure import Count, Policy, Shown, published
from localkit.engine.funnel import ENOUGH, Point, funnel
from localkit.model.period import period_of


def shown(part: int | None, whole: int | None) -> Shown:
    return Shown(
        None if part is None else Decimal(part),
        None if whole is None else Decimal(whole),
        None in (part, whole),
    )


def test_places_lie_between_or_beyond_the_limits_of_their_size() -> None:
    usual = {f"p{number}": shown(50, 100) for number in range(20)}

    found = funnel(
        "proportion",
        {
            **usual,
            "higher": shown(62, 100),
            "far": shown(90, 100),
            "lower": shown(38, 100),
            "small": shown(7, 10),
        },
    )

    assert found is not None
    stands = {key: point.stands for key, point in found.points.items() if point.stands != "within"}
    assert stands == {"higher": "above", "far": "far_above", "lower": "below"}
    assert found.points["small"] == Point(10.0, 0.7, "within")


def test_limits_are_wider_for_small_places() -> None:
    found = funnel("rate", {str(size): shown(size // 10, size) for size in range(20, 400, 20)})

    assert found is not None
    widths = [limits[3] - limits[0] for _, limits in found.curves]
    assert widths[0] > 2 * widths[-1]


def test_too_few_places_or_none_that_differ_have_no_funnel() -> None:
    assert funnel("proportion", {str(n): shown(20, 40) for n in range(ENOUGH - 1)}) is None
    assert funnel("proportion", {str(n): shown(0, 40) for n in range(ENOUGH)}) is None
    assert funnel("proportion", {str(n): shown(40, 40) for n in range(ENOUGH)}) is None
    assert funnel("rate", {str(n): shown(0, 40) for n in range(ENOUGH)}) is None


COUNTS = st.tuples(st.integers(0, 60), st.integers(0, 60))


@given(
    others=st.lists(COUNTS, min_size=ENOUGH, max_size=14), small=st.integers(1, 7), other=st.integers(1, 7)
)
def test_a_small_count_might_as_well_be_any_other(
    others: list[tuple[int, int]], small: int, other: int
) -> None:
    """The same funnel comes of each size that a withheld count can have, so its size is not in it."""

    def drawn(part: int) -> object:
        counts = [(n, n + rest) for n, rest in others] + [(part, 40)]
        return funnel("proportion", {str(number): _published(*count) for number, count in enumerate(counts)})

    assert drawn(small) == drawn(other)


@given(counts=st.lists(COUNTS, min_size=ENOUGH, max_size=14))
def test_a_funnel_is_made_of_published_figures_alone(counts: list[tuple[int, int]]) -> None:
    """Its points are what the table beside it shows, and its middle is their sum."""
    seen = {str(number): _published(n, n + rest) for number, (n, rest) in enumerate(counts)}

    found = funnel("proportion", seen)

    opened = {key: item for key, item in seen.items() if not item.masked and item.denominator}
    if found is not None:
        assert {key: (point.size, point.value) for key, point in found.points.items()} == {
            key: (float(item.denominator or 0), float(item.numerator or 0) / float(item.denominator or 1))
            for key, item in opened.items()
        }
        parts = sum(float(item.numerator or 0) for item in opened.values())
        assert found.overall == parts / sum(float(item.denominator or 0) for item in opened.values())


def _published(part: int, whole: int) -> Shown:
    period = period_of("2026")
    assert period is not None
    return published([Count(period, Decimal(part), Decimal(whole))], Policy())[0]
