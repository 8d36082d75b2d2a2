"""Text for the medium kit: sentences that all differ, in an order that never changes.

Two variables stand in each: some 1,600 in all, as in the kit that the targets were set on.
"""

from __future__ import annotations

from collections.abc import Iterator

# Thirteen, seventeen and eleven: no two have a common factor, so 2,431 sentences go by before one comes again.
_WHO = """
    {{ cookiecutter.coordinator }}|{{ cookiecutter.coordinator }} or the cook|A guest from {{ cookiecutter.place_name }}
    A friend of {{ cookiecutter.coordinator }}|The {{ cookiecutter.place_name }} choir
    {{ cookiecutter.coordinator }} too|{{ cookiecutter.coordinator }}'s driver|The {{ cookiecutter.place_name }} cook
    Each of {{ cookiecutter.seats }} guests|{{ cookiecutter.coordinator }}'s helper
    One in {{ cookiecutter.seats }} guests|The {{ cookiecutter.place_name }} host
    Whoever answers {{ cookiecutter.telephone }}
"""
_DOES = """
    counts the chairs and writes the number on the board|checks the fridge and notes how cold it is
    says good evening to {{ cookiecutter.seats }} people|puts a jug of water on each table
    reads {{ cookiecutter.coordinator }}'s list of allergies aloud|keeps one table free for people who come alone
    asks what people would like to eat next month|walks with people through {{ cookiecutter.place_name }}
    fills the kettle twice and sets out the cups|looks whether the ramp is clear of leaves
    gives the left-over bread to whoever wants it|rings those who have not come for a while
    turns the music down so that people can talk|shows new helpers where the first-aid box is
    collects the song sheets and counts them|wipes the tables with the blue cloth
    writes three lines in the hall's diary
"""
_WHEN = """
    before {{ cookiecutter.coordinator }} opens|once {{ cookiecutter.seats }} guests sit down
    when {{ cookiecutter.coordinator }} rings|with {{ cookiecutter.coordinator }}
    as {{ cookiecutter.seats }} plates go out|after ringing {{ cookiecutter.telephone }}
    in {{ cookiecutter.place_name }} as everywhere|whenever {{ cookiecutter.coordinator }} is away
    in {{ cookiecutter.nation }}|all over {{ cookiecutter.place_name }}|for {{ cookiecutter.seats }} people
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
