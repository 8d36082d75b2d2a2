"""What is published of small counts, and that nobody can compute back what was withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.engine.disclosure import Count, Policy, Shown, policy_of, published, total
from localkit.model.period import Period, period_of
from localkit.testing import kit

NHS = Policy()
Table = dict[str, tuple[int, int | None]]
Seen = list[tuple[int | None, int | None]]


def period(text: str) -> Period:
    found = period_of(text)
    assert found is not None
    return found


def shown(table: Mapping[str, tuple[int, int | None]], policy: Policy = NHS, *, share: bool = True) -> Seen:
    """What is published, as plain numbers; ``None`` for what is withheld or was not said."""
    counts = [
        Count(period(text), Decimal(one), None if of is None else Decimal(of))
        for text, (one, of) in table.items()
    ]
    return [
        (_whole(item.numerator), _whole(item.denominator)) for item in published(counts, policy, share=share)
    ]


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


class TestOneCount:
    @pytest.mark.parametrize(
        ("count", "seen"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (22, 20), (23, 25)]
    )
    def test_it_is_withheld_where_small_and_rounded_where_not(self, count: int, seen: int | None) -> None:
        assert shown({"2026": (count, None)}) == [(seen, None)]

    @pytest.mark.parametrize(
        ("pair", "seen"),
        [
            ((3, 40), (None, 40)),
            ((0, 5), (0, None)),
            ((3, 5), (None, None)),
            ((38, 40), (None, 40)),  # two are left
            ((40, 40), (40, 40)),
            ((30, 40), (30, 40)),
            ((30, 4), (30, None)),  # no part of it
            ((0, 0), (0, 0)),
        ],
    )
    def test_a_number_goes_with_what_would_give_it_back(
        self, pair: tuple[int, int], seen: tuple[int | None, int | None]
    ) -> None:
        assert shown({"2026": pair}) == [seen]

    def test_those_who_are_left_are_nobody_where_it_is_no_share(self) -> None:
        assert shown({"2026": (38, 40)}, share=False) == [(40, 40)]

    def test_it_is_said_that_something_is_withheld(self) -> None:
        assert published([Count(period("2026"), Decimal(3))], NHS) == [Shown(None, None, True)]


class TestTotals:
    def test_a_year_goes_with_a_quarter(self) -> None:
        table: Table = {"2026": (63, None), "2026-Q1": (20, None), "2026-Q2": (3, None)}

        assert shown(table) == [(None, None), (20, None), (None, None)]

    def test_a_year_stays_with_quarters_that_can_be_shown(self) -> None:
        table: Table = {"2026": (60, None), "2026-Q1": (20, None), "2026-Q2": (20, None)}

        assert shown(table) == [(60, None), (20, None), (20, None)]

    def test_a_year_goes_where_the_rest_is_small(self) -> None:
        table: Table = {"2026": (43, None), "2026-Q1": (20, None), "2026-Q2": (20, None)}

        assert shown(table) == [(None, None), (20, None), (20, None)]

    def test_a_year_goes_where_quarter_and_months_together_leave_little(self) -> None:
        table: Table = {"2026": (44, None), "2026-Q1": (20, None), "2026-04": (20, None)}

        assert shown(table)[0] == (None, None)

    def test_a_month_goes_with_a_week_that_reaches_into_it(self) -> None:
        table: Table = {"2026-01": (90, None), "2026-02": (80, None), "2026-W05": (4, None)}

        assert shown(table) == [(None, None)] * 3

    def test_the_part_of_a_year_goes_where_few_are_left_in_what_is_not_reported(self) -> None:
        table: Table = {"2026": (50, 82), "2026-Q1": (20, 40)}

        assert shown(table) == [(50, 80), (20, 40)]
        assert shown({"2026": (57, 82), "2026-Q1": (20, 40)}) == [(None, 80), (20, 40)]

    def test_what_was_published_adds_up_without_what_was_withheld(self) -> None:
        parts = published(
            [Count(period("2026"), Decimal(20), Decimal(41)), Count(period("2025"), Decimal(3))], NHS
        )

        assert total(parts) == (Shown(Decimal(20), Decimal(40), True), 1)
        assert total([]) == (Shown(Decimal(0), None, False), 0)

    def test_ten_years_of_days_take_a_moment(self) -> None:
        """A place's file must not hold up the scan of all places."""
        days = [
            f"{year}-{month:02}-{day:02}"
            for year in range(2016, 2026)
            for month in range(1, 13)
            for day in (1, 9)
        ]
        months = sorted({day[:7] for day in days})
        table: Table = dict.fromkeys([*days, *months, *(str(year) for year in range(2016, 2026))], (20, 40))

        assert len(shown(table)) == len(days) + 130


class TestThePolicyOfAKit:
    def test_it_is_what_the_kit_says(self) -> None:
        said = kit("", disclosure={"mask_range": [0, 4], "round_to": 10, "applies_to": "all"})

        assert policy_of(said) == Policy(0, 4, 10, "all")

    def test_it_is_the_usual_one_where_the_kit_says_nothing(self) -> None:
        assert policy_of(kit("")) == Policy(1, 7, 5, "person_based")

    def test_what_is_smaller_than_its_range_is_no_less_small(self) -> None:
        assert policy_of(kit("", disclosure={"mask_range": [3, 7]})) == NHS

    @pytest.mark.parametrize(
        ("applies_to", "person_based", "protected"),
        [
            ("person_based", True, True),
            ("person_based", False, False),
            ("all", False, True),
            ("none", True, False),
        ],
    )
    def test_it_is_for_the_indicators_that_it_names(
        self, applies_to: str, person_based: bool, protected: bool
    ) -> None:
        assert Policy(applies_to=applies_to).protects({"person_based": person_based}) is protected

    def test_a_fraction_is_as_small_as_the_counts_beside_it(self) -> None:
        assert [NHS.small(Decimal(text)) for text in ("0", "0.2", "7.9", "8")] == [False, True, True, False]


PERIODS = (
    "2026",
    "2026-Q1",
    "2026-Q2",
    "2026-01",
    "2026-02",
    "2026-03",
    "2026-W05",
    "2026-W06",
    "2026-02-01",
)
POLICIES = (NHS, Policy(round_to=1), Policy(0, 4, 10), Policy(1, 3, 3))
DAYS = tuple(
    period(f"2026-{text}")
    for text in ("01-01", "01-30", "02-01", "02-03", "02-20", "03-15", "04-10", "12-01")
)
"""Days on which people come: some in each of the periods, and in what each two of them share."""

Came = dict[str, tuple[int, int]]
"""By day, how many did and how many did not."""


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Came, tuple[str, ...], Policy]:
    """Who came on which day, the periods that a place reports, and the policy of its kit."""
    policy = draw(st.sampled_from(POLICIES))
    texts = draw(st.lists(st.sampled_from(PERIODS), min_size=1, unique=True))
    some = st.one_of(st.just(0), st.just(0), st.integers(0, policy.high), st.integers(0, 3 * policy.high))
    return {day.text: (draw(some), draw(some)) for day in DAYS}, tuple(texts), policy


def table_of(came: Came, texts: Sequence[str]) -> Table:
    """N out of D, for each period."""
    table: Table = {}
    for text in texts:
        pairs = [came[day] for day in days_of(text)]
        table[text] = (sum(one for one, _ in pairs), sum(one + left for one, left in pairs))
    return table


def with_all(came: Came, text: str, one: int, of: int) -> Came:
    """Another world: in one period only so many were counted, all on its first day."""
    first, *rest = days_of(text)
    return {**came, first: (one, of - one), **dict.fromkeys(rest, (0, 0))}


def with_part(came: Came, text: str, one: int) -> Came:
    """Another world: of those who were counted in one period, each day as many as before, so many did."""
    found, left = dict(came), one
    for day in days_of(text):
        everybody = sum(came[day])
        found[day] = (min(left, everybody), everybody - min(left, everybody))
        left -= found[day][0]
    return found


def days_of(text: str) -> list[str]:
    return [day.text for day in DAYS if day.within(period(text))]


def leaves(texts: Sequence[str]) -> list[str]:
    """Periods that share no day with a shorter one."""
    return [text for text in texts if not any(_shorter(period(other), period(text)) for other in texts)]


def _shorter(one: Period, other: Period) -> bool:
    return one.overlaps(other) and one.days < other.days


@given(worlds())
def test_every_other_small_count_would_give_the_same_publication(
    world: tuple[Came, tuple[str, ...], Policy],
) -> None:
    """The attack: whoever has the publication, the policy and this code, and takes totals for sums, tries every world.

    For each small count (N, D, or those who are left) of a period without shorter ones in it, a world with any other
    value of the range must give the very same publication, so that it cannot be told which it was.
    """
    came, texts, policy = world
    table = table_of(came, texts)
    seen = shown(table, policy)
    for leaf in leaves(texts):
        one, of = table[leaf]
        assert of is not None
        for value in range(policy.low, policy.high + 1):
            if policy.small(Decimal(of)):
                other = with_all(came, leaf, min(one, value), value)
            elif policy.small(Decimal(one)):
                other = with_part(came, leaf, value)
            elif policy.small(Decimal(of - one)) and one:
                other = with_part(came, leaf, of - value)
            else:
                break
            assert shown(table_of(other, texts), policy) == seen


@given(worlds())
def test_no_small_number_is_shown(world: tuple[Came, tuple[str, ...], Policy]) -> None:
    came, texts, policy = world
    table = table_of(came, texts)
    for text, (one, of) in zip(table, shown(table, policy), strict=True):
        assert one is None or not policy.small(Decimal(table[text][0]))
        assert of is None or not policy.small(Decimal(table[text][1] or 0))


@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_whoever_tries_every_pair_of_months_and_their_quarter_is_no_wiser(policy: Policy) -> None:
    """By brute force: all tables of two months and their sum, gathered by what is published of them."""
    most = policy.high + 4
    seen: dict[str, list[tuple[int, int]]] = {}
    for first in range(most):
        for second in range(most):
            table: Table = {
                "2026-01": (first, None),
                "2026-02": (second, None),
                "2026-Q1": (first + second, None),
            }
            seen.setdefault(str(shown(table, policy)), []).append((first, second))

    everything = set(range(policy.low, policy.high + 1))
    for pairs in seen.values():
        for side in (0, 1):
            values = {pair[side] for pair in pairs}
            if any(policy.small(Decimal(value)) for value in values):
                assert everything <= values


@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_whoever_tries_every_share_is_no_wiser(policy: Policy) -> None:
    """By brute force: all N out of D, gathered by what is published of them; three counts that may be small."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for of in range(4 * policy.high):
        for one in range(of + 1):
            seen.setdefault(str(shown({"2026": (one, of)}, policy)), []).append((one, of))

    for pairs in seen.values():
        for values in ([one for one, _ in pairs], [of for _, of in pairs], [of - one for one, of in pairs]):
            if any(policy.small(Decimal(value)) for value in values):
                assert len({value for value in values if policy.small(Decimal(value))}) > 1
