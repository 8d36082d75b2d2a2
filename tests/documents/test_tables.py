"""CSV and TSV files: rows by key, columns by name, whatever wrote them."""

from __future__ import annotations

import csv
import io
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.documents.reading import read
from localkit.model.document import Document, Location, Problem
from localkit.model.passage import Passage, parse_address
from localkit.syntax import csv as syntax

TABLE = """\
item;fixer;price
"kettle; big";Ann;
toaster;"Bo ""B""
 Smith";2

lamp;;1;;
;;
"""


def table(text: str, name: str = "t.csv") -> Document:
    document = read(name, text.encode())
    assert (document.kind, document.problem) == ("csv", None)
    return document


def at(address: str) -> Passage:
    return parse_address(f"t.csv#{address}")


@pytest.mark.parametrize(
    ("address", "words", "lines"),
    [
        ("row=kettle; big", ("kettle; big", "Ann"), (2, 2)),
        ("row=toaster", ("toaster", 'Bo "B" Smith', "2"), (3, 4)),
        ("row=lamp", ("lamp", "1"), (6, 6)),
        ("column=fixer", ("Ann", 'Bo "B" Smith'), (1, 6)),
        ("column=price", ("1", "2"), (1, 6)),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_rows_and_columns_are_found_by_name(
    address: str, words: tuple[str, ...], lines: tuple[int, int], end: str
) -> None:
    document = table(TABLE.replace("\n", end))

    location = document.locate(at(address))

    assert document.content(at(address)).words == words
    assert location is not None
    assert (location.line, location.end_line) == lines


def test_a_row_is_a_run_of_text_and_a_column_is_none() -> None:
    row, column = table(TABLE).locate(at("row=lamp")), table(TABLE).locate(at("column=price"))

    assert row is not None
    assert TABLE[row.start : row.end] == "lamp;;1;;"
    assert column == Location(1, 6)


def test_a_row_may_have_its_key_in_another_column() -> None:
    document = table("item,fixer\nlamp,Ann\npot,Bo\n")

    assert document.content(Passage("t.csv", row="Bo", key="fixer")).words == ("pot", "Bo")
    assert document.locate(Passage("t.csv", row="Bo", key="none")) is None


@pytest.mark.parametrize(
    "address",
    [
        "row=none",
        "row=item",
        "row=",
        "column=none",
        "column=",
        "A",
        "/a",
        "region=none",
        "row=two",
        "column=same",
    ],
)
def test_what_is_not_there_once_is_not_located(address: str) -> None:
    document = table("item,same,same\none,1,2\ntwo,1,2\ntwo,3,4\n")

    assert document.locate(at(address)) is None
    with pytest.raises(KeyError):
        document.content(at(address))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a,b\nx,1\n", "a;b\nx;1\n"),
        ("a,b\nx,1\n", "a\tb\nx\t1\n"),
        ("a,b\nx,1\n", '"a"|b\nx|"1"\n'),
        ("a,b\nx,1\n", "\ufeffa,b\r\nx,1\r\n\r\n"),
        ("a,b\nx,1\n", "a,b,,\nx,1,\n,,\n"),
        ("a,b\nx,1\ny,2\n", "a,b\ny,2\nx,1"),
        ("a,b\nx,1 2\n", 'a,b\nx,"1\n 2"\n'),
        ("a,b\nx,1\n", "a,b\n\nx,1\n"),
    ],
    ids=["semicolon", "tab", "bar", "mark", "trailing", "order", "wrapping", "blank line"],
)
def test_dress_is_no_change(one: str, other: str) -> None:
    mine, others = table(one).content(Passage("t.csv")), table(other).content(Passage("t.csv"))

    assert (mine.canonical, mine.words) == (others.canonical, others.words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a,b\nx,1\n", "b,a\n1,x\n"),
        ("a,b,c\nx,1,\n", "a,b,c\nx,,1\n"),
        ("a,b\nx,1\nx,2\n", "a,b\nx,2\nx,1\n"),
        ("a,b\n,1\ny,2\n", "a,b\ny,2\n,1\n"),
        ("a,b\nx,1\n", "A,b\nx,1\n"),
    ],
    ids=[
        "columns",
        "another cell",
        "order where keys are not unique",
        "order where a key is missing",
        "case",
    ],
)
def test_what_a_table_says_is_a_change(one: str, other: str) -> None:
    assert table(one).content(Passage("t.csv")).canonical != table(other).content(Passage("t.csv")).canonical


def test_a_column_is_compared_by_the_keys_of_its_rows() -> None:
    one, other = table("a,b\nx,1\ny,\n"), table("a,b\ny,1\nx,\n")

    assert one.content(at("column=b")).words == other.content(at("column=b")).words
    assert one.content(at("column=b")).canonical == (("x", "1"), ("y", ""))
    assert other.content(at("column=b")).canonical == (("x", ""), ("y", "1"))


def test_a_file_without_rows_and_columns_is_what_is_left() -> None:
    document = table("a,b,c\nx,1,2\ny,3,4\n")

    without_row = document.content(Passage("t.csv"), [at("row=x")])
    without_column = document.content(Passage("t.csv"), [at("column=b")])

    assert without_row.canonical == (("a", "b", "c"), ("y", "3", "4"))
    assert without_row.words == ("a", "b", "c", "y", "3", "4")
    assert "x,1" not in without_row.text
    assert without_column.canonical == (("a", "b", "c"), ("x", "2"), ("y", "4"))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("row=x", "row=x", "same"),
        ("row=x", "row=y", "apart"),
        ("row=x", "column=b", "overlaps"),
        ("column=b", "column=c", "apart"),
        ("row=# localkit:begin", "row=x", "apart"),
        ("region=mine", "row=y", "contains"),
        ("row=x", "region=mine", "apart"),
        ("column=b", "region=mine", "overlaps"),
    ],
)
def test_rows_columns_and_regions_relate_by_cells(one: str, other: str, relation: str) -> None:
    text = "a,b,c\nx,1,2\n# localkit:begin,\n# localkit:begin mine,\ny,3,4\nz,5,6\n# localkit:end mine,\n"

    assert table(text).relation(at(one), at(other)) == relation
    assert table(text).relation(at(one), Passage("t.csv")) == "inside"


def test_a_region_without_rows_lies_where_its_markers_are() -> None:
    document = table("a,b\nx,1\n# localkit:begin r\n# localkit:end r\n")

    assert document.relation(at("region=r"), at("row=x")) == "apart"
    assert document.relation(at("region=r"), Passage("t.csv")) == "inside"
    assert document.content(at("region=r")).words == ()


def test_a_quote_that_is_never_closed_makes_it_plain_text() -> None:
    document = read("t.csv", b'a,b\nx,"1\ny,2\n')

    assert document.kind == "text"
    assert document.problem == Problem("t.csv cannot be read as CSV: a quote is opened and never closed", 2)


@pytest.mark.parametrize(
    ("text", "name", "header"),
    [
        ("a b;c,d;e\n", "t.csv", ("a b", "c,d", "e")),
        ('"a,b,c";d\n', "t.csv", ("a,b,c", "d")),
        ("one\n", "t.csv", ("one",)),
        ("a, b, c\td\n", "t.tsv", ("a, b, c", "d")),
        ("\n\na|b\n", "t.csv", ("a", "b")),
        ("", "t.csv", ()),
    ],
)
def test_the_delimiter_is_seen_in_the_header(text: str, name: str, header: tuple[str, ...]) -> None:
    assert table(text, name).content(Passage(name)).words == header


CELLS = st.text("ab ,;\"\n|é\t'", max_size=5)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


@settings(max_examples=80, deadline=None)
@given(ROWS, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_cells_are_those_that_were_written(
    rows: list[list[str]], delimiter: str, end: str, all_quoted: bool
) -> None:
    out = io.StringIO()
    every = all_quoted or end == "\r"  # the writer forgets to quote a line feed where lines end otherwise
    quoting: Literal[0, 1] = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)

    assert [list(record.cells) for record in syntax.parse(out.getvalue(), delimiter)] == rows


def test_half_of_a_doubled_quote_closes_nothing() -> None:
    with pytest.raises(syntax.CsvError):
        syntax.parse('""",', ",")


@settings(max_examples=100, deadline=None)
@given(st.text('a,"\n\r;', max_size=20))
def test_any_text_is_read_as_the_standard_library_does(text: str) -> None:
    try:
        mine = [list(record.cells) for record in syntax.parse(text, ",")]
    except syntax.CsvError:
        return

    theirs = list(csv.reader(io.StringIO(text, newline="")))
    assert [_trimmed(row) for row in mine] == [_trimmed(row) for row in theirs]


def _trimmed(row: list[str]) -> list[str]:
    return row[: max((number for number, cell in enumerate(row, 1) if cell), default=0)]


KEYED = st.lists(
    st.tuples(st.text("abc", min_size=1, max_size=3), CELLS, CELLS), max_size=5, unique_by=lambda row: row[0]
)


@settings(max_examples=50, deadline=None)
@given(KEYED, st.sampled_from(",;\t|"))
def test_content_does_not_depend_on_delimiter_quoting_order_or_trailing_empties(
    rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    one, other = io.StringIO(), io.StringIO()
    csv.writer(one).writerows([("key", "one", "two"), *rows])
    shuffled = sorted(rows, reverse=True)
    writer = csv.writer(other, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("key", "one", "two", ""), *((*row, "", "") for row in shuffled), ("", "")])

    mine, others = table(one.getvalue()), table(other.getvalue())

    file = Passage("t.csv")
    assert mine.content(file).canonical == others.content(file).canonical
    assert mine.content(file).words == others.content(file).words
    assert mine.content(at("column=two")).canonical == others.content(at("column=two")).canonical
    inner = [Passage("t.csv", row=row[0]) for row in rows[:2]]
    words = len(mine.content(file, inner).words) + sum(len(mine.content(row).words) for row in inner)
    assert words == len(mine.content(file).words)
