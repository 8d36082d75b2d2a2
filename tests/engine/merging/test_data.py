"""YAML, JSON and TOML by key path: neighbours are no conflict, and the place's writing stays."""

from __future__ import annotations

from typing import Literal

import pytest

from localkit.engine.merging.data import merge_data
from localkit.errors import InputError
from localkit.model.merging import Choice, DocumentMerge, PartMerge

BASE = """\
# Settings of the scheme.
name: Barnsley
queue:
  items_per_turn: 1   # bound 1 to 2
  # Minutes a visit takes.
  minutes: 30

# Who helps.
groups: [carers, friends]
notice: |
  Please ring
  the bell.
contact: {phone: 1, mail: us}
"""
TOML = """\
title = "Guide" # name

[queue]
items = 1
# per turn
turn = 2

[queue.deep]
x = 1

[[people]]
name = "ann"
age = 1
"""


def done(kind: Literal["yaml", "json", "toml"], base: str, core: str, local: str) -> str:
    """The merged text, with nothing left open."""
    found = merge_data(kind, base, core, local)
    assert found is not None
    assert found.open == ()
    return found.text


def open_parts(base: str, core: str, local: str) -> list[tuple[str, str]]:
    found = merge_data("yaml", base, core, local)
    assert found is not None
    assert found.text == local
    return [(part.part, part.why) for part in found.open]


def test_neighbouring_keys_are_no_conflict_and_every_part_is_told() -> None:
    core = BASE.replace("items_per_turn: 1", "items_per_turn: 2")
    local = BASE.replace("minutes: 30", "minutes: 45  # ours")

    assert merge_data("yaml", BASE, core, local) == DocumentMerge(
        local.replace("items_per_turn: 1", "items_per_turn: 2"),
        (
            PartMerge("/queue/items_per_turn", "updated", "", "1", "2", "1", "2"),
            PartMerge("/queue/minutes", "kept", "", "30", "30", "45", "45"),
        ),
    )


def test_other_order_quotes_and_style_are_no_change() -> None:
    local = (
        "contact: {mail: us, phone: 1}\nname: 'Barnsley'\nqueue: {minutes: 30, items_per_turn: 1}\n"
        'groups:\n- carers\n- friends\nnotice: "Please ring\\nthe bell.\\n"'
    )

    assert done("yaml", BASE, BASE.replace("30", "20"), local) == local.replace("30", "20")
    assert done("yaml", local, BASE, local) == local


def test_line_ends_of_the_place_stay() -> None:
    core = BASE.replace("minutes: 30\n", "minutes: 20\n  # how\n  steps:\n    - walk\n    - bus\n")
    local = BASE.replace("\n", "\r\n")

    assert done("yaml", BASE, core, local) == core.replace("\n", "\r\n")


def test_line_ends_stay_where_the_only_one_went() -> None:
    assert done("yaml", "a:\n  b: 1", "a: 1\nc: 2\n", "a:\r\n  b: 1") == "a: 1\r\nc: 2"


def test_a_type_is_a_change() -> None:
    assert done("yaml", "a: 1\n", 'a: "1"\n', "a: 1\n") == 'a: "1"\n'
    assert done("json", '{"a": true}', '{"a": 1}', '{"a": true}') == '{"a": 1}'
    assert done("toml", "a = 1", "a = 1.0", "a = 1") == "a = 1.0"


def test_a_new_key_comes_with_its_comments_behind_what_it_stands_behind() -> None:
    section = "# Visits.\n# Twice a week.\nvisits:\n    # how many\n    weekly: 2  # at least\n    days: [monday]\n\n"
    core = BASE.replace("# Who helps.", section + "# Who helps.")

    assert done("yaml", BASE, core, BASE) == core.replace("    ", "  ")


def test_a_key_that_the_core_took_out_goes_with_the_cores_comments_only() -> None:
    core = BASE.replace("  # Minutes a visit takes.\n  minutes: 30\n", "")

    assert done("yaml", BASE, core, BASE) == core
    assert done("yaml", BASE, core, BASE.replace("minutes: 30", "minutes: 30  # mine")) == core.replace(
        "bound 1 to 2\n", "bound 1 to 2\n  # mine\n"
    )
    assert done("yaml", BASE, core, BASE.replace("Minutes a", "Our minutes for a")) == BASE.replace(
        "Minutes a", "Our minutes for a"
    ).replace("  minutes: 30\n", "")


def test_a_replaced_value_keeps_the_places_comments() -> None:
    queue = BASE[BASE.index("queue") : BASE.index("\n# Who")]
    local = BASE.replace("# Minutes", "# mine\n  # Minutes").replace("Barnsley", "Barnsley # ours")
    core = BASE.replace(queue, "queue: none\n").replace("Barnsley", ">-\n  Barns\n  ley")

    assert done("yaml", BASE, core, local) == BASE.replace(queue, "# mine\nqueue: none\n").replace(
        "Barnsley", ">-  # ours\n  Barns\n  ley"
    )


def test_block_scalars_and_flow_mappings() -> None:
    core = BASE.replace("  the bell.", "  the bell\n\n  twice.").replace("phone: 1", "phone: 2, fax: 3")
    local = BASE.replace("notice: |", "notice: |  # in big letters").replace("mail: us", "mail: me")

    assert done("yaml", BASE, core, local) == core.replace("|", "|  # in big letters").replace("us", "me")


def test_a_block_goes_between_brackets() -> None:
    assert done("yaml", "a: {b: 1}\n", "a:\n  b: 1\n  c:\n    - x\n    - y: 2\n", "a: {b: 1} # mine\n") == (
        'a: {b: 1, c: ["x", {"y": 2}]} # mine\n'
    )


def test_single_values_in_lists() -> None:
    more = BASE.replace("friends]", "friends, nurses]")

    assert done("yaml", BASE, more, BASE.replace("[carers", "[aunts, carers")) == more.replace(
        "[carers", "[aunts, carers"
    )
    assert done("yaml", "a:\n- x # one\n- y\n", "a: [x, z, w]", "a:\n- x # one\n- y # two\n") == (
        "a:\n- x # one\n- z # two\n- w\n"
    )
    assert open_parts(BASE, more, BASE.replace("friends]", "friends, aunts]")) == [
        ("/groups", "both changed it")
    ]


PEOPLE = "people:\n  - id: ann\n    age: 1\n  - id: bob\n    age: 2\n"


def test_items_with_an_id_are_merged_one_by_one() -> None:
    core = PEOPLE.replace("age: 2", "age: 3") + "  # new\n  - id: cy\n    age: 4\n"
    local = PEOPLE.replace("age: 1", "age: 9").replace("  - id: bob", "  - id: own\n    age: 5\n  - id: bob")

    found = merge_data("yaml", PEOPLE, core, local)

    assert found == DocumentMerge(
        local.replace("age: 2", "age: 3") + "  # new\n  - id: cy\n    age: 4\n",
        (
            PartMerge("/people/0/age", "kept", "", "1", "1", "9", "9"),
            PartMerge("/people/1", "kept", "", None, None, "id: own\nage: 5", "id: own\nage: 5"),
            PartMerge("/people/2/age", "updated", "", "2", "3", "2", "3"),
            PartMerge("/people/id=cy", "updated", "", None, "id: cy\nage: 4", None, "id: cy\nage: 4"),
        ),
    )


def test_items_that_the_core_moved_follow() -> None:
    core = "people:\n  - id: bob\n    age: 2\n  - id: ann\n    age: 1\n"
    local = PEOPLE.replace("age: 1", "age: 9 # mine")

    found = merge_data("yaml", PEOPLE, core, local)

    assert found is not None
    assert found.text == core.replace("age: 1", "age: 9 # mine")
    assert [(part.part, part.outcome) for part in found.parts] == [
        ("/people/0/age", "kept"),
        ("/people", "updated"),
    ]


def test_items_that_one_side_took_out() -> None:
    without = "people:\n  - id: bob\n    age: 2\n"

    assert done("yaml", PEOPLE, without, PEOPLE.replace("age: 2", "age: 3")) == without.replace("2", "3")
    assert done("yaml", PEOPLE, PEOPLE.replace("age: 2", "age: 3"), without) == without.replace("2", "3")
    assert open_parts(PEOPLE, without, PEOPLE.replace("age: 1", "age: 7")) == [
        ("/people/0", "the core took it out, and this place changed it")
    ]
    assert open_parts(PEOPLE, PEOPLE.replace("age: 1", "age: 7"), without) == [
        ("/people/id=ann", "this place took it out, and the core changed it")
    ]


def test_what_needs_a_decision_stays_as_the_place_has_it() -> None:
    other = BASE.replace("Barnsley", "Leeds")
    gone = BASE.replace("name: Barnsley\n", "")

    assert open_parts(BASE, other, BASE.replace("Barnsley", "York")) == [("/name", "both changed it")]
    assert open_parts(BASE, BASE.replace("Barnsley", "\n  long: Barnsley"), other) == [
        ("/name", "both changed it")
    ]
    assert open_parts(BASE, BASE + "a: 1\n", BASE + "a: 2\n") == [("/a", "both added it")]
    assert open_parts(BASE, gone, other) == [("/name", "the core took it out, and this place changed it")]
    assert open_parts(BASE, other, gone) == [("/name", "this place took it out, and the core changed it")]
    assert open_parts(BASE, BASE, gone) == []


def settled(choice: Choice, core: str, local: str) -> tuple[str, list[str]]:
    found = merge_data("yaml", "a: 1\nb: 1\n", core, local, {"/a": choice}.get)
    assert found is not None
    return found.text, [part.outcome for part in found.parts]


def test_a_choice_settles_it() -> None:
    core, local = "a: 2\nb: 1\n", "a: 3  # mine\nb: 1\n"

    assert settled(Choice("core"), core, local) == ("a: 2  # mine\nb: 1\n", ["updated"])
    assert settled(Choice("local"), core, local) == (local, ["kept"])
    assert settled(Choice("text", "x: 1\ny: 2"), core, local) == (
        "a:  # mine\n  x: 1\n  y: 2\nb: 1\n",
        ["merged"],
    )
    assert settled(Choice("core"), core, "b: 1\n") == ("b: 1\na: 2\n", ["updated"])
    assert settled(Choice("core"), "b: 1\n", local) == ("# mine\nb: 1\n", ["updated"])


def test_a_choice_settles_an_item() -> None:
    core, local = PEOPLE.replace("age: 1", "age: 7"), PEOPLE.replace("  - id: ann\n    age: 1\n", "")

    def text(choice: Choice) -> str:
        found = merge_data("yaml", PEOPLE, core, local, {"/people/id=ann": choice}.get)
        assert found is not None
        assert found.open == ()
        return found.text

    assert text(Choice("core")) == core
    assert text(Choice("local")) == local
    assert text(Choice("text", "id: ann\nage: 8")) == PEOPLE.replace("age: 1", "age: 8")


@pytest.mark.parametrize(
    ("kind", "base", "core", "local", "text"),
    [
        ("yaml", "a: 1", "a: 2", "a: 3", "[1"),
        ("json", '{"a": 1}', '{"a": 2}', '{"a": 3}', "one"),
        ("toml", "a = 1", "a = 2", "a = 3", "1\nb = 2"),
    ],
)
def test_a_chosen_text_that_is_no_value_is_refused(
    kind: Literal["yaml", "json", "toml"], base: str, core: str, local: str, text: str
) -> None:
    with pytest.raises(InputError) as caught:
        merge_data(kind, base, core, local, lambda _: Choice("text", text))

    assert caught.value.message.startswith(f"the text for /a is no value that {kind.upper()} knows: ")
    assert caught.value.hint == (
        "Write the value as it would stand behind its key in that file, or take the core's or your own."
    )


def test_an_empty_text_is_an_empty_mapping() -> None:
    assert done("yaml", "", "# head\na: 1  # one\n", "") == "# head\na: 1  # one\n"
    assert done("yaml", "a: 1\n", "a: 1\nb: 2\n", "# all gone\n") == "# all gone\nb: 2\n"
    assert done("yaml", "", "", "a: 1") == "a: 1"
    assert done("yaml", "# only\n", "# only\n", "") == ""
    assert done("yaml", "a: 1\n", "", "a: 1\n") == ""
    assert done("json", "", '{\n    "a": 1\n}\n', "") == '{\n    "a": 1\n}\n'
    assert done("toml", "", "[a]\nb = 1\n", "") == "[a]\nb = 1\n"


def test_a_missing_last_line_end_stays_away() -> None:
    assert done("yaml", "a: 1\nb: 2", "a: 1\nb: 2\nc: 3\n", "a: 5\nb: 2") == "a: 5\nb: 2\nc: 3"
    assert done("yaml", "a: 1\nb: 2", "a: 1\n", "a: 5\nb: 2") == "a: 5"
    assert done("toml", "a = 1", "a = 1\nb = 2\n", "a = 1") == "a = 1\nb = 2"


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ('{\n\t"a": 1,\n\t"b": 3\n}\n', '{\n\t"a": 1,\n\t"n": {\n\t\t"x": [\n\t\t\t1\n\t\t]\n\t},\n\t"b": 3\n}\n'),
        (
            '{\r\n    "a": 1,\r\n    "b": 3\r\n}\r\n',
            '{\r\n    "a": 1,\r\n    "n": {\r\n        "x": [\r\n            1\r\n        ]\r\n    },\r\n'
            '    "b": 3\r\n}\r\n',
        ),
        ('{"a": 1, "b": 3}', '{"a": 1, "n": {"x": [1]}, "b": 3}'),
        ('{"b":3,"a":1}\n', '{"b":3,"a":1,"n":{"x":[1]}}\n'),
    ],
    ids=["tabs", "four spaces and CRLF", "one line", "tight"],
)  # fmt: skip
def test_json_as_the_place_writes_it(local: str, expected: str) -> None:
    base = '{\n  "a": 1,\n  "b": 2\n}\n'
    core = '{\n  "a": 1,\n  "n": {\n    "x": [\n      1\n    ]\n  },\n  "b": 2\n}\n'

    assert done("json", base, core, local) == expected


def test_json_loses_its_last_entry() -> None:
    base = '{\n  "a": 1,\n  "b": [1, 2]\n}\n'

    assert done("json", base, '{"a": 1}', base.replace("1,\n", "4,\n")) == '{\n  "a": 4\n}\n'
    assert done("json", base, base.replace("[1, 2]", "[1]"), base) == base.replace("[1, 2]", "[1]")


def test_toml_keys_and_tables() -> None:
    core = (
        TOML.replace("# name\n", '# name\nlang = "cy"  # new\n')
        .replace("turn = 2\n", "turn = 3\nmore = [1,\n  2]\n")
        .replace("[[people]]", "# New.\n[visits]\nweekly = 2\n\n[[people]]")
    ) + '\n[[people]]\nname = "bob"\nage = 2\n'
    local = TOML.replace("items = 1", "items = 9 # mine").replace("age = 1", "age = 7")

    assert done("toml", TOML, core, local) == core.replace("items = 1", "items = 9 # mine").replace(
        "age = 1", "age = 7"
    )


def test_a_table_that_the_core_took_out() -> None:
    core = TOML.replace("[queue.deep]\nx = 1\n\n", "")

    assert done("toml", TOML, core, TOML) == core
    assert done("toml", "[a.b]\nx = 1\n", "[a]\n", "[a.b]\nx = 1\n") == "a = {}\n"


def test_the_last_section_goes_with_the_empty_line_before_it() -> None:
    toml, yaml = "[a]\nx = 1\n\n# B.\n[b]\ny = 1\n", "a: 1\n\n# B.\nb: 2"

    assert done("toml", toml, "[a]\nx = 1\n", toml) == "[a]\nx = 1\n"
    assert done("yaml", yaml, "a: 1\n", yaml) == "a: 1"


def test_a_comment_that_the_place_has_does_not_come_again() -> None:
    base = "a:\n  x: 1\n  # y: 2\nb: 1\n"
    core = base.replace("b:", "  z: 3  # new\nb:")

    assert done("yaml", base, core, base) == base.replace("x: 1\n", "x: 1\n  z: 3  # new\n")


def test_a_key_goes_before_the_first_table() -> None:
    base = "# Licence\n\n# q\n[queue]\nitems = 1\n"

    assert done("toml", base, "x = 1\n" + base, base) == "# Licence\n\nx = 1\n\n# q\n[queue]\nitems = 1\n"


def test_dotted_keys_and_inline_tables() -> None:
    base, core = "a.b = 1\na.c = 2\nz = 1\n", "a = {b = 1, c = 3, d = 4}\nz = 1\n"

    assert done("toml", base, core, base.replace("b = 1", "b = 7")) == "a.b = 7\na.c = 3\na.d = 4\nz = 1\n"
    assert done("toml", core, base.replace("2", "5"), core.replace("b = 1", "b = 7")) == (
        "a = {b = 7, c = 5}\nz = 1\n"
    )


def test_a_long_list_keeps_its_comments() -> None:
    base = 'a = [\n  "x", # ex\n  "y", # why\n]\n'

    assert done(
        "toml", base, base.replace("]", '  "z", # zed\n]'), base.replace("[\n", '[\n  "w", # w\n')
    ) == ('a = [\n  "w", # w\n  "x", # ex\n  "y", # why\n  "z",  # zed\n]\n')


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("yaml", "a: [1"),
        ("yaml", "- a\n- b\n"),
        ("yaml", "a: &x 1\nb: *x\n"),
        ("yaml", "a: 1\n---\nb: 2\n"),
        ("yaml", "a: 1\na: 2\n"),
        ("json", '{"a": 1,}'),
        ("json", "[1]"),
        ("toml", "a = "),
    ],
)
def test_what_cannot_be_read_as_a_mapping_is_for_lines(
    kind: Literal["yaml", "json", "toml"], text: str
) -> None:
    for texts in ((text, "", ""), ("", text, ""), ("", "", text)):
        assert merge_data(kind, *texts) is None


def test_a_table_in_several_parts_is_changed_inside_and_never_taken_out() -> None:
    base = "[a.x]\nv = 1\n[b]\nv = 1\n[a.y]\nv = 1\n"

    assert done("toml", base, base.replace("[a.y]\nv = 1", "[a.y]\nv = 2"), base) == base.replace(
        "[a.y]\nv = 1", "[a.y]\nv = 2"
    )
    assert merge_data("toml", base, "[b]\nv = 1\n", base) is None
