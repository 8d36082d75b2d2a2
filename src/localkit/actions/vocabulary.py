"""FRAME's codes, with those that the kit and plugins add."""

from __future__ import annotations

import difflib

from localkit.errors import InputError
from localkit.model.frame import Frame
from localkit.model.kit import Kit
from localkit.store.vocabularies import frame
from localkit.workspace import Workspace


def vocabulary(workspace: Workspace, kit: Kit) -> Frame:
    """The codes that records about a kit may use."""
    found = frame()
    for field, codes in (kit.data.get("vocabulary") or {}).items():
        found = found.extended(field, codes, kit.title)
    if workspace.asks_plugins:
        for given in workspace.records("localkit_vocabularies", kit=kit):
            found = found.extended(given.record.field, given.record.codes, given.plugin)
    return found


def checked_code(found: Frame, field: str, code: str) -> str:
    """A code of a field; its spelling with hyphens or spaces is taken too.

    Raises:
        InputError: There is none.
    """
    known = [item.code for item in found.field(field).codes]
    plain = "_".join(code.strip().lower().replace("-", " ").replace("_", " ").split())
    if plain in known:
        return plain
    close = difflib.get_close_matches(plain, known, 1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    raise InputError(f'"{code}" is no code of "{field}"', hint=f"{meant}There are: {', '.join(known)}.")
