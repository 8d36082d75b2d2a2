"""Files renamed between an update and its settling: found by what they say, and never by a guess."""

from __future__ import annotations

from localkit.engine.renaming import followed
from localkit.model.open_update import OpenUpdate, WaitingFile, WaitingPassage
from localkit.model.tree import File
from localkit.testing import tree

OLD = " ".join(f"word{number}" for number in range(40)) + "\n"
NEW = OLD.replace("word3 ", "core3 ")
OWN = OLD.replace("word3 ", "own3 ")
OTHER = " ".join(f"other{number}" for number in range(40)) + "\n"


def update(*files: WaitingFile) -> OpenUpdate:
    passages = tuple(
        WaitingPassage(str(file.local_path), number, "", None, None, None, (), "", None, None, None)
        for number, file in enumerate(files)
    )
    return OpenUpdate("update", "1", "2", "", files, passages)


def waiting(path: str, base: str | None = OLD, core: str | None = NEW) -> WaitingFile:
    was, new = (None if text is None else File(text.encode()) for text in (base, core))
    return WaitingFile(path, path, path, was, new)


def names(still: OpenUpdate, core: dict[str, str], local: dict[str, str]) -> list[str | None]:
    gone = [file for file in still.files if file.local_path not in local]
    found = followed(still, gone, tree(core), tree(local))
    assert [item.address for item in found.passages] == [file.local_path for file in found.files]
    return [file.local_path for file in found.files]


def test_one_that_was_edited_as_well_is_found() -> None:
    assert names(update(waiting("a.txt")), {"a.txt": NEW}, {"b.txt": OWN}) == ["b.txt"]


def test_one_that_is_like_what_was_received_only_is_found() -> None:
    """The core wrote it anew, and the place kept its own."""
    assert names(update(waiting("a.txt", core=OTHER)), {"a.txt": OTHER}, {"b.txt": OWN}) == ["b.txt"]


def test_one_that_the_core_took_out_is_found() -> None:
    assert names(update(waiting("a.txt", core=None)), {}, {"b.txt": OWN}) == ["b.txt"]


def test_two_that_change_names_with_new_ones_are_each_found() -> None:
    other = OTHER.replace("other3 ", "core3 ")
    still = update(waiting("a.txt"), waiting("b.txt", OTHER, other))

    assert names(still, {"a.txt": NEW, "b.txt": other}, {"c.txt": OTHER, "d.txt": OWN}) == ["d.txt", "c.txt"]


def test_what_is_not_there_keeps_its_name() -> None:
    assert names(update(waiting("a.txt")), {"a.txt": NEW}, {"b.txt": OTHER}) == ["a.txt"]


def test_of_two_that_could_be_it_none_is_taken() -> None:
    local = {"b.txt": OWN, "c.txt": OLD.replace("word9 ", "own9 ")}

    assert names(update(waiting("a.txt")), {"a.txt": NEW}, local) == ["a.txt"]


def test_another_file_of_the_core_s_is_not_taken_wherever_it_is() -> None:
    like = OWN.replace("word20 ", "other20 ")

    assert names(update(waiting("a.txt")), {"a.txt": NEW, "b.txt": like}, {"b.txt": OWN}) == ["a.txt"]
    assert names(update(waiting("a.txt")), {"a.txt": NEW, "b.txt": like}, {"c.txt": like}) == ["a.txt"]


def test_one_that_is_renamed_again_is_known_by_its_first_name() -> None:
    once = followed(update(waiting("a.txt")), [waiting("a.txt")], tree({"a.txt": NEW}), tree({"b.txt": OWN}))
    twice = followed(once, once.files, tree({"a.txt": NEW}), tree({"c.txt": OWN}))

    assert (twice.files[0].local_path, twice.files[0].formerly) == ("c.txt", "a.txt")
