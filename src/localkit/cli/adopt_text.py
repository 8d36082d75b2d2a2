"""What was adopted, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from localkit.actions.adopt import Adopted, PartlyFound
from localkit.actions.release_search import NEAR
from localkit.cli.output import in_command, styled, wrapped
from localkit.model.kit import Element
from localkit.wording import counted, percent, shown_address

_CLEAR: Final = 3
"""How many times as many places must speak for a release as for the next."""
_CLOSE: Final = 0.8
_FAIR: Final = 0.5


def adopted_values(made: Adopted) -> Mapping[str, Any]:
    """The JSON document."""
    return {
        "format": 1,
        "path": str(made.path),
        "kit": dict(made.kit),
        "place": made.place,
        "files": made.files,
        "fit": round(made.fit, 4),
        "releases": [
            {"name": item.name, "version": item.version, "fit": round(item.fit, 4)} for item in made.releases
        ],
        "parameters": dict(made.parameters),
        "read": list(made.read),
        "missing": [element.id for element in made.missing],
        "partly": [{"element": item.element.id, "missing": list(item.missing)} for item in made.partly],
    }


def adopted_lines(made: Adopted) -> Iterator[str]:
    """The lines for people."""
    of = f"{made.kit['name']} {made.kit['version']}"
    who = f"{made.place}: now a local version of {of}" if made.place else f"Now a local version of {of}"
    yield styled(who, "title") + styled(f", {counted(made.files, 'file')} in the core")
    yield styled(f"  in {made.path}")
    yield ""
    yield from wrapped(_sureness(made), "  ", first="How sure: ")
    yield from _answers(made)
    yield from _missing(made)
    yield ""
    yield "Only the folder .localkit was written. Your own files are as they were. See what you changed:"
    yield styled(f"  localkit status {in_command(made.path)}", "command")


def _sureness(made: Adopted) -> str:
    said = f"Of all words here and in that release, {percent(made.fit)} are the same."
    best, *others = made.releases
    if not others or made.beside_next is None:
        return f"{_word(made.fit, clear=True)}. {said} There was no other release to compare with."
    other = f"{others[0].name} {others[0].version}"
    if others[0].fit < best.fit - NEAR:
        return f"{_word(made.fit, clear=True)}. {said} The next, {other}, has {percent(others[0].fit)}."
    mine, theirs = made.beside_next
    if mine == theirs == 0:
        rest = f"Nothing here tells it from {other}; the newest was taken."
    else:
        rest = (
            f"{other} has {percent(others[0].fit)}; where the two differ, your text goes with {best.version} at "
            f"{counted(mine, 'place')} and with {others[0].version} at {theirs}."
        )
    return f"{_word(made.fit, clear=mine > _CLEAR * theirs)}. {said} {rest}"


def _word(fit: float, *, clear: bool) -> str:
    if fit < _FAIR:
        return "not very, since much was written anew; look at the answers below"
    if not clear:
        return "sure of the kit, less of the release"
    return "very" if fit >= _CLOSE else "fairly"


def _answers(made: Adopted) -> Iterator[str]:
    left = [name for name in made.parameters if name not in {*made.read, *made.known, *made.asked}]
    groups = (
        ("Answers that your text tells", made.read),
        ("Answers that were given", (*made.known, *made.asked)),
        ("Not in your text, so the kit's defaults; look whether they are right", left),
    )
    width = max((len(name) for name in made.parameters), default=0)
    for title, names in groups:
        if names:
            yield ""
            yield styled(title, "title")
            for name in made.parameters:
                if name in names:
                    yield styled(f"  {name:<{width}}  {_said(made.parameters[name])}")


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _missing(made: Adopted) -> Iterator[str]:
    if not made.elements:
        return
    if not made.missing and not made.partly:
        yield ""
        yield f"All {counted(made.elements, 'element')} of the kit were found."
        return
    yield from _listed("Not found in your files", made.missing, made.elements)
    yield from _listed(
        "Found but for a part", [item.element for item in made.partly], made.elements, made.partly
    )


def _listed(
    title: str, found: Sequence[Element], elements: int, partly: Sequence[PartlyFound] = ()
) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield styled(f"{title}: {len(found)} of {counted(elements, 'element')}", "title")
    width = max(len(element.id) for element in found)
    lacks = {item.element.id: item.missing for item in partly}
    for element in found:
        yield styled(f"  {element.id:<{width}}  {element.title}")
        for address in lacks.get(element.id, ()):
            yield styled(f"  {'':<{width}}  not there: {shown_address(address)}")
