"""What screens are told by their workers; what only one widget says is defined at that widget."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Progressed(Message):
    """A worker got on with what takes long.

    Attributes:
        done: How much is done.
        of: How much there is; None where nobody knows.
        what: What is being done, as a person would say it.
    """

    done: int
    of: int | None
    what: str

    def can_replace(self, message: Message) -> bool:
        """Only the newest counts."""
        return isinstance(message, Progressed)
