"""An element's state: whether what happened is known and agreed."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence

from localkit.model.divergence import PassageDivergence
from localkit.model.kit import Element
from localkit.model.records import Adaptation, AgreedException
from localkit.model.vocabulary import State


def fingerprint(passages: Sequence[PassageDivergence]) -> str:
    """Digest of the normalised local words of some passages: what a record remembers of the text it was made for.

    Each passage goes by its address in the core, so that moving it is no new text.
    """
    digest = hashlib.sha256()
    for passage in passages:
        address = (passage.core or passage.at).address
        digest.update(f"{address}\0{' '.join(passage.words)}\0".encode("utf-8", "surrogatepass"))
    return f"sha256:{digest.hexdigest()}"


def covered(record: Adaptation, passages: Sequence[PassageDivergence]) -> list[PassageDivergence]:
    """The changed passages that a record covers; one that names no passage covers all."""
    return [
        passage
        for passage in passages
        if passage.differs
        and (
            not record.passages
            or passage.at.address in record.passages
            or passage.moved_from in record.passages
        )
    ]


def live_exception(
    exceptions: Sequence[AgreedException], element: Element, today: datetime.date
) -> AgreedException | None:
    """The granted exception that covers an element today, or None; where nobody may grant one, none does."""
    if element.waivable_by == "nobody":
        return None
    return next((item for item in exceptions if item.element == element.id and item.live(today)), None)


def state_of(
    passages: Sequence[PassageDivergence], records: Sequence[Adaptation], exception: AgreedException | None
) -> State:
    """The first state that fits an element that applies."""
    changed = [passage for passage in passages if passage.differs]
    if not changed:
        return "as_core"
    if exception is not None:
        return "excepted"
    known: set[str] = set()
    current: set[str] = set()
    for record in records:
        cover = covered(record, changed)
        addresses = {passage.at.address for passage in cover}
        known |= addresses
        if record.fingerprint is None or record.fingerprint == fingerprint(cover):
            current |= addresses
    if known - current:
        return "changed_since_recorded"
    return "recorded" if all(passage.at.address in current for passage in changed) else "unrecorded"
