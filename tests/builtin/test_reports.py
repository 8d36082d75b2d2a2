"""The forms of a check: each is valid for the tools that read it, whatever a message says."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from localkit.builtin.reports import github, junit, plain_json, sarif
from localkit.model.check_report import CheckedRule, CheckReport
from localkit.model.finding import Finding
from localkit.store.schemas import problems

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text("utf-8"))
RULES = (
    CheckedRule("core.bounds", "Within bounds.", None, "localkit", None),
    CheckedRule("ours.keys", "Keys.", "Council 12/2026", "ours", "1.0"),
    CheckedRule("ours.fine", "Fine.", None, "ours", "1.0"),
)
FINDINGS = (
    Finding(
        "core.bounds",
        "must",
        "Too many: 4",
        "my files/a&b.yaml",
        3,
        "turns",
        "red",
        "law",
        "localkit",
        "revert",
    ),
    Finding("ours.keys", "should", "Nobody\nhas 100 % of them, yet", None, None, plugin="ours"),
    Finding("core.record", "info", "<good> to know", "b.md", plugin="localkit"),
)


def report(*findings: Finding) -> CheckReport:
    return CheckReport("/x", "Harrow", "small 1.0.0", findings, RULES, {"turns": "Turns"})


def sarif_faults(value: Any) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(value)]


def test_sarif_says_rule_level_and_place() -> None:
    value = json.loads(sarif.write(report(*FINDINGS)))

    run = value["runs"][0]
    assert sarif_faults(value) == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        *("core.bounds", "ours.keys", "ours.fine", "core.record"),
    ]
    assert [(item["level"], item["ruleId"], item["ruleIndex"]) for item in run["results"]] == [
        ("error", "core.bounds", 0),
        ("warning", "ours.keys", 1),
        ("note", "core.record", 3),
    ]
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "my%20files/a%26b.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3},
            }
        }
    ]
    assert "locations" not in run["results"][1]


def test_the_official_schema_refuses_what_is_no_sarif() -> None:
    """Else the tests here could not fail."""
    assert sarif_faults({"version": "2.1.0", "runs": [{"results": []}]}) != []


def test_a_sarif_fingerprint_stays_when_the_line_moves() -> None:
    one, other = (Finding("a.b", "must", "m", "f.md", line) for line in (3, 9))

    results = sarif.values(report(one, other))["runs"][0]["results"]

    assert results[0]["partialFingerprints"] == results[1]["partialFingerprints"]


def test_junit_has_a_case_for_each_rule_and_a_failure_where_something_is_to_settle() -> None:
    suite = ElementTree.fromstring(junit.write(report(*FINDINGS)))[0]

    assert (suite.get("tests"), suite.get("failures")) == ("4", "2")
    assert [(case.get("name"), [part.tag for part in case]) for case in suite] == [
        ("core.bounds", ["failure"]),
        ("ours.keys", ["failure"]),
        ("ours.fine", []),
        ("core.record", ["system-out"]),
    ]
    assert suite[0][0].text == "my files/a&b.yaml:3: Too many: 4"


def test_github_annotations_are_escaped() -> None:
    assert github.write(report(*FINDINGS)) == (
        "::error file=my files/a&b.yaml,line=3,title=core.bounds::Too many: 4\n"
        "::warning title=ours.keys::Nobody%0Ahas 100 %25 of them, yet\n"
        "::notice file=b.md,title=core.record::<good> to know\n"
    )
    odd = Finding("a.b", "must", "m", "a,b:c.md")
    assert github.write(report(odd)) == "::error file=a%2Cb%3Ac.md,title=a.b::m\n"


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
findings = st.builds(
    Finding,
    rule=st.text(string.ascii_lowercase + ".", min_size=1, max_size=12),
    severity=st.sampled_from(["must", "should", "info"]),
    message=texts,
    file=st.none() | texts,
    line=st.none() | st.integers(1, 10**6),
    element=st.none() | texts,
    light=st.sampled_from([None, "green", "yellow", "red"]),
    source=st.none() | texts,
    plugin=texts,
    resolve=st.sampled_from([None, "adapt", "record", "request_exception", "revert", "decide", "ask"]),
)


@given(st.lists(findings, max_size=4))
def test_every_form_is_valid_whatever_is_said(items: list[Finding]) -> None:
    given_report = report(*items)

    assert sarif_faults(json.loads(sarif.write(given_report))) == []
    assert problems(json.loads(plain_json.write(given_report)), "check") == []
    assert len(ElementTree.fromstring(junit.write(given_report))[0]) >= len(RULES)
    assert github.write(given_report).count("\n") == len(items)
    assert "\r" not in github.write(given_report)


@pytest.mark.parametrize("module", [sarif, junit, github, plain_json])
def test_nothing_found_is_a_valid_form_too(module: Any) -> None:
    assert module.write(report()).strip() == module.write(report()).rstrip("\n")
