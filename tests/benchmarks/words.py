"""Text for the medium kit: sentences that all differ, in an order that never changes."""

from __future__ import annotations

from collections.abc import Iterator

# Thirteen, seventeen and eleven: no two have a common factor, so 2,431 sentences go by before one comes again.
_WHO = """
    The host|Whoever opens the hall|A volunteer at the door|The cook of the day|One of the older guests
    A young helper|The treasurer|Our driver|The person with the key|A neighbour who knows the room
    The washing-up team|Somebody from the choir|The gardener next door
"""
_DOES = """
    counts the chairs and writes the number on the board|checks the fridge and notes how cold it is
    says good evening to everybody by name|puts a jug of water on each table
    reads the list of allergies aloud in the kitchen|keeps one table free for people who come alone
    asks what people would like to eat next month|walks home with those who do not like the dark
    fills the kettle twice and sets out the cups|looks whether the ramp is clear of leaves
    gives the left-over bread to whoever wants it|rings those who have not come for a while
    turns the music down so that people can talk|shows new helpers where the first-aid box is
    collects the song sheets and counts them|wipes the tables with the blue cloth
    writes three lines in the hall's diary
"""
_WHEN = """
    before the doors open|as soon as the soup is on|at half past six|once the first guests sit down
    when the bell rings|after the pudding|while the plates are cleared|on the way out
    in {{ cookiecutter.place_name }} as everywhere|whenever {{ cookiecutter.coordinator }} is away
    on the last evening of the month
"""


def _listed(text: str) -> list[str]:
    return [part.strip() for line in text.strip().splitlines() for part in line.split("|")]


def sentences() -> Iterator[str]:
    """Sentences without end; the first 2,431 all differ."""
    who, does, when = _listed(_WHO), _listed(_DOES), _listed(_WHEN)
    number = 0
    while True:
        yield f"{who[number % 13]} {does[number % 17]} {when[number % 11]}."
        number += 1


def paragraph(source: Iterator[str], size: int) -> str:
    """The next sentences, one a line, as people write Markdown who keep it under version control."""
    return "\n".join(next(source) for _ in range(size))
