"""A place's own records merged when a step is undone: what was written into them since stays."""

from __future__ import annotations

import re

from localkit.engine.merging.data import merge_data
from localkit.model.tree import File

_LIST = re.compile(r"^(adaptations|exceptions|decisions):", re.MULTILINE)


def merge_record(path: str, base: File, core: File | None, local: File) -> File | None:
    """A record after a step back.

    Args:
        path: Where it is kept.
        base: As the step left it.
        core: As it was before the step; None where it was not there.
        local: As it is now; it is not as the step left it.

    Returns:
        What it is to be. Entries that people changed since stay as they are now. Where the three do not fit together, a
        record that people write into stays whole; what only localkit writes is as it was before the step.
    """
    if not path.endswith(".yaml"):
        return core
    texts = [_text(file) for file in (base, core, local)]
    if texts[0] is None or texts[2] is None:
        return local
    before = texts[1] if core is not None else _empty(texts[2])
    merged = None if before is None else merge_data("yaml", texts[0], before, texts[2])
    listed = _LIST.search(texts[2]) is not None
    if merged is None or (merged.open and not listed):
        return local if listed else core
    return File(_mark(local) + merged.text.encode("utf-8"), local.mode)


def _text(file: File | None) -> str | None:
    if file is None:
        return None
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _empty(text: str) -> str | None:
    """The same record with no entry; None for one that has no list of them."""
    found = _LIST.search(text)
    return f"format: 1\n{found[1]}: []\n" if found else None


def _mark(file: File) -> bytes:
    return b"\xef\xbb\xbf" if file.data.startswith(b"\xef\xbb\xbf") else b""
