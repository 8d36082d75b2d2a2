"""``localkit welsh-twins`` and ``localkit check``, for the Welsh places of Open Door Homes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import localkit_wales_bilingual as plugin
from localkit.testing import Outcome, run_localkit, write_world

ROOT = Path(__file__).parents[3]
KIT = ROOT / "kits" / "open-door-homes"
ENGLISH = "easy-read/living-with-a-family.md"
WELSH = "easy-read/cartrefi-drws-agored.md"


def run(*arguments: str | Path) -> Outcome:
    return run_localkit(*arguments, plugins=[plugin], env={"LOCALKIT_DISABLE_PLUGINS": "1"})


def adapted(folder: Path, sample: str) -> Path:
    target = folder / sample
    run("adapt", KIT, target, "--no-input", "--answers", KIT / "samples" / f"{sample}.yaml").assert_ok()
    return target


def rules(place: Path) -> list[tuple[str, str | None]]:
    outcome = run("check", place, "--format", "json")
    return [
        (item["rule"], item["file"])
        for item in outcome.json["findings"]
        if item["rule"].startswith("wales-bilingual.")
    ]


@pytest.mark.parametrize("sample", ["cwm-derwydd", "ynys-for", "hartsmere"])
def test_a_fresh_place_has_nothing_to_settle(tmp_path: Path, sample: str) -> None:
    assert rules(adapted(tmp_path, sample)) == []


def test_a_welsh_place_hears_when_its_english_page_moves_on(tmp_path: Path) -> None:
    place = adapted(tmp_path, "cwm-derwydd")
    page = place / ENGLISH
    page.write_text(page.read_text("utf-8").replace("You have your own key.", "You get a key."), "utf-8")

    assert rules(place) == [("wales-bilingual.in-step", WELSH)]
    said = run("welsh-twins", place, "--format", "json").assert_ok().json["twins"][0]
    text = (place / WELSH).read_text("utf-8")
    write_world(place, {WELSH: f"---\ntranslates: {said['digest']}\n---\n{text}"})
    assert rules(place) == []


def test_a_welsh_place_hears_when_its_welsh_page_is_gone(tmp_path: Path) -> None:
    place = adapted(tmp_path, "cwm-derwydd")
    (place / WELSH).unlink()

    assert rules(place) == [("wales-bilingual.twin", ENGLISH)]


def test_the_verb_lists_the_pairs_and_what_to_write(tmp_path: Path) -> None:
    place = adapted(tmp_path, "cwm-derwydd")

    outcome = run("welsh-twins", place).assert_ok()

    digest = run("welsh-twins", place, "--format", "json").json["twins"][0]["digest"]
    assert " ".join(outcome.stdout.split()) == (
        f"{ENGLISH} Welsh page: {WELSH} Stands: in step: the English page is as it was received, and a Welsh page "
        f"came with it To write: translates: {digest}"
    )


def test_the_verb_says_what_programs_need(tmp_path: Path) -> None:
    place = adapted(tmp_path, "cwm-derwydd")
    write_world(place, {WELSH: "# Cartref\n"})

    values = run("welsh-twins", place, "--format", "json").assert_ok().json

    digest = values["twins"][0].pop("digest")
    assert digest.startswith("en-")
    assert values == {
        "format": 1,
        "wales": True,
        "problems": [],
        "twins": [
            {
                "english": ENGLISH,
                "welsh": WELSH,
                "standing": "in_step",
                "why": "the English page is as it was received, and a Welsh page came with it",
                "same_headings": False,
            }
        ],
    }
    assert "   Headings:    English 7, Welsh 1; not the same\n" in run("welsh-twins", place).stdout


def test_the_verb_says_why_there_is_nothing_outside_wales(tmp_path: Path) -> None:
    outcome = run("welsh-twins", adapted(tmp_path, "hartsmere")).assert_ok()

    said = " ".join(outcome.stdout.split())
    assert said == 'This place is not in Wales (its nation is "england"), so no Welsh pages are asked for.'


def _small(folder: Path, declared: object) -> Path:
    head = "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\nelements: []\n"
    write_world(
        folder / "kit",
        {
            "kit.yaml": head
            + (f"x-wales-bilingual: {json.dumps(declared)}\n" if declared is not None else ""),
            "cookiecutter.json": '{"slug": "here", "nation": "wales"}',
            "{{cookiecutter.slug}}/a.md": "# A\n",
        },
    )
    run_localkit("adapt", "kit", "here", "--no-input", cwd=folder).assert_ok()
    return folder / "here"


def test_the_verb_says_when_a_kit_names_no_page(tmp_path: Path) -> None:
    outcome = run("welsh-twins", _small(tmp_path, None)).assert_ok()

    assert outcome.stdout == "There is no public page here that the kit names under x-wales-bilingual.\n"


def test_the_verb_says_what_is_wrong_with_a_declaration(tmp_path: Path) -> None:
    outcome = run("welsh-twins", _small(tmp_path, {"pairs": 3})).assert_ok()

    assert outcome.stdout.startswith('The kit\'s x-wales-bilingual cannot be used: "pairs" holds a number,')


def test_the_verb_shows_a_page_without_a_twin(tmp_path: Path) -> None:
    outcome = run("welsh-twins", _small(tmp_path, {"public": ["*.md"], "twin": "{stem}.cy.md"})).assert_ok()

    assert "   Stands:      no Welsh page yet: a.cy.md is not there\n" in outcome.stdout


def test_the_verb_says_where_it_looked_when_there_is_no_local_version(tmp_path: Path) -> None:
    outcome = run("welsh-twins", tmp_path)

    assert (outcome.status, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("error: ")
