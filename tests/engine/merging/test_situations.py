"""The fifteen situations in which updaters lose words or ask without need, each as a careful person would have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from localkit.documents.reading import read
from localkit.engine.merging.files import Merging
from localkit.engine.merging.trees import merge_trees
from localkit.model.tree import File

BODY = "The carer keeps a record of each stay and shows it to the scheme once a month.\n"
PAGE = f"# Stays\n\n{BODY}\n## Money\n\nThe scheme pays each carer by the last day of the month.\n"
PNG = b"\x89PNG\r\n\0\0\0first"


@dataclass
class Merged:
    """What a place has after a merge: its files, and what waits, by address."""

    files: dict[str, bytes]
    waits: dict[str, tuple[str, str | None]]


def merge(
    base: Mapping[str, str | bytes],
    core: Mapping[str, str | bytes],
    local: Mapping[str, str | bytes],
    renamed: Mapping[str, str] | None = None,
) -> Merged:
    found = merge_trees(tree(base), tree(core), tree(local), Merging(read, renamed or {}))
    there = {path: file.data for path, file in tree(local).items()}
    for file in found:
        there.pop(file.local_path or "", None)
    there |= {file.path: file.file.data for file in found if file.path and file.file}
    waits = {file.address(part): (part.why, part.core) for file in found for part in file.open}
    return Merged(there, waits)


def tree(files: Mapping[str, str | bytes]) -> dict[str, File]:
    return {path: File(said.encode() if isinstance(said, str) else said) for path, said in files.items()}


def clean(path: str, base: str, core: str, local: str) -> str:
    """One file that is merged with nothing left to decide."""
    found = merge({path: base}, {path: core}, {path: local})
    assert found.waits == {}
    return found.files[path].decode()


def test_other_lines_of_the_same_file() -> None:
    core, local = PAGE.replace("once a month", "twice a month"), PAGE.replace("last day", "fifth day")

    assert clean("a.md", PAGE, core, local) == core.replace("last day", "fifth day")
    assert clean("a.txt", PAGE, core, local) == core.replace("last day", "fifth day")


def test_the_same_line() -> None:
    core, local = PAGE.replace("once a month", "twice a month"), PAGE.replace("once a month", "every week")

    found = merge({"a.md": PAGE}, {"a.md": core}, {"a.md": local})

    assert found.files == {"a.md": local.encode()}
    assert found.waits == {
        "a.md#Stays": ("both changed it", core[: core.index("## Money")]),
    }


def test_the_same_edit_on_both_sides() -> None:
    both = PAGE.replace("once a month", "twice a month")

    assert clean("a.md", PAGE, both, both.replace("pays", "gives")) == both.replace("pays", "gives")


def test_neighbouring_rows_of_a_table() -> None:
    base = "id,name,hours\nann,Ann,1\nbob,Bob,2\n"

    assert clean("a.csv", base, base.replace("ann,Ann,1", "ann,Ann,9"), base.replace("Bob", "Rob")) == (
        "id,name,hours\nann,Ann,9\nbob,Rob,2\n"
    )


def test_neighbouring_keys_in_yaml() -> None:
    base = "hours: 4\nroom: blue  # ours\n"

    assert clean("a.yaml", base, base.replace("4", "5"), base.replace("blue", "red")) == (
        "hours: 5\nroom: red  # ours\n"
    )


def test_yaml_that_the_place_put_in_another_order() -> None:
    base, local = "hours: 4\nroom: blue\ntea: no\n", "tea: no\nroom: blue\nhours: 4\n"

    assert clean("a.yaml", base, base.replace("4", "5"), local) == "tea: no\nroom: blue\nhours: 5\n"


def test_markdown_that_the_place_wrapped_anew() -> None:
    local = PAGE.replace("record of", "record\nof").replace("by the last", "by\nthe last")

    merged = clean("a.md", PAGE, PAGE.replace("once a month", "twice a month"), local)

    assert merged == local.replace("once a month", "twice a month")


def test_a_file_that_the_place_saved_with_crlf() -> None:
    for path in ("a.md", "a.txt"):
        local = PAGE.replace("\n", "\r\n").replace("last day", "fifth day")

        merged = clean(path, PAGE, PAGE.replace("once a month", "twice a month"), local)

        assert merged == local.replace("once a month", "twice a month")


def test_a_binary_file_that_only_the_place_changed() -> None:
    found = merge({"logo.png": PNG}, {"logo.png": PNG}, {"logo.png": PNG + b"own"})

    assert found == Merged({"logo.png": PNG + b"own"}, {})


def test_a_binary_file_that_both_changed() -> None:
    found = merge({"logo.png": PNG}, {"logo.png": PNG + b"core"}, {"logo.png": PNG + b"ours"})

    assert found == Merged(
        {"logo.png": PNG + b"ours"}, {"logo.png": ("both changed it", "(a file of 18 bytes)")}
    )


def test_the_core_takes_out_a_file_that_the_place_edited() -> None:
    found = merge({"a.md": PAGE}, {}, {"a.md": PAGE + "Ours.\n"})

    assert found == Merged(
        {"a.md": f"{PAGE}Ours.\n".encode()},
        {"a.md": ("the core took it out, and this place changed it", None)},
    )
    assert merge({"a.md": PAGE}, {}, {"a.md": PAGE}) == Merged({}, {})


def test_the_core_renames_a_file_that_the_place_edited() -> None:
    core = PAGE.replace("once a month", "twice a month")
    local = PAGE.replace("last day", "fifth day")
    both = core.replace("last day", "fifth day").encode()

    assert merge({"a.md": PAGE}, {"b.md": core}, {"a.md": local}) == Merged({"b.md": both}, {})
    more = "\n## Much more\n\n" + "Words that were never there before.\n" * 20
    assert merge({"a.md": PAGE}, {"b.md": PAGE + more}, {"a.md": local}, {"a.md": "b.md"}) == Merged(
        {"b.md": (local + more).encode()}, {}
    )


def test_the_place_renamed_a_file_that_the_core_edits() -> None:
    core = PAGE.replace("once a month", "twice a month")

    assert merge({"a.md": PAGE}, {"a.md": core}, {"ours.md": PAGE}) == Merged({"ours.md": core.encode()}, {})
    local = PAGE.replace("last day", "fifth day")
    assert merge({"a.md": PAGE}, {"a.md": core}, {"ours.md": local}) == Merged(
        {"ours.md": core.replace("last day", "fifth day").encode()}, {}
    )


def test_the_place_took_out_a_file_that_the_core_edits() -> None:
    core = PAGE.replace("once a month", "twice a month")

    found = merge({"a.md": PAGE}, {"a.md": core}, {})

    assert found == Merged({}, {"a.md": ("this place took it out, and the core changed it", core)})
    assert merge({"a.md": PAGE}, {"a.md": PAGE}, {}) == Merged({}, {})


def test_both_add_a_file_of_the_same_name() -> None:
    core, local = PAGE, PAGE.replace("last day", "fifth day")

    assert merge({}, {"a.md": PAGE}, {"a.md": PAGE.replace("\n", "\r\n")}).waits == {}
    found = merge({}, {"a.md": core}, {"a.md": local})
    assert found.files == {"a.md": local.encode()}
    assert found.waits == {"a.md#Stays > Money": ("both added it", core[core.index("## Money") :])}
    apart = merge({}, {"a.md": core}, {"a.md": "Something else.\n"})
    assert apart == Merged({"a.md": b"Something else.\n"}, {"a.md": ("both added a file of this name", core)})
