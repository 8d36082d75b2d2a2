"""What a kit declares under ``x-wales-bilingual``, read and looked at before anybody relies on it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from localkit.syntax.glob import matches, readable

KEY: Final = "x-wales-bilingual"
STEM: Final = "{stem}"
_KNOWN: Final = ("public", "twin", "pairs")
_MARKDOWN: Final = (".md", ".markdown")


@dataclass(frozen=True)
class Declaration:
    """Which pages are public, and how their twins are called.

    Attributes:
        public: Patterns of English pages.
        twin: Name of a twin, beside its English page; ``{stem}`` stands for that one's name without ``.md``.
        pairs: English path to Welsh path, for twins that are called otherwise.
    """

    public: tuple[str, ...] = ()
    twin: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()

    def twin_of(self, english: str) -> str | None:
        """Path of the twin that an English page should have."""
        for one, other in self.pairs:
            if one == english:
                return other
        if self.twin is None:
            return None
        folder, name = posixpath.split(english)
        stem = posixpath.splitext(name)[0]
        below = posixpath.join(
            "/", folder, self.twin.replace(STEM, stem)
        )  # nothing lies above the place's folder
        return posixpath.normpath(below).lstrip("/")

    def is_public(self, path: str) -> bool:
        """Whether a page is an English one that is asked for a twin."""
        fits = path.endswith(_MARKDOWN) and any(matches(pattern, path) for pattern in self.public)
        return fits and not self.is_welsh(path)

    def is_welsh(self, path: str) -> bool:
        """Whether a page is called as a twin is."""
        if any(path == welsh for _, welsh in self.pairs):
            return True
        return self.twin is not None and bool(_called(self.twin).fullmatch(path))


def declared(data: Mapping[str, Any]) -> tuple[Declaration | None, list[str]]:
    """What a kit declares, and what is wrong with it in plain words; None where nothing can be relied on.

    Args:
        data: The whole of kit.yaml, as plain values.
    """
    if KEY not in data:
        return None, []
    said = data[KEY]
    wrong = list(_problems(said))
    if wrong:
        return None, wrong
    pairs = tuple((_clean(pair["english"]), _clean(pair["welsh"])) for pair in said.get("pairs") or ())
    return Declaration(tuple(said.get("public") or ()), said.get("twin"), pairs), []


def _problems(said: Any) -> Iterator[str]:
    if not isinstance(said, Mapping):
        yield f"it holds {_named(said)}, where the keys {_listed(_KNOWN)} belong"
        return
    for key in said:
        if key not in _KNOWN:
            yield f"it has a key {key!r}, which nobody reads; there are {_listed(_KNOWN)}"
    yield from _public_problems(said.get("public"))
    yield from _twin_problems(said)
    yield from _pairs_problems(said.get("pairs"))
    if not said.get("public") and not said.get("pairs"):
        yield 'it names no page: say which under "public" or "pairs"'


def _public_problems(public: Any) -> Iterator[str]:
    if public is None:
        return
    if not isinstance(public, list):
        yield f'"public" holds {_named(public)}, where a list of paths belongs'
        return
    for pattern in public:
        if not isinstance(pattern, str) or not pattern.strip():
            yield f'"public" has {_named(pattern)} in its list, where a path belongs'
        elif (told := _pattern_problem(pattern)) is not None:
            yield f'"public" has the path "{pattern}", {told}'


def _pattern_problem(pattern: str) -> str | None:
    if pattern.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", pattern):
        return "which leads out of the folder"
    if not readable(pattern):
        return "whose square brackets cannot be read"
    return None


def _twin_problems(said: Mapping[str, Any]) -> Iterator[str]:
    twin = said.get("twin")
    if twin is None:
        if said.get("public"):
            yield '"twin" is missing: it says how the Welsh page beside a public page is called, "{stem}.cy.md"'
    elif not isinstance(twin, str):
        yield f'"twin" holds {_named(twin)}, where a name in quotation marks belongs, "{{stem}}.cy.md"'
    elif STEM not in twin or _leads_out(twin) or not twin.endswith(_MARKDOWN):
        yield f'"twin" is "{twin}"; it is the name of a Markdown page with {{stem}} in it, "{{stem}}.cy.md"'
    elif _called(twin).fullmatch("page.md"):
        yield f'"twin" is "{twin}", a name that any page may have; a Welsh page must be told by its name or folder'


def _pairs_problems(pairs: Any) -> Iterator[str]:
    if pairs is None:
        return
    if not isinstance(pairs, list):
        yield f'"pairs" holds {_named(pairs)}, where a list of {{english: PATH, welsh: PATH}} belongs'
        return
    seen: set[str] = set()
    for pair in pairs:
        told = _pair_problem(pair, seen)
        if told:
            yield told


def _pair_problem(pair: Any, seen: set[str]) -> str | None:
    if not isinstance(pair, Mapping) or set(pair) != {"english", "welsh"}:
        return '"pairs" has an entry that is not {english: PATH, welsh: PATH}'
    for path in pair.values():
        if not isinstance(path, str) or _leads_out(path, up=False) or not path.endswith(_MARKDOWN):
            return f'"pairs" has {_shown(path)}, where the path of a Markdown page belongs'
        if _clean(path) in seen:
            return f'"pairs" names {path} twice'
        seen.add(_clean(path))
    return None


def _leads_out(path: str, *, up: bool = True) -> bool:
    """Whether a path is not one inside the folder; a twin may be in a folder beside, so ``../`` is for twins."""
    clean = _clean(path)
    return not path.strip() or "\\" in path or path.startswith("/") or (not up and clean.startswith(".."))


def _called(twin: str) -> re.Pattern[str]:
    """What the paths of twins have in common; from where ``..`` leads is not known."""
    parts = [part for part in _clean(twin).split("/") if part != ".."]
    return re.compile("(?:.*/)?" + re.escape("/".join(parts)).replace(re.escape(STEM), "[^/]+"))


def _clean(path: str) -> str:
    return posixpath.normpath(path)


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else _named(value)


def _named(value: Any) -> str:
    names = {"dict": "keys", "list": "a list", "str": "a text", "int": "a number", "float": "a number"}
    if value is None:
        return "nothing"
    return "yes or no" if isinstance(value, bool) else names.get(type(value).__name__, "something else")


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
