"""What a check says in each nation."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

import pytest

import localkit_uk_care
from localkit.model.finding import Finding
from localkit.model.vocabulary import Stage
from localkit.testing import kit, local_version, run_rules
from localkit_uk_care.nations import NATIONS, names_regulator

CARE: dict[str, Any] = {
    "household_limit": {"file": "settings.yaml", "value": "/people"},
    "regulator": {"file": "contacts.json", "value": "/name"},
    "registration": {"file": "contacts.json", "value": "/number"},
    "statutory_documents": [
        {"title": "Statement of purpose", "file": "purpose.md", "nations": ["england"], "source": "A law"},
        {"file": "agreement.md", "nations": ["wales"]},
    ],
}
PLUGIN = "localkit_uk_care"


def papers(
    nation: str, *, people: object = 3, number: str = "1-101", name: str | None = None
) -> dict[str, str]:
    regulator = NATIONS[nation].regulator if name is None else name
    return {
        "settings.yaml": f"# numbers\npeople: {people}\n",
        "contacts.json": f'{{"name": "{regulator}",\n "number": "{number}"}}\n',
        "purpose.md": "# What we are for\n",
        "agreement.md": "# What we agree\n",
    }


def found(
    nation: object,
    local: dict[str, str] | None = None,
    *,
    core: dict[str, str] | None = None,
    stage: Stage = "live",
    care: object = CARE,
) -> list[Finding]:
    known = nation if isinstance(nation, str) and nation in NATIONS else "england"
    framework = kit("", **{"x-uk-care": care})
    parameters = {} if nation is None else {"nation": nation}
    received = core or papers(known)
    now = received if local is None else local
    return run_rules(
        local_version(framework, received, now, parameters=parameters, stage=stage), localkit_uk_care
    )


@pytest.mark.parametrize("nation", NATIONS)
def test_nothing_is_found_where_everything_is_as_the_nation_asks(nation: str) -> None:
    assert found(nation) == []


def test_nothing_is_found_for_a_kit_that_is_about_something_else() -> None:
    framework = kit("")

    assert (
        run_rules(local_version(framework, {"a.md": ""}, parameters={"nation": "wales"}), localkit_uk_care)
        == []
    )


# Households


@pytest.mark.parametrize(
    ("nation", "title", "body", "source"),
    [
        ("england", "England", "the Care Quality Commission", None),
        (
            "wales",
            "Wales",
            "Care Inspectorate Wales",
            "Adult Placement Services (Service Providers and Responsible Individuals) (Wales) Regulations 2019",
        ),
    ],
)
def test_four_people_to_a_household_must_be_three(
    nation: str, title: str, body: str, source: str | None
) -> None:
    assert found(nation, papers(nation, people=4)) == [
        Finding(
            "uk-care.household",
            "must",
            f"A household may support 4 people at one time here. In {title} it is 3 at most. Write 3 or fewer; where "
            f"more live together already, talk to the national team and to {body}.",
            file="settings.yaml",
            line=2,
            light="red",
            source=source,
            resolve="adapt",
            plugin=PLUGIN,
        )
    ]


@pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
def test_no_number_is_asked_for_where_we_know_of_none(nation: str) -> None:
    assert found(nation, papers(nation, people=4)) == []


@pytest.mark.parametrize("people", [1, 2, 3, '"2"', "3.0"])
def test_up_to_three_people_are_within_the_limit(people: object) -> None:
    assert found("england", papers("england", people=people)) == []


@pytest.mark.parametrize(
    "people",
    ["four", "2.5", "yes", "[3]", "{a: 1}", "-1.5", "-1", "0", ".nan", ".inf", '"' + "9" * 5000 + '"'],
)
def test_what_is_no_number_cannot_be_told(people: str) -> None:
    (item,) = found("wales", papers("wales", people=people))

    assert (item.rule, item.severity, item.file, item.line) == (
        "uk-care.household",
        "should",
        "settings.yaml",
        2,
    )
    assert item.message.startswith("Nobody can tell how many people a household may support: it says ")
    assert item.message.endswith(", which is not a whole number above 0. Write a number from 1 to 3.")
    assert len(item.message) < 220


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "settings.yaml#/people is not there any more"),
        ("other: 1\n", "settings.yaml#/people is not there any more"),
        (None, "settings.yaml is not here"),
    ],
)
def test_a_number_that_is_gone_is_missed(text: str | None, why: str) -> None:
    local = papers("england")
    local.pop("settings.yaml")
    (item,) = found("england", local if text is None else {**local, "settings.yaml": text})

    assert item.message == (
        f"Nobody can tell how many people a household may support: {why}. Write a number from 1 to 3."
    )


@pytest.mark.parametrize("people", ["", "null", "~", '"  "'])
def test_a_number_that_nobody_wrote_cannot_be_told(people: str) -> None:
    (item,) = found("england", papers("england", people=people))

    assert item.message == (
        "Nobody can tell how many people a household may support: nothing is written there. Write a number from 1 to 3."
    )


def test_a_file_that_cannot_be_read_says_where() -> None:
    (item,) = found("england", {**papers("england"), "settings.yaml": "people: [1\nb: 2\n"})

    assert item.message.startswith(
        "Nobody can tell how many people a household may support: settings.yaml cannot be read as YAML: "
    )
    assert (item.file, item.line is not None) == ("settings.yaml", True)


def test_a_file_that_was_moved_is_looked_at_where_it_is_now() -> None:
    local = papers("wales")
    local["office/numbers.yaml"] = local.pop("settings.yaml")

    assert found("wales", local) == []

    local["office/numbers.yaml"] = local["office/numbers.yaml"].replace("3", "5")
    core = {**papers("wales"), "settings.yaml": "# numbers\npeople: 5\n"}
    (item,) = found("wales", local, core=core)
    assert (item.rule, item.file) == ("uk-care.household", "office/numbers.yaml")


# The regulator


@pytest.mark.parametrize(
    ("nation", "name"),
    [
        ("england", "The Care Quality  Commission (CQC)"),
        ("wales", "Arolygiaeth Gofal Cymru"),
        ("wales", "care inspectorate wales"),
        ("scotland", "the Care Inspectorate"),
        ("scotland", "Social Care and Social Work Improvement Scotland"),
        ("northern_ireland", "Health and Social Care Regulation and Quality Improvement Authority"),
    ],
)
def test_a_regulator_may_be_named_in_any_right_way(nation: str, name: str) -> None:
    assert found(nation, papers(nation, name=name)) == []


@pytest.mark.parametrize(
    ("nation", "name", "other", "of", "right"),
    [
        (
            "england",
            "Care Inspectorate Wales",
            "Care Inspectorate Wales",
            "Wales",
            "the Care Quality Commission",
        ),
        ("wales", "Care Inspectorate", "the Care Inspectorate", "Scotland", "Care Inspectorate Wales"),
        ("scotland", "Care Inspectorate Wales", "Care Inspectorate Wales", "Wales", "the Care Inspectorate"),
        (
            "northern_ireland",
            "Care Quality Commission",
            "the Care Quality Commission",
            "England",
            "the Regulation and Quality Improvement Authority",
        ),
    ],
)
def test_another_nations_regulator_must_be_put_right(
    nation: str, name: str, other: str, of: str, right: str
) -> None:
    assert found(nation, papers(nation, name=name)) == [
        Finding(
            "uk-care.regulator",
            "must",
            f"contacts.json#/name names {other}, which looks after {of}. In {NATIONS[nation].title} it is {right}: "
            "write that name, so that people know whom to turn to.",
            file="contacts.json",
            line=1,
            source=NATIONS[nation].registration_law,
            resolve="adapt",
            plugin=PLUGIN,
        )
    ]


@pytest.mark.parametrize(("name", "told"), [("CQC", ': it says "CQC"'), ("", ""), ("   ", "")])
def test_a_regulator_that_is_not_named_should_be(name: str, told: str) -> None:
    (item,) = found("england", papers("england", name=name))

    assert (item.severity, item.message) == (
        "should",
        f"contacts.json#/name does not name the regulator{told}. In England it is the Care Quality Commission: "
        "write that.",
    )


@pytest.mark.parametrize("value", ["null", "7", "[]", '{"a": "b"}', "true"])
def test_a_regulator_that_is_no_text_is_none(value: str) -> None:
    contacts = f'{{"name": {value}, "number": "1-101"}}'

    assert [item.rule for item in found("england", {**papers("england"), "contacts.json": contacts})] == [
        "uk-care.regulator"
    ]


def test_a_section_is_looked_at_whole_and_both_may_be_named_there() -> None:
    care = {**CARE, "regulator": [{"file": "purpose.md", "section": "Registration"}]}
    good = "# Purpose\n\n## Registration\n\nLook at **Care\nInspectorate Wales**, no longer Care Quality Commission.\n"
    core = {**papers("wales"), "purpose.md": good}

    assert found("wales", core=core, care=care) == []
    (item,) = found("wales", {**core, "purpose.md": "# Purpose\n\n## Papers\n"}, core=core, care=care)
    assert item.message == (
        "The regulator should be named here, and purpose.md#Registration is not there any more. In Wales it is Care "
        "Inspectorate Wales: name it, or put the passage back."
    )


@pytest.mark.parametrize("nation", NATIONS)
def test_no_nations_regulator_is_taken_for_another(nation: str) -> None:
    names = [
        key for key, one in NATIONS.items() if names_regulator(f"To the {NATIONS[nation].regulator}.", one)
    ]

    assert names == [nation]


def test_words_that_only_begin_or_end_alike_are_no_regulator() -> None:
    assert not names_regulator("Healthcare Inspectorates", NATIONS["scotland"])
    assert not names_regulator("the Care Inspectorate (Wales)", NATIONS["scotland"])


# Registration


@pytest.mark.parametrize("nation", NATIONS)
def test_a_scheme_at_work_should_have_its_number_written_down(nation: str) -> None:
    assert found(nation, papers(nation, number="")) == [
        Finding(
            "uk-care.registration",
            "should",
            "There is no registration number yet (contacts.json#/number), and the scheme is at work (stage: live). "
            f"People, families and councils look a scheme up by it. Write the number that {NATIONS[nation].body} gave; "
            "if the registration is not in force yet, talk to the national team before anybody is supported.",
            file="contacts.json",
            line=2,
            source=NATIONS[nation].registration_law,
            resolve="adapt",
            plugin=PLUGIN,
        )
    ]


@pytest.mark.parametrize(
    ("stage", "asked"),
    [
        ("exploring", False),
        ("preparing", False),
        ("pilot", False),
        ("live", True),
        ("sustaining", True),
        ("exited", False),
    ],
)
def test_nobody_is_asked_for_a_number_before_or_after_the_work(stage: Stage, asked: bool) -> None:
    assert bool(found("england", papers("england", number=""), stage=stage)) is asked


@pytest.mark.parametrize(
    "number",
    ["TBC", "tbc.", "n/a", "To be confirmed", "-", "...", "xxxx", "0", "1-1111111111", "[pending]", "  "],
)
def test_what_stands_in_for_a_number_is_none(number: str) -> None:
    assert [item.rule for item in found("england", papers("england", number=number))] == [
        "uk-care.registration"
    ]


@pytest.mark.parametrize("number", ["1-1234567890", "RX1", "CS2003000001", "SIN-00009-XYZ", "020123", "１２"])
def test_any_form_of_number_will_do(number: str) -> None:
    assert found("england", papers("england", number=number)) == []


@pytest.mark.parametrize(
    ("value", "fine"), [("12345", True), ("null", False), ("false", False), ("[12]", False)]
)
def test_a_number_may_be_written_without_quotes(value: str, fine: bool) -> None:
    contacts = f'{{"name": "Care Quality Commission", "number": {value}}}'

    assert (found("england", {**papers("england"), "contacts.json": contacts}) == []) is fine


def test_an_unreadable_file_has_neither_regulator_nor_number() -> None:
    items = found("england", {**papers("england"), "contacts.json": '{"name": '})

    assert [item.rule for item in items] == ["uk-care.regulator", "uk-care.registration"]
    assert all("contacts.json cannot be read as JSON" in item.message for item in items)


# Papers


def test_a_paper_that_the_law_asks_for_must_be_here() -> None:
    local = papers("england")
    local.pop("purpose.md")

    assert found("england", local) == [
        Finding(
            "uk-care.papers",
            "must",
            "The law of England asks for this paper: Statement of purpose (purpose.md). It is not here. Put it back; "
            "if it is kept elsewhere now, tell the national team where.",
            file="purpose.md",
            source="A law",
            resolve="revert",
            plugin=PLUGIN,
        )
    ]
    assert found("scotland", {**papers("scotland"), "purpose.md": ""}) == []


def test_an_empty_paper_says_nothing() -> None:
    (item,) = found("wales", {**papers("wales"), "agreement.md": " \n\n"})

    assert item.message == (
        "The law of Wales asks for this paper: agreement.md. It is empty. Write it, or put the core's text back."
    )


def test_a_paper_under_another_name_is_the_same_paper() -> None:
    local = papers("england")
    local["papers/purpose-2026.md"] = local.pop("purpose.md")

    assert found("england", local) == []


# What is not said


@pytest.mark.parametrize(
    ("nation", "told"),
    [
        (None, "The place does not say in which nation it is"),
        ("", "The place does not say in which nation it is"),
        ("France", '"France" is none of the four nations'),
        (5, '"5" is none of the four nations'),
        (["wales"], "\"['wales']\" is none of the four nations"),
    ],
)
def test_a_place_without_a_nation_is_told_that_nothing_was_looked_at(nation: object, told: str) -> None:
    assert found(nation, papers("england", people=9, number="")) == [
        Finding(
            "uk-care.kit",
            "info",
            f"{told} (nation: england, wales, scotland, northern_ireland), so nothing that differs between them was "
            "looked at. Tell the national team.",
            resolve="ask",
            plugin=PLUGIN,
        )
    ]


@pytest.mark.parametrize("nation", ["Northern Ireland", "northern-ireland", " NORTHERN_IRELAND "])
def test_a_nation_may_be_written_in_other_ways(nation: str) -> None:
    (item,) = found(nation, papers("northern_ireland", number=""))

    assert item.rule == "uk-care.registration"


def test_a_kit_that_does_not_say_where_is_told_once_for_each() -> None:
    assert [item.message for item in found("wales", care={})] == [
        f"The kit does not say where to look for {what} (x-uk-care: {key}), so nobody looked. Tell the national team."
        for key, what in (
            ("household_limit", "how many people a household may support"),
            ("regulator", "the regulator's name"),
            ("registration", "the registration number"),
            ("statutory_documents", "the papers that the law asks for"),
        )
    ]


def test_a_kit_may_say_that_it_has_no_such_thing() -> None:
    nothing = dict.fromkeys(("household_limit", "regulator", "registration", "statutory_documents"))

    assert found("wales", papers("wales", people=9, number="", name=""), care=nothing) == []


@pytest.mark.parametrize("care", [[], "yes", 3, [{"file": "a"}]])
def test_a_block_that_is_none_is_told_of(care: object) -> None:
    assert [(item.rule, item.severity, item.message) for item in found("wales", care=care)] == [
        (
            "uk-care.kit",
            "info",
            "What the kit's x-uk-care says cannot be used: must be a set of keys and values. It was not looked at. "
            "Tell the national team.",
        )
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("household_limit", {"file": "settings.yaml"}),
        ("household_limit", "settings.yaml"),
        ("household_limit", {"file": "settings.yaml", "value": "people"}),
        ("regulator", []),
        ("regulator", {"value": "/name"}),
        ("regulator", "contacts.json"),
        ("registration", [1]),
        ("statutory_documents", [{"file": "purpose.md", "nations": ["france"]}]),
        ("statutory_documents", {"file": "purpose.md"}),
        ("statutory_documents", [{"file": 7}]),
        ("households", {"file": "settings.yaml", "value": "/people"}),
    ],
)
def test_a_key_that_cannot_be_used_is_told_of_and_all_others_are_looked_at(key: str, value: object) -> None:
    local = papers("england", number="") if key != "registration" else papers("england", people=4)
    items = found("england", local, care={**CARE, key: value})

    assert [item.rule for item in items] == [
        "uk-care.kit",
        "uk-care.household" if key == "registration" else "uk-care.registration",
    ]
    assert items[0].message.startswith(f"What the kit's x-uk-care: {key} says cannot be used: ")


def test_is_installed_under_its_own_name() -> None:
    entries = [entry for entry in entry_points(group="localkit") if entry.value == "localkit_uk_care"]
    if not entries:
        pytest.skip("the package is not installed here")

    assert [(entry.name, entry.dist.name if entry.dist else None) for entry in entries] == [
        ("localkit-uk-care", "localkit-uk-care")
    ]
    assert entries[0].load() is localkit_uk_care
