"""The page of a rehearsal, read as a browser would."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.pages.reading import Page, problems

from localkit.actions.kit_lint import LintProblem
from localkit.actions.rehearse import Rehearsal
from localkit.actions.rehearsed import Rehearsed
from localkit.cli.pages.rehearsal_page import rehearsal_page
from localkit.engine.linting import Fault
from localkit.testing import run_localkit, write_world

BASE = "## Status\n\n" + "The carer is self-employed and decides. " * 20
CORE = BASE.replace("self-employed", "an employee", 1)
LOCAL = BASE.replace("decides.", "decides with us.", 1)


def row(outcome: str, element: str = "status", class_: str | None = None, **texts: Any) -> dict[str, Any]:
    texts = {"base": BASE, "core": CORE, "local": LOCAL, "merged": None, **texts}
    where = {"file": "a.md", "section": "Status", "address": "a.md#Status", "element": element}
    return {**where, "outcome": outcome, "class": class_, "changes": [], "why": "both changed it", **texts}


def place(name: str, *rows: dict[str, Any], **more: Any) -> Rehearsed:
    return Rehearsed(
        f"/places/{name}", name, {"from": "1.0.0", "to": "2.0.0", "passages": list(rows)}, **more
    )


def rehearsal(*places: Rehearsed) -> Rehearsal:
    return Rehearsal("mend", "2.0.0", "Mend", {"status": "Your status", "tea": "Tea"}, places)


FEW = rehearsal(
    place("Ash", row("needs_decision", "tea"), row("needs_decision", class_="statutory")),
    place("Birch <b>", row("updated"), row("merged", "tea"), bundle="2026-03-02"),
    place("Cedar", row("kept", "tea"), row("same")),
    Rehearsed("/places/dale", "Dale", reason="the recorded answer does not do", answers=True, failed=True),
    Rehearsed("/places/elm", "Elm", reason="it has no documents", hint="Ask for them"),
    Rehearsed("/places/fir", "Fir", present=True),
)


def test_everything_is_told_and_well_formed() -> None:
    page = Page(rehearsal_page(FEW))

    assert problems(page) == []
    for told in (
        "Take it without a decision 2 places, 1 of them beside their own words",
        "Have something to decide 1 place",
        "Have it already 1 place",
        "Have answers that no longer fit 1 place",
        "Rehearsed from a bundle that they sent 1 place",
        "Dale the recorded answer does not do",
        "Elm it has no documents Ask for them",
        "a bundle of 2026-03-02",
        "Birch <b>",
    ):
        assert told in page.text


def test_it_speaks_of_other_places_and_not_to_them() -> None:
    text = Page(rehearsal_page(FEW)).text

    assert "Ash needs a decision needs a decision" in text
    assert "Needs a decision Known by" in text
    assert not re.search(r"\byour?\b", text.replace("Your status", "").replace("think before you pass", ""))


def test_what_is_to_mend_in_the_release_stands_first() -> None:
    faults = (
        LintProblem(Fault("bounds", "no sample is within <bounds>", line=7), ("Harrow", "Ely")),
        LintProblem(Fault("links", "it leads nowhere", file="guide.md")),
    )

    page = Page(rehearsal_page(replace(FEW, faults=faults)))

    assert problems(page) == []
    assert page.said("h2")[:2] == ["2 things to mend in the release itself", "Summary"]
    assert "kit.yaml:7 no sample is within <bounds> (in Harrow, Ely) guide.md it leads nowhere" in page.text
    assert "to mend in the release" not in Page(rehearsal_page(FEW)).text


def test_words_are_marked_and_the_law_comes_first() -> None:
    page = Page(rehearsal_page(FEW))

    assert [said.strip() for said in page.said("del")][1:3] == ["self-employed", "decides."]
    assert [said.strip() for said in page.said("ins")][1:3] == ["an employee", "decides with us."]
    assert page.said("h4") == [": Your status", ": Tea"]
    assert "words as they were …]" in page.text
    assert page.text.index("What the law asks for") < page.text.index("Everything else")


def test_what_a_place_took_out_or_made_of_a_value_is_shown() -> None:
    found = rehearsal(
        place(
            "Ash", row("needs_decision", local=None), row("needs_decision", base=[1], core=[1, 2], local="x")
        )
    )

    page = Page(rehearsal_page(found))

    assert problems(page) == []
    assert "2" in "".join(page.said("ins"))


def test_five_hundred_places_stay_below_what_can_be_sent() -> None:
    """And what the law asks for is shown before anything else is left out."""
    places = [
        place(
            f"Place {number:03}",
            row("needs_decision", "tea", local=BASE + "More words of ours. " * 150, core=CORE, base=BASE),
            row("needs_decision", class_="statutory"),
            *(row("updated", f"element-{at}") for at in range(12)),
        )
        for number in range(500)
    ]

    data = rehearsal_page(rehearsal(*places))
    page = Page(data)

    assert len(data) < 1_500_000
    assert problems(page) == []
    assert (
        "passages are left out to keep this page small; `localkit rehearse --format json` has them all."
        in (page.text)
    )
    assert "places more, by name, left out to keep this page small." in page.text
    law = data.decode().partition("What the law asks for")[2].partition("Everything else")[0]
    assert law.count("<details>") == 500


def test_nothing_to_tell_is_told() -> None:
    page = Page(rehearsal_page(rehearsal(place("Ash"))))

    assert problems(page) == []
    assert "Nothing: no place would have to decide anything." in page.text
    assert "The release touches no element at any of these places." in page.text


@pytest.mark.parametrize("form", ["text", "json"])
def test_it_is_written_once(tmp_path: Path, form: str) -> None:
    yaml = "format: 1\nname: small\nversion: VERSION\ntitle: Small\nelements: []\n"
    for name, version in (("kit", "1.0.0"), ("next", "1.1.0")):
        write_world(
            tmp_path / name,
            {
                "kit.yaml": yaml.replace("VERSION", version),
                "cookiecutter.json": '{"slug": "here"}',
                "{{cookiecutter.slug}}/rules.md": f"# Rules\n\nOf {version}.\n",
            },
        )
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    command = ("rehearse", "next", "here", "--workers", "1", "--html", "page.html", "--format", form)

    first = run_localkit(*command, cwd=tmp_path).assert_ok()
    second = run_localkit(*command, cwd=tmp_path)

    assert problems(Page((tmp_path / "page.html").read_bytes())) == []
    assert ("Written to " in first.stdout) == (form == "text")
    assert (second.status, second.stderr.splitlines()[0]) == (
        2,
        "error: page.html: the file is there already",
    )
