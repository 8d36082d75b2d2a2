"""However entries are joined, each is shown once and nothing goes round for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localkit.actions.log_joining import joined
from localkit.model.records import Adaptation

NAMES = st.sampled_from("abcdef")


def entry(name: str, into: str | None) -> Adaptation:
    return Adaptation(name, None, "", data={"merged_into": into})


ENTRIES = st.lists(st.builds(entry, NAMES, st.none() | NAMES | st.just("lost")), max_size=12)


@given(ENTRIES)
def test_every_entry_is_there_exactly_once(entries: list[Adaptation]) -> None:
    shown = [item for group in joined(entries) for item in group.entries]

    assert sorted(map(id, shown)) == sorted(map(id, entries))


@given(ENTRIES)
def test_whoever_stands_for_others_is_joined_to_nothing_or_says_why(entries: list[Adaptation]) -> None:
    for group in joined(entries):
        assert bool(group.note) >= (group.entries[0].merged_into is not None)
        assert all(item.merged_into is not None for item in group.entries[1:])


@given(ENTRIES)
def test_the_last_recorded_is_first(entries: list[Adaptation]) -> None:
    order = {id(item): number for number, item in enumerate(entries)}
    heads = [order[id(group.entries[0])] for group in joined(entries)]

    assert heads == sorted(heads, reverse=True)
