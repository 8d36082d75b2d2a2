"""``localkit export``: the place's own documents in one file."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from tests.cli.exported import bookmarks, entries, everything, exported, headings, html, leads, png, word

from localkit.store.schemas import problems as schema_problems
from localkit.testing import run_localkit, write_world

GIVEN_ONCE = 'given_once: ["staff/*"]\nelements:\n'
HOSTILE = """\
# <script>alert(1)</script> & Co

<script>alert(2)</script>

<img src=x onerror=alert(3)> [a](javascript:alert(4)) [b](data:text/html,x) ![p](https://example.org/p.png)

"><svg onload=alert(5)> \x07\x1b[31m \u202eevil\uffff

| <b>x</b> | <!-- no --> |
|---|---|
| <i>y</i> | [z](<vbscript:x>) |
"""


@pytest.fixture
def place(world: Path) -> Path:
    kit = world / "kit/kit.yaml"
    kit.write_text(kit.read_text().replace("elements:\n", GIVEN_ONCE))
    run_localkit("adapt", "kit", "here", "--no-input", cwd=world).assert_ok()
    return world / "here"


def test_a_page_has_every_document_in_order_with_links_that_work(place: Path) -> None:
    write_world(place, {"README.md": "# Us\n\nSee [the rules](rules.md#stay) and `settings.yaml`.\n"})

    page = html(place)

    assert page.said("h2") == ["Contents", "Us", "poster.md", "Rules of Harrow", "settings.yaml"]
    assert [said["href"] for said in page.named("a")] == [
        *("#content", "#d1", "#d2", "#d3", "#d4"),
        *("#d3_1", "#d4"),
    ]
    assert page.said("h3") == ["Stay"]
    assert "Harrow Small, release 1.0.0." in page.text
    assert "turns: 1" in page.text


def test_a_file_for_word_has_headings_contents_and_links_that_work(place: Path) -> None:
    write_world(
        place, {"README.md": "# Us\n\n[The rules](rules.md#stay), [we](https://example.org/?a=1&b=2).\n"}
    )

    document = word(place)

    assert headings(document) == [
        ("Heading 1", "Us"),
        ("Heading 1", "poster.md"),
        ("Heading 1", "Rules of Harrow"),
        ("Heading 2", "Stay"),
        ("Heading 1", "settings.yaml"),
    ]
    named = bookmarks(document)
    assert [(text, named.get(lead[1:], lead)) for text, lead in leads(document)] == [
        ("Us", "Us"),
        ("poster.md", "poster.md"),
        ("Rules of Harrow", "Rules of Harrow"),
        ("settings.yaml", "settings.yaml"),
        ("The rules", "Stay"),
        ("we", "https://example.org/?a=1&b=2"),
    ]
    (instruction,) = [item.text for item in document.element.body.iter(qn("w:instrText"))]
    assert instruction == ' TOC \\o "1-1" \\h \\z \\u '
    assert document.core_properties.title == "Harrow: Small"
    assert document.styles["Heading 1"].paragraph_format.page_break_before is True


def test_lists_in_word_are_lists_with_levels_and_numbers(place: Path) -> None:
    write_world(place, {"rules.md": "3. a\n   - b\n     1. c\n\n   more\n4. d\n\n- e\n- [ ] f\n\n1. g\n"})

    document = word(place, "--only", "rules.md")

    found = entries(document)
    assert [(level, text) for level, _, text in found] == [
        *((0, "a"), (1, "b"), (2, "c")),
        *((0, "d"), (0, "e"), (0, "g")),
    ]
    lists = [number for _, number, _ in found]
    assert lists[0] == lists[3]
    assert len({lists[0], lists[2], lists[5]}) == 3
    assert lists[1] == lists[4]
    numbering = document.part.numbering_part.element
    (first,) = [item for item in numbering.num_lst if item.numId == lists[0]]
    assert [item.startOverride.val for item in first.lvlOverride_lst] == [3]
    assert [item.text for item in document.paragraphs][-4:] == ["d", "e", "☐ f", "g"]


def test_tables_in_word_are_tables_whose_headings_come_again(place: Path) -> None:
    write_world(place, {"rota.csv": "day,who\nMon,Ana\n", "rules.md": "| | |\n|---|---|\n| Date | |\n"})

    document = word(place, "--only", "rota.csv", "--only", "rules.md")

    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables] == [
        [["Date", ""]],
        [["day", "who"], ["Mon", "Ana"]],
    ]
    heads = [len(list(table._tbl.iter(qn("w:tblHeader")))) for table in document.tables]
    assert heads == [0, 1]


def test_manner_quotes_and_code_have_styles_in_word(place: Path) -> None:
    write_world(place, {"rules.md": "**b** *i* ~~s~~ `c`\n\n> q\n\n    k\n    l\n\n***\n"})

    document = word(place, "--only", "rules.md")

    first = next(item for item in document.paragraphs if item.text == "b i s c")
    assert [(run.text, run.bold, run.italic, run.font.strike, run.style.name) for run in first.runs[::2]] == [
        ("b", True, None, None, "Default Paragraph Font"),
        ("i", None, True, None, "Default Paragraph Font"),
        ("s", None, None, True, "Default Paragraph Font"),
        ("c", None, None, None, "Code in text"),
    ]
    styles = {item.text: item.style.name for item in document.paragraphs if item.style}
    assert (styles["q"], styles["k\nl"]) == ("Quote", "Code")


def test_pictures_in_the_folder_are_taken_in_and_no_others(place: Path) -> None:
    near = "# A\n\n![Logo](../p/l.png) ![Far](https://example.org/x.png) "
    text = near + "![Gone](no.png) ![Up](../../up.png) ![V](../p/v.svg)\n"
    write_world(
        place,
        {
            "a/a.md": text,
            "p/l.png": png(4000, 10),
            "p/v.svg": "<svg/>",
            "p/unused.png": png(),
            "../up.png": png(),
        },
    )

    outcome = run_localkit("export", "here", "--to", "docx", "--format", "json", cwd=place.parent)

    document = docx.Document(outcome.assert_ok().json["file"])
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Logo"
    assert shape.width <= document.sections[0].page_width
    assert "[Far] [Gone] [Up] [V]" in everything(document)
    assert outcome.json["pictures"] == ["p/l.png"]
    assert {item["path"]: item["why"] for item in outcome.json["left_out"]} == {
        "p/unused.png": "it is a picture that no document shows",
        "p/v.svg": "a document shows it, and it is no PNG, JPEG or GIF picture",
        "https://example.org/x.png": "a document shows it, and it lies outside the place's folder; nothing is fetched",
        "../up.png": "a document shows it, and it lies outside the place's folder; nothing is fetched",
        "a/no.png": "a document shows it, and it is not there",
    }
    page = html(place)
    assert [said["alt"] for said in page.named("img")] == ["Logo"]


def test_a_large_photograph_is_taken_in_and_a_damaged_one_stands_as_words(place: Path) -> None:
    photo = png() + b"\0" * 3_000_000
    write_world(
        place, {"rules.md": "![Us](us.png) ![Cut](cut.png)\n", "us.png": photo, "cut.png": png()[:20]}
    )

    document = word(place, "--only", "rules.md")

    assert len(document.inline_shapes) == 1
    assert "[Cut]" in everything(document)


def test_hostile_words_are_words(place: Path) -> None:
    write_world(place, {"rules.md": HOSTILE, "<i>&.txt": "a <b>\x00"[:-1]})

    page, text = html(place), everything(word(place))

    for shown in (page.text, text):
        for words in ("<script>alert(1)</script> & Co", "<script>alert(2)</script>", "onerror=alert(3)"):
            assert words in shown
        for words in ("<b>x</b>", "<i>y</i>", "[31m", "<U+202E>evil", "<i>&.txt", "a <b>"):
            assert words in shown
        assert "no -->" not in shown
    assert page.named("script") == page.named("svg") == []


def test_what_may_name_people_stays_and_is_told(place: Path) -> None:
    write_world(place, {"staff/list.csv": "name\nAna\n", "staff/x.bin": b"\0"})

    usual = run_localkit("export", "here", "--to", "html", "-o", "a.html", cwd=place.parent).assert_ok()
    asked = run_localkit("export", "here", "--to", "html", "-o", "b.html", "--only", "**", cwd=place.parent)

    assert usual.stdout == (
        "Written to a.html: 3 documents.\n\nLeft out\n"
        "  staff/list.csv: it is the place's own from the first day, and may name people\n"
        "  staff/x.bin: it is the place's own from the first day, and may name people\n"
        'Name what you want, if it may be passed on: --only "**" takes every file, --only handbook a folder.\n'
    )
    assert asked.assert_ok().stdout == (
        "Written to b.html: 4 documents.\n\nMay name people; look before you pass it on: staff/list.csv\n\n"
        "Left out\n  staff/x.bin: it is no text\n"
    )
    assert "Ana" not in (place.parent / "a.html").read_text()
    assert "Ana" in (place.parent / "b.html").read_text()


def test_without_a_name_it_goes_beside_the_folder_with_the_day(place: Path) -> None:
    outcome = run_localkit("export", "--to", "html", cwd=place).assert_ok()

    (file,) = place.parent.glob("here-*.html")
    assert datetime.date.fromisoformat(file.stem.removeprefix("here-"))
    assert outcome.stdout.startswith(f"Written to {file}: 3 documents.\n")
    assert sorted(item.name for item in place.iterdir()) == [
        ".localkit",
        "poster.md",
        "rules.md",
        "settings.yaml",
    ]


def test_what_it_prints_for_programs_is_as_its_format_says(place: Path) -> None:
    write_world(place, {"old.md": "# Café\n".encode("cp1252"), "broken.csv": '"a\n'})

    outcome = run_localkit(
        "export", "here", "--to", "docx", "-o", "x.docx", "--format", "json", cwd=place.parent
    )

    said = outcome.assert_ok().json
    assert schema_problems(said, "export") == []
    assert (said["path"], said["file"], said["to"]) == (str(place.resolve()), "x.docx", "docx")
    assert [(item["path"], item["title"], item["note"]) for item in said["documents"]] == [
        ("old.md", "Café", "old.md is not UTF-8 text; it was read as Windows wrote it before Unicode"),
        ("poster.md", "poster.md", None),
        ("rules.md", "Rules of Harrow", None),
        ("broken.csv", "broken.csv", "broken.csv cannot be read as CSV: a quote is opened and never closed"),
        ("settings.yaml", "settings.yaml", None),
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("-o", "there.html"),
            "error: there.html: the file is there already\nhint: Name a new file; nothing is written over.\n",
        ),
        (
            ("-o", "here/x.html"),
            "error: here/x.html: it would lie among a place's own files, and count as one of them\n"
            "hint: Write it beside the folder: -o {root}/x.html\n",
        ),
        (
            ("-o", "no/x.html"),
            "error: no: there is no such folder\nhint: Name a file in a folder that is.\n",
        ),
        (
            ("-o", "handbook"),
            "error: handbook: the file's name does not end in .html, so that a double click would not open it\n"
            "hint: Name it so: -o handbook.html\n",
        ),
        (
            ("-o", "x.html", "--only", "nothing"),
            'error: no file of the place is meant by "nothing"\n'
            'hint: Name a file, a folder, or a pattern: --only handbook, --only "*.md".\n',
        ),
        (
            ("-o", "x.html", "--only", "empty.md"),
            "error: {root}/here: there is no document to hand over\n"
            "hint: `localkit status` lists the place's files.\n",
        ),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    place: Path, arguments: tuple[str, ...], told: str
) -> None:
    root = place.parent
    write_world(root, {"there.html": "mine", "here/empty.md": ""})
    before = sorted(root.rglob("*"))

    outcome = run_localkit("export", "here", "--to", "html", *arguments, cwd=root)

    assert (outcome.status, outcome.stdout) == (2, "")
    assert outcome.stderr == told.format(root=root.resolve())
    assert (root / "there.html").read_text() == "mine"
    assert sorted(root.rglob("*")) == before


def test_without_the_extra_it_says_how_to_get_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)  # as where the extra was not installed

    outcome = run_localkit("export", "here", "--to", "docx", "-o", "x.docx", cwd=place.parent)
    page = run_localkit("export", "here", "--to", "html", "-o", "x.html", cwd=place.parent)

    assert outcome.status == 2
    assert outcome.stderr == (
        "error: a file for Word needs one more package, which is not installed\n"
        'hint: Install it: python -m pip install "localkit[docx]". Or make a page: --to html.\n'
    )
    assert page.status == 0


def test_no_local_version_is_told(tmp_path: Path) -> None:
    outcome = run_localkit("export", "--to", "html", cwd=tmp_path)

    assert outcome.status == 2
    assert "this is no local version, and lies in none\n" in outcome.stderr


def test_the_same_documents_give_the_same_page(place: Path) -> None:
    assert exported(place, "html").read_bytes() == exported(place, "html").read_bytes()
