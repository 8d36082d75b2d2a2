"""Reading a page as a browser would, without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

VOID: Final = {"meta", "br", "hr", "img"}


class Page(HTMLParser):
    """What is in a page; made of one that is not well formed, it raises."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "svg" in self.open, "only in a picture can an element end itself"
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a name."""
        return [attributes for name, attributes in self.tags if name == tag]

    def said(self, *tags: str) -> list[str]:
        """The texts directly in elements of some names."""
        return [text for tag, text in self.texts if tag in tags]

    @property
    def text(self) -> str:
        """All that a person reads."""
        return " ".join(
            " ".join(text for tag, text in self.texts if tag not in ("style", "script", "title")).split()
        )


def problems(page: Page) -> list[str]:
    """What an accessibility checker would say of the structure."""
    ids = [said["id"] for _, said in page.tags if "id" in said]
    links = [str(said["href"]) for said in page.named("a")]
    return [
        *(["not one h1"] if len(page.named("h1")) != 1 else []),
        *([f"no {name}" for name in ("header", "nav", "main", "footer") if len(page.named(name)) != 1]),
        *(["no language"] if page.named("html") != [{"lang": "en"}] else []),
        *(["an id twice"] if len(set(ids)) != len(ids) else []),
        *[f"no such part: {link}" for link in links if link.removeprefix("#") not in ids],
        *["a heading of a table without scope" for said in page.named("th") if "scope" not in said],
        *(["a table without a caption"] if len(page.named("table")) != len(page.named("caption")) else []),
        *[
            f"nothing is called {said['aria-labelledby']}"
            for _, said in page.tags
            if said.get("aria-labelledby", ids[0]) not in ids
        ],
        *[
            f"asks for something: {name} {key}"
            for name, said in page.tags
            for key in said
            if key in ("src", "srcset", "action", "style", "data") or key.startswith("on")
        ],
        *[
            f"not allowed here: {name}"
            for name, _ in page.tags
            if name in ("link", "img", "iframe", "object")
        ],
    ]
