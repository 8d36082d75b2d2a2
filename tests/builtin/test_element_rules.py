"""The core's rules on elements: each row of the lights table gives the finding that a reader expects."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import pytest

from localkit.model.finding import Finding
from localkit.model.records import Adaptation, AgreedException
from localkit.testing import kit, local_version, run_rules

CORE = {"a.md": "# A\n\n## Stay\n\nOne two three four.\n", "s.yaml": "turns: 1\n"}
CHANGED = {"a.md": "# A\n\n## Stay\n\nFive six.\n", "s.yaml": "turns: 1\n"}
FOUR = {**CORE, "s.yaml": "turns: 4\n"}
SECTION = "passages: [{file: a.md, section: Stay}]"
TURNS = "passages: [{file: s.yaml, value: /turns}]\n  bounds: [{schema: {maximum: 2}}]"


def found(
    element: str,
    local: Mapping[str, str],
    adaptations: Sequence[Adaptation] = (),
    exceptions: Sequence[AgreedException] = (),
    **more: object,
) -> list[tuple[str, str, str | None, int | None]]:
    framework = kit(f"- id: e\n  title: E\n  {element}\n", **more)
    place = local_version(framework, CORE, local, adaptations=adaptations, exceptions=exceptions)
    return [_short(item) for item in run_rules(place, core=True)]


def _short(item: Finding) -> tuple[str, str, str | None, int | None]:
    return (item.rule, item.severity, item.file, item.line)


def adaptation(**more: object) -> Adaptation:
    return Adaptation.of({"id": "r", "element": "e", "summary": "s", **more})


def exception(until: str = "2026-12-31", status: str = "granted", **more: object) -> AgreedException:
    said = {
        "id": "x",
        "element": "e",
        "status": status,
        "requested_by": "host",
        "granted_by": "national_team",
    }
    return AgreedException.of({**said, "from": "2026-01-01", "until": until, **more})


@pytest.mark.parametrize(
    ("element", "local", "expected"),
    [
        pytest.param(f"latitude: fixed\n  {SECTION}", CORE, [], id="unchanged"),
        pytest.param(
            f"latitude: fixed\n  {SECTION}",
            CHANGED,
            [("core.touched", "must", "a.md", 3), ("core.unrecorded", "should", "a.md", 3)],
            id="fixed and changed",
        ),
        pytest.param(
            f"latitude: open\n  {SECTION}",
            {"a.md": "# A\n", "s.yaml": "turns: 1\n"},
            [("core.touched", "must", "a.md", None), ("core.unrecorded", "should", "a.md", None)],
            id="essential and taken out",
        ),
        pytest.param(
            f"latitude: open\n  necessity: optional\n  {SECTION}",
            {"a.md": "# A\n", "s.yaml": "turns: 1\n"},
            [],
            id="optional and not used",
        ),
        pytest.param(f"latitude: open\n  {SECTION}", CHANGED, [], id="open and changed"),
        pytest.param(
            f"latitude: bounded\n  basis: operational\n  {TURNS}",
            FOUR,
            [("core.bounds", "should", "s.yaml", 1), ("core.unrecorded", "should", "s.yaml", 1)],
            id="outside a bound",
        ),
        pytest.param(
            f"latitude: bounded\n  basis: safety\n  {TURNS}",
            FOUR,
            [("core.bounds", "must", "s.yaml", 1), ("core.unrecorded", "should", "s.yaml", 1)],
            id="outside a bound that keeps people safe",
        ),
        pytest.param(
            f"latitude: bounded\n  {TURNS}", {**CORE, "s.yaml": "turns: 2\n"}, [], id="within its bounds"
        ),
        pytest.param(
            'necessity: proscribed\n  passages: [{file: "**/*.md", lacks: [five six]}]',
            CHANGED,
            [("core.proscribed", "must", "a.md", 5), ("core.unrecorded", "should", "a.md", 5)],
            id="must not be here",
        ),
    ],
)
def test_each_row_of_the_lights(
    element: str, local: dict[str, str], expected: list[tuple[str, str, str, int]]
) -> None:
    assert found(element, local) == expected


def test_what_is_recorded_and_red_still_must_be_settled() -> None:
    """A record says that the light is known; it repaints nothing."""
    assert found(f"latitude: fixed\n  {SECTION}", CHANGED, [adaptation()]) == [
        ("core.touched", "must", "a.md", 3)
    ]


def test_what_only_a_record_raised_informs() -> None:
    assert found(f"latitude: open\n  {SECTION}", CHANGED, [adaptation(contextual=["population"])]) == [
        ("core.raised", "info", "a.md", 3)
    ]


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        pytest.param(exception(), ["core.touched info"], id="live"),
        pytest.param(exception("2026-03-02"), ["core.touched info", "core.exception info"], id="last day"),
        pytest.param(
            exception("2026-03-01"),
            ["core.touched must", "core.unrecorded should", "core.exception should"],
            id="ended yesterday",
        ),
        pytest.param(
            exception(status="requested"),
            ["core.touched must", "core.unrecorded should", "core.exception info"],
            id="requested",
        ),
        pytest.param(
            exception(status="refused"), ["core.touched must", "core.unrecorded should"], id="refused"
        ),
        pytest.param(
            exception(granted_by="place"), ["core.touched info", "core.exception should"], id="by another"
        ),
        pytest.param(
            exception(granted_by=None), ["core.touched info", "core.exception should"], id="by nobody named"
        ),
    ],
)
def test_an_exception_counts_on_its_days(granted: AgreedException, expected: list[str]) -> None:
    rules = found(f"latitude: fixed\n  basis: values\n  {SECTION}", CHANGED, exceptions=[granted])

    assert [f"{rule} {severity}" for rule, severity, _, _ in rules] == expected


def test_an_expired_exception_of_what_is_green_again_says_nothing() -> None:
    assert found(f"latitude: fixed\n  {SECTION}", CORE, exceptions=[exception("2026-01-31")]) == []


def test_days_that_end_before_they_begin_are_told() -> None:
    odd = exception("2025-01-01")

    assert ("core.exception", "should", ".localkit/exceptions.yaml", None) in found(
        f"latitude: fixed\n  {SECTION}", CORE, exceptions=[odd]
    )


def test_a_bound_that_the_answers_break_asks_the_national_team() -> None:
    bound = "bounds: [{schema: {maximum: 0}}]"
    framework = kit(
        f"- {{id: e, title: E, latitude: bounded, passages: [{{file: s.yaml, value: /turns}}], {bound}}}"
    )

    finding = run_rules(local_version(framework, CORE), core=True)[0]

    assert (finding.rule, finding.severity, finding.resolve) == ("core.bounds", "should", "ask")
    assert "as it was received: it must be at most 0; it is 1." in finding.message


def test_where_no_element_looks_a_kit_may_ask_for_care() -> None:
    assert found(f"latitude: open\n  {SECTION}", FOUR, unclaimed="fixed") == [
        ("core.unclaimed", "should", "s.yaml", 1)
    ]
    known = Adaptation.of({"id": "r", "element": None, "summary": "s", "passages": ["s.yaml"]})
    assert found(f"latitude: open\n  {SECTION}", FOUR, [known], unclaimed="fixed") == [
        ("core.unclaimed", "info", "s.yaml", 1)
    ]


def test_messages_say_whom_to_talk_to() -> None:
    framework = kit(f"- id: e\n  title: E\n  latitude: fixed\n  basis: statutory\n  {SECTION}\n")

    finding = run_rules(local_version(framework, CORE, CHANGED, today=datetime.date(2026, 3, 2)), core=True)[
        0
    ]

    assert (finding.message, finding.source, finding.resolve) == (
        '"E" was changed, and the core asks to keep it as it is. Put it back, or have an exception agreed: '
        "talk to the regulator.",
        "Small 1.0.0: the law asks for it",
        "request_exception",
    )
