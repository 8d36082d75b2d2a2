"""A whole page: one file with its style and its script inside, which no content policy lets load anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from localkit.cli.pages.markup import Html, joined, tag
from localkit.cli.pages.parts import listed
from localkit.cli.pages.script import SCRIPT
from localkit.cli.pages.style import STYLE


def page(
    title: object,
    intro: Sequence[object],
    sections: Sequence[tuple[str, str, Html]],
    foot: str,
    *,
    script: bool = False,
    contents: str | None = None,
    style: str = "",
    pictures: bool = False,
) -> bytes:
    """The bytes of a page.

    Args:
        title: What it is about; its only first heading.
        intro: Paragraphs below that.
        sections: Name for links, title for the list of contents, and content of each part.
        foot: The last line.
        script: Whether a browser may sort and filter the table of places.
        contents: Heading of the list of contents, for one that is read and printed as such.
        style: How it looks, beside what all pages have.
        pictures: Whether pictures that lie in the page itself may be shown.
    """
    links = [tag("a", shown, href=f"#{name}") for name, shown, _ in sections]
    body = tag(
        "body",
        tag("a", "To the content", href="#content", class_="skip"),
        tag("header", tag("h1", title), *(tag("p", line) for line in intro)),
        _nav(links, contents),
        tag("main", *(content for _, _, content in sections), id="content", tabindex="-1"),
        tag("footer", tag("p", foot, class_="quiet")),
        tag("script", Html(SCRIPT)) if script else None,
    )
    whole = tag("html", _head(title, STYLE + style, script=script, pictures=pictures), body, lang="en")
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _nav(links: Sequence[Html], contents: str | None) -> Html:
    if contents is None:
        return tag("nav", listed(links), aria_label="On this page")
    lines = joined([tag("li", link) for link in links], "\n")
    return tag("nav", tag("h2", contents, id="contents"), tag("ol", lines), aria_labelledby="contents")


def _head(title: object, style: str, *, script: bool, pictures: bool) -> Html:
    allowed = f"script-src {_hashed(SCRIPT)}; " if script else ""
    shown = "img-src data:; " if pictures else ""
    policy = (
        f"default-src 'none'; {allowed}{shown}style-src {_hashed(style)}; base-uri 'none'; form-action 'none'"
    )
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Html(style)),
    )


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
