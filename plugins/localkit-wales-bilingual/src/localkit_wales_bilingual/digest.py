"""The words of a page, and the short digest by which a translator says which words a translation is of."""

from __future__ import annotations

import hashlib
from typing import Final

from localkit.documents.front_matter import find
from localkit.model.document import Document
from localkit.model.passage import Passage
from localkit.syntax.lines import Lines
from localkit.syntax.words import words

FIELD: Final = "translates"


def body_words(document: Document) -> tuple[str, ...]:
    """The words of a page without its front matter: wrapping, line ends and encoding make no difference."""
    front = find(Lines(document.text))
    return words(document.text[front.body :] if front else document.text)


def digest(document: Document) -> str:
    """A short name for the words of a page.

    It begins with letters, so that YAML never takes it for a number.
    """
    said = " ".join(body_words(document)).encode("utf-8", "surrogatepass")
    return f"en-{hashlib.sha256(said).hexdigest()[:10]}"


def stated(document: Document) -> tuple[str, int] | None:
    """What the Welsh page says it translates, and the line that says so."""
    passage = Passage(document.path, value=f"/{FIELD}")
    at = document.locate(passage)
    if at is None:
        return None
    return str(document.content(passage).value).strip(), at.line
