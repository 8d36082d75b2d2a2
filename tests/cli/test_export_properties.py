"""Whatever somebody writes into a document comes out: in both forms, with every word that a reader would see."""

from __future__ import annotations

import datetime
import html as html_text
import io
import re
from collections import Counter

import docx
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.cli.exported import everything, problems
from tests.cli.pages.reading import Page

from localkit.cli.output import harmless
from localkit.cli.pages.export_page import export_page
from localkit.cli.papers.paper import paper
from localkit.documents.prose.reading import chapter
from localkit.model.export import Chapter, Export

PIECES = (
    *(
        "# ",
        "### ",
        "> ",
        "- ",
        "1. ",
        "7) ",
        "    ",
        "\n",
        "\n\n",
        "  \n",
        "***",
        "---\n",
        "===\n",
        "|",
        "|\n|---|---|\n",
    ),
    *(
        "**",
        "*",
        "_",
        "~~",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "](x.md)",
        "![",
        "<",
        ">",
        "<b>",
        "<!--",
        "-->",
        "<br>",
    ),
    *(
        "&amp;",
        "&#0;",
        "&nbsp;",
        "\\",
        "a",
        "word",
        "Zoë",
        "http://example.org",
        "\t",
        "\r",
        "\x01",
        "\u202e",
        "[ ] ",
    ),
)
HIDES = re.compile(r"\A---|\0|\[[xX]\]")
"""What the parser by itself reads otherwise: front matter, what makes a file binary, boxes that are drawn."""
MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)


def files(texts: list[str]) -> tuple[Page, str]:
    """A page and a file for Word that have these texts as documents, and one that is never empty."""
    read = [
        chapter(f"{number}.md", said(text), f"d{number}") for number, text in enumerate(["# All", *texts])
    ]
    chapters = tuple(item for item in read if isinstance(item, Chapter))
    made = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
    export = Export("Harrow", "Small", "1.0.0", made, chapters)
    return Page(export_page(export)), everything(docx.Document(io.BytesIO(paper(export))))


def said(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", harmless(text)))


def seen(text: str) -> Counter[str]:
    """The words that a reader of the text would see, by the parser's own writer of HTML."""
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    hidden = re.compile(r"<!--.*?-->|<br\s*/?>", re.DOTALL | re.IGNORECASE)

    def shown(tokens: list, number: int, *_: object) -> str:  # type: ignore[type-arg]
        return html_text.escape(hidden.sub(" ", tokens[number].content))

    parser.renderer.rules |= {"html_block": shown, "html_inline": shown}  # type: ignore[attr-defined]
    parser.renderer.rules["image"] = lambda tokens, number, *_: " ".join(  # type: ignore[attr-defined]
        item.content for item in tokens[number].children or ()
    )
    return words(html_text.unescape(re.sub(r"<[^>]*>", " ", parser.render(text))))


@settings(max_examples=12)
@given(st.lists(st.text(max_size=200) | MARKDOWN, max_size=8))
@example(["> " * 60 + "deep", "- " * 60 + "deep", "---\na: [1\n---\n# b"])
@example(["|a|b|\n|-|-|\n|\x0b|<script>|", "1000000000. a\n\n999999999. b"])
def test_any_text_becomes_both_without_a_crash(texts: list[str]) -> None:
    page, _ = files(texts)

    assert problems(page) == []


@settings(max_examples=12)
@given(st.lists(MARKDOWN.filter(lambda text: not HIDES.search(text)), max_size=8))
@example(["a\n\n# b\n\n- c\n  > d\n\n| e | f |\n|---|---|\n| g | **h** |\n\n`i` [j](k.md) ![l](m.png)"])
def test_no_word_is_lost(texts: list[str]) -> None:
    wanted = sum((seen(text) for text in texts), Counter[str]())

    page, paragraphs = files(texts)

    assert wanted - words(page.text) == Counter()
    assert wanted - words(paragraphs) == Counter()
