"""Nested passages, globs, conditions, what nobody claims, what must not be there, what cannot be read."""

from __future__ import annotations

import pytest

from localkit.testing import compare, kit

FRONT = "---\ntitle: Rules\nlanguages: [en, cy]\n---\n# Rule\n\nStay.\n"


@pytest.mark.parametrize(
    ("outer", "inner", "core", "edit"),
    [
        ("file: a.md", "file: a.md, section: B", "# A\n\nOne.\n\n# B\n\nTwo.\n", ("Two", "Three")),
        ("file: a.md", "file: a.md, value: /title", FRONT, ("Rules", "Ways")),
        (
            "file: s.yaml",
            "file: s.yaml, value: /open/days/0",
            "open: {days: [mon, tue], from: 10}\n",
            ("mon", "wed"),
        ),
        ("file: s.json", "file: s.json, value: /a/b", '{"a": {"b": 1, "c": 2}}', ("1", "9")),
        ("file: s.toml", "file: s.toml, value: /a/b", "[a]\nb = 1\nc = 2\n", ("1", "9")),
        ("file: t.csv", "file: t.csv, row: tea", "what,price\ntea,1\ncake,2\n", ("1", "9")),
        ("file: t.csv", "file: t.csv, column: price", "what,price\ntea,1\ncake,2\n", ("1", "9")),
        (
            "file: a.txt",
            "file: a.txt, region: x",
            "Top.\n<!-- localkit:begin x -->\nTwo.\n<!-- localkit:end x -->\nEnd.\n",
            ("Two", "Three"),
        ),
    ],
    ids=["section", "front matter", "yaml", "json", "toml", "row", "column", "region"],
)
def test_the_innermost_passage_owns_its_words(
    outer: str, inner: str, core: str, edit: tuple[str, str]
) -> None:
    framework = kit(
        f"- {{id: outer, title: O, latitude: fixed, passages: [{{{outer}}}]}}\n"
        f"- {{id: inner, title: I, latitude: open, passages: [{{{inner}}}]}}"
    )
    path = outer.removeprefix("file: ")

    found = compare(framework, {path: core}, {path: core.replace(*edit)})

    assert [(item.element.id, item.state, item.light) for item in found.elements] == [
        ("outer", "as_core", "green"),
        ("inner", "unrecorded", "green"),
    ]


def test_three_passages_one_in_the_other_each_own_what_is_left() -> None:
    framework = kit(
        "- {id: whole, title: W, latitude: fixed, passages: [{file: a.md}]}\n"
        "- {id: day, title: D, latitude: fixed, passages: [{file: a.md, section: Day}]}\n"
        "- {id: rule, title: R, latitude: fixed, passages: [{file: a.md, section: Rule}]}"
    )
    core = "Top one two.\n\n# Day\n\nOpen at ten.\n\n## Rule\n\nStay.\n"

    found = compare(framework, {"a.md": core}, {"a.md": core.replace("ten", "nine")})

    assert [(item.passages[0].core_words, item.state) for item in found.elements] == [
        (3, "as_core"),
        (5, "unrecorded"),
        (3, "as_core"),
    ]


def test_a_bound_looks_at_the_whole_passage_the_nested_one_too() -> None:
    framework = kit(
        "- {id: outer, title: O, latitude: bounded, passages: [{file: a.md, section: Day}], "
        "bounds: [{headings: [Rule], contains: [stay]}]}\n"
        "- {id: inner, title: I, latitude: open, passages: [{file: a.md, section: Rule}]}"
    )
    core = "# Day\n\nOpen.\n\n## Rule\n\nPlease stay.\n"

    found = compare(framework, {"a.md": core}, {"a.md": core.replace("Open", "Closed").replace("stay", "go")})

    assert (found.elements[0].in_bounds, found.elements[0].broken) == (False, ('it must say "stay"',))


@pytest.mark.parametrize(
    ("local", "broken"),
    [
        ("# D\n\n## A\n\n## B\n", ()),
        ("# D\n\n## A\n\n## C\n\n## B\n", ()),
        ("# D\n\n## B\n\n## A\n", ("its headings must be in this order: A, B",)),
        ("# D\n\n## A\n\n### B\n", ('it must have the heading "B"',)),
    ],
    ids=["in order", "more between", "swapped", "too deep"],
)
def test_headings_are_direct_and_in_order(local: str, broken: tuple[str, ...]) -> None:
    framework = kit(
        "- {id: d, title: D, latitude: bounded, passages: [{file: a.md, section: D}], bounds: [{headings: [A, B]}]}"
    )

    found = compare(framework, {"a.md": "# D\n\n## A\n\n## B\n\nEnd.\n"}, {"a.md": local + "\nMore.\n"})

    assert found.elements[0].broken == broken


def test_the_words_and_changed_bounds() -> None:
    framework = kit(
        "- {id: d, title: D, latitude: bounded, passages: [{file: a.txt}], "
        "bounds: [{min_words: 3, max_words: 4, max_changed: 0.2}]}"
    )

    few = compare(framework, {"a.txt": "a b c"}, {"a.txt": "a b"}).elements[0]
    many = compare(framework, {"a.txt": "a b c"}, {"a.txt": "a b c d e"}).elements[0]

    assert few.broken == ("it has 2 words; at least 3 are needed",)  # changed 1/5 is not over 0.2
    assert many.broken == (
        "it has 5 words; at most 4 fit",
        "25% of it was changed; at most 20% may be",  # 2/8
    )


def test_a_glob_is_one_passage_for_each_file_of_the_core() -> None:
    framework = kit("- {id: e, title: E, latitude: open, passages: [{file: 'forms/**/*.md'}]}")
    core = {"forms/a.md": "One.\n", "forms/x/b.md": "Two.\n", "other.md": "Three.\n"}
    local = {
        "forms/a.md": "One.\n",
        "forms/x/b.md": "New.\n",
        "forms/mine.md": "Four.\n",
        "other.md": "Three.\n",
    }

    found = compare(framework, core, local)

    assert [(item.at.file, item.change) for item in found.elements[0].passages] == [
        ("forms/a.md", "unchanged"),
        ("forms/x/b.md", "changed"),
    ]
    assert found.files.added == ("forms/mine.md",)


@pytest.mark.parametrize(
    ("nation", "states"),
    [
        ("wales", {"w": "unrecorded", "e": "not_applicable"}),
        ("england", {"w": "not_applicable", "e": "unrecorded"}),
    ],
)
def test_conditions_hold_for_elements(nation: str, states: dict[str, str]) -> None:
    framework = kit(
        "- {id: w, title: W, latitude: open, passages: [{file: a.md}], applies_to: {nation: [wales, scotland]}}\n"
        "- {id: e, title: E, latitude: open, passages: [{file: a.md}], applies_to: {nation: [england]}}"
    )

    found = compare(framework, {"a.md": "One.\n"}, {"a.md": "Two.\n"}, parameters={"nation": nation})

    assert {item.element.id: item.state for item in found.elements} == states


def test_conditions_hold_for_passages_lists_and_yes_or_no() -> None:
    framework = kit(
        "- id: e\n  title: E\n  latitude: fixed\n  passages:\n"
        "  - {file: cy.md, applies_to: {languages: [cy]}}\n"
        "  - {file: yes.md, applies_to: {kitchen: [true]}}\n"
        "  - {file: two.md, applies_to: {floors: [2], kitchen: [true]}}\n"
    )
    core = {"cy.md": "Un.\n", "yes.md": "Yes.\n", "two.md": "Two.\n"}

    def there(**parameters: object) -> list[str]:
        found = compare(framework, core, core, parameters=parameters)
        return [item.at.file for item in found.elements[0].passages]

    assert there(languages=["en", "cy"], kitchen=True, floors=2) == ["cy.md", "yes.md", "two.md"]
    assert there(languages=["en"], kitchen="true", floors="2") == ["yes.md", "two.md"]
    assert there(languages=[], kitchen=False, floors=2) == []


@pytest.mark.parametrize(("unclaimed", "light"), [("open", "green"), ("fixed", "yellow")])
def test_what_no_element_claims_has_its_own_line(unclaimed: str, light: str) -> None:
    found = compare(kit("", unclaimed=unclaimed), {"a.md": "One.\n", "b.md": "Two.\n"}, {"a.md": "New.\n"})

    assert [(item.at.file, item.change) for item in found.unclaimed] == [
        ("a.md", "changed"),
        ("b.md", "removed"),
    ]
    assert (found.unclaimed_light, found.lights) == (light, {"green": 0, "yellow": 0, "red": 0})


def test_a_file_that_says_the_same_counts_as_unchanged() -> None:
    core = {"s.yaml": "a: 1\nb: x\n", "t.csv": "k,v\na,1\nb,2\n", "a.md": "One two.\n"}
    local: dict[str, str | bytes] = {
        "s.yaml": "# ours\nb: 'x'\na: 1\n",
        "t.csv": 'k;v\r\n"b";2\r\na;1;\r\n',
        "a.md": b"\xef\xbb\xbfOne\ntwo.",
    }

    found = compare(kit("", unclaimed="fixed"), core, local)

    assert (found.files.unchanged, found.files.changed, found.unclaimed) == (3, (), ())


class TestProscribed:
    def test_a_file_a_section_and_a_value_are_told_where_they_are(self) -> None:
        framework = kit(
            "- id: no\n  title: No\n  necessity: proscribed\n  passages:\n"
            "  - {file: price-list.csv}\n"
            "  - {file: a.md, section: Prices}\n"
            "  - {file: s.yaml, value: /fee}\n"
        )
        core = {"a.md": "# Day\n\nOpen.\n", "s.yaml": "turns: 1\n"}
        local = {
            "price-list.csv": "what,price\n",
            "a.md": "# Day\n\nOpen.\n\n# Prices\n\nTwo.\n",
            "s.yaml": "turns: 1\nfee: 3\n",
        }

        clean, found = compare(framework, core, core), compare(framework, core, local)

        assert [item.change for item in clean.elements[0].passages] == ["unchanged"] * 3
        assert [(item.at.address, item.line, item.light) for item in found.elements[0].passages] == [
            ("price-list.csv", 1, "red"),
            ("a.md#Prices", 5, "red"),
            ("s.yaml#/fee", 2, "red"),
        ]
        assert (found.elements[0].state, found.core_kept) == ("unrecorded", None)

    def test_a_phrase_within_a_section_is_told_with_the_files_line(self) -> None:
        framework = kit(
            "- {id: no, title: No, necessity: proscribed, passages: [{file: a.md, section: B, lacks: [fee]}]}"
        )
        local = "# A\n\nA fee is fine here.\n\n# B\n\nNo\nFee.\n"

        found = compare(framework, {"a.md": "# A\n\n# B\n"}, {"a.md": local})

        assert [(item.line, item.local_text) for item in found.elements[0].passages] == [(8, "fee")]

    def test_a_phrase_is_found_at_its_line_behind_decomposed_letters(self) -> None:
        framework = kit(
            "- {id: no, title: No, necessity: proscribed, passages: [{file: a.md, lacks: [the café fee]}]}"
        )
        local = "Cafe\u0301 " * 9 + "\n\nThe cafe\u0301\nfee.\n"

        found = compare(framework, {"a.md": "One.\n"}, {"a.md": local})

        assert [item.line for item in found.elements[0].passages] == [3]

    def test_a_core_file_renamed_to_what_must_not_be_there_is_told(self) -> None:
        """Its bytes are the core's own; its name is what the kit rules out."""
        framework = kit(
            "- {id: no, title: No, necessity: proscribed, "
            "passages: [{file: price-list.csv}, {file: 'handbook/*.md', lacks: [fee]}]}"
        )
        core = {"kit-list.csv": "what\ntape\n", "notes/a.md": "A fee is due elsewhere.\n"}
        local = {"price-list.csv": "what\ntape\n", "handbook/a.md": "A fee is due elsewhere.\n"}

        found = compare(framework, core, local).elements[0]

        assert [(item.at.file, item.light) for item in found.passages] == [
            ("price-list.csv", "red"),
            ("handbook/a.md", "red"),
        ]

    def test_what_the_core_itself_has_is_told_as_well(self) -> None:
        framework = kit(
            "- {id: no, title: No, necessity: proscribed, passages: [{file: a.md, lacks: [fee]}]}"
        )

        found = compare(framework, {"a.md": "A fee.\n"}, {"a.md": "A fee.\n"}).elements[0]

        assert (found.light, [item.line for item in found.passages]) == ("red", [1])


class TestUnreadable:
    FRAMEWORK = kit(
        "- {id: v, title: V, latitude: fixed, passages: [{file: s.yaml, value: /turns}]}\n"
        "- {id: w, title: W, latitude: bounded, passages: [{file: s.yaml, value: /fee}], "
        "bounds: [{schema: {maximum: 2}}]}\n"
        "- {id: o, title: O, necessity: optional, latitude: open, passages: [{file: s.yaml, value: /tea}]}"
    )
    CORE = "turns: 1\nfee: 2\ntea: green\n"

    def test_values_of_a_file_that_no_longer_parses_are_changed_not_gone(self) -> None:
        found = compare(self.FRAMEWORK, {"s.yaml": self.CORE}, {"s.yaml": self.CORE + "  broken: [\n"})

        assert [(item.passages[0].change, item.light, item.in_bounds) for item in found.elements] == [
            ("changed", "red", None),
            ("changed", "yellow", False),
            ("changed", "green", None),
        ]
        assert found.core_kept == 0.0
        assert found.elements[1].broken == ("the file cannot be read, so the limit cannot be looked at",)

    def test_a_finding_names_file_and_line(self) -> None:
        found = compare(self.FRAMEWORK, {"s.yaml": self.CORE}, {"s.yaml": self.CORE + "tea: black\n"})

        assert [(item.rule, item.file, item.line, item.message) for item in found.findings] == [
            (
                "core.unreadable",
                "s.yaml",
                4,
                "s.yaml cannot be read as YAML: the key 'tea' is there twice. It was read as plain text: "
                "limits on its values could not be looked at.",
            )
        ]

    def test_a_section_of_a_file_with_broken_front_matter_is_still_looked_at(self) -> None:
        framework = kit(
            "- {id: r, title: R, latitude: fixed, passages: [{file: a.md, section: Rule}]}\n"
            "- {id: p, title: P, necessity: optional, latitude: fixed, passages: [{file: a.md, section: Play}]}\n"
            "- {id: t, title: T, latitude: fixed, passages: [{file: a.md, value: /title}]}"
        )
        core = FRONT + "\n# Play\n\nToys.\n"

        found = compare(framework, {"a.md": core}, {"a.md": FRONT.replace("[en", "[[en")})

        assert [(item.element.id, item.passages[0].change, item.light) for item in found.elements] == [
            ("r", "unchanged", "green"),
            ("p", "removed", "green"),
            ("t", "changed", "red"),
        ]

    def test_a_picture_saved_over_a_text_counts_nothing_as_kept(self) -> None:
        framework = kit(
            "- {id: e, title: E, latitude: fixed, passages: [{file: a.md}]}\n"
            "- {id: f, title: F, latitude: fixed, passages: [{file: b.md, section: B}]}"
        )
        core = {"a.md": "One two.\n", "b.md": "# B\n\nThree.\n"}

        found = compare(framework, core, {"a.md": b"\0\1", "b.md": b"\xff\xfe\0\1"})

        assert [(item.light, item.changed) for item in found.elements] == [("red", 1.0), ("red", 1.0)]
        assert found.core_kept == 0.0


def test_a_passage_that_the_core_does_not_have_is_the_publishers_business() -> None:
    framework = kit(
        "- {id: e, title: E, latitude: fixed, passages: [{file: a.md, section: Gone}, {file: b.md}]}"
    )

    found = compare(framework, {"a.md": "# Here\n"}, {"a.md": "# Here\n"})

    assert [(item.severity, item.message) for item in found.findings] == [
        ("info", "the core as received has no a.md#Gone; tell the kit's publisher."),
        ("info", "the core as received has no b.md; tell the kit's publisher."),
    ]
    assert (found.elements[0].light, found.elements[0].state) == ("green", "as_core")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_of_a_text_is_no_change(encoding: str) -> None:
    framework = kit(
        "- {id: r, title: R, latitude: fixed, passages: [{file: a.md, section: Rule}]}", unclaimed="fixed"
    )
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    core = "Café.\n\n# Rule\n\nStay beside the fixer.\n"

    found = compare(framework, {"a.md": core}, {"a.md": (mark + core).encode(encoding)})

    assert (found.elements[0].state, found.unclaimed_light, found.files.unchanged) == ("as_core", "green", 1)


def test_a_text_in_an_old_encoding_is_told_and_counts_nothing_as_kept() -> None:
    framework = kit("- {id: r, title: R, latitude: fixed, passages: [{file: a.md}]}")

    found = compare(framework, {"a.md": "Café.\n"}, {"a.md": "Café.\n".encode("latin-1")})

    assert (found.elements[0].light, found.core_kept) == ("red", 0.0)
    assert [(item.line, item.message) for item in found.findings] == [
        (
            1,
            "a.md is not UTF-8 text; save it as UTF-8 to have it compared by its parts. It was read as plain text: "
            "limits on its values could not be looked at.",
        )
    ]
