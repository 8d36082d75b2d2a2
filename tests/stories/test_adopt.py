"""Folders that were copied from a kit, edited for years, and never heard of localkit."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import Any

import pygit2
import pytest

from localkit.store.bundled import bundled_kits, bundled_releases
from localkit.store.local_versions import read_record
from localkit.testing import run_localkit

SAMPLES = [
    ("mend-together", "harrowmere"),
    ("mend-together", "pont-y-dwr"),
    ("open-door-homes", "brackwater"),
    ("open-door-homes", "isle-of-corrasay"),
]
NOWHERE_IN_THE_TEXT = {"place_slug", "lead_body_kind"}
OWN_WORDS = [
    "the",
    "our",
    "we",
    "people",
    "every",
    "local",
    "never",
    "kettle",
    "garden",
    "Tuesday",
    "quietly",
]


ALL = [
    pytest.param(sample, id=sample[1], marks=[] if sample in SAMPLES[::2] else pytest.mark.slow)
    for sample in SAMPLES
]
"""One of each kit and one more each time; with --slow the others, too."""


@pytest.fixture(params=ALL)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """A kit's name, and the place that a sample of it makes."""
    kit, sample = request.param
    answers = bundled_kits()[kit] / "samples" / f"{sample}.yaml"
    given = ["--answers", str(answers), "--no-input"]
    run_localkit("adapt", kit, "place", *given, cwd=tmp_path).assert_ok()
    return kit, tmp_path / "place"


def edited_for_years(place: Path, seed: str) -> None:
    """Reword, take out, wrap anew, rename, save on Windows, add."""
    chance = random.Random(seed)
    pages = sorted(path for path in place.rglob("*.md") if ".localkit" not in path.parts)
    for path in pages:
        parts = [_edited(part, chance) for part in re.split(r"(\n\n)", path.read_text("utf-8"))]
        end = "\r\n" if chance.random() < 0.3 else "\n"
        path.write_bytes("".join(parts).replace("\n", end).encode())
    gone, renamed = chance.sample(pages, 2)
    gone.unlink()
    renamed.rename(renamed.with_name(f"ours-{renamed.name}"))
    (place / "our-own.md").write_text(" ".join(chance.choices(OWN_WORDS, k=300)))


def _edited(part: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.7 or not part.strip():
        return part
    if kind < 0.75:
        return ""
    words = [chance.choice(OWN_WORDS) if chance.random() < 0.3 else word for word in part.split(" ")]
    return re.sub(r"(?<=\w)\n(?=\w)", " ", " ".join(words))


def lost_records(place: Path) -> dict[str, Any]:
    answers = dict(read_record(place).parameters)
    shutil.rmtree(place / ".localkit")
    return answers


def test_kit_and_answers_are_found_after_years_of_edits(place: tuple[str, Path]) -> None:
    kit, folder = place
    edited_for_years(folder, kit)
    answers = lost_records(folder)

    both = ["--kit", "mend-together", "--kit", "open-door-homes"]
    outcome = run_localkit("adopt", folder, *both, "--no-input", "--format", "json")

    made = outcome.assert_ok().json
    tried = sum(len(bundled_releases(name)) for name in bundled_kits())
    assert outcome.stderr == f"Trying {tried} releases …\n"
    assert (made["kit"]["name"], len(made["releases"])) == (kit, tried)
    assert set(answers) - set(made["read"]) == NOWHERE_IN_THE_TEXT & set(answers)
    assert {name: made["parameters"][name] for name in made["read"]} == {
        name: answers[name] for name in made["read"]
    }
    assert 0.6 < made["fit"] < 1


def test_what_status_shows_is_as_it_was_before(place: tuple[str, Path]) -> None:
    kit, folder = place
    edited_for_years(folder, f"{kit} again")
    before = run_localkit("status", folder, "--format", "json").json

    answers = lost_records(folder)
    given = [f"--set={name}={answers[name]}" for name in NOWHERE_IN_THE_TEXT & set(answers)]
    run_localkit("adopt", folder, "--kit", kit, "--no-input", *given).assert_ok()

    assert run_localkit("status", folder, "--format", "json").json == before


@pytest.mark.parametrize(("kit", "sample"), SAMPLES[::2], ids=[kit for kit, _ in SAMPLES[::2]])
def test_the_release_is_found_among_the_tags_of_a_repository(kit: str, sample: str, tmp_path: Path) -> None:
    source = shutil.copytree(bundled_kits()[kit], tmp_path / "published")
    repository = pygit2.init_repository(str(source), initial_head="main")
    _release(repository, source, "1.7.0")
    for page in sorted(source.glob("{{*/**/*.md"))[::4]:
        said = page.read_text("utf-8")
        page.write_text(f"{said}\nOne more sentence of the core, on {page.stem}.\n", "utf-8")
    _release(repository, source, "1.8.0")
    given = ["--answers", str(bundled_kits()[kit] / "samples" / f"{sample}.yaml"), "--no-input"]

    for version in ("1.7.0", "1.8.0"):
        made = tmp_path / version
        run_localkit("adapt", f"{source}@v{version}", made, *given).assert_ok()
        edited_for_years(made, version)
        lost_records(made)
        outcome = run_localkit("adopt", made, "--kit", source, "--no-input", "--format", "json")
        found = outcome.assert_ok().json
        assert (found["kit"]["version"], len(found["releases"])) == (version, 2)


def _release(repository: pygit2.Repository, source: Path, version: str) -> None:
    path = source / "kit.yaml"
    path.write_text(re.sub(r"(?m)^version: .*$", f"version: {version}", path.read_text("utf-8")), "utf-8")
    repository.index.add_all()
    repository.index.write()
    who = pygit2.Signature("A", "a@example.org", 1_700_000_000, 0)
    parents = [] if repository.head_is_unborn else [repository.head.target]
    made = repository.create_commit("HEAD", who, who, version, repository.index.write_tree(), parents)
    repository.create_reference(f"refs/tags/v{version}", made)


def test_an_adopted_place_takes_later_releases_like_any_other(tmp_path: Path) -> None:
    oldest, newest = min(bundled_releases("mend-together")), max(bundled_releases("mend-together"))
    run_localkit("adapt", f"mend-together@{oldest}", "cafe", "--no-input", cwd=tmp_path).assert_ok()
    rules = tmp_path / "cafe/handbook/02-house-rules.md"
    rules.write_text(rules.read_text("utf-8").replace("Nobody pays", "No one pays a penny"), "utf-8")
    lost_records(tmp_path / "cafe")

    run_localkit("adopt", "cafe", "--kit", "mend-together", "--no-input", cwd=tmp_path).assert_ok()
    assert read_record(tmp_path / "cafe").kit_version == oldest
    run_localkit("update", "cafe", "--no-input", cwd=tmp_path).assert_ok()

    assert read_record(tmp_path / "cafe").kit_version == newest
    assert "No one pays a penny" in rules.read_text("utf-8")
