"""What the tour says: six short cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from localkit.wording import LIGHT_SIGN, LIGHT_WORD, STATE_WORD


@dataclass(frozen=True)
class Card:
    """One card of the tour: a title and what it says."""

    title: str
    text: str


_LIGHTS: Final = "\n".join(f"  {sign}  {LIGHT_WORD[light]}" for light, sign in LIGHT_SIGN.items())

CARDS: Final = (
    Card(
        "What you see",
        "A programme has a core that makes it work. Each place has a local version of its own.\n\n"
        "These screens show how the two differ: on the left what the programme is made of, on the right the core's "
        "words beside the place's. Choose with the arrow keys or the mouse; Tab goes from one part of the screen to "
        "the next.",
    ),
    Card(
        "The lights",
        f"Each part of the programme has a light. It is never told by colour alone:\n\n{_LIGHTS}\n\n"
        "Most of what a place changes is fine: it is its own. A light says how close to the core a change comes, not "
        "whether it is good.",
    ),
    Card(
        "Three ways to differ",
        "The top of the screen shows them apart, since each asks for something else:\n\n"
        "  behind the core: the core has moved on and is not taken yet\n"
        f"  {STATE_WORD['recorded']}: the place changed it and said why\n"
        f"  {STATE_WORD['unrecorded']}: it touches the core, and nobody said why\n\n"
        "Only the last one asks for action at once.",
    ),
    Card(
        "Say why",
        "Choose what was changed, then record why: four questions, under a minute. The light stays, and others can "
        "learn from what you tried.\n\n"
        "Where a limit cannot be kept, ask for an exception: it is agreed for a time, with an end date.",
    ),
    Card(
        "Take an update",
        "When the core has a new release, an update shows what it brings, part by part. Most fits beside your own "
        "words. Where both sides changed the same words, you choose: the core's, yours, or a text of your own.\n\n"
        "Nothing is written until you apply it, and every step can be undone.",
    ),
    Card(
        "Help is always there",
        "?  tells what can be done on the screen you are looking at (F1 where you are typing).\n"
        "Ctrl+P  finds everything by its name: colours, this tour, all that a screen can do.\n"
        "Escape  goes back.   q  leaves.\n\n"
        "The line at the bottom names the keys; they can be clicked, too.",
    ),
)
