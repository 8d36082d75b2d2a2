"""What must hold whatever the core and a place did to a YAML, JSON or TOML file."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.merging.data_texts import Case, case

from localkit.engine.merging.data import merge_data
from localkit.engine.merging.data_values import MISSING, alike, frozen
from localkit.model.merging import Choice, DocumentMerge
from localkit.syntax import json_splicing, pointer, toml_splicing, yaml_splicing
from localkit.syntax.pieces import Splicing

Kind = Literal["yaml", "json", "toml"]
SPLICINGS: dict[Kind, Splicing] = {"yaml": yaml_splicing, "json": json_splicing, "toml": toml_splicing}
kinds = pytest.mark.parametrize("kind", ["yaml", "json", "toml"])
seeds = st.integers(0, 2**32)


def said(kind: Kind, text: str) -> Any:
    return SPLICINGS[kind].read(text).data


def check_sides(kind: Kind, one: Case) -> None:
    """Nobody did anything, or only one side did."""
    base, core, local = one.texts
    kept, same = merge_data(kind, base, base, local), merge_data(kind, base, local, local)
    assert kept is not None
    assert same is not None
    assert kept.text == same.text == local
    assert {part.outcome for part in kept.parts} <= {"kept"}
    assert {part.outcome for part in same.parts} <= {"same"}
    taken = merge_data(kind, base, core, base)
    assert taken is not None
    assert alike(said(kind, taken.text), one.core)
    assert {part.outcome for part in taken.parts} <= {"updated"}


def check_merge(kind: Kind, one: Case) -> bool:
    """Both sides did something: no value, no comment is lost; whether lines have to do."""
    found = merge_data(kind, *one.texts)
    if found is None:
        return True
    merged = said(kind, found.text)
    check_values(found, (), one.base, one.core, one.local, merged)
    comments = [SPLICINGS[kind].read(text).comment_counts() for text in (one.texts[2], found.text)]
    mine = [Counter({said: n for said, n in counts.items() if "mine" in said}) for counts in comments]
    assert not mine[0] - mine[1]
    if "\r" in one.texts[2]:
        assert found.text.count("\r") == found.text.count("\n")
    elif "\n" in one.texts[2]:
        assert "\r" not in found.text
    check_choices(kind, one, found)
    return False


def check_choices(kind: Kind, one: Case, found: DocumentMerge) -> None:
    """What is open is settled by whom was chosen."""
    local = merge_data(kind, *one.texts, lambda _: Choice("local"))
    assert local is not None
    assert (local.text, local.open) == (found.text, ())
    core = merge_data(kind, *one.texts, lambda _: Choice("core"))
    if core is not None:
        assert core.open == ()
        for part in found.open:
            told = next(other for other in core.parts if other.part == part.part)
            assert (told.outcome, told.merged is None) == ("updated", part.core is None)


def check_values(
    found: DocumentMerge, path: tuple[str, ...], base: Any, core: Any, local: Any, merged: Any
) -> None:
    at = pointer.join(path)
    if at in {part.part for part in found.open} or alike(core, local) or alike(base, core):
        assert alike(merged, local), at
    elif isinstance(core, dict) and isinstance(local, dict) and (base is MISSING or isinstance(base, dict)):
        was: dict[str, Any] = base if isinstance(base, dict) else {}
        for key in {**core, **local, **was}:
            sides = [side.get(key, MISSING) for side in (was, core, local, merged)]
            check_values(found, (*path, key), *sides)
    elif all(isinstance(side, list) for side in (base, core, local)):
        check_lists(found, path, base, core, local, merged)
    else:
        assert alike(base, local), f"{at} needs a decision"
        assert alike(merged, core), at


def check_lists(
    found: DocumentMerge, path: tuple[str, ...], base: Any, core: Any, local: Any, merged: Any
) -> None:
    if not all(isinstance(item, dict) and "id" in item for side in (base, core, local) for item in side):
        if alike(base, local):
            assert alike(merged, core)
        was, *sides, now = [Counter(map(frozen, side)) for side in (base, core, local, merged)]
        assert all(not (side - was) - now for side in sides)
        return
    by_id = [{frozen(item["id"]): item for item in side} for side in (base, core, local, merged)]
    places = {frozen(item["id"]): str(number) for number, item in enumerate(local)}
    for one in {**by_id[0], **by_id[1], **by_id[2]}:
        step = places.get(one) or f"id={one[1]}"  # type: ignore[index]
        check_values(found, (*path, step), *(side.get(one, MISSING) for side in by_id))


@kinds
@settings(max_examples=100)
@given(seed=seeds)
def test_whoever_did_nothing_gets_the_others(kind: Kind, seed: int) -> None:
    check_sides(kind, case(kind, seed))


@kinds
@settings(max_examples=100)
@given(seed=seeds)
def test_no_value_and_no_comment_is_lost(kind: Kind, seed: int) -> None:
    one = case(kind, seed)

    assert not check_merge(kind, one)
    assert merge_data(kind, *one.texts) == merge_data(kind, *one.texts)


@kinds
@settings(max_examples=100)
@given(st.data())
def test_any_text_is_merged_or_left_to_lines(kind: Kind, data: st.DataObject) -> None:
    signs = st.text(st.sampled_from("a1 :-=#.,\"'[]{}|>&*!?%@\\\t\n\r~é\ufeff\x00"), max_size=30) | st.text()
    whole = st.sampled_from(case(kind, data.draw(st.integers(0, 50))).texts)
    base, core, local = (data.draw(signs | whole) for _ in range(3))

    found = merge_data(kind, base, core, local)

    assert found is None or isinstance(said(kind, found.text), dict)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@kinds
def test_ten_thousand_cases(kind: Kind) -> None:
    """And nearly none of them is left to lines."""
    left = 0
    for seed in range(10_000):
        one = case(kind, seed)
        check_sides(kind, one)
        left += check_merge(kind, one)

    assert left <= 10
