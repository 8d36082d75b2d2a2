"""``localkit observe``: outcomes into observations.csv, which stays as it is otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.testing import Outcome, run_localkit, write_world

KIT = {
    "kit.yaml": """\
format: 1
name: small
version: 1.0.0
title: Small
elements: []
indicators:
  - {id: visitors, title: Visitors, numerator: first visits, denominator: visits, frequency: monthly,
     person_based: true, share: true}
  - {id: items, title: Items, frequency: quarterly}
  - {id: sessions, title: Sessions, frequency: annually}
  - {id: turns, title: Turns}
""",
    "cookiecutter.json": '{"s": "here"}',
    "{{cookiecutter.s}}/a.md": "A.\n",
}
HEAD = "indicator,period,numerator,denominator,note\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_world(tmp_path / "kit", KIT)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return tmp_path / "here"


def said(place: Path, *arguments: str) -> Outcome:
    return run_localkit("observe", *arguments, cwd=place)


def file(place: Path) -> Path:
    return place / ".localkit/observations.csv"


def refused(message: str, hint: str) -> Outcome:
    return Outcome(2, "", f"error: {message}\nhint: {hint}\n")


class TestOne:
    def test_a_number_is_a_row(self, place: Path) -> None:
        assert said(place, "items", "2025-Q4", "31.5") == Outcome(0, "Reported. Items, 2025-Q4: 31.5\n", "")
        assert file(place).read_text() == HEAD + "items,2025-Q4,31.5,,\n"

    def test_a_share_is_a_row_and_its_note_stays(self, place: Path) -> None:
        found = said(place, "visitors", "2026-01", "30", "41", "--note", 'Snow, and "ice"')

        assert found.stdout == "Reported. Visitors, 2026-01: 30 out of 41\n"
        assert file(place).read_text() == HEAD + 'visitors,2026-01,30,41,"Snow, and ""ice"""\n'

    def test_whoever_reports_few_people_is_told_that_it_is_withheld(self, place: Path) -> None:
        found = said(place, "visitors", "2026-01", "39", "41")

        assert found.stdout == (
            "Reported. Visitors, 2026-01: 39 out of 41\n"
            "  It stays here as it is. Where it leaves this place, a count this small is withheld.\n"
        )

    def test_from_elsewhere_the_place_is_named(self, place: Path) -> None:
        run_localkit("observe", "items", "2025-Q4", "1", "--path", "here", cwd=place.parent).assert_ok()

        assert file(place).exists()

    @pytest.mark.parametrize(
        ("indicator", "period"),
        [("sessions", "2025"), ("turns", "2026-W05"), ("turns", "2026-02-03"), ("items", "2025-q4")],
    )
    def test_each_kind_of_period_is_taken(self, place: Path, indicator: str, period: str) -> None:
        said(place, indicator, period, "0").assert_ok()

        assert file(place).read_text() == HEAD + f"{indicator},{period.upper()},0,,\n"

    def test_for_programs_it_is_one_document(self, place: Path) -> None:
        row = {"indicator": "items", "period": "2025-Q4", "numerator": "3", "denominator": "", "note": ""}

        assert said(place, "items", "2025-Q4", "3", "--format", "json").json == {
            "format": 1,
            "path": str(place),
            "added": [row],
            "replaced": [],
            "unchanged": 0,
        }


class TestTheFile:
    def test_what_is_there_stays_as_it_is(self, place: Path) -> None:
        before = (
            "\ufeffperiod,indicator,note,numerator,who\r\n"
            '2025-Q1,items,"two\r\nlines",4,me\r\n\r\n2025-Q2 , items,,5,you'
        )
        write_world(place, {".localkit/observations.csv": before})

        said(place, "items", "2025-Q3", "6").assert_ok()
        assert file(place).read_bytes() == (before + "\r\n2025-Q3,items,,6,\r\n").encode()

        said(place, "items", "2025-Q1", "7", "--again").assert_ok()
        said(place, "items", "2025-Q2", "8", "--again", "--note", "later").assert_ok()
        assert file(place).read_bytes().decode() == (
            "\ufeffperiod,indicator,note,numerator,who\r\n"
            '2025-Q1,items,"two\r\nlines",7,me\r\n\r\n2025-Q2,items,later,8,you\r\n2025-Q3,items,,6,\r\n'
        )

    def test_a_column_that_is_missing_is_asked_for(self, place: Path) -> None:
        write_world(place, {".localkit/observations.csv": "indicator,period,numerator\n"})

        found = said(place, "items", "2025-Q3", "6", "7")

        assert found == refused(
            f'{file(place)}:1: the column "denominator" is missing',
            "The first line names the columns: indicator,period,numerator,denominator,note",
        )
        assert file(place).read_text() == "indicator,period,numerator\n"

    def test_another_value_needs_to_be_meant(self, place: Path) -> None:
        said(place, "visitors", "2026-01", "30", "41").assert_ok()

        assert said(place, "visitors", "2026-01", "31", "41") == refused(
            "for visitors 2026-01 there is 30 out of 41 already",
            "Say --again to put the new value in its place.",
        )
        assert said(place, "visitors", "2026-01", "30", "41").stdout == "Nothing new: 1 row there already.\n"
        assert file(place).read_text() == HEAD + "visitors,2026-01,30,41,\n"


class TestRefusals:
    @pytest.mark.parametrize(
        ("words", "message", "hint"),
        [
            (
                ["visitor", "2026-01", "3"],
                'the kit has no indicator "visitor"',
                'Did you mean "visitors"? There are: visitors, items, sessions, turns.',
            ),
            (
                ["visitors", "2026-Q1", "3"],
                '"2026-Q1" is no period for "visitors"',
                "It is reported monthly; write the period as 2026-03.",
            ),
            (
                ["turns", "March", "3"],
                '"March" is no period for "turns"',
                "Write it as 2026, 2026-Q1, 2026-03, 2026-W05 or 2026-03-31.",
            ),
            (["turns", "2999", "3"], "2999 has not begun yet", "See whether the year is right."),
            (
                ["visitors", "2026-01", "42", "41"],
                "42 out of 41 cannot be",
                "First first visits, then visits.",
            ),
            (["turns", "2025", "1,200"], '"1,200" can be read in two ways', "Write it without commas: 1200."),
            (
                ["turns", "2025", "12", "many"],
                '"many" is no number',
                "Write numbers as 12 or 3.5, with up to 15 digits.",
            ),
            (
                ["turns", "2025", "1e9"],
                '"1e9" is no number',
                "Write numbers as 12 or 3.5, with up to 15 digits.",
            ),
            (["--", "turns", "2025", "-1"], "-1 is less than nothing", "Write how many there were."),
            (
                ["turns", "2025"],
                "an indicator, a period and a number are needed",
                "For example: localkit observe items-mended 2026-03 31 40",
            ),
            (
                ["turns", "2025", "1", "--csv", "x.csv"],
                "with --csv, everything stands in the file",
                "Leave the other words out.",
            ),
            (
                ["turns", "2025", "1", "--note", "Ask ann@example.org"],
                "an e-mail address seems to stand in the note (ann…)",
                "Write the role instead of the person. If it is no personal data, say --as-written.",
            ),
        ],
    )
    def test_what_cannot_be_is_not_written(
        self, place: Path, words: list[str], message: str, hint: str
    ) -> None:
        assert said(place, *words) == refused(message, hint)
        assert not file(place).exists()

    def test_a_kit_without_indicators_asks_for_nothing(self, tmp_path: Path) -> None:
        write_world(tmp_path / "kit", {**KIT, "kit.yaml": KIT["kit.yaml"].partition("indicators:")[0]})
        run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()

        assert said(tmp_path / "here", "turns", "2025", "1") == refused(
            "the kit has no indicators", "Whoever publishes it can add some, in kit.yaml."
        )

    def test_what_is_no_personal_data_may_be_kept(self, place: Path) -> None:
        said(place, "turns", "2025", "1", "--note", "Ask us@example.org", "--as-written").assert_ok()

        assert "us@example.org" in file(place).read_text()


class TestASheet:
    def test_a_spreadsheets_export_is_taken(self, place: Path) -> None:
        """As Excel writes it where commas are decimal."""
        write_world(
            place.parent,
            {
                "sheet.csv": "\ufeffIndicator;Period;Numerator;Denominator;Note;\r\n"
                'visitors;2026-01;30;41;"a; b";\r\n;;;;;\r\nturns;2025;3,5;;;\r\n'
            },
        )

        found = said(place, "--csv", "../sheet.csv")

        assert found == Outcome(0, "Reported. 2 rows: 2 new, 0 replaced, 0 there already.\n", "")
        assert file(place).read_text() == HEAD + "visitors,2026-01,30,41,a; b\nturns,2025,3.5,,\n"
        assert said(place, "--csv", "../sheet.csv").stdout == "Nothing new: 2 rows there already.\n"

    def test_the_same_sheet_with_more_and_other_rows_needs_again(self, place: Path) -> None:
        said(place, "turns", "2025", "3").assert_ok()
        write_world(place.parent, {"s.csv": "indicator,period,numerator\nturns,2024,1\nturns,2025,4\n"})

        assert said(place, "--csv", "../s.csv") == refused(
            "../s.csv:3: for turns 2025 there is 3 already", "Say --again to put the new value in its place."
        )
        assert file(place).read_text() == HEAD + "turns,2025,3,,\n"
        assert said(place, "--csv", "../s.csv", "--again").stdout == (
            "Reported. 2 rows: 1 new, 1 replaced, 0 there already.\n"
        )
        assert file(place).read_text() == HEAD + "turns,2025,4,,\nturns,2024,1,,\n"

    @pytest.mark.parametrize(
        ("text", "message", "hint"),
        [
            (
                "indicator,period,numerator\nturns,2025,3\nturns,Mar-26,3\nturn,2024,3\n",
                '3: "Mar-26" is no period for "turns" (1 more of its lines cannot be taken)',
                "Write it as 2026, 2026-Q1, 2026-03, 2026-W05 or 2026-03-31.",
            ),
            (
                'indicator,period,numerator,note\nturns,2025,3,"two\nlines"\nturns,2025,4,\n',
                "4: turns 2025 is in line 2, too",
                "Keep one of them.",
            ),
            (
                "indicator;period;numerator\nturns;2025;1,200\n",
                '2: "1,200" can be read in two ways',
                "Write it without commas: 1200.",
            ),
            (
                "indicator,period,numerator\nturns,2025,\n",
                "2: the number is missing",
                "Nought is a number, too: 0.",
            ),
            (
                "indicator,period,numerator,note\nturns,2025,1,Ask ann@example.org\n",
                "2: an e-mail address seems to stand in the note (ann…)",
                "Write the role instead of the person. If it is no personal data, say --as-written.",
            ),
            (
                "indicator,periode,numerator\nturns,2025,1\n",
                '1: the column "periode" is none that localkit knows',
                'Did you mean "period"? The first line names the columns: indicator, period, numerator, '
                "denominator, note; the last two may be missing.",
            ),
            (
                "indicator,numerator\nturns,1\n",
                '1: the column "period" is missing',
                "The first line names the columns: indicator, period, numerator, denominator, note; "
                "the last two may be missing.",
            ),
            (
                'indicator,period,numerator\nturns,2025,"1\n',
                "2: a quote is opened and never closed",
                "Export it again.",
            ),
            (
                "\n",
                " the file is empty",
                "The first line names the columns: indicator, period, numerator, denominator, note; "
                "the last two may be missing.",
            ),
        ],
    )
    def test_it_is_taken_whole_or_not_at_all(self, place: Path, text: str, message: str, hint: str) -> None:
        write_world(place.parent, {"s.csv": text})

        assert said(place, "--csv", "../s.csv") == refused(f"../s.csv:{message}", hint)
        assert not file(place).exists()

    def test_a_workbook_is_none(self, place: Path) -> None:
        write_world(place.parent, {"s.csv": b"PK\x03\x04\xff\xfe"})

        assert said(place, "--csv", "../s.csv") == refused(
            "../s.csv: not UTF-8 text", 'Export it as "CSV UTF-8", not as a workbook.'
        )

    def test_one_that_is_not_there(self, place: Path) -> None:
        assert said(place, "--csv", "../s.csv") == refused(
            "../s.csv: there is no such file", "See whether the name is as on disk."
        )
