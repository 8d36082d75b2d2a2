"""kit.yaml: every fault is told with its line, what was found and what was expected."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest

from localkit.errors import KitError, LimitError
from localkit.model.limits import Limits
from localkit.store.kit_reading import kit_problems, parse_kit_yaml
from localkit.store.kit_values import kit_from
from localkit.store.kits import OpenedKit, open_kit
from localkit.store.source import Fetched, Source
from localkit.store.sources import fetch, find_source
from localkit.testing import tree, write_world

HEAD = "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\n"  # lines 1 to 4
ONE = (
    "elements:\n  - id: a\n    title: A\n    latitude: fixed\n    passages: [{file: a.md}]\n"  # lines 5 to 9
)
LOOSE = ONE.replace("fixed", "bounded")
LINT = "`localkit kit lint` lists everything that is wrong; `localkit schema kit` tells the format."
MEND = "Mend this line; the rest is read after that."
PARAMETERS = '{"place_name": "X", "nation": "wales", "_private": 1}'


def opened(kit_yaml: str | bytes, **more: str) -> OpenedKit:
    files = {"kit.yaml": kit_yaml, "cookiecutter.json": PARAMETERS, **more}
    return open_kit(Fetched(Source("folder", "small"), tree(files)), Limits())


def refused(kit_yaml: str | bytes, **more: str) -> tuple[str | None, int | None, str, str | None]:
    """File, line, message and hint of the first fault."""
    with pytest.raises(KitError) as caught:
        opened(kit_yaml, **more)
    return caught.value.path, caught.value.line, caught.value.message, caught.value.hint


ALIASES = "x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"x-{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in itertools.pairwise("abcdefgh")
)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"{HEAD}elements:\n\t- id: a\n", 6, "a tab where YAML wants spaces; indent with spaces"),
        (f"{HEAD}title: Again\nelements: []\n", 5, "the key 'title' is there twice"),
        (f"{HEAD}x-a: &a [1]\nx-b: *a\nelements: []\n", 6, "an alias (*a); write the value out instead"),
        (HEAD + ALIASES, 6, "an alias (*a); write the value out instead"),
        (f"{HEAD}elements: []\n---\na: 1\n", 6, "more than one YAML document in the file"),
    ],
    ids=["tab", "duplicate key", "alias", "aliases that explode", "two documents"],
)
def test_what_is_no_yaml_of_ours_is_told_by_its_line(text: str, line: int, message: str) -> None:
    assert refused(text) == ("small/kit.yaml", line, message, MEND)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            f"{HEAD}elements: []\nx-a: [{'1, ' * 10_001}]\n",
            6,
            "more than 10,000 entries, aliases counted with all they stand for",
        ),
        (f"{HEAD}elements: []\nx-a: {'[' * 300}{']' * 300}\n", 6, "nested deeper than 100 levels"),
    ],
    ids=["many", "deep"],
)
def test_what_is_over_a_limit_is_a_limit_error(text: str, line: int, message: str) -> None:
    with pytest.raises(LimitError) as caught:
        opened(text)

    assert (caught.value.path, caught.value.line, caught.value.message) == ("small/kit.yaml", line, message)


def test_ten_megabytes_are_refused_before_they_are_read() -> None:
    began = time.process_time()
    with pytest.raises(LimitError) as caught:
        parse_kit_yaml(b"a: " + b"[" * 10_000_000, Limits(), folder="small")

    assert time.process_time() - began < 1
    assert caught.value.message == "kit.yaml has 10.0 MB; the limit is 1 MB"
    assert caught.value.hint == "A framework is a few hundred lines; long texts belong into the template."


def test_text_that_is_not_utf8_is_told_by_its_line() -> None:
    assert refused(HEAD.encode() + b"summary: \xff\nelements: []\n") == (
        "small/kit.yaml",
        5,
        "not UTF-8 text",
        "Save the file as UTF-8.",
    )


KNOWN = (
    "format, name, version, title, summary, status, publisher, licence, outcome, theory_of_change, place, requires, "
    "unclaimed, given_once, tidier, functions, elements, indicators, disclosure, placeholders, vocabulary, shares, "
    "changes, migrations"
)
FORM = "does not have the right form"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"{HEAD}unclamed: open\nelements: []\n", 5, 'unknown key "unclamed"; did you mean "unclaimed"?'),
        (f"{HEAD}zzz: 1\nelements: []\n", 5, f'unknown key "zzz"; known are: {KNOWN}'),
        (f"{HEAD}{ONE}    lattitude: open\n", 10, 'unknown key "lattitude"; did you mean "latitude"?'),
        (f"{HEAD}elements: {{}}\n", 5, '"elements" must be a list; it is a set of keys and values'),
        (f"{HEAD}{ONE}    serves: f\n", 10, '"serves" must be a list; it is "f"'),
        (HEAD.replace("1.0.0", "1.0") + ONE, 3, '"version" must be text; it is 1.0'),
        (
            HEAD.replace("1.0.0", "v1") + ONE,
            3,
            f'"version" {FORM} (Version of this release, as SemVer: 1.2.0); it is "v1"',
        ),
        (
            HEAD.replace("small", "Small Kit") + ONE,
            2,
            f'"name" {FORM} (Short name: small letters, digits and hyphens); it is "Small Kit"',
        ),
        ("format: 1\nname: small\n", 1, '"version" is missing'),
        (HEAD + ONE.replace("fixed", "loose"), 8, '"latitude" must be one of fixed, bounded, open; it is "loose"'),
        (
            HEAD + ONE.replace("    latitude: fixed\n", ""),
            6,
            '"latitude" is missing (element "a"); it is one of fixed, bounded, open',
        ),
        (HEAD + ONE.replace("[{file: a.md}]", "[]"), 9, '"passages" must not be empty'),
        (
            HEAD + ONE.replace("a.md}", "a.md, section: A, value: /x}"),
            9,
            "only one of section, value, row, column, region can be given; here are section, value",
        ),
        (
            f"{HEAD}{LOOSE}    bounds:\n      - {{file: a.md}}\n",
            11,
            "one of schema, contains, lacks, headings, min_words, max_words, max_changed is needed",
        ),
        (
            f"{HEAD}{LOOSE}    bounds:\n      - {{section: A, max_words: 3}}\n",
            11,
            '"file" is missing: section alone does not say where',
        ),
        (f"{HEAD}{LOOSE}    bounds:\n      - {{max_changed: 2}}\n", 11, '"max_changed" must be at most 1; it is 2'),
        ("- a\n", 1, "kit.yaml must be a set of keys and values"),
        ("", 1, "kit.yaml must be a set of keys and values"),
    ],
    ids=[
        *("unknown key", "unknown key, none like it", "unknown key of an element", "list wanted", "text for a list"),
        *("number for text", "no version", "name", "missing", "not offered", "no latitude", "no passages"),
        *("two forms", "bound without condition", "bound without file", "out of range", "a list", "empty"),
    ],
)  # fmt: skip
def test_what_the_format_does_not_allow_is_told(text: str, line: int, message: str) -> None:
    assert refused(text) == ("small/kit.yaml", line, message, LINT)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            f"functions: [{{id: f, statement: F}}]\n{ONE}    serves: [g]\n",
            11,
            'there is no function "g"; functions are: f',
        ),
        (
            f"{LOOSE}    bounds:\n      - {{file: b.md, max_words: 3}}\n",
            11,
            "this bound is for a passage that the element does not have",
        ),
        (
            LOOSE.replace("[{file: a.md}]", "[{file: a.md}, {file: b.md}]")
            + "    bounds:\n      - {max_words: 3}\n",
            11,
            "the element has several passages; say which one this bound is for (file, section, value …)",
        ),
        (f"{ONE}    bounds:\n      - {{max_words: 3}}\n", 10, 'bounds are for the latitude bounded; it is "fixed"'),
        (f"{ONE}    applies_to: {{county: [x]}}\n", 10, 'cookiecutter.json has no parameter "county"'),
        (f"{ONE}    applies_to: {{_private: [x]}}\n", 10, 'cookiecutter.json has no parameter "_private"'),
        (
            ONE.replace("a.md}", "a.md, applies_to: {county: [x]}}"),
            9,
            'cookiecutter.json has no parameter "county"',
        ),
        (f"{ONE}shares: [place_name, size]\n", 10, 'cookiecutter.json has no parameter "size"'),
        (f"{ONE}place: {{name: town}}\n", 10, 'cookiecutter.json has no parameter "town"'),
        (f"{ONE}place:\n  name: place_name\n  code: gss\n", 12, 'cookiecutter.json has no parameter "gss"'),
        (
            f"{ONE}changes:\n  - {{id: c, class: safety, summary: S, since: 1.0.0, elements: [a, b]}}\n",
            11,
            'there is no element "b"',
        ),
        (
            f"{ONE}migrations:\n  - to: 1.0.0\n    retire_elements: [b, a]\n",
            12,
            '"a" is retired, yet it is still among the elements; take it out of one of the two',
        ),
        (
            f"{ONE}migrations:\n  - {{to: 1.0.0, rename_elements: {{b: a, c: b, d: e}}}}\n",
            11,
            '"d" becomes "e", but there is no element "e"',
        ),
        (
            f"{ONE}migrations:\n  - {{to: 1.0.0, rename_parameters: {{town: place, place: city}}}}\n",
            11,
            '"place" becomes "city", but there is no parameter "city"',
        ),
        (
            f"{ONE}  - {{id: a, title: B, latitude: open, passages: [{{file: b.md}}]}}\n",
            10,
            'the id "a" is there twice',
        ),
        (f"{ONE}    necessity: proscribed\n", 8, "a proscribed element has no latitude; leave the key out"),
        (
            ONE.replace("a.md}", "a.md, lacks: [x]}"),
            9,
            "phrases to lack in a passage are for proscribed elements; else write a bound",
        ),
        (
            f"{LOOSE}    bounds:\n      - {{schema: {{type: whole}}}}\n",
            11,
            "not a valid JSON Schema: 'whole' is not valid under any of the given schemas (at /type)",
        ),
        (
            f"{LOOSE}    bounds:\n      - schema: {{$ref: 'http://127.0.0.1:9/x.json'}}\n",
            11,
            'not a valid JSON Schema: "$ref: http://127.0.0.1:9/x.json" leads out of the schema; '
            "write it out under $defs",
        ),
    ],
    ids=[
        *("serves", "bound's passage", "bound of which", "bound of fixed", "applies_to", "applies_to private"),
        *("passage's applies_to", "shares", "place name", "place code", "changes", "retired, yet there"),
        *("element renamed", "parameter renamed", "id twice"),
        *("proscribed with latitude", "lacks", "no schema", "schema from the network"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_told(text: str, line: int, message: str) -> None:
    assert refused(HEAD + text) == ("small/kit.yaml", line, message, LINT)


def test_a_change_may_name_what_it_retired_or_renamed() -> None:
    migrations = "migrations:\n  - {to: 1.0.0, retire_elements: [b], rename_elements: {c: d, d: a}}\n"
    changes = "changes:\n  - {id: c, class: safety, summary: S, since: 1.0.0, elements: [a, b, c, d]}\n"

    assert opened(HEAD + ONE + migrations + changes).name == "small"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("placeholders: TBC\n", 5, '"placeholders" must be a list; it is "TBC"'),
        ("placeholders: ['']\n", 5, "this entry must not be empty"),
        (
            "placeholders:\n  - TBC\n  - '(to do'\n",
            7,
            '"(to do" is no regular expression: missing ), unterminated subpattern at position 0',
        ),
        (
            f"placeholders: ['x{{{9**30}}}']\n",
            5,
            f'"x{{{9**30}}}" is no regular expression: the repetition number is too large',
        ),
        (
            f"placeholders: ['{'(' * 5000}{')' * 5000}']\n",
            5,
            f'"{"(" * 59}…" is no regular expression: it is nested too deep',
        ),
        (
            "vocabulary: {goal: {fun: to have fun}}\n",
            5,
            'unknown key "goal"; known are: who, reasons',
        ),
        (
            "vocabulary:\n  who:\n    friends: our friends\n    Parish-Council: the council\n",
            8,
            f'the key {FORM} (Small letters, digits and underscores, a letter first); it is "Parish-Council"',
        ),
        ("vocabulary:\n  who:\n    friends: ''\n", 7, '"friends" must not be empty'),
        ("vocabulary: {who: [friends]}\n", 5, '"who" must be a set of keys and values; it is a list'),
    ],
    ids=[
        *("text for a list", "empty pattern", "no pattern", "pattern too large", "pattern too deep"),
        *("codes of another field", "code", "no words", "codes without words"),
    ],
)  # fmt: skip
def test_placeholders_and_codes_that_cannot_be_are_told(text: str, line: int, message: str) -> None:
    assert refused(f"{HEAD}{text}elements: []\n") == ("small/kit.yaml", line, message, LINT)


def test_placeholders_and_codes_are_in_the_kit() -> None:
    codes = "vocabulary: {who: {friends: our friends}, reasons: {flood_plain: the hall floods}}\n"

    data = opened(f"{HEAD}placeholders: ['\\bTBC\\b']\n{codes}elements: []\n").kit.data

    assert data["placeholders"] == [r"\bTBC\b"]
    assert data["vocabulary"] == {
        "who": {"friends": "our friends"},
        "reasons": {"flood_plain": "the hall floods"},
    }


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "name: small\nformat: 2\nnovel: 1\n",
            2,
            "this kit has format 2; this localkit 0.1.0 knows format 1. Install a later localkit",
        ),
        (
            f"{HEAD}novel: 1\nrequires:\n  localkit: '>=9'\nelements: []\n",
            7,
            "this kit needs localkit >=9; this is localkit 0.1.0. Install a matching one",
        ),
        (
            f"{HEAD}novel: 1\nrequires: {{localkit: new}}\nelements: []\n",
            6,
            '"requires: localkit" must be like ">=0.1"; it is "new"',
        ),
    ],
    ids=["format", "requires", "requires cannot be read"],
)
def test_a_kit_for_a_later_localkit_says_so_before_anything_else(text: str, line: int, message: str) -> None:
    assert refused(text) == ("small/kit.yaml", line, message, LINT)


def test_every_fault_is_listed_with_its_line() -> None:
    text = f"{HEAD}{ONE}    serves: [f]\n    applies_to: {{x: [1]}}\n  - {{id: b, title: B, passages: [{{file: b}}]}}\n"

    found = kit_problems(parse_kit_yaml(text.encode(), Limits()), ["nation"])

    assert [(problem.line, problem.message) for problem in found] == [
        (10, 'there is no function "f"; functions are: none'),
        (11, 'cookiecutter.json has no parameter "x"'),
        (12, '"latitude" is missing (element "b"); it is one of fixed, bounded, open'),
    ]


@pytest.mark.parametrize(
    ("schema", "line", "message"),
    [
        (
            '{"properties": {"nation": {"type": "whole"}}}',
            None,
            "not a valid JSON Schema: 'whole' is not valid under any of the given schemas (at /properties/nation/type)",
        ),
        (
            '{"properties": {"nation": {"$ref": "file:///etc/passwd"}}}',
            None,
            'not a valid JSON Schema: "$ref: file:///etc/passwd" leads out of the schema; write it out under $defs',
        ),
        ("[1]", 1, "a JSON Schema must be a set of keys and values"),
        ("{\n  nation\n", 2, "not valid JSON: Expecting property name enclosed in double quotes"),
    ],
    ids=["no schema", "leads out", "a list", "no JSON"],
)
def test_a_bad_parameters_schema_is_told(schema: str, line: int | None, message: str) -> None:
    found = refused(f"{HEAD}elements: []\n", **{"parameters.schema.json": schema})

    assert found[:3] == ("small/parameters.schema.json", line, message)


def test_a_plain_template_is_a_kit_with_nothing_tight() -> None:
    kit = open_kit(
        Fetched(Source("folder", "/x/My Template"), tree({"cookiecutter.json": "{}", "{{x}}/a": "1"})),
        Limits(),
    )

    assert (kit.name, kit.version, kit.kit.elements) == ("my-template", f"0.0.0+{kit.digest[7:19]}", ())


def test_a_whole_kit_is_read_as_it_is_written() -> None:
    kit = opened(
        HEAD
        + "given_once: [b.md]\nplace: {noun: {one: café, many: cafés}, name: place_name}\nx-own: {any: [1]}\n"
        + "functions: [{id: f, statement: F}]\n"
        + LOOSE
        + "    serves: [f]\n    basis: safety\n    applies_to: {nation: [wales, 1, true]}\n"
        + "    bounds: [{contains: [x], max_changed: 0.5}]\n    guidance: {red: [No]}\n"
    ).kit

    element = kit.elements[0]
    assert (kit.place.one, kit.place.many, kit.place.name, kit.place.code) == (
        "café",
        "cafés",
        "place_name",
        None,
    )
    assert (kit.given_once, kit.unclaimed, kit.functions[0].id) == (("b.md",), "open", "f")
    assert (element.waivable_by, element.applies_to) == ("national_team", (("nation", ("wales", 1, True)),))
    assert (element.bounds[0].contains, element.bounds[0].max_changed) == (("x",), 0.5)
    assert (element.guidance.red, element.line, element.passages[0].line) == (("No",), 10, 13)


@pytest.mark.parametrize("name", ["mend-together", "open-door-homes"])
def test_the_kits_we_ship_have_no_fault(name: str) -> None:
    data = (Path(__file__).parents[2] / "kits" / name / "kit.yaml").read_bytes()

    source = parse_kit_yaml(data, Limits())

    assert kit_problems(source) == []
    assert kit_from(source.data).name == name


def test_a_folder_with_ten_megabytes_of_kit_yaml_is_refused_unread(tmp_path: Path) -> None:
    write_world(tmp_path, {"kit.yaml": b"#" * 10_000_000})

    with pytest.raises(LimitError) as caught:
        fetch(find_source(str(tmp_path)), Limits())

    assert (caught.value.path, caught.value.message, caught.value.hint) == (
        "kit.yaml",
        "the file has 10.0 MB; the limit is 1 MB",
        "Make it smaller, or raise the limit in localkit's settings.",
    )


def test_a_pattern_whose_brackets_make_no_sense_is_told() -> None:
    text = f'{HEAD}given_once: ["[z-a].md"]\nelements: []\n'

    assert refused(text)[1:3] == (
        5,
        'square brackets that cannot be read: "[z-a].md"; they hold signs or a range, such as [a-z]',
    )
