"""``localkit decide`` as a person and as a program meet it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.mending import own, released, second, shaped, taken, updated, whole

from localkit.syntax.yaml import parse
from localkit.testing import Outcome, run_localkit


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place where a passage of each core change waits."""
    made = taken(tmp_path)
    released(tmp_path, second())
    updated(shaped(made), status=1)
    return made


def decided(place: Path, *arguments: str, status: int = 0) -> Outcome:
    outcome = run_localkit("decide", *arguments, cwd=place.parent)
    assert outcome.status == status, f"{outcome.stdout}{outcome.stderr}"
    return outcome


def decisions(place: Path) -> dict[str, tuple[str, str | None, str | None]]:
    path = place / ".localkit/decisions.yaml"
    found = parse(path.read_text("utf-8")).data["decisions"] if path.exists() else []
    return {item["change"]: (item["decision"], item.get("reason"), item.get("who")) for item in found}


def waits(place: Path) -> list[str]:
    found = run_localkit("resolve", "--list", "here", "--format", "json", cwd=place.parent).json
    return [row["element"] for row in found["passages"]]


def test_a_change_is_put_off_and_its_passage_waits_on(place: Path) -> None:
    outcome = decided(place, "electricity-act", "here", "--deferred", "--reason", "After Easter.", status=1)

    assert outcome == Outcome(
        1,
        "Put off  electricity-act\n"
        "  A plug is tested by an electrician.\n"
        "  Why: After Easter.\n"
        "  1 passage of it waits until you settle it with localkit resolve.\n",
        "",
    )
    assert decisions(place) == {"electricity-act": ("deferred", "After Easter.", None)}
    assert waits(place) == ["plugs", "tea"]


@pytest.mark.parametrize("flag", ["--declined", "--not-applicable"])
def test_a_change_that_is_not_taken_settles_its_passages(place: Path, flag: str) -> None:
    before = own(place)

    outcome = decided(place, "electricity-act", "here", flag, "--reason", "No mains.", "--who", "chair")

    assert outcome.stdout == (
        f"{'Not taken' if flag == '--declined' else 'Does not apply here'}  electricity-act\n"
        "  A plug is tested by an electrician.\n"
        "  Why: No mains.\n"
        "   Plugs are tested: this place's text stays.\n"
    )
    expected = flag.removeprefix("--").replace("-", "_")
    assert decisions(place) == {"electricity-act": (expected, "No mains.", "chair")}
    assert waits(place) == ["tea"]
    assert own(place) == before


def test_a_decision_that_settled_a_passage_is_one_step_back(place: Path) -> None:
    before = whole(place)

    decided(place, "tidy", "here", "--declined")
    assert decisions(place) == {"tidy": ("declined", "This place kept its own text.", None)}
    run_localkit("undo", "here", cwd=place.parent)

    assert whole(place) == before


@pytest.mark.parametrize("flag", ["--declined", "--not-applicable"])
def test_what_the_law_asks_for_is_not_left_out_without_a_reason(place: Path, flag: str) -> None:
    before = whole(place)

    assert decided(place, "electricity-act", "here", flag, status=2) == Outcome(
        2,
        "",
        "error: electricity-act: the law asks for it, so not taking it needs a reason\n"
        'hint: Say why: --reason "…"\n',
    )
    assert whole(place) == before


@pytest.mark.parametrize("flag", ["--adopted", "--adapted"])
def test_a_change_is_not_adopted_while_its_passage_waits(place: Path, flag: str) -> None:
    assert decided(place, "electricity-act", "here", flag, status=2).stderr == (
        "error: one passage of it still waits for your decision\n"
        "hint: Settle them first: localkit resolve plugs --take core\n"
    )


def test_a_decision_can_be_changed_and_loses_the_old_reason(place: Path) -> None:
    run_localkit("resolve", "plugs", "here", "--take", "local", "--reason", "No.", cwd=place.parent)

    decided(place, "electricity-act", "here", "--adapted", "--who", "chair")

    assert decisions(place)["electricity-act"] == ("adapted", "", "chair")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["electricity-act", "here"],
            "error: say what became of it: --adopted, --adapted, --deferred, --declined or --not-applicable\n"
            "hint: `localkit decide --help` tells what can be said.\n",
        ),
        (
            ["electricity", "here", "--adopted"],
            'error: the core tells of no change "electricity"\n'
            'hint: Did you mean "electricity-act"? Changes it tells of: tidy, electricity-act.\n',
        ),
        (
            ["x", "here", "--adopted"],
            'error: the core tells of no change "x"\nhint: Changes it tells of: tidy, electricity-act.\n',
        ),
    ],
    ids=["no decision", "slip", "unknown"],
)
def test_what_cannot_be_done_is_told(place: Path, arguments: list[str], told: str) -> None:
    assert decided(place, *arguments, status=2) == Outcome(2, "", told)


def test_a_decision_is_told_to_programs(place: Path) -> None:
    found = decided(place, "tidy", "here", "--declined", "--reason", "No.", "--format", "json").json

    assert found == {
        "format": 1,
        "path": str(place),
        "change": "tidy",
        "decision": "declined",
        "date": found["date"],
        "who": None,
        "reason": "No.",
        "settled": ["rules.md#Rules of Harrow > Tea"],
        "needs_decision": 0,
    }


def test_comments_and_order_of_earlier_decisions_stay(place: Path) -> None:
    decided(place, "tidy", "here", "--deferred", status=1)
    path = place / ".localkit/decisions.yaml"
    path.write_text(path.read_text().replace("  - change: tidy", "  # ask Olive\n  - change: tidy"))

    decided(place, "electricity-act", "here", "--deferred", status=1)

    assert "  # ask Olive\n  - change: tidy\n" in path.read_text()
    assert list(decisions(place)) == ["tidy", "electricity-act"]


def test_of_two_decisions_none_is_taken(place: Path) -> None:
    before = whole(place)

    outcome = decided(place, "tidy", "here", "--declined", "--adopted", status=2)

    assert outcome == Outcome(
        2,
        "",
        "error: --adopted and --declined cannot both be so: say one of them\n"
        "hint: `localkit decide --help` tells what can be said.\n",
    )
    assert whole(place) == before
