"""Random values and the time, drawn so that the same template gives the same at every later rendering."""

from __future__ import annotations

import string
from collections import Counter
from contextlib import AbstractContextManager, contextmanager
from hashlib import shake_256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, tzinfo

    from arrow import Arrow


class Draws:
    """What chance and the clock give, by file and call.

    Calls are counted apart by what is asked for: a password of eight letters stays what it is when the template's next
    release draws a number before it. Other files, their order or number don't matter, nor does a file's new name.

    Args:
        seed: What makes one place's values differ from another's.
        created: The moment that templates take for now.
        formerly: File of the template to what it was called first.
    """

    def __init__(self, seed: str, created: datetime, formerly: Mapping[str, str] | None = None) -> None:
        self._seed = seed
        self._created = created
        self._formerly = formerly or {}
        self._where = ""
        self._calls: Counter[str] = Counter()

    def of_file(self, name: str) -> AbstractContextManager[None]:
        """Draw for one file of the template."""
        return self.of(f"file:{self._formerly.get(name, name)}")

    @contextmanager
    def of(self, where: str) -> Iterator[None]:
        """Draw for one file, counting from its first call."""
        before = self._where, self._calls
        self._where, self._calls = where, Counter()
        try:
            yield
        finally:
            self._where, self._calls = before

    def take(self, size: int, what: str) -> bytes:
        """So many bytes, different at each call.

        Args:
            size: How many.
            what: What they are for, with all that was asked of it.
        """
        self._calls[what] += 1
        told = f"{self._seed}\0{self._where}\0{what}\0{self._calls[what]}"
        return shake_256(told.encode("utf-8", "surrogatepass")).digest(size)

    def number(self, below: int) -> int:
        """A number from 0 to one less than ``below``."""
        return int.from_bytes(self.take(16, f"number {below}"), "big") % below

    def letters(self, length: int, punctuation: bool = False) -> str:
        """As cookiecutter's ``random_ascii_string``."""
        corpus = f"{string.ascii_letters}{string.punctuation}" if punctuation else string.ascii_letters
        data = self.take(8 * max(0, length), f"letters {length} {punctuation}")
        pieces = (data[at : at + 8] for at in range(0, len(data), 8))
        return "".join(corpus[int.from_bytes(piece, "big") % len(corpus)] for piece in pieces)

    def uuid4(self) -> str:
        """As cookiecutter's ``uuid4``."""
        import uuid

        return str(uuid.UUID(bytes=self.take(16, "uuid4"), version=4))

    def lorem_ipsum(self, *args: Any, **kwargs: Any) -> str:
        """As Jinja's ``lipsum``."""
        import random

        from jinja2.utils import generate_lorem_ipsum

        state = random.getstate()
        random.seed(self.take(32, f"lorem {args} {sorted(kwargs.items())}"))
        try:
            return generate_lorem_ipsum(*args, **kwargs)
        finally:
            random.setstate(state)

    def now(self, timezone: str | tzinfo | None) -> Arrow:
        """The moment of creation in a time zone; the local one is that in which it was noted."""
        import arrow

        here = self._created.tzinfo
        there = here if timezone is None or timezone == "local" else timezone
        return arrow.get(self._created).to(there or "utc")
