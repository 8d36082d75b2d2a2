"""Whole folders: each file's fate, whoever took it out, renamed it, changed it, or put another in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.merging import random_trees
from tests.engine.merging.laws import always
from tests.engine.merging.random_words import marked

from localkit.documents.reading import read
from localkit.engine.merging.files import Merging, nothing_settled
from localkit.engine.merging.trees import merge_trees
from localkit.model.file_merge import FileMerge, Settle
from localkit.model.merging import Choice
from localkit.model.tree import File

TEXT = "".join(f"Line {number} has base{number} in it.\n" for number in range(1, 13))
CORE, LOCAL = TEXT.replace("base2 ", "core2 "), TEXT.replace("base11 ", "own11 ")
BOTH = CORE.replace("base11 ", "own11 ")
OTHER = "Something else altogether is written here, and own99 with it.\n"

Files = Mapping[str, str | bytes | File]


def tree(files: Files) -> dict[str, File]:
    return {path: _file(said) for path, said in files.items()}


def _file(said: str | bytes | File) -> File:
    if isinstance(said, File):
        return said
    return File(said.encode() if isinstance(said, str) else said)


def merge(
    base: Files,
    core: Files,
    local: Files,
    renamed: Mapping[str, str] | None = None,
    settle: Settle = nothing_settled,
    untouched: Callable[[str], bool] = lambda _: False,
) -> tuple[FileMerge, ...]:
    """Three folders merged; whatever they are, no file is written over another one."""
    how = Merging(read, renamed or {}, untouched=untouched, settle=settle)
    found = merge_trees(tree(base), tree(core), tree(local), how)
    stays = [*set(local) - {file.local_path for file in found}]
    stays += [file.path for file in found if file.path is not None and file.path == file.local_path]
    moves = [file.path for file in found if file.path is not None and file.path != file.local_path]
    for number, path in enumerate(moves):
        others = [*stays, *moves[:number]]
        assert not [other for other in others if _clash(path, other)], f"{path} has no room of its own"
    addresses = [file.address(part) for file in found for part in file.open]
    assert len(set(addresses)) == len(addresses), addresses
    return found


def _clash(one: str, other: str) -> bool:
    mine, theirs = f"{one}/".casefold(), f"{other}/".casefold()
    return mine.startswith(theirs) or theirs.startswith(mine)


def there(found: tuple[FileMerge, ...], local: Files) -> dict[str, str | bytes]:
    """What the place has then."""
    files = tree(local)
    for file in found:
        files.pop(file.local_path or "", None)
    files |= {file.path: file.file for file in found if file.path is not None and file.file is not None}
    return {path: _said(file.data) for path, file in files.items()}


def _said(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def waits(found: tuple[FileMerge, ...]) -> dict[str, str]:
    return {file.address(part): part.why for file in found for part in file.open}


STATES = ("absent", "same", "changed", "renamed", "renamed and changed")


def _state(state: str, changed: str, name: str) -> dict[str, str]:
    if state == "absent":
        return {}
    return {name if "renamed" in state else "a.txt": changed if "changed" in state else TEXT}


@pytest.mark.parametrize(("core", "local"), [*product(STATES, STATES)])
def test_each_fate_of_a_file(core: str, local: str) -> None:
    """Every word that either side wrote is there or waits; what the place took out stays away."""
    new, now = _state(core, CORE, "core.txt"), _state(local, LOCAL, "own.txt")

    found = merge({"a.txt": TEXT}, new, now)

    said = there(found, now)
    text = "".join(str(one) for one in said.values())
    waiting = "".join(part.core or "" for file in found for part in file.open)
    if "changed" in local:
        assert "own11" in text
    if "changed" in core:
        assert "core2" in text + waiting
    asked = {("absent", "changed"), ("absent", "renamed and changed")}
    asked |= {("changed", "absent"), ("renamed and changed", "absent")}
    assert bool(waits(found)) == ((core, local) in asked)
    if local == "absent":
        assert said == {}
    elif (core, local) not in asked and core != "absent":
        name = "own.txt" if "renamed" in local else "core.txt" if "renamed" in core else "a.txt"
        whole = {(True, True): BOTH, (True, False): CORE, (False, True): LOCAL, (False, False): TEXT}
        assert said == {name: whole["changed" in core, "changed" in local]}


def test_a_file_that_only_the_place_has_is_not_told_of() -> None:
    assert merge({}, {}, {"own.txt": OTHER}) == ()


def test_given_once_files_are_the_places_own() -> None:
    files: Files = {"staff.csv": "id\nann\n"}
    for base, core, local in product((files, {}), ({"staff.csv": "id\nzoe\n"}, {}), (files, {})):
        found = merge(base, core, local, untouched=lambda path: path == "staff.csv")
        if local or base:
            assert there(found, local) == {path: _said(_file(said).data) for path, said in local.items()}
            assert waits(found) == {}


def test_a_new_file_comes() -> None:
    assert there(merge({}, {"b.txt": CORE}, {"own.txt": OTHER}), {"own.txt": OTHER}) == {
        "b.txt": CORE,
        "own.txt": OTHER,
    }


def test_a_new_file_whose_name_differs_by_case_only() -> None:
    """On Windows and macOS the two would be one file."""
    local = {"guide.txt": OTHER}

    found = merge({}, {"Guide.txt": CORE}, local)

    assert there(found, local) == local
    assert waits(found) == {"guide.txt": "both added a file of this name"}


@pytest.mark.parametrize("mover", ["core", "local"])
def test_a_file_renamed_by_case_only(mover: str) -> None:
    new = {"Guide.txt" if mover == "core" else "guide.txt": CORE}
    now = {"Guide.txt" if mover == "local" else "guide.txt": LOCAL}

    found = merge({"guide.txt": TEXT}, new, now)

    assert there(found, now) == {"Guide.txt": BOTH}
    assert waits(found) == {}


@pytest.mark.parametrize(
    ("base", "core", "local", "merged"),
    [
        (0o644, 0o755, 0o644, 0o755),
        (0o755, 0o644, 0o755, 0o644),
        (0o644, 0o644, 0o755, 0o755),
        (0o755, 0o755, 0o644, 0o644),
    ],
)
def test_whether_a_file_may_be_run(base: int, core: int, local: int, merged: int) -> None:
    for texts in ((TEXT, TEXT, TEXT), (TEXT, CORE, TEXT), (TEXT, TEXT, LOCAL), (TEXT, CORE, LOCAL)):
        files = [File(text.encode(), mode) for text, mode in zip(texts, (base, core, local), strict=True)]
        found = merge({"run": files[0]}, {"run": files[1]}, {"run": files[2]})

        assert found[0].file is not None
        assert found[0].file.mode == merged


def test_a_core_rename_onto_a_file_of_the_places_own() -> None:
    local = {"a.txt": LOCAL, "b.txt": OTHER}

    found = merge({"a.txt": TEXT}, {"b.txt": CORE}, local, {"a.txt": "b.txt"})

    assert there(found, local) == local
    assert set(waits(found)) == {"a.txt", "b.txt"}


def test_a_core_rename_onto_a_file_that_the_core_took_out_and_the_place_keeps() -> None:
    base = {"a.txt": TEXT, "b.txt": "Old words of the core stand here.\n"}
    local = {"a.txt": LOCAL, "b.txt": "Old words of the core stand here, and own98.\n"}

    found = merge(base, {"b.txt": CORE}, local, {"a.txt": "b.txt"})

    assert there(found, local) == local
    assert waits(found) == {
        "a.txt": "the core took it out, and this place changed it",
        "b.txt": "both changed it",
    }


def test_a_place_that_keeps_a_file_under_the_name_of_a_new_one() -> None:
    local = {"b.txt": LOCAL}

    found = merge({"a.txt": TEXT}, {"a.txt": CORE, "b.txt": OTHER}, local)

    assert there(found, local) == {"b.txt": BOTH}
    assert waits(found) == {
        "b.txt#new file": "the core adds this file, and this place keeps another one as b.txt"
    }


@pytest.mark.parametrize("take", ["core", "local"])
def test_a_new_file_and_the_one_under_its_name_are_two_decisions(take: str) -> None:
    base, core = {"a.txt": TEXT}, {"a.txt": CORE, "b.txt": OTHER}
    local = {"b.txt": TEXT.replace("base2 ", "own2 ")}
    why = "the core adds this file, and this place keeps another one as b.txt"

    found = merge(base, core, local)
    one = merge(base, core, local, settle={"b.txt": Choice("core" if take == "core" else "local")}.get)
    kept = merge(base, core, local, settle={"b.txt#new file": Choice("local")}.get)

    assert waits(found) == {"b.txt": "both changed it", "b.txt#new file": why}
    assert waits(one) == {"b.txt#new file": why}
    assert there(one, local) == ({"b.txt": CORE} if take == "core" else local)
    assert waits(kept) == {"b.txt": "both changed it"}


def test_a_file_whose_names_before_and_now_both_belong_to_another_one() -> None:
    """The core moved one that the place took out; each of its names is an address that something else has."""
    other, third = (
        TEXT.replace("Line", row).replace("has", verb) for row, verb in (("Row", "shows"), ("No", "is"))
    )
    base = {"a.txt": TEXT, "b.txt": other, "c.txt": third}
    core = {"b.txt": CORE, "a.txt": OTHER, "c.txt": third}
    local = {"b.txt": other.replace("base5 ", "own5 "), "c.txt": third}

    found = merge(base, core, local, {"a.txt": "b.txt"})

    assert waits(found) == {
        "b.txt": "the core took it out, and this place changed it",
        "b.txt#formerly a.txt": "this place took it out, and the core changed it",
    }
    kept = merge(base, core, local, {"a.txt": "b.txt"}, {"b.txt#formerly a.txt": Choice("local")}.get)
    assert [*waits(kept)] == ["b.txt"]


def test_a_new_file_under_a_name_that_two_of_the_places_have_but_for_case() -> None:
    """One of them waits under that very name."""
    other = TEXT.replace("Line", "Row").replace("has", "shows").replace("in it", "too")
    local = {"A.txt": TEXT, "a.txt": other.replace("base2 ", "own2 ")}

    found = merge(
        {"b.txt": TEXT, "c.txt": other},
        {"a.txt": OTHER, "b.txt": TEXT, "c.txt": other.replace("base2 ", "core2 ")},
        local,
    )

    assert there(found, local) == local
    assert waits(found) == {
        "a.txt": "both changed it",
        "a.txt#new file": "the core adds this file, and this place keeps another one as A.txt",
    }


def test_a_new_file_under_the_name_of_one_that_the_core_moved() -> None:
    found = merge({"a.txt": TEXT}, {"a.txt": OTHER, "b.txt": CORE}, {"a.txt": LOCAL}, {"a.txt": "b.txt"})

    assert there(found, {"a.txt": LOCAL}) == {"a.txt": OTHER, "b.txt": BOTH}
    assert waits(found) == {}


def test_two_files_that_the_core_made_one() -> None:
    base, both = {"a.txt": TEXT, "b.txt": "Old words.\n"}, {"a.txt": "c.txt", "b.txt": "c.txt"}

    assert there(merge(base, {"c.txt": CORE}, base, both), base) == {"c.txt": CORE}
    local = {**base, "b.txt": "Old words, and own97.\n"}
    found = merge(base, {"c.txt": CORE}, local, both)
    assert there(found, local) == {"b.txt": local["b.txt"], "c.txt": CORE}
    assert waits(found) == {"b.txt": "the core took it out, and this place changed it"}


def test_a_new_file_under_the_name_that_the_place_gave_one_that_the_core_took_out() -> None:
    local = {"b.txt": LOCAL}

    found = merge({"a.txt": TEXT}, {"b.txt": OTHER}, local)

    assert there(found, local) == local
    assert waits(found) == {"b.txt": "both changed it"}


def test_two_files_that_change_names() -> None:
    other = TEXT.replace("Line", "Row").replace("has", "shows").replace("in it", "too")
    base = {"a.txt": TEXT, "b.txt": other}
    core = {"b.txt": CORE, "a.txt": other}

    found = merge(base, core, {"a.txt": LOCAL, "b.txt": other}, {"a.txt": "b.txt", "b.txt": "a.txt"})

    assert there(found, base) == {"b.txt": BOTH, "a.txt": other}
    assert waits(found) == {}


def test_two_local_files_that_could_each_be_the_one() -> None:
    local = {"one.txt": LOCAL, "two.txt": TEXT.replace("base5 ", "own5 ")}

    found = merge({"a.txt": TEXT}, {"a.txt": CORE}, local)

    assert there(found, local) == local
    assert waits(found) == {"a.txt": "the core changed it, and it may be any of one.txt, two.txt here"}
    assert waits(merge({"a.txt": TEXT}, {"a.txt": TEXT}, local)) == {}


@pytest.mark.parametrize(
    "local",
    [
        b"\xff\xfe" + LOCAL.encode("utf-16-le"),
        b"\xfe\xff" + LOCAL.encode("utf-16-be"),
        b"\xef\xbb\xbf" + LOCAL.encode(),
    ],
    ids=["utf-16-le", "utf-16-be", "utf-8 with mark"],
)
def test_a_places_encoding_stays(local: bytes) -> None:
    found = merge({"a.txt": TEXT}, {"a.txt": CORE}, {"a.txt": local})

    assert waits(found) == {}
    assert found[0].file is not None
    assert found[0].file.data == (
        b"\xef\xbb\xbf" + BOTH.encode() if local[:1] == b"\xef" else local[:2] + BOTH.encode(_codec(local))
    )


def _codec(data: bytes) -> str:
    return "utf-16-le" if data.startswith(b"\xff\xfe") else "utf-16-be"


@pytest.mark.parametrize(
    ("local", "reason"),
    [
        (b"caf\xe9 own\n", "it is not UTF-8 text; save it as UTF-8 to have it compared by its parts"),
        (b"own\0own", "it has a NUL character, which no text has"),
    ],
    ids=["no text", "a NUL"],
)
def test_what_is_no_text_waits_whole(local: bytes, reason: str) -> None:
    found = merge({"a.txt": TEXT}, {"a.txt": CORE}, {"a.txt": local})

    assert found[0].file == File(local)
    assert waits(found) == {"a.txt": f"both changed it; {reason}"}
    taken = merge({"a.txt": TEXT}, {"a.txt": CORE}, {"a.txt": local}, settle=lambda _: Choice("core"))
    assert there(taken, {"a.txt": local}) == {"a.txt": CORE}
    kept = merge({"a.txt": TEXT}, {"a.txt": CORE}, {"a.txt": local}, settle=lambda _: Choice("local"))
    assert kept[0].file == File(local)


def test_a_file_that_the_place_emptied_stays_empty() -> None:
    found = merge({"a.txt": TEXT}, {"a.txt": CORE}, {"a.txt": ""})

    assert there(found, {"a.txt": ""}) == {"a.txt": ""}
    assert waits(found) == {"a.txt": "both changed it"}


def test_empty_files_are_not_taken_for_each_other() -> None:
    local = {"one.txt": "", "two.txt": ""}

    found = merge({"a.txt": "", "b.txt": ""}, {"a.txt": "", "b.txt": CORE}, local)

    assert there(found, local) == local
    assert waits(found) == {"b.txt": "this place took it out, and the core changed it"}


def test_a_file_where_the_place_has_a_folder_and_the_other_way_round() -> None:
    for new, own in (("notes", "notes/own.txt"), ("notes/core.txt", "notes")):
        found = merge({}, {new: CORE}, {own: OTHER})

        assert there(found, {own: OTHER}) == {own: OTHER}
        assert waits(found) == {new: f"the core adds this file, and this place keeps another one as {own}"}


@pytest.mark.parametrize("take", ["core", "local"])
@pytest.mark.parametrize(("core", "local"), [*product(STATES, STATES)])
def test_a_choice_settles_each_fate(take: str, core: str, local: str) -> None:
    new, now = _state(core, CORE, "core.txt"), _state(local, LOCAL, "own.txt")

    found = merge({"a.txt": TEXT}, new, now, settle=lambda _: Choice("core" if take == "core" else "local"))

    text = "".join(str(one) for one in there(found, now).values())
    assert waits(found) == {}
    if take == "core" and "changed" in core:
        assert "core2" in text
    if take == "local" and "changed" in local:
        assert "own11" in text


@settings(max_examples=100, derandomize=True)  # some thousand folders a run are tried by the slow one below
@given(st.integers(0, 2**32))
def test_no_word_is_lost_whatever_becomes_of_the_files(seed: int) -> None:
    hold(random_trees.case(seed))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("start", range(0, 10_000, 1000))
def test_no_word_is_lost_in_ten_thousand_folders(start: int) -> None:
    for seed in range(start, start + 1000):
        hold(random_trees.case(seed))


def hold(case: random_trees.Folders) -> None:
    found = merge(case.base, case.core, case.local, case.renamed)

    assert found == merge(case.base, case.core, case.local, case.renamed)
    base, core, local, text = (
        set(marked("".join(map(str, files.values()))))
        for files in (case.base, case.core, case.local, there(found, case.local))
    )
    waiting = set(marked("".join(part.core or "" for file in found for part in file.open)))
    assert not local - base - text, f"words of the place are lost: {local - base - text}"
    assert not core - base - text - waiting, f"words of the core are lost: {core - base - text - waiting}"
    assert not (base & core & local) - text - waiting, "words that both kept are lost"
    for choice in (Choice("core"), Choice("local")):
        merge(case.base, case.core, case.local, case.renamed, always(choice))
