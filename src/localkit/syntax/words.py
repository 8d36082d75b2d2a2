"""What counts as a word, and when two texts are the same."""

from __future__ import annotations

import unicodedata


def words(text: str) -> tuple[str, ...]:
    """What Unicode white space separates in a text, in normal form C."""
    return tuple(normal(text).split())


def normal(text: str) -> str:
    """Unicode normal form C; nearly every text already is, and asking is cheap."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def collapsed(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(words(text))


def folded(text: str) -> str:
    """The text for finding phrases in: case and wrapping ignored."""
    return collapsed(text).casefold()
