"""Which reader reads what, and what happens to files that are not what their name says."""

from __future__ import annotations

import codecs
import hashlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.documents.encoding import decode
from localkit.documents.reading import read
from localkit.documents.text import TextDocument
from localkit.model.document import Document, Location, Problem
from localkit.model.document_kind import Kind
from localkit.model.passage import Passage, parse_address

NAMES = ["a.md", "a.yaml", "a.json", "a.toml", "a.csv", "a.tsv", "a.txt", "a.bin", "a"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.md", b"# A", "markdown"),
        ("docs/A.MARKDOWN", b"# A", "markdown"),
        ("a.yaml", b"a: 1", "yaml"),
        ("a.yml", b"a: 1", "yaml"),
        ("a.json", b"{}", "json"),
        ("a.toml", b"", "toml"),
        ("a.csv", b"a,b", "csv"),
        ("a.tsv", b"a\tb", "csv"),
        ("a.txt", b"a", "text"),
        ("Makefile", b"a:", "text"),
        ("folder.md/a", b"# A", "text"),
        ("a.md.orig", b"# A", "text"),
        ("empty", b"", "text"),
        ("a.png", b"\x89PNG\x00", "binary"),
        ("a.png", b"\x89PNG", "binary"),
    ],
)
def test_the_name_tells_the_kind(name: str, data: bytes, kind: str) -> None:
    document = read(name, data)

    assert (document.path, document.kind, document.problem) == (name, kind, None)


def test_a_binary_file_is_one_word() -> None:
    document, file = read("a.png", b"\x00"), Passage("a.png")

    assert document.content(file).words == (hashlib.sha256(b"\x00").hexdigest(),)
    assert document.locate(file) == Location(1, 1)
    assert document.relation(file, file) == "same"
    assert document.locate(Passage("a.png", section="A")) is None
    with pytest.raises(KeyError):
        document.content(Passage("a.png", region="r"))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            "Kia ora\nit’s".encode("cp1252"),
            Problem("a.md is not UTF-8 text; save it as UTF-8 to have it compared by its parts", 2),
        ),
        ("# A".encode("utf-16-le"), Problem("a.md has a NUL character, which no text has", 1)),
        (
            codecs.BOM_UTF16_LE + b"\x00",
            Problem("a.md is not UTF-8 text; save it as UTF-8 to have it compared by its parts", 1),
        ),
    ],
    ids=["windows-1252", "utf-16 without a mark", "half a utf-16 character"],
)
def test_a_text_in_another_encoding_is_binary_and_says_so(data: bytes, problem: Problem) -> None:
    document = read("a.md", data)

    assert (document.kind, document.problem, document.text) == ("binary", problem, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_are_no_change_and_can_be_written_back(encoding: str) -> None:
    data = "# Café 😀\r\n".encode(encoding)

    document, encoded = read("a.md", data), decode(data)

    assert document.text == "# Café 😀\r\n"
    assert encoded.bytes_of(encoded.text) == data


REGIONS = """\
first
# localkit:begin one
inner words
// localkit:begin two-a
deep
// localkit:end two-a
# localkit:end one
Write `localkit:begin NAME` and `localkit:end NAME` around it.
<!-- localkit:begin empty--><!-- said -->
<!-- localkit:end empty-->
"""


def test_regions_are_found_in_any_text() -> None:
    document = read("notes.txt", REGIONS.encode())

    assert document.problem is None
    assert document.locate(Passage("n", region="one")) == Location(
        3, 6, *_span(REGIONS, "inner", "# localkit:end one")
    )
    assert document.content(Passage("n", region="two-a")).words == ("deep",)
    assert document.content(Passage("n", region="empty")).words == ()
    assert document.content(Passage("n", region="one"), [Passage("n", region="two-a")]).words == (
        *("inner", "words", "//", "localkit:begin", "two-a"),
        *("//", "localkit:end", "two-a"),
    )
    assert document.relation(Passage("n", region="two-a"), Passage("n", region="one")) == "inside"


def _span(text: str, first: str, behind: str) -> tuple[int, int]:
    return text.index(first), text.index(behind)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a\n# localkit:begin r\n", Problem("n.txt: the region 'r' begins and never ends", 2)),
        ("# localkit:end r\n", Problem("n.txt: the region 'r' ends and was not begun", 1)),
        (
            "# localkit:begin r\n# localkit:end r\n# localkit:begin r\n# localkit:end r\n",
            Problem("n.txt: the region 'r' begins twice", 3),
        ),
    ],
    ids=["not ended", "not begun", "twice"],
)
def test_a_region_that_is_not_well_formed_is_not_located(text: str, problem: Problem) -> None:
    document = read("n.txt", text.encode())

    assert document.problem == problem
    assert document.locate(Passage("n.txt", region="r")) is None


def test_a_plugin_is_asked_first() -> None:
    def upper(path: str, data: bytes) -> Document:
        return TextDocument(path, data.decode().upper())

    document = read("a.MD", b"# a", [Kind("loud", (".md",), upper)])

    assert document.text == "# A"


def test_a_plugin_that_fails_is_named_and_the_file_is_read_as_without_it() -> None:
    def broken(path: str, data: bytes) -> Document:
        raise ZeroDivisionError("one over none")

    document = read("a.md", b"# a", [Kind("ods", (".md",), broken)])

    assert document.kind == "markdown"
    assert document.problem == Problem("a.md cannot be read as ods: ZeroDivisionError: one over none")


def test_a_plugin_may_leave_a_file_to_others() -> None:
    document = read("a.md", b"# a", [Kind("none", (".md",), lambda path, data: None)])

    assert (document.kind, document.problem) == ("markdown", None)


def test_reading_text_does_not_wait_for_markdown() -> None:
    """The Markdown parser takes longer to import than all the rest."""
    code = (
        "import sys; from localkit.documents.reading import read; read('a.txt', b'a'); read('a.json', b'{}');"
        "print([name for name in ('markdown_it', 'rapidfuzz', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


AWKWARD = st.sampled_from(
    [
        *(
            b"---\n",
            b"# ",
            b"\r",
            b"\r\n",
            b"localkit:begin a\n",
            b"localkit:end a\n",
            b'"',
            b": ",
            b"[",
            b"{",
        ),
        *(b"a = ", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"&a ", b"*a", b"[[a]]\n", b"- ", b"> "),
        *(b"```\n", b"<!--", b"\\ud800", b"1e999", b"NaN", b"}", b"]", b"\n", b"a: ", b"'''"),
    ]
)
BYTES = st.binary(max_size=60) | st.lists(AWKWARD | st.binary(max_size=3), max_size=14).map(b"".join)
ADDRESSES = ["", "#A", "#a[2]", "#/a", "#/a/0", "#row=a", "#column=a", "#region=a"]


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(NAMES), BYTES)
def test_no_bytes_raise(name: str, data: bytes) -> None:
    document = read(name, data)

    passages = [parse_address(f"{name}{address}") for address in ADDRESSES]
    passages += [Passage(name, section=section.address) for section in document.sections if section.address]
    found = [passage for passage in passages if document.locate(passage)]
    for passage in found:
        hash(document.content(passage).canonical)
        "".join(document.content(passage).words).encode()
        document.headings(passage)
        for other in found:
            document.relation(passage, other)
            document.content(passage, [other])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data",
    [
        *(b"[" * 50_000, b"{" * 50_000, b"a = " + b"[" * 50_000, b'{"a":' * 5000, b"a: " * 5000),
        *(
            b"> " * 5000 + b"# A",
            b"- " * 5000 + b"# A",
            b"*" * 5000,
            b"# " + b"[" * 3000,
            b"# " + b"![" * 2000,
        ),
        *(b"1" * 5000, b"a = " + b"1" * 5000, b"[NaN, 1e999]"),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_nothing_is_too_deep_or_too_long(name: str, data: bytes) -> None:
    document = read(name, data)

    content = document.content(Passage(name))
    assert content.text == document.text
    assert len(document.sections) <= 1
