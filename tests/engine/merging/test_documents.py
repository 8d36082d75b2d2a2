"""Where structure cannot be trusted, lines are merged; where those do not fit, the whole file waits."""

from __future__ import annotations

import time

import pytest
from tests.engine.merging.laws import always, merged, text_of

from localkit.model.merging import Choice

PAGE = "# A\n\nOne two three.\n"


def waits(path: str, base: str, core: str, local: str) -> list[str]:
    return [part.part for part in merged(path, base, core, local).open]


def test_yaml_that_cannot_be_read_is_merged_by_lines() -> None:
    base = "a: 1\nb: 2\nc: 3\nd: 4\n"
    broken = base.replace("d: 4", "d: [4")

    found = merged("a.yaml", base, base.replace("a: 1", "a: 9"), broken)

    assert text_of(found) == broken.replace("a: 1", "a: 9")
    assert [part.part for part in found.parts] == [""]


def test_lines_that_would_make_data_unreadable_are_not_taken() -> None:
    """Each side is fine; by lines both together would have a key twice."""
    base, core = "- a\n- b\n- c\n", "- a\n- b\n- c\nx: 1\n"

    found = merged("a.yaml", base, "k: 1\n", "- a\n- own\n- c\n")

    assert text_of(found) == "- a\n- own\n- c\n"
    assert [part.part for part in found.open] == [""]
    assert core.startswith(base)


def test_a_table_without_a_key_is_merged_by_lines() -> None:
    base = "day,what\nmon,a\nmon,b\ntue,c\nwed,d\n"

    assert text_of(merged("a.csv", base, base.replace("a\n", "core\n"), base.replace("d\n", "own\n"))) == (
        base.replace("a\n", "core\n").replace("d\n", "own\n")
    )


@pytest.mark.parametrize(
    ("opened", "closed"), [("```\ncode", "```"), ("<!-- a remark", "-->")], ids=["a fence", "a comment"]
)
def test_a_section_is_never_put_behind_what_nobody_closes(opened: str, closed: str) -> None:
    core = f"{PAGE}\n## New\n\nFrom the core.\n"

    assert waits("a.md", PAGE, core, f"{PAGE}\n{opened}\n") == [""]
    found = merged("a.md", PAGE, core, f"{PAGE}\n{opened}\n{closed}\n")
    assert text_of(found) == f"{PAGE}\n{opened}\n{closed}\n\n## New\n\nFrom the core.\n"


def test_front_matter_that_both_add_is_one() -> None:
    found = merged("a.md", PAGE, f"---\na: 1\n---\n{PAGE}", f"---\nb: 2\n---\n{PAGE}\nOurs.\n")

    assert text_of(found) == f"---\nb: 2\na: 1\n---\n{PAGE}\nOurs.\n"
    assert found.open == ()


def test_front_matter_that_one_side_adds_comes_in_the_places_line_ends() -> None:
    for end in ("\r", "\r\n", "\n"):
        found = merged("a.md", PAGE, f"---\na: 1\n---\n{PAGE}".replace("\n", end), f"{PAGE}\nOurs.\n")

        assert text_of(found) == f"---\na: 1\n---\n{PAGE}\nOurs.\n"


def test_a_text_below_the_places_front_matter_comes_in_its_line_ends() -> None:
    found = merged("a.md", "", f"---\na: 1\n---\n{PAGE}", "---\r\na: 1\r\n---\r\n")

    assert text_of(found) == f"---\na: 1\n---\n{PAGE}".replace("\n", "\r\n")


def test_an_underlined_heading_gets_a_blank_line_above() -> None:
    found = merged("a.md", "# A\n\nx", "# A\n\nx\n\nNew\n===\n\nhello\n", "# A\n\nx own")

    assert text_of(found) == "# A\n\nx own\n\nNew\n===\n\nhello\n"


def test_changes_in_one_clause_wait_and_those_far_apart_do_not() -> None:
    """Two nights in a month, three nights, two nights in a year: nobody wrote three nights in a year."""
    base = (
        "# A\n\nCarers may stay two nights in a month with a friend who lives near the scheme's own house.\n"
    )

    assert waits("a.md", base, base.replace("two", "three"), base.replace("a month", "a year")) == ["A"]
    assert waits("a.md", base, base.replace("two", "three"), base.replace("own house", "old house")) == []


def test_both_add_a_paragraph_at_one_place() -> None:
    assert waits("a.md", PAGE, f"{PAGE}\nCore.\n", f"{PAGE}\nOurs.\n") == ["A"]


def test_neighbouring_items_of_a_list_and_rows_of_a_table() -> None:
    for base in (
        "# A\n\n- one\n- two\n- three\n",
        "# A\n\n| one | a |\n| --- | --- |\n| two | b |\n| three | c |\n",
    ):
        found = merged("a.md", base, base.replace("one", "core"), base.replace("two", "own"))

        assert text_of(found) == base.replace("one", "core").replace("two", "own")
        assert found.open == ()


def test_a_heading_that_both_rename_waits() -> None:
    body = "The body of this section has some words in it, and they are enough.\n"
    base, core, local = (f"# Book\n\n## {name}\n\n{body}" for name in ("Start", "Begin", "First"))

    assert waits("a.md", base, core, local) == ["Book > First"]


def test_one_of_two_sections_of_one_name_is_known_by_its_words() -> None:
    one, two = "## N\n\nThe first of them is here.\n\n", "## N\n\nAnd the second one is here.\n\n"
    local = f"# A\n\n{one.replace('first', 'own first')}{two}"

    found = merged("a.md", f"# A\n\n{one}{two}", f"# A\n\n{two}", local)

    assert text_of(found) == local
    assert [(part.part, part.why) for part in found.open] == [
        ("A > N", "the core took it out, and this place changed it")
    ]


def test_sections_below_a_new_heading_are_the_same_sections() -> None:
    base = "# A\n\n## One\n\nx y\n\n## Two\n\nz\n"
    core = "# A\n\n## Part\n\n### One\n\nx y\n\n### Two\n\nz core\n"

    found = merged("a.md", base, core, base.replace("x y", "x y own"))

    assert "z core" in text_of(found)
    assert "x y own" in text_of(found)
    assert text_of(found).count("One") == 1


def test_a_choice_settles_a_file_that_waits_as_a_whole() -> None:
    core = f"{PAGE}\n## New\n\nFrom the core.\n"
    local = f"{PAGE}\n```\ncode\n"

    for choice, text in (
        (Choice("core"), core),
        (Choice("local"), local),
        (Choice("text", "Ours.\n"), "Ours.\n"),
    ):
        found = merged("a.md", PAGE, core, local, always(choice))
        assert (text_of(found), found.open) == (text, ())


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.md", "## Section {0}\n\nWords {0} of it{1}.\n\n"),
        ("a.txt", "line {0}{1}\n"),
        ("a.csv", "k{0},{0}{1}\n"),
    ],
)
def test_large_files_take_seconds(path: str, line: str) -> None:
    """Two thousand sections, rows or lines, every seventh changed by either side."""

    def text(who: str, turn: int) -> str:
        head = "id,a\n" if path == "a.csv" else ""
        return head + "".join(line.format(n, who if n % 7 == turn else "") for n in range(2000))

    begun = time.process_time()
    found = merged(path, text("", 0), text(" core", 0), text(" own", 3))

    assert found.open == ()
    assert time.process_time() - begun < 10
