"""A whole page: one file with its style and its script inside, which no content policy lets load anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from localkit.cli.pages.markup import Html, tag
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
) -> bytes:
    """The bytes of a page.

    Args:
        title: What it is about; its only first heading.
        intro: Paragraphs below that.
        sections: Name for links, title for the list of contents, and content of each part.
        foot: The last line.
        script: Whether a browser may sort and filter the table of places.
    """
    links = listed([tag("a", shown, href=f"#{name}") for name, shown, _ in sections])
    body = tag(
        "body",
        tag("a", "To the content", href="#content", class_="skip"),
        tag("header", tag("h1", title), *(tag("p", line) for line in intro)),
        tag("nav", links, aria_label="On this page"),
        tag("main", *(content for _, _, content in sections), id="content", tabindex="-1"),
        tag("footer", tag("p", foot, class_="quiet")),
        tag("script", Html(SCRIPT)) if script else None,
    )
    whole = tag("html", _head(title, script=script), body, lang="en")
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _head(title: object, *, script: bool) -> Html:
    allowed = f"script-src {_hashed(SCRIPT)}; " if script else ""
    policy = f"default-src 'none'; {allowed}style-src {_hashed(STYLE)}; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Html(STYLE)),
    )


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
