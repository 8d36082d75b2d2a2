"""Placeholders, links, and personal data: what is found, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from localkit.engine.personal_data import found_in, is_nhs_number
from localkit.model.records import Adaptation, AgreedException, Observation
from localkit.testing import kit, local_version, run_rules

NONE = kit("[]")


def told(
    files: dict[str, str | bytes], core: dict[str, str | bytes] | None = None, **more: object
) -> list[tuple[str, str | None, int | None]]:
    place = local_version(kit("[]", **more), core or {}, files)
    return [(item.rule, item.file, item.line) for item in run_rules(place, core=True)]


@pytest.mark.parametrize(
    "line",
    [
        *("FIXME", "see TODO: ask Ann", "(TODO)", "{{ cookiecutter.place_name }}", "{% if x %}"),
        *("<<<<<<< ours", ">>>>>>> theirs", "||||||| base", "<<<<<<<"),
    ],
)
def test_a_placeholder_that_was_left_in_is_found(line: str) -> None:
    assert told({"a.md": f"# A\n\n{line}\n"}) == [("core.placeholder", "a.md", 3)]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "todo lo que hace falta",
            "TODOS",
            "my-TODO-list",
            "FIXMEUP",
            "________",
            "[ ]",
            "( )",
            "……",
            "<name>",
            "Name:",
        ),
        *("=======", "a {{ b", "{ }", "{a: {b: 1}}", "<< quotes >>", "7 > 3"),
    ],
)
def test_blanks_of_a_form_and_ordinary_words_are_none(line: str) -> None:
    assert told({"a.md": f"# A\n\n{line}\n"}) == []


def test_braces_that_the_core_has_on_purpose_stay() -> None:
    text = "# How templates look\n\n    {{ cookiecutter.x }}\n"

    assert told({"a.md": f"{text}\nMore.\n"}, {"a.md": text}) == []
    assert told({"a.md": f"{text}\n{{{{ other }}}}\n"}, {"a.md": text}) == [("core.placeholder", "a.md", 5)]


def test_a_kit_declares_its_own_placeholders() -> None:
    files: dict[str, str | bytes] = {"a.csv": "name,phone\nAnn,TBC\n", "b.png": b"\0TBC"}

    assert told(files, placeholders=[r"\bTBC\b"]) == [("core.placeholder", "a.csv", 2)]


LINKED: dict[str, str | bytes] = {"handbook/b c.md": "# B\n", "logo.png": b"\0", "docs/x.md": "# X\n"}


@pytest.mark.parametrize(
    "link",
    [
        *(
            "[b](handbook/b%20c.md)",
            "[b](<handbook/b c.md>)",
            "[b](handbook/b%20c.md#top)",
            "[f](handbook)",
            "[f](docs/)",
        ),
        *(
            "![l](logo.png)",
            "[a](#stay)",
            "[w](https://example.org/x.md)",
            "[m](mailto:a@example.org)",
            "[p](//x/y)",
        ),
        *("[abs](/etc/x)", "`[c](gone.md)`", "[d][e]\n\n[e]: docs/x.md", "[self](a.md?x=1)"),
        "```\n[c](gone.md)\n```",
    ],
)
def test_links_that_lead_somewhere_are_left_alone(link: str) -> None:
    assert told({**LINKED, "a.md": f"# A\n\n{link}\n"}) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# A\n\n[b](gone.md)\n", 3),
        ("# A\n\nOne\ntwo ![p](gone.png).\n", 4),
        ("---\ntitle: x\n---\n\n[b](gone.md)\n", 5),
        ("[b][c]\n\n[c]: gone.md\n", 1),
        ("- [b](../outside.md)\n", 1),
        ("| a |\n|---|\n| [b](gone.md) |\n", 3),
    ],
)
def test_a_link_that_leads_nowhere_is_found_at_its_line(text: str, line: int) -> None:
    assert told({"a.md": text}) == [("core.link", "a.md", line)]


def test_a_dead_link_says_what_may_be_meant() -> None:
    place = local_version(NONE, {}, {"docs/x.md": "# X\n", "a.md": "[x](x.md)\n"})

    assert run_rules(place, core=True)[0].message == (
        "a link leads to x.md, which is not there. Did you mean docs/x.md? Mend the link, or take it out."
    )


def nhs(first: str) -> str | None:
    rest = sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
    check = (11 - rest) % 11
    return None if check == 10 else f"{first}{check}"


nines = st.text("0123456789", min_size=9, max_size=9).filter(lambda text: len(set(text)) > 1)


@given(nines, st.sampled_from(["", " ", "-"]), st.sampled_from(["for {}.", "{}", "({})", "nr {} of May"]))
def test_every_nhs_number_is_found_however_it_is_spaced(first: str, space: str, around: str) -> None:
    number = nhs(first)
    assume(number is not None)
    assert number is not None
    written = space.join((number[:3], number[3:6], number[6:]))

    found = found_in(around.format(written))

    assert [(item.what, item.text) for item in found] == [("an NHS number", written)]
    assert written not in found[0].masked


@given(nines, st.integers(1, 9))
def test_a_wrong_check_digit_is_no_nhs_number(first: str, off: int) -> None:
    number = nhs(first)
    wrong = f"{first}{(int(number[9]) + off) % 10 if number else off}"

    assert is_nhs_number(wrong) is (wrong == number)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ann's number is AB123456C", "a National Insurance number"),
        ("ab 12 34 56 c", "a National Insurance number"),
        ("ring 01632 960101", "a phone number"),
        ("ring (01632) 960 101 after six", "a phone number"),
        ("07700 900123", "a phone number"),
        ("+44 20 7946 0958", "a phone number"),
        ("+33 1 42 68 53 00", "a phone number"),
        ("write to ann.lee+x@cafe.example.org, please", "an e-mail address"),
    ],
)
def test_personal_data_is_found(text: str, what: str) -> None:
    assert [item.what for item in found_in(text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "from 2026-03-01 to 2026-03-31",
            "12,500.00 pounds",
            "version 1.2.3",
            "E08000016",
            "S70 2TA",
            "12:30-14:00",
        ),
        *(
            "32 households, 25 in the core",
            "10 of 12",
            "0.125",
            "BG123456C",
            "items 1 2 3 4 5 6 7 8 9",
            "@everyone",
        ),
        *("1000000 leaflets", "2026", "section 42 of the Act 2014", "123 456 7890"),
    ],
)
def test_ordinary_figures_are_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_records_are_looked_at_and_handbook_pages_never() -> None:
    place = local_version(
        NONE,
        {},
        {"handbook.md": "Ring 01632 960101 or write to a@example.org.\n"},
        adaptations=[
            Adaptation.of(
                {
                    "id": "r",
                    "element": None,
                    "summary": "Ann, 07700 900123",
                    "evidence": ["see b@example.org"],
                },
                {"summary": 5, "evidence": 7},
            )
        ],
        exceptions=[
            AgreedException.of(
                {"id": "x", "element": "e", "status": "refused", "requested_by": "c@example.org"}
                | {"from": "2026-01-01", "until": "2026-01-02"},
                {"requested_by": 9},
            )
        ],
        observations=[Observation("i", "2026", "1", "2", "for AB123456C", 3)],
    )

    assert [(item.rule, item.file, item.line) for item in run_rules(place, core=True)] == [
        ("core.personal_data", ".localkit/adaptations.yaml", 5),
        ("core.personal_data", ".localkit/adaptations.yaml", 7),
        ("core.personal_data", ".localkit/exceptions.yaml", 9),
        ("core.personal_data", ".localkit/observations.csv", 3),
    ]
