"""Merging by lines: laws that hold for any text, and git's own merge as a peer."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.engine.merging.lines import merge_lines
from localkit.engine.merging.sequences import chunks

short = st.lists(st.sampled_from("abcd"), max_size=8)
line = st.sampled_from(["a", "b", "c", "", "d e"])
text = st.lists(line, max_size=8).map(lambda lines: "".join(f"{item}\n" for item in lines))


@given(short, short, short)
def test_chunks_cover_everything_in_order(base: list[str], core: list[str], local: list[str]) -> None:
    found = chunks(base, core, local)

    for name, side in (("base", base), ("core", core), ("local", local)):
        runs = [getattr(chunk, name) for chunk in found]
        assert [index for start, end in runs for index in range(start, end)] == list(range(len(side)))
    for chunk in found:
        was, new, now = base[slice(*chunk.base)], core[slice(*chunk.core)], local[slice(*chunk.local)]
        told = {"same": was == new == now, "core": was == now != new, "local": was == new != now}
        told |= {"both": new == now != was, "conflict": new != now}
        assert told[chunk.kind]


@given(text, text)
def test_what_one_side_changed_is_taken(base: str, other: str) -> None:
    assert merge_lines(base, base, other) == merge_lines(base, other, base)
    assert merge_lines(base, other, other).text == other
    assert merge_lines(base, base, other).text == other
    assert not merge_lines(base, base, other).undecided


@given(text, text, text)
def test_no_new_line_of_either_side_is_lost(base: str, core: str, local: str) -> None:
    merged = merge_lines(base, core, local)

    waiting = "".join(item.core for item in merged.undecided).splitlines()
    there = [*merged.text.splitlines(), *waiting]
    for side in (core, local):
        for item in set(side.splitlines()) - set(base.splitlines()):
            assert item in there
    for undecided in merged.undecided:
        assert merged.text[slice(*undecided.at)] == undecided.local


@given(text, text, text)
def test_the_sides_are_treated_alike(base: str, core: str, local: str) -> None:
    one, other = merge_lines(base, core, local), merge_lines(base, local, core)

    assert bool(one.undecided) == bool(other.undecided)
    if not one.undecided:
        assert one.text == other.text


@given(text, text, text, st.sampled_from(["\r\n", "\r"]))
def test_the_places_line_ends_stay(base: str, core: str, local: str, end: str) -> None:
    plain, other = merge_lines(base, core, local), merge_lines(base, core, local.replace("\n", end))

    assert other.text.replace(end, "\n") == plain.text
    if local:
        assert "\n" not in other.text.replace(end, "")


@pytest.mark.parametrize(
    ("base", "core", "local", "expected"),
    [
        ("a\nb", "a\nb\nc", "x\nb", "x\nb\nc"),
        ("a\n", "a", "a\nb\n", "a\nb"),
        ("", "a\n", "", "a\n"),
        ("a\n", "", "a\n", ""),
        ("a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\nd\n", "a\nB\nc\nd\n"),
    ],
)
def test_by_hand(base: str, core: str, local: str, expected: str) -> None:
    merged = merge_lines(base, core, local)

    assert (merged.text, merged.undecided) == (expected, ())


@given(text, text, text)
def test_where_git_merges_cleanly_so_do_we_and_the_same(
    tmp_path_factory: pytest.TempPathFactory, base: str, core: str, local: str
) -> None:
    folder = tmp_path_factory.mktemp("git")
    merged = merge_lines(base, core, local)
    theirs = git_merged(folder, base, core, local)

    if theirs is not None and not merged.undecided:
        assert sorted(merged.text.splitlines()) == sorted(theirs.splitlines())


def git_merged(folder: Path, base: str, core: str, local: str) -> str | None:
    """What ``git merge-file`` gives; None where it has a conflict."""
    for name, said in (("base", base), ("core", core), ("local", local)):
        (folder / name).write_bytes(said.encode())
    done = subprocess.run(
        ["git", "merge-file", "-p", "local", "base", "core"], cwd=folder, capture_output=True, check=False
    )
    return done.stdout.decode() if done.returncode == 0 else None
