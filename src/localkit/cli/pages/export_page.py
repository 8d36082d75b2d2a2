"""A place's documents on one page, to read, print or hand over."""

from __future__ import annotations

from collections import Counter

from localkit.cli.pages.export_style import EXPORT_STYLE
from localkit.cli.pages.markup import Html, tag
from localkit.cli.pages.page import page
from localkit.cli.pages.parts import section
from localkit.cli.pages.prose import ProseWriter
from localkit.model.export import Chapter, Export


def export_page(export: Export) -> bytes:
    """One file for a browser, by which nothing else is asked for."""
    writer = ProseWriter(export)
    intro = [f"{export.kit_title}, release {export.kit_version}.", export.made.date().isoformat()]
    titles = Counter(item.title for item in export.chapters)
    parts = [
        (item.name, item.title, _chapter(writer, item, alone=titles[item.title] == 1))
        for item in export.chapters
    ]
    foot = "Made by localkit from the place's own folder."
    return page(
        tag("bdi", export.place), intro, parts, foot, contents="Contents", style=EXPORT_STYLE, pictures=True
    )


def _chapter(writer: ProseWriter, chapter: Chapter, *, alone: bool) -> Html:
    """A document; where another has the same title, none of them is a place to jump to by name."""
    source = tag("p", chapter.origin, class_="quiet source") if chapter.origin else None
    said = tag("div", writer.chapter(chapter), class_="said", dir="auto", lang=chapter.language)
    return section(chapter.name, chapter.title, source, said, landmark=alone)
