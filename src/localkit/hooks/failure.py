"""A plugin that failed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Failure:
    """A plugin that could not be loaded, or that failed when asked, and why.

    Attributes:
        plugin: Its name.
        reason: In one sentence.
        error: What it raised, for those who want the details.
    """

    plugin: str
    reason: str
    error: BaseException | None = field(default=None, compare=False, repr=False)


def reason(error: BaseException) -> str:
    """An error as messages tell it."""
    return " ".join(f"{type(error).__name__}: {error}".split())
