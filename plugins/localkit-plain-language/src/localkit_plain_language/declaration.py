"""What a kit declares under ``x-plain-language``, read and looked at before anybody relies on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from localkit.syntax.glob import matches, readable

KEY: Final = "x-plain-language"
YOUNGEST: Final = 6
OLDEST: Final = 18
_KNOWN: Final = ("public", "exclude", "reading_age")


@dataclass(frozen=True)
class Pages:
    """Some public pages, and how hard they may be.

    Attributes:
        public: Patterns of pages.
        exclude: Patterns of pages that are left alone, those in Welsh among them.
        reading_age: The highest reading age, in years.
    """

    public: tuple[str, ...]
    exclude: tuple[str, ...]
    reading_age: int

    def has(self, path: str) -> bool:
        """Whether a page is one of these."""
        return _any(self.public, path) and not _any(self.exclude, path)


def declared(data: Mapping[str, Any]) -> tuple[tuple[Pages, ...], list[str]]:
    """What a kit declares, and what is wrong with it in plain words.

    Args:
        data: The whole of kit.yaml, as plain values.
    """
    if KEY not in data:
        return (), []
    groups = data[KEY] if isinstance(data[KEY], list) else [data[KEY]]
    wrong = [problem for group in groups for problem in _problems(group)]
    if not groups:
        wrong = ["it is an empty list"]
    if wrong:
        return (), wrong
    return tuple(
        Pages(tuple(group["public"]), tuple(group.get("exclude") or ()), group["reading_age"])
        for group in groups
    ), []


def _any(patterns: tuple[str, ...], path: str) -> bool:
    return any(matches(pattern, path) for pattern in patterns)


def _problems(group: Any) -> Iterator[str]:
    if not isinstance(group, Mapping):
        yield f"it holds {_named(group)}, where the keys public, exclude and reading_age belong"
        return
    for key in group:
        if key not in _KNOWN:
            yield f"it has a key {key!r}, which nobody reads; there are public, exclude and reading_age"
    if not group.get("public"):
        yield 'it names no page: say which under "public"'
    for key in ("public", "exclude"):
        yield from _path_problems(key, group.get(key))
    age = group.get("reading_age")
    if not isinstance(age, int) or isinstance(age, bool) or not YOUNGEST <= age <= OLDEST:
        said = (
            f"is {age}"
            if isinstance(age, int | float) and not isinstance(age, bool)
            else f"holds {_named(age)}"
        )
        yield f'"reading_age" {said}; it is a whole number of years from {YOUNGEST} to {OLDEST}'


def _path_problems(key: str, paths: Any) -> Iterator[str]:
    if paths is None:
        return
    if not isinstance(paths, list):
        yield f'"{key}" holds {_named(paths)}, where a list of paths belongs'
        return
    for pattern in paths:
        if not isinstance(pattern, str) or not pattern.strip():
            yield f'"{key}" has {_named(pattern)} in its list, where a path belongs'
        elif pattern.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", pattern):
            yield f'"{key}" has the path "{pattern}", which leads out of the folder'
        elif not readable(pattern):
            yield f'"{key}" has the path "{pattern}", whose square brackets cannot be read'


def _named(value: Any) -> str:
    names = {"dict": "keys", "list": "a list", "str": "a text", "int": "a number", "float": "a number"}
    if value is None:
        return "nothing"
    return "yes or no" if isinstance(value, bool) else names.get(type(value).__name__, "something else")
