"""Intervals and control limits, against values of statsmodels 0.15.0 and scipy 1.17.1."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.engine.control_limits import control_limits
from localkit.engine.disclosure import Shown
from localkit.engine.intervals import Measure, byar, exact_poisson, interval, measure_of, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # statsmodels.stats.proportion.proportion_confint(part, whole, method="wilson")
        (0, 10, 0.0, 0.2775327999),
        (1, 10, 0.0178762131, 0.4041500268),
        (20, 40, 0.3519952693, 0.6480047307),
        (38, 40, 0.8349612263, 0.9861793326),
        (40, 40, 0.9123783988, 1.0),
        (3, 1000, 0.0010207839, 0.0087830141),
    ],
)
def test_a_proportion_has_wilsons_interval(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(part, whole)

    assert (found.value, found.low, found.high) == pytest.approx((part / whole, low, high), abs=1e-9)


EXACT = {  # scipy.stats.chi2.ppf(0.025, 2 * n) / 2 and chi2.ppf(0.975, 2 * n + 2) / 2
    0: (0.0, 3.68887945),
    1: (0.02531781, 5.57164339),
    5: (1.62348639, 11.66833208),
    9: (4.11537310, 17.08480345),
    10: (4.79538870, 18.39035604),
    25: (16.17868185, 36.90493170),
    100: (81.36399125, 121.62679379),
}


@pytest.mark.parametrize("count", [0, 1, 5, 9])
def test_few_events_have_the_exact_interval(count: int) -> None:
    assert exact_poisson(count) == pytest.approx(EXACT[count], abs=1e-7)


@pytest.mark.parametrize("count", [10, 25, 100])
def test_byars_interval_is_close_to_the_exact_one_from_ten_events_on(count: int) -> None:
    assert byar(count) == pytest.approx(EXACT[count], rel=2e-3)


@pytest.mark.parametrize(
    ("measure", "size", "overall", "limits"),
    [  # scipy.stats.binom and poisson: r = ppf(p), less (cdf(r) - p) / (cdf(r) - cdf(r - 1)), over the size
        ("proportion", 10, 0.5, (0.00024000, 0.13244444, 0.76755556, 0.89976000)),
        ("proportion", 40, 0.8, (0.57511543, 0.65586617, 0.90421796, 0.95869209)),
        ("proportion", 500, 0.03, (0.00827971, 0.01488281, 0.04488130, 0.05519738)),
        ("proportion", 20_000, 0.4, (0.38928453, 0.39319020, 0.40676933, 0.41069385)),
        ("rate", 12, 0.25, (0.0, 0.0, 0.53282001, 0.76054208)),
        ("rate", 100, 0.9, (0.61624451, 0.71371533, 1.08575575, 1.20217217)),
        ("rate", 2.5, 4, (0.48821173, 1.51007518, 6.46398027, 8.26480033)),
        ("rate", 50_000, 0.02, (0.01806422, 0.01875998, 0.02123899, 0.02197285)),
    ],
)
def test_control_limits_are_those_of_the_distribution(
    measure: Measure, size: float, overall: float, limits: tuple[float, ...]
) -> None:
    assert control_limits(measure, overall, size) == pytest.approx(limits, abs=1e-7)


@given(
    part=st.integers(0, 10_000), more=st.integers(0, 10_000), measure=st.sampled_from(["proportion", "rate"])
)
def test_an_interval_holds_its_value(part: int, more: int, measure: Measure) -> None:
    whole = part + more or 1

    found = interval(measure, Shown(Decimal(part), Decimal(whole)))

    assert found is not None
    assert 0 <= found.low <= found.value <= found.high
    assert measure == "rate" or found.high <= 1


@given(
    whole=st.integers(2, 5_000),
    overall=st.floats(0.001, 0.999),
    measure=st.sampled_from(["proportion", "rate"]),
)
def test_limits_lie_in_order_around_the_networks_value(whole: int, overall: float, measure: Measure) -> None:
    limits = control_limits(measure, overall, whole)

    assert list(limits) == sorted(limits)
    assert limits[0] <= overall <= limits[3] or limits[3] >= overall - 1 / whole


@given(part=st.integers(0, 500), more=st.integers(0, 500))
def test_a_larger_place_has_a_narrower_interval(part: int, more: int) -> None:
    whole = part + more or 1
    small, large = wilson(part, whole), wilson(part * 4, whole * 4)

    assert large.high - large.low < small.high - small.low


@pytest.mark.parametrize(
    "shown",
    [
        Shown(None, Decimal(40), True),
        Shown(Decimal(20), None, True),
        Shown(Decimal(3), Decimal(0)),
        Shown(Decimal(3), None),
    ],
    ids=["a withheld part", "a withheld whole", "out of nought", "out of nothing"],
)
def test_what_is_withheld_or_out_of_nothing_has_no_interval(shown: Shown) -> None:
    assert interval("proportion", shown) is None
    assert interval("rate", shown) is None


def test_more_than_all_is_no_proportion() -> None:
    assert interval("proportion", Shown(Decimal(5), Decimal(4))) is None


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ({"share": True}, "proportion"),
        ({"share": True, "interval": "none"}, None),
        ({"interval": "rate"}, "rate"),
        ({"share": False}, None),
        ({}, None),
    ],
)
def test_a_kit_says_what_chance_makes_of_an_indicator(
    said: dict[str, object], measure: Measure | None
) -> None:
    assert measure_of(said) == measure
