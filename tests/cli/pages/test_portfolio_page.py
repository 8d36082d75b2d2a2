"""The page about all places: what it says, and what it never does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.pages.many import many
from tests.cli.pages.reading import Page, problems
from tests.cli.pages.snapshots import adaptation, element, exception, observation, report, snapshot

from localkit.cli.pages.detail import LIMIT, Detail
from localkit.cli.pages.portfolio_page import page_with, portfolio_page
from localkit.cli.pages.script import SCRIPT
from localkit.cli.pages.style import STYLE


def shown(*newest: Any, **said: Any) -> Page:
    page = Page(portfolio_page(report(*newest, **said)))
    assert problems(page) == []
    return page


def test_a_portfolio_without_places_is_a_page() -> None:
    assert "0 places followed, 0 of them measured." in shown().text


def test_the_three_differences_stand_apart() -> None:
    seen = {"latest": "1.1.0", "releases": 1, "changes": [], "seen": "2026-03-01"}

    text = shown(snapshot(behind=seen, recorded=2), snapshot("Barnet", unrecorded=1)).text

    assert (
        "1 place behind the core, 0 up to date with it when they last looked; at 1 place nobody looked"
        in text
    )
    assert "1 place with changes that are recorded or agreed; 2 elements in all." in text
    assert (
        "1 place with changes to what the core holds tight that nobody has said why of yet; 1 element" in text
    )


def test_a_place_that_could_not_be_read_is_named_with_the_reason() -> None:
    assert "Lost : could not be read: the folder is gone" in shown(unread="the folder is gone").text


def test_signs_and_words_say_what_colours_say() -> None:
    page = shown(
        snapshot(
            elements=[
                element("a"),
                element("b", "yellow", "recorded"),
                element("c", "red", "excepted"),
                element("d", state="unrecorded"),
            ]
        )
    )

    cells = [text for text in page.said("td") if text[0] in "●▲■"]

    assert cells == [
        "● as the core",
        "▲ needs care: recorded",
        "■ talk first: agreed exception",
        "● the place's own",
    ]


def test_an_element_that_a_release_does_not_have_is_told_so() -> None:
    newer = snapshot(
        "B", kit={"name": "small", "version": "1.1.0"}, elements=[element("new"), element("greet")]
    )

    page = shown(snapshot("A"), newer)

    assert page.text.count("– not in its release") == 2


def test_more_elements_than_a_sheet_is_wide_stand_in_several_tables() -> None:
    page = shown(snapshot(elements=[element(f"e{number}") for number in range(25)]))

    assert [text for text in page.said("caption") if text.startswith("Elements of small at")] == [
        "Elements of small at each place, 1 to 8 of 25",
        "Elements of small at each place, 9 to 16 of 25",
        "Elements of small at each place, 17 to 25 of 25",
    ]
    assert len([text for text in page.said("td") if text == "● as the core"]) == 25


def test_only_what_ranks_nobody_can_be_sorted_by() -> None:
    page = shown(snapshot())

    assert [said["data-sort"] for said in page.named("th") if "data-sort" in said] == [
        "name",
        "nation",
        "stage",
        "day",
    ]


def test_places_stand_in_the_order_of_the_report_whatever_they_changed() -> None:
    page = shown(snapshot("A", unrecorded=0), snapshot("B", unrecorded=9), snapshot("C", unrecorded=3))

    names = [text for text in page.said("bdi") if text in ("A", "B", "C")]

    assert names == ["A", "B", "C"] * (len(names) // 3)


def test_the_picture_has_a_dot_for_each_place_and_the_table_of_places_the_numbers() -> None:
    page = shown(snapshot(), snapshot("Barnet", core_kept=None))

    (dot,) = page.named("circle")
    assert (dot["cx"], dot["cy"]) == ("336.0", "235.0")
    assert page.text.count("0 90 % 25 %") == 1
    assert "In numbers: the table of places" in page.text
    assert "1 place without one of the two measures left out." in page.text


def test_no_dot_near_an_edge_lies_on_the_words_of_the_picture() -> None:
    page = shown(
        snapshot(core_kept=0.88, locally_shaped=0.02), snapshot("Barnet", core_kept=0.7, locally_shaped=1)
    )

    drawn = [said for name, said in page.tags if name in ("circle", "text")]
    words = [said for said in drawn if said.get("class") == "quarter"]

    assert drawn[-4:] == words
    assert {said["y"] for said in words} == {"153", "175"}
    assert {said["cy"] for said in page.named("circle")} == {"304.0", "10.0"}


def test_what_became_of_a_core_change_is_told_with_names() -> None:
    decided = [
        {"change": "liability", "decision": "deferred", "date": "2026-01-01"},
        {"change": "liability", "decision": "adopted", "date": "2026-02-01"},
    ]
    seen = {"latest": "1.1.0", "releases": 1, "changes": ["liability"], "seen": "2026-03-01"}

    text = shown(snapshot("A", decisions=decided), snapshot("B", behind=seen)).text

    assert "liability 1: A – – – – 1: B" in text


def test_a_core_change_waits_where_an_update_left_it_open() -> None:
    update = {"from": "1.0.0", "to": "1.1.0", "needs_decision": 2}
    put_off = [{"change": "liability", "decision": "deferred", "date": "2026-01-01"}]
    left = {**update, "changes": ["liability"]}

    text = shown(
        snapshot("A", open_update=left),
        snapshot("B", decisions=put_off, open_update=left),
        snapshot("C", decisions=put_off, open_update=update),
    ).text

    assert "liability – – 1: C – – 2: A , B" in text


def test_shared_adaptations_stand_by_element_with_their_reasons_in_words() -> None:
    text = shown(
        snapshot(
            adaptations=[adaptation("Tea first"), adaptation("A bus", None)], adaptation_counts={"stay": 3}
        )
    ).text

    assert "3 other records not shared" in text
    assert (
        "Greet Harrow , 2026-02-01: Tea first What was changed: the content itself; What it was for: reach more "
        "people, or draw them in. No element of the core Harrow , 2026-02-01: A bus"
    ) in text


def test_exceptions_stand_by_their_last_day_and_those_that_ended_stand_last() -> None:
    page = shown(
        snapshot("A", exceptions=[exception("2026-12-31"), exception("2026-03-30")]),
        snapshot("B", exceptions=[exception("2026-06-30", "requested"), exception("2026-02-31")]),
    )

    ends = [text for text in page.said("th") if re.fullmatch(r"\d{4}-\d\d-\d\d", text)]
    assert ends == ["2026-06-30", "2026-12-31", "2026-02-31", "2026-03-30"]
    assert "2026-03-30 A Stay ended 2026-01-01 the regulator" in page.text
    assert "2026-02-31 B Stay agreed; its days are no days of the calendar" in page.text
    assert "2026-06-30 B Stay waits for an answer" in page.text


def test_outcomes_have_what_they_are_out_of_and_what_is_withheld_says_so() -> None:
    text = shown(
        snapshot(
            "A", observations=[observation("2026-Q1", 20, 40, False), observation("2025-Q4", None, 40, True)]
        ),
        snapshot(
            "B",
            observations=[observation("2026-Q1", None, None, True), observation("2025-Q4", 15, None, True)],
        ),
        snapshot("C"),
    ).text

    assert (
        "came back Place 2026-Q1 2025-Q4 A 20 out of 40 withheld out of 40 B withheld 15 out of a number"
        in text
    )
    assert "Sum of what is shown 20 out of 40 at 1 place, 1 place withheld withheld" in text
    assert "not ranked" in text


def test_what_is_different_since_the_snapshot_before_is_told() -> None:
    before = snapshot(stage="pilot", core_kept=0.8, elements=[element("greet"), element("stay")])

    text = shown(snapshot(), before=before).text

    assert (
        "1 place different, 0 as before in all that is told here, 0 with one snapshot only. Harrow , since 2026-03-02 "
        "stage pilot → live core kept 80 % → 90 % Stay: ● as the core → ■ talk first: not yet recorded"
    ) in text


def test_of_many_different_elements_some_are_told_and_the_others_counted() -> None:
    before = snapshot(elements=[])

    text = shown(snapshot(elements=[element(f"e{number}") for number in range(9)]), before=before).text

    assert "E5: not there → ● as the core and 3 other elements: localkit portfolio show tells" in text


HOSTILE = st.text(min_size=1, max_size=40) | st.sampled_from(
    [
        "</td><script>alert(1)</script>",
        '"><img src=x onerror=1>',
        "&lt;b&gt;",
        "<!--",
        "]]>",
        "\u202egnp",
        "\x00\ud800",
    ]
)


@settings(max_examples=60, deadline=None)
@given(name=HOSTILE, summary=HOSTILE, code=HOSTILE, change=HOSTILE)
def test_whatever_places_wrote_stays_text(name: str, summary: str, code: str, change: str) -> None:
    def tags(*words: str) -> list[str]:
        one, two, three, four = words
        decided = [{"change": four, "decision": "adopted", "date": "2026-01-01"}]
        page = shown(
            snapshot(
                one,
                place={"name": one, "code": three},
                parameters={"nation": two},
                kit={"name": four, "version": "1.0.0"},
                elements=[{**element("greet"), "title": two}],
                adaptations=[adaptation(two)],
                decisions=decided,
                observations=[{**observation("2026", 1, 2, False), "indicator": three}],
            ),
            unread=two,
        )
        return [tag for tag, _ in page.tags]

    assert tags(name, summary, code, change) == tags("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("elements", "worst"),
    [
        pytest.param(25, False, id="as they come"),
        pytest.param(38, False, id="many elements", marks=pytest.mark.slow),
        pytest.param(25, True, id="the worst", marks=pytest.mark.slow),
        pytest.param(38, True, id="the worst with many elements", marks=pytest.mark.slow),
    ],
)
def test_a_page_of_five_hundred_places_is_small_and_still_tells_of_each_element_at_each(
    elements: int, worst: bool
) -> None:
    data = portfolio_page(many(500, elements=elements, worst=worst))

    assert len(data) < LIMIT == 1_500_000
    assert data.count(b"<caption>Elements of small at each place") == -(-elements // 12)


@pytest.mark.slow
def test_a_page_of_very_many_places_is_small_and_says_what_is_not_there() -> None:
    data = portfolio_page(many(3_000, elements=25))

    page = Page(data)
    assert problems(page) == []
    assert len(data) < LIMIT
    assert "3000 places followed, 3000 of them measured." in page.text
    assert (
        "2500 more places left out, so that the page stays small; localkit portfolio list shows every one, and a page "
        "about some of the places has more of each: localkit portfolio report --filter name=A*."
    ) in page.text
    assert "Each element at each place is left out, so that the page stays small" in page.text


def test_what_is_left_out_is_said_with_how_to_see_it() -> None:
    one = snapshot(
        "A",
        adaptations=[adaptation(f"Tea {n}") for n in range(3)],
        exceptions=[exception("2026-12-31"), exception("2026-11-30")],
        decisions=[{"change": "liability", "decision": "adopted", "date": "2026-01-01"}],
    )
    two = snapshot("B", decisions=[{"change": "liability", "decision": "adopted", "date": "2026-01-01"}])
    little = Detail(rows=1, cells=False, names=1, records=1, words=3, changes=1, exceptions=1)

    text = Page(page_with(report(one, two, before=snapshot(stage="pilot")), little)).text

    fewer = "a page about some of the places has more of each: localkit portfolio report --filter name=A*."
    assert (
        f"1 more place left out, so that the page stays small; localkit portfolio list shows every one, and {fewer}"
        in text
    )
    assert (
        f"1 more exception left out, so that the page stays small; those that end first are here, and {fewer}"
        in text
    )
    assert "liability 2: A and 1 more" in text
    assert "Tea …" in text
    assert (
        "2 more records left out, so that the page stays small; localkit portfolio show PLACE tells all"
        in text
    )


def test_nothing_is_fetched_and_no_script_is_needed() -> None:
    data = portfolio_page(report(snapshot())).decode()
    page = Page(data.encode())

    assert "//" not in data
    assert "url(" not in data
    assert "@import" not in data
    assert all(str(link["href"]).startswith("#") for link in page.named("a"))
    assert "innerHTML" not in SCRIPT
    assert "Harrow" in Page(data.replace(SCRIPT, "").encode()).text
    assert "default-src 'none'" in str(page.named("meta")[1]["content"])


PAIRS = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in ("ground", "band")] + [
    ("ink", light) for light in "gyrn"
]


@pytest.mark.parametrize("ground", ["light", "dark", "paper"])
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_words_can_be_read_on_their_ground(ground: str, pair: tuple[str, str]) -> None:
    number = {"light": 0, "dark": 1, "paper": 2}[ground]
    colours = dict(re.findall(r"--(\w+):#(\w+)", re.findall(r":root\{([^}]*)\}", STYLE)[number]))
    one, two = sorted(_luminance(colours[name]) for name in pair)

    assert (two + 0.05) / (one + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    whole = colour if len(colour) == 6 else "".join(sign * 2 for sign in colour)
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_outcomes_have_an_interval_where_chance_has_a_rule() -> None:
    kinds = [
        {
            "id": "came_back",
            "title": "Came back",
            "numerator": "people",
            "denominator": "all",
            "measure": "proportion",
        },
        {"id": "falls", "title": "Falls", "better": "lower", "measure": "rate"},
        {"id": "weight", "title": "Weight"},
    ]
    seen = [
        observation("2026", 20, 40, False),
        {**observation("2026", 12, 400, False), "indicator": "falls"},
        {**observation("2026", 31.5, 3, False), "indicator": "weight"},
    ]

    text = shown(snapshot("A", observations=seen, indicators=kinds)).text.replace("\u00a0", " ")

    assert (
        "Came back People, out of all. Came back Place 2026 A 20 out of 40: 50 % (35 % to 65 %) Sum" in text
    )
    assert "Falls Lower is better. Falls, per 100 Place 2026 A 12 out of 400: 3.00 (1.55 to 5.24) Sum" in text
    assert "Weight Weight Place 2026 A 31.5 out of 3 Sum of what is shown 31.5 out of 3 at 1 place" in text
    assert "Funnel plot" not in text


def test_a_funnel_has_what_is_shown_and_nothing_that_is_withheld() -> None:
    kinds = [{"id": "came_back", "title": "Came back", "measure": "proportion"}]
    places = [
        snapshot(f"P{n}", observations=[observation("2026", 20, 40, False)], indicators=kinds)
        for n in range(8)
    ]
    hidden = snapshot("Hidden", observations=[observation("2026", None, 40, True)], indicators=kinds)

    page = shown(*places, hidden)

    names = [text for tag, text in page.texts if tag == "title"]
    assert [name for name in names if name.startswith("Funnel")] == [
        "Funnel plot of Came back, 2026; the table below says the same"
    ]
    assert (names.count("P0"), names.count("Hidden")) == (
        2,
        1,
    )  # a dot of the quadrant; the others of the funnel
    assert "8 places, 50\u00a0% all together" in " ".join(text for _, text in page.texts)
    assert "Hidden withheld out of 40 not in the picture" in page.text


def test_change_over_time_stands_by_quarter() -> None:
    page = shown_report(many(12, elements=4))

    assert "Change over time" in page.said("h3")
    quarters = [text for text in page.said("th") if re.fullmatch(r"\d{4}-Q\d", text)]
    assert quarters[:5] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]
    assert len(page.named("polyline")) == 3 + 2 * 4


def shown_report(found: Any) -> Page:
    page = Page(portfolio_page(found))
    assert problems(page) == []
    return page
