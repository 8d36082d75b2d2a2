"""``localkit bundle``: what leaves a place is shown, agreed, and no more than that."""

from __future__ import annotations

import json
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import typed

from localkit.actions.bundle import bundle, bundling
from localkit.actions.snapshot import snapshot
from localkit.errors import LocalVersionError
from localkit.model.limits import Limits
from localkit.store.bundles import read_bundle
from localkit.store.schemas import problems
from localkit.testing import Outcome, fixed_workspace, run_localkit, write_world

KIT_YAML = """\
format: 1
name: small
version: 1.0.0
title: Small
place: {name: place_name, code: code}
shares: [nation]
given_once: [staff.csv]
elements:
  - id: rule
    title: The rule of {{ cookiecutter.town }}
    latitude: fixed
    passages: [{file: rules.md}]
  - id: poster
    title: Poster
    latitude: open
    passages: [{file: poster.md}]
indicators:
  - {id: visitors, title: Visitors, denominator: people asked, frequency: monthly, person_based: true, share: true}
  - {id: items, title: Items, frequency: monthly}
changes:
  - {id: new-rule, class: editorial, summary: A new rule., since: 1.0.0}
"""
WORLD = {
    "kit.yaml": KIT_YAML,
    "cookiecutter.json": json.dumps(
        {
            "place_name": "Harrow",
            "code": "E1",
            "nation": "wales",
            "town": "qqtown",
            "desk": "qqdesk",
            "s": "s",
        }
    ),
    "{{cookiecutter.s}}/rules.md": "# Rules of {{ cookiecutter.town }}\n\nStay.\n",
    "{{cookiecutter.s}}/poster.md": "Come to {{ cookiecutter.desk }}.\n",
    "{{cookiecutter.s}}/staff.csv": "name\n",
}
OWN = {
    "qqfile.md": "qqwords in a file of the place's own\n",
    "qqfolder/tea.md": "qqtea\n",
    "rules.md": "# Rules of qqtown\n\nStay, qqsecret.\n",
    "staff.csv": "name\nqqperson\n",
    ".localkit/adaptations.yaml": """\
format: 1
adaptations:
  - {id: qqlocalid, element: rule, summary: qqsummary, date: 2026-01-01, what: [content], goal: [],
     decided_by: qqrole, intended: qqintended, unintended: qqunintended,
     evidence: [qqevidence], passages: ["qqfile.md#qqheading"], x-a: qqx}
  - {id: qqnowhere, element: qqelement, summary: qqsummary, date: 2026-01-01, what: [content], goal: []}
  - {id: shown, element: poster, summary: Poster in Welsh, date: 2026-01-01, what: [content], goal: [],
     visibility: network, merged_into: qqlocalid, passages: [poster.md, qqfile.md], x-number: .nan}
""",
    ".localkit/exceptions.yaml": """\
format: 1
exceptions:
  - {id: rule-1, element: rule, status: granted, requested_by: qqasker, granted_by: qqgranter, from: 2026-01-01,
     until: 2026-12-31, conditions: qqconditions, action_plan: qqplan, reason: qqreason, x-a: qqx}
  - {id: qqexception, element: qqelement, status: refused, requested_by: qqasker, refused_by: qqrefuser,
     from: 2026-01-01, until: 2026-12-31}
  - {id: rule-2, element: rule, status: granted, requested_by: us, granted_by: national_team, from: 2026-01-01,
     until: 2026-12-31}
""",
    ".localkit/decisions.yaml": """\
format: 1
decisions:
  - {change: new-rule, decision: adapted, date: 2026-01-01, who: qqwho, reason: qqreason}
  - {change: qqchange, decision: declined, date: 2026-01-01}
""",
    ".localkit/observations.csv": "indicator,period,numerator,denominator,note\n"
    "visitors,2026-01,3,41,qqnote\nvisitors,2026-02,39,41,\nqqindicator,2026-01,987654,,\nitems,qqperiod,987654,,\n",
    ".localkit/ignore": "qqignored/\n",
    "qqignored/x.md": "qqignoredwords\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place that wrote something wherever it can; whatever of it begins with ``qq`` is nobody else's business."""
    write_world(tmp_path / "kit", WORLD)
    run_localkit("adapt", "kit", "qqhere", "--no-input", cwd=tmp_path).assert_ok()
    run_localkit("set", "x-own=qqown", "qqhere", cwd=tmp_path).assert_ok()
    return write_world(tmp_path / "qqhere", OWN)


def made(place: Path, *options: str) -> Path:
    run_localkit("bundle", "qqhere", "-o", "b.zip", "--yes", *options, cwd=place.parent).assert_ok()
    return place.parent / "b.zip"


class TestWhatLeaves:
    def test_nothing_of_the_places_own_does(self, place: Path) -> None:
        data = made(place).read_bytes()

        assert b"Poster in Welsh" in data  # nothing is packed, so what is in it can be found
        assert b"qq" not in data
        assert b"987654" not in data

    def test_with_files_no_other_names_and_no_other_words_leave_than_those_of_the_cores_files(
        self, place: Path
    ) -> None:
        with zipfile.ZipFile(made(place, "--with-files")) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}

        files = {name: data for name, data in entries.items() if name.startswith("files/")}
        assert files == {f"files/{name}": (place / name).read_bytes() for name in ("poster.md", "rules.md")}
        assert not any("qq" in name or b"qq" in data for name, data in entries.items() if name not in files)

    def test_it_is_the_snapshot(self, place: Path) -> None:
        found, files = read_bundle(made(place), Limits())

        assert problems(found.data, "snapshot") == []
        assert found.digest == snapshot(fixed_workspace(place.parent), place).digest
        assert dict(files) == {}
        assert (found.kit_name, found.kit_version, found.place_name, found.place_code, found.stage) == (
            *("small", "1.0.0", "Harrow", "E1", "live"),
        )

    def test_what_it_says_is_this(self, place: Path) -> None:
        data = dict(read_bundle(made(place), Limits())[0].data)

        assert {key: data[key] for key in SAID} == SAID

    def test_the_same_place_at_the_same_moment_gives_the_same_bytes(self, place: Path) -> None:
        for name in ("a.zip", "b.zip"):
            bundle(bundling(fixed_workspace(place.parent), place), place.parent / name)

        assert (place.parent / "a.zip").read_bytes() == (place.parent / "b.zip").read_bytes()

    def test_nothing_is_written_into_the_place(self, place: Path) -> None:
        before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
        made(place)

        assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before

    def test_none_of_its_own_plugins_runs(
        self, place: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")
        write_world(place, {".localkit/plugins/own.py": "from pathlib import Path\nPath('ran').touch()\n"})
        run_localkit("trust", "qqhere", "--yes", cwd=place.parent).assert_ok()
        monkeypatch.chdir(place.parent)

        snapshot(replace(fixed_workspace(place.parent), config=settings, local_plugins=True), place)
        assert not Path("ran").exists()
        run_localkit("check", "qqhere", cwd=place.parent)
        assert Path("ran").exists()  # where they are let in, it does run


class TestAPlaceThatCannotBeMeasured:
    def test_one_where_a_command_was_cut_short_is_left_as_it_is(self, place: Path) -> None:
        """A scan must not finish what somebody else began in a folder that is not its own."""
        (place / ".localkit/journal").mkdir()

        with pytest.raises(LocalVersionError) as caught:
            snapshot(fixed_workspace(place.parent), place)

        assert caught.value.message == "a command was cut short here, and what it began is not finished"
        assert caught.value.hint == f"Finish it first, in that folder: localkit status {place}"


SAID: dict[str, Any] = {
    "parameters": {"nation": "wales"},
    "recorded": 1,
    "unrecorded": 0,
    "files": {"unchanged": 1, "changed": 1, "added": 2, "removed": 0, "moved": 0},
    "adaptations": [
        {
            "id": "shown",
            "element": "poster",
            "summary": "Poster in Welsh",
            "date": "2026-01-01",
            "what": ["content"],
            "goal": [],
            "visibility": "network",
            "passages": ["poster.md"],
            "x-number": None,
        }
    ],
    "adaptation_counts": {"": 1, "rule": 1},
    "decisions": [{"change": "new-rule", "decision": "adapted", "date": "2026-01-01"}],
    "observations": [
        {"indicator": "visitors", "period": "2026-01", "numerator": None, "denominator": 40, "masked": True},
        {"indicator": "visitors", "period": "2026-02", "numerator": None, "denominator": 40, "masked": True},
    ],
}


class TestAsking:
    def test_without_a_terminal_somebody_has_to_have_said_yes(self, place: Path) -> None:
        found = run_localkit("bundle", "qqhere", "-o", "b.zip", cwd=place.parent)

        assert (found.status, found.stderr) == (
            2,
            "error: nobody could be asked whether this may leave, so nothing was written\n"
            "hint: Read what would leave; where it may, say the same with --yes.\n",
        )
        assert found.stdout == SHOWN
        assert not (place.parent / "b.zip").exists()

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminal")
    @pytest.mark.parametrize(("key", "status"), [("y\n", 0), ("n\n", 1)])
    def test_in_a_terminal_a_person_is_asked(self, place: Path, key: str, status: int) -> None:
        found = typed(
            place.parent, ["bundle", "qqhere", "-o", "b.zip"], [("Write this to b.zip? [y/N]", key)]
        )

        assert found[0] == status, found[1]
        assert (place.parent / "b.zip").exists() == (status == 0)

    def test_for_programs_it_is_one_document(self, place: Path) -> None:
        found = run_localkit("bundle", "qqhere", "-o", "b.zip", "--yes", "--format", "json", cwd=place.parent)

        digest = read_bundle(place.parent / "b.zip", Limits())[0].digest
        assert found.json == {
            "format": 1,
            "path": str(place),
            "file": "b.zip",
            "snapshot": digest,
            "files": [],
        }

    def test_personal_data_in_words_that_would_leave_is_pointed_at(self, place: Path) -> None:
        said = OWN[".localkit/adaptations.yaml"].replace("Poster in Welsh", "Ask ann@example.org")
        write_world(place, {".localkit/adaptations.yaml": said})

        found = run_localkit("bundle", "qqhere", "-o", "b.zip", "--yes", cwd=place.parent)

        assert "    ! an e-mail address seems to stand in shown (ann…)\n" in found.stdout


SHOWN = """\
This would leave, and nothing else:

Who you are
  Harrow · E1 · live
  small 1.0.0
  Answers that the kit shares: nation. 5 others stay here.

What differs from the core
  For each of the kit's 2 elements: its light, whether it was changed and how much, whether that is
  recorded. None of your words.
  Files, as numbers alone: 1 unchanged, 1 changed, 2 added, 0 removed, 0 moved.
  How far you are behind the core, as you last saw it, whether an update still waits for decisions,
  and on which core changes.

What you recorded
  Whole, as you marked them for the network or the public:
    - shown: Poster in Welsh (network)
  Only counted: 2 records.

What was agreed and decided
  3 exceptions: the element, the days, whether it is granted and by which role. No conditions.
  1 decision on changes of the core, with the day. No reasons.

Outcomes
  2 rows, without notes. In 2 of them a number is withheld, to protect people.
    ! line 4 of observations.csv stays here: the kit has no such indicator
    ! line 5 of observations.csv stays here: the period is not written as localkit reads it

Documents
  None.

"""


class TestRefusals:
    def test_nothing_is_written_over(self, place: Path) -> None:
        write_world(place.parent, {"b.zip": "mine"})

        assert run_localkit("bundle", "qqhere", "-o", "b.zip", "--yes", cwd=place.parent) == Outcome(
            2,
            "",
            "error: b.zip: the file is there already\nhint: Name a new file; nothing is written over.\n",
        )
        assert (place.parent / "b.zip").read_text() == "mine"

    def test_it_does_not_become_a_file_of_the_place(self, place: Path) -> None:
        found = run_localkit("bundle", "-o", "b.zip", "--yes", cwd=place)

        assert found == Outcome(
            2,
            "",
            "error: b.zip: the bundle would lie among a place's own files, and count as one of them\n"
            f"hint: Write it beside the folder: -o {place.parent / 'b.zip'}\n",
        )

    def test_it_needs_a_folder_to_lie_in(self, place: Path) -> None:
        found = run_localkit("bundle", "qqhere", "-o", "none/b.zip", "--yes", cwd=place.parent)

        assert found == Outcome(
            2, "", "error: none: there is no such folder\nhint: Name a file in a folder that is.\n"
        )
