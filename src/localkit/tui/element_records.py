"""What was recorded of an element, and what was agreed about it, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from textual.content import Content

from localkit import wording
from localkit.actions.look import Look
from localkit.engine.standing import standing
from localkit.model.divergence import ElementDivergence
from localkit.model.records import Adaptation, AgreedException
from localkit.syntax.harmless import harmless
from localkit.tui.text_lines import head, quiet


def record_lines(
    look: Look, item: ElementDivergence, mine: Sequence[Adaptation], agreed: Sequence[AgreedException]
) -> Iterator[Content]:
    if not mine and not agreed:
        yield quiet("Nothing is recorded here.")
        if item.state == "unrecorded":
            own = item.light == "green"
            yield Content(
                "It is your own: it may be recorded, and need not be." if own else "Press r to say why."
            )
    yield from adaptation_lines(look, mine)
    for one in agreed:
        yield from _exception(one, look.local.today)


def adaptation_lines(look: Look, mine: Sequence[Adaptation]) -> Iterator[Content]:
    for one in mine:
        yield head(harmless(one.summary))
        yield quiet(
            " · ".join(str(one.data[key]) for key in ("date", "decided_by") if one.data.get(key)) or one.id
        )
        for name in ("nature", "contextual", "goal", "reasons"):
            codes = one.data.get(name) or ()
            if codes:
                field = look.codes.field(name)
                words = ", ".join(look.codes.words(name, code) for code in codes)
                yield Content(f"{field.title}: {harmless(words)}")


def _exception(one: AgreedException, today: datetime.date) -> Iterator[Content]:
    stands = standing(one, today)
    yield head(f"Exception {one.id}: {wording.STANDING_WORD[stands]}")
    days = (one.until - today).days
    left = f", {wording.counted(days, 'day')} left" if stands == "granted" else ""
    yield Content(f"From {one.start} to {one.until}{left}.")
    if one.granted_by:
        yield Content(f"Agreed by {wording.granter(one.granted_by)}, as stated.")
    for name, title in (("conditions", "On condition"), ("action_plan", "The way back")):
        if one.data.get(name):
            yield Content(f"{title}: {harmless(str(one.data[name]))}")
