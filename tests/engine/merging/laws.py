"""What holds of every merge, whatever the file and whatever both sides did to it."""

from __future__ import annotations

import re
from functools import lru_cache

from tests.engine.merging.random_words import Case, marked

from localkit.documents.reading import read as read_anew
from localkit.engine.merging.files import Merging, nothing_settled
from localkit.engine.merging.trees import merge_trees
from localkit.model.file_merge import FileMerge, Settle
from localkit.model.merging import Choice
from localkit.model.tree import File

read = lru_cache(maxsize=64)(read_anew)
"""Reading is what takes time in a thousand merges."""


def merged(
    path: str, base: str | bytes, core: str | bytes, local: str | bytes, settle: Settle = nothing_settled
) -> FileMerge:
    """One file merged."""
    trees = [{path: File(_bytes(side))} for side in (base, core, local)]
    found = merge_trees(trees[0], trees[1], trees[2], Merging(read, settle=settle))
    assert [(file.path, file.file is None) for file in found] == [(path, False)]
    return found[0]


def always(choice: Choice) -> Settle:
    """Settles everything alike."""
    return lambda _: choice


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def text_of(found: FileMerge) -> str:
    """What the file is to say."""
    assert found.file is not None
    return found.file.data.decode()


def hold(case: Case) -> None:
    """Fails where one of the laws is broken."""
    path, base, core, local = case.path, case.base, case.core, case.local
    _where_one_side_did_nothing(case)
    found = merged(path, base, core, local)
    text = text_of(found)
    _no_word_is_lost(case, found)
    _nothing_comes_back(case, found)
    _reads(case, text)
    assert merged(path, base, core, local) == found, "not the same twice"
    if local != base:
        _line_ends_stay(local, text)
    _choices_settle_all(case)
    names = [part.part for part in found.open]
    assert len(set(names)) == len(names), f"two decisions of one name: {names}"


def _where_one_side_did_nothing(case: Case) -> None:
    for side in (case.core, case.local):
        for base, core, local in (
            (case.base, case.base, side),
            (case.base, side, case.base),
            (case.base, side, side),
        ):
            found = merged(case.path, base, core, local)
            assert text_of(found) == side, "one side's text as it is"
            assert not found.open


def _no_word_is_lost(case: Case, found: FileMerge) -> None:
    base, core, local, text = map(marked, (case.base, case.core, case.local, text_of(found)))
    waiting = sum((marked(part.core) for part in found.open), start=marked(" ".join(case.may_miss)))
    assert not local - base - text, f"words of the place are lost: {local - base - text}"
    assert not core - base - text - waiting, f"words of the core are lost: {core - base - text - waiting}"
    kept = {word for word, often in base.items() if often == core[word] == local[word] == 1}
    lost = kept - set(text) - set(waiting)
    assert not lost, f"words that both kept are lost: {lost}"
    tables_in_toml = case.path.endswith(".toml")  # each item of a list of tables has the list's name over it
    if not (case.core_moved or case.local_moved or tables_in_toml):
        often = text - (base | core | local)
        assert not often, f"words that stand there too often: {often}"


def _nothing_comes_back(case: Case, found: FileMerge) -> None:
    """What one side took out stays away, but for what the other one moved: it may stand at its new place."""
    base, core, local, text = (marked(side) for side in (case.base, case.core, case.local, text_of(found)))
    if not case.core_moved:
        back = {word for word in base if word not in local and word in text}
        assert not back, f"what the place took out is there again: {back}"
    waiting = {word for part in found.open for word in marked(f"{part.local} {part.part}")}
    if not case.local_moved:
        still = {word for word in base if word not in core and word in text} - waiting
        assert not still, f"what the core took out is still there, and nobody is asked: {still}"


def _reads(case: Case, text: str) -> None:
    sides = [read(case.path, side.encode()) for side in (case.base, case.core, case.local)]
    if all(side.problem is None for side in sides):
        assert read(case.path, text.encode()).problem is None, "it cannot be read any more"


_QUOTED = re.compile(r'"[^"]*"')


def _line_ends_stay(local: str, text: str) -> None:
    local, text = _QUOTED.sub("", local), _QUOTED.sub("", text)  # a cell's line end is the cell's
    if "\r\n" in local and not local.replace("\r\n", "").count("\n"):
        assert "\n" not in text.replace("\r\n", ""), "another line end than the place's"
    elif local and "\r" not in local:
        assert "\r" not in text, "another line end than the place's"


def _choices_settle_all(case: Case) -> None:
    cores = merged(case.path, case.base, case.core, case.local, lambda _: Choice("core"))
    own = merged(case.path, case.base, case.core, case.local, lambda _: Choice("local"))
    assert (cores.open, own.open) == ((), ()), "something is open that was settled"
    base, core, local = map(marked, (case.base, case.core, case.local))
    lost = core - base - marked(text_of(cores)) - marked(" ".join(case.may_miss))
    assert not lost, f"words of the core are lost where it was chosen: {lost}"
    lost = local - base - marked(text_of(own))
    assert not lost, f"words of the place are lost where it was chosen: {lost}"
    again = merged(case.path, case.core, case.core, text_of(own))
    assert text_of(again) == text_of(own)
    assert not again.open
