"""``localkit update`` and the answers of a place: carried over, asked again, asked anew, kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.cli.mending import TEMPLATE, edited, own, released, rows, updated

from localkit.actions.interview import Asked
from localkit.actions.update import UpdateRequest, update
from localkit.model.rendering import KitCode
from localkit.store.schemas import problems
from localkit.syntax.yaml import parse
from localkit.testing import Outcome, fixed_workspace, run_localkit

HEAD = "format: 1\nname: answers\nversion: {version}\ntitle: Answers\nelements: []\n"
ASKED = {"town": "Harrow", "nation": ["england", "wales"], "turns": "1", "fax": "0123", "slug": "here"}
PAGE = "# {{ cookiecutter.town }}\n\nIn {{ cookiecutter.nation }}.\n\nTurns: {{ cookiecutter.turns }}\n"
SCHEMA = {
    "type": "object",
    "properties": {
        "nation": {"title": "Which nation?", "enum": ["england", "wales"]},
        "turns": {"type": "integer", "maximum": 3, "title": "Items per turn"},
    },
}


def kit(
    version: str,
    asked: dict[str, Any],
    page: str = PAGE,
    more: str = "",
    schema: dict[str, Any] | None = None,
) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        "kit.yaml": HEAD.format(version=version) + more,
        "cookiecutter.json": json.dumps(asked),
        f"{TEMPLATE}/page.md": page,
    }
    return {**files, **({"parameters.schema.json": json.dumps(schema)} if schema else {})}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    released(tmp_path, kit("1.0.0", ASKED, schema=SCHEMA))
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return tmp_path / "here"


def record(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = parse((place / ".localkit/local.yaml").read_text("utf-8")).data
    return found


def answers(outcome: Outcome) -> dict[str, Any]:
    assert problems(outcome.json, "update") == []
    found: dict[str, Any] = outcome.json["answers"]
    return found


def test_a_new_question_gets_its_default_and_is_told(place: Path) -> None:
    asked = {**ASKED, "day": "Friday"}
    released(place.parent, kit("1.1.0", asked, f"{PAGE}\nOn {{{{ cookiecutter.day }}}}.\n", schema=SCHEMA))

    outcome = updated(place)

    assert "Your answers\n   new: day = Friday\n" in outcome.stdout
    assert record(place)["parameters"]["day"] == "Friday"
    assert (place / "page.md").read_text().endswith("\nOn Friday.\n")


def test_a_new_question_can_be_answered_at_once(place: Path) -> None:
    released(place.parent, kit("1.1.0", {**ASKED, "day": "Friday"}, schema=SCHEMA))

    outcome = updated(place, "--set", "day=Monday", "--format", "json")

    assert answers(outcome)["added"] == {"day": "Monday"}
    assert record(place)["parameters"]["day"] == "Monday"


def test_a_new_question_without_a_terminal_is_named(place: Path) -> None:
    released(place.parent, kit("1.1.0", {**ASKED, "day": "Friday"}, schema=SCHEMA))

    outcome = run_localkit("update", "here", cwd=place.parent)

    assert outcome == Outcome(
        2,
        "",
        'error: "day" is not answered, and there is no terminal to ask in\n'
        "hint: Answer with --set day=… or --answers FILE; --no-input takes the defaults.\n",
    )


def test_a_renamed_question_keeps_its_answer(place: Path) -> None:
    edited(place, ".localkit/local.yaml", "town: Harrow", "town: Pinner")
    asked = {"place": "X", **{name: value for name, value in ASKED.items() if name != "town"}}
    moved = "migrations:\n  - {to: 1.1.0, rename_parameters: {town: place}}\n"
    released(place.parent, kit("1.1.0", asked, PAGE.replace("town", "place"), moved, SCHEMA))

    outcome = updated(place, "--format", "json")

    assert answers(outcome) == {
        "added": {},
        "renamed": {"town": "place"},
        "removed": {},
        "changed": {},
        "invalid": [],
    }
    assert (record(place)["parameters"]["place"], "town" in record(place)["parameters"]) == ("Pinner", False)


def test_an_answer_that_nobody_asks_for_is_kept_until_somebody_asks_again(place: Path) -> None:
    edited(place, ".localkit/local.yaml", "0123", "999")
    fewer = {name: value for name, value in ASKED.items() if name != "fax"}
    released(place.parent, kit("1.1.0", fewer, schema=SCHEMA))

    gone = updated(place)

    assert "Your answers\n   no longer asked: fax; the answer is kept\n" in gone.stdout
    assert record(place)["former_parameters"] == {"fax": "999"}
    released(place.parent, kit("1.2.0", fewer, schema=SCHEMA))
    assert "no longer asked" not in updated(place).stdout
    assert record(place)["former_parameters"] == {"fax": "999"}
    released(place.parent, kit("1.3.0", ASKED, schema=SCHEMA))
    updated(place)
    assert record(place)["parameters"]["fax"] == "999"
    assert "former_parameters" not in record(place)


OTHER_NATIONS = {**ASKED, "nation": ["England", "Cymru"]}
OTHER_SCHEMA = {
    "type": "object",
    "properties": {"nation": {"title": "Which nation?", "enum": ["England", "Cymru"]}},
}


def test_a_choice_that_is_no_longer_there_is_named_with_those_that_are(place: Path) -> None:
    released(place.parent, kit("1.1.0", OTHER_NATIONS, schema=OTHER_SCHEMA))
    before = own(place)

    assert updated(place, status=2) == Outcome(
        2,
        "",
        'error: nation: the recorded answer "england" does not do any more: it must be one of England, Cymru; '
        'it is "england"\n'
        "hint: Which nation? Choose one of: England, Cymru. "
        "Answer with --set nation=…, or leave out --no-input to be asked.\n",
    )
    assert own(place) == before


def test_a_choice_that_is_no_longer_there_without_a_schema_is_named_too(place: Path) -> None:
    released(place.parent, kit("1.1.0", OTHER_NATIONS))

    assert updated(place, status=2).stderr == (
        'error: nation: the recorded answer "england" does not do any more: it is none of England, Cymru\n'
        "hint: Nation. Choose one of: England, Cymru. "
        "Answer with --set nation=…, or leave out --no-input to be asked.\n"
    )


def test_a_choice_that_is_no_longer_there_can_be_answered_anew(place: Path) -> None:
    released(place.parent, kit("1.1.0", OTHER_NATIONS, schema=OTHER_SCHEMA))

    outcome = updated(place, "--set", "nation=Cymru", "--format", "json")

    assert answers(outcome)["changed"] == {"nation": "Cymru"}
    assert "In Cymru." in (place / "page.md").read_text()


@pytest.mark.parametrize("emptied", ["nation:", "nation: null", 'nation: ""'])
def test_an_answer_that_was_emptied_by_hand_is_named(place: Path, emptied: str) -> None:
    edited(place, ".localkit/local.yaml", "nation: england", emptied)
    released(place.parent, kit("1.1.0", ASKED, f"{PAGE}\nMore.\n", schema=SCHEMA))

    outcome = updated(place, status=2)

    assert outcome.stderr == (
        "error: nation: the recorded answer is empty\n"
        "hint: Which nation? Choose one of: england, wales. "
        "Answer with --set nation=…, or leave out --no-input to be asked.\n"
    )


def test_a_number_beyond_what_is_allowed_now_is_named(place: Path) -> None:
    edited(place, ".localkit/local.yaml", "turns: 1", "turns: 7")
    released(place.parent, kit("1.1.0", ASKED, f"{PAGE}\nMore.\n", schema=SCHEMA))

    assert updated(place, status=2).stderr == (
        'error: turns: the recorded answer "7" does not do any more: it must be at most 3; it is 7\n'
        "hint: Items per turn. Answer with --set turns=…, or leave out --no-input to be asked.\n"
    )


class Answering:
    """Somebody who answers, and remembers what was asked."""

    def __init__(self, said: dict[str, str]) -> None:
        self.said, self.asked = said, list[Asked]()

    def answer(self, question: Asked, refused: str | None) -> str:
        assert refused is None
        self.asked.append(question)
        return self.said[question.name]

    def trusts(self, kit: str, code: KitCode) -> bool:
        raise AssertionError(f"{kit} has no code: {code}")

    def nested(self, titles: Sequence[str]) -> int:
        raise AssertionError(titles)


def test_who_can_be_asked_is_asked_what_is_new_and_what_does_not_do_any_more(
    place: Path, tmp_path: Path
) -> None:
    released(place.parent, kit("1.1.0", {**OTHER_NATIONS, "day": "Friday"}, schema=OTHER_SCHEMA))
    somebody = Answering({"nation": "Cymru", "day": "Monday"})

    done = update(fixed_workspace(tmp_path / "w"), place, UpdateRequest(), somebody)

    assert [(asked.name, asked.again) for asked in somebody.asked] == [
        ("nation", '"england" was the answer so far, and it must be one of England, Cymru; it is "england"'),
        ("day", None),
    ]
    assert done.plan is not None
    assert done.plan.answers.invalid == ("nation",)
    assert (record(place)["parameters"]["nation"], record(place)["parameters"]["day"]) == ("Cymru", "Monday")


def test_another_answer_to_the_same_release_is_merged_like_a_change_of_the_core(place: Path) -> None:
    edited(place, "page.md", "In england.", "In england, by the sea.")

    outcome = updated(place, "--set", "town=Pinner", "--format", "json")

    assert answers(outcome)["changed"] == {"town": "Pinner"}
    assert (place / "page.md").read_text() == "# Pinner\n\nIn england, by the sea.\n\nTurns: 1\n"
    assert record(place)["parameters"]["town"] == "Pinner"


def test_another_answer_where_the_place_changed_the_same_words_waits(place: Path) -> None:
    edited(place, "page.md", "In england.", "Somewhere.")

    outcome = updated(place, "--set", "nation=wales", "--format", "json", status=1)

    assert "needs_decision" in rows(outcome).values()
    assert "Somewhere." in (place / "page.md").read_text()


def test_an_answer_to_nothing_is_told(place: Path) -> None:
    assert updated(place, "--set", "twon=Pinner", status=2).stderr == (
        'error: the kit asks nothing named "twon"\n'
        'hint: Did you mean "town"? It asks: town, nation, turns, fax, slug.\n'
    )


DRAWN = """\
{{ random_ascii_string(8) }}
{% now 'utc', '%Y-%m-%d %H:%M' %}
{{ [1, 2, 3, 4, 5, 6, 7, 8, 9]|random }}
"""


def drawing(tmp_path: Path) -> Path:
    more = {**ASKED, "token": "{{ random_ascii_string(6) }}"}
    released(tmp_path, kit("1.0.0", more, f"{DRAWN}{{{{ cookiecutter.token }}}}\n"))
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return tmp_path / "here"


def test_what_was_drawn_at_random_or_from_the_clock_stays(tmp_path: Path) -> None:
    place = drawing(tmp_path)
    before = (place / "page.md").read_text()
    more = {**ASKED, "token": "{{ random_ascii_string(6) }}"}
    released(tmp_path, kit("1.1.0", more, f"{DRAWN}{{{{ cookiecutter.token }}}}\nMore.\n"))

    outcome = updated(place, "--format", "json")

    assert (place / "page.md").read_text() == f"{before}More.\n"
    assert answers(outcome)["changed"] == {}


def test_what_was_drawn_stays_where_the_kit_renames_the_file(tmp_path: Path) -> None:
    place = drawing(tmp_path)
    before = (place / "page.md").read_text()
    more = {**ASKED, "token": "{{ random_ascii_string(6) }}"}
    files = kit("1.1.0", more, moved := f"{DRAWN}{{{{ cookiecutter.token }}}}\nMore.\n")
    files["kit.yaml"] = str(files["kit.yaml"]) + (
        "migrations:\n  - {to: 1.1.0, rename_files: {page.md: pages/first.md}}\n"
    )
    files[f"{TEMPLATE}/pages/first.md"] = moved
    del files[f"{TEMPLATE}/page.md"]
    released(tmp_path, files)

    updated(place)

    assert (place / "pages/first.md").read_text() == f"{before}More.\n"


def test_what_was_drawn_stays_behind_a_new_draw_of_another_kind(tmp_path: Path) -> None:
    place = drawing(tmp_path)
    before = (place / "page.md").read_text()
    more = {**ASKED, "token": "{{ random_ascii_string(6) }}"}
    first = "{{ random_ascii_string(5) }}\n{{ ['a', 'b']|random }}\n"
    released(tmp_path, kit("1.1.0", more, f"{first}{DRAWN}{{{{ cookiecutter.token }}}}\n"))

    updated(place)

    assert (place / "page.md").read_text().split("\n", 2)[2] == before
