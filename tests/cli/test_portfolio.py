"""``localkit portfolio``: many places, each in its own words, none ranked."""

from __future__ import annotations

import csv
import io
import os
import shutil
import zipfile
from pathlib import Path

import pygit2
import pytest
from tests.cli.mending import released, second, shaped, taken, updated

from localkit.store.schemas import problems
from localkit.testing import Outcome, run_localkit, write_world

OLD = 1_700_000_000_000_000_000


def age(root: Path) -> None:
    """As if all had been written long ago: what was written just now is read again each time."""
    for path in root.rglob("*"):
        os.utime(path, ns=(OLD, OLD))


def adapted(world: Path, name: str, place: str) -> Path:
    answers = f'{{"place_name": "{place}", "code": "{place[:2].upper()}1"}}'
    write_world(world, {"answers.json": answers})
    run_localkit("adapt", "kit", name, "--no-input", "--answers", "answers.json", cwd=world).assert_ok()
    age(world / name)
    return world / name


@pytest.fixture
def places(world: Path) -> Path:
    """A folder with three places below it."""
    for folder, place in (("north/harrow", "Harrow"), ("north/barnet", "Barnet"), ("ealing", "Ealing")):
        (world / "places" / folder).parent.mkdir(parents=True, exist_ok=True)
        adapted(world, f"places/{folder}", place)
    return world


def portfolio(world: Path, *arguments: str | Path) -> Outcome:
    return run_localkit("portfolio", *arguments, cwd=world)


def listed(world: Path, *arguments: str) -> list[str]:
    found = portfolio(world, "list", "--format", "json", *arguments).assert_ok().json
    assert problems(found, "portfolio") == []
    return [place["name"] for place in found["places"]]


def test_places_are_found_in_a_folder_of_folders(places: Path) -> None:
    write_world(places, {"places/notes/todo.txt": "-", "places/ealing/inner/.localkit/x": "-"})

    outcome = portfolio(places, "add", "places").assert_ok()

    root = os.path.realpath(places / "places")
    assert outcome.stdout == (
        f"Added: Ealing  {root}/ealing\n"
        f"Added: Barnet  {root}/north/barnet\n"
        f"Added: Harrow  {root}/north/harrow\n"
        "3 new places, 0 there already.\n"
        "Measure them: localkit portfolio scan\n"
    )
    assert outcome.stderr == ""


def test_what_is_there_is_not_added_twice_and_what_is_no_place_is_told(places: Path) -> None:
    portfolio(places, "add", "places/ealing").assert_ok()
    write_world(places, {"empty/a.txt": "-", "broken/.localkit/local.yaml": "- 1\n"})

    outcome = portfolio(places, "add", "places/e*", "empty", "broken", "nowhere", "z*", "kit/kit.yaml")

    root = os.path.realpath(places)
    assert outcome.status == 1
    assert (
        outcome.stdout
        == (
            f"There already: Ealing  {root}/places/ealing\n"
            "Not added: empty: there is no local version in it, nor in the folders up to 4 below.\n"
            f"Not added: {root}/broken: {root}/broken/.localkit/local.yaml:1: it must be a set of keys and values.\n"
            "Not added: nowhere: there is no such folder.\n"
            "Not added: z*: nothing matches it.\n"
            "Not added: kit/kit.yaml: it is a file; name the folder that `localkit adapt` made.\n"
            "0 new places, 1 there already.\n"
        )
        or len(root) > 40
    ), outcome.stdout


def test_a_scan_measures_what_is_new_and_leaves_alone_what_did_not_change(places: Path) -> None:
    portfolio(places, "add", "places").assert_ok()

    first = portfolio(places, "scan").assert_ok()
    write_world(places, {"places/ealing/rules.md": "# Rules\n"})
    second = portfolio(places, "scan").assert_ok()
    verified = portfolio(places, "scan", "--verify").assert_ok()

    see = "See them: localkit portfolio list\n"
    assert first.stdout == f"3 places: 3 measured, 0 as before.\n{see}"
    assert second.stdout == f"3 places: 1 measured, 2 as before.\n{see}"
    assert verified.stdout == f"3 places: 3 measured, 0 as before.\n{see}"


def test_a_place_that_cannot_be_read_stops_no_other_and_is_named(places: Path) -> None:
    portfolio(places, "add", "places").assert_ok()
    portfolio(places, "scan").assert_ok()
    shutil.rmtree(places / "places/north/harrow")
    (places / "places/ealing/.localkit/core.zip").unlink()
    write_world(places, {"places/north/barnet/rules.md": "# Rules\n"})

    outcome = portfolio(places, "scan", "--format", "json")

    root = os.path.realpath(places / "places")
    assert outcome.status == 1
    assert (outcome.json["measured"], outcome.json["unchanged"]) == (1, 0)
    assert [item["name"] for item in outcome.json["failed"]] == ["Ealing", "Harrow"]
    assert outcome.json["failed"][0]["reason"].startswith(f"{root}/ealing/.localkit")
    assert outcome.json["failed"][1]["reason"].startswith(f"{root}/north/harrow: cannot read the folder: ")
    assert listed(places, "--filter", "state=failed") == ["Ealing", "Harrow"]
    told = portfolio(places, "scan").stdout
    assert told.startswith("Could not be read: Ealing\n   ")
    assert "\n3 places: 1 measured, 0 as before, 2 could not be read.\n" in told
    assert "last heard" in portfolio(places, "list", "--filter", "name=harrow").stdout


def test_a_scan_that_a_person_stops_says_what_is_kept(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **_named: object) -> None:
        raise KeyboardInterrupt

    portfolio(places, "add", "places").assert_ok()
    # A person's Ctrl-C at a known moment.
    monkeypatch.setattr("localkit.cli.commands.portfolio_scan.scan", stop)

    outcome = portfolio(places, "scan")

    assert (outcome.status, outcome.stdout) == (130, "")
    assert outcome.stderr.strip() == ("Stopped. What was measured so far is kept; the next scan carries on.")


def test_the_list_goes_by_name_and_says_each_difference_apart(places: Path) -> None:
    portfolio(places, "add", "places").assert_ok()
    write_world(places, {"places/ealing/rules.md": "# Rules of Ealing\n\n## Stay\n\nCome back later.\n"})
    portfolio(places, "scan").assert_ok()
    day = portfolio(places, "list", "--format", "json").json["places"][0]["last_heard"][:10]

    outcome = portfolio(places, "list").assert_ok()

    assert outcome.stdout == (
        "Barnet  BA1\n"
        f"   small 1.0.0, live; last heard {day}\n"
        "   ● 4 ▲ 0 ■ 0  nobody looked for later releases; 0 recorded; 0 not yet recorded\n"
        "Ealing  EA1\n"
        f"   small 1.0.0, live; last heard {day}\n"
        "   ● 3 ▲ 0 ■ 1  nobody looked for later releases; 0 recorded; 1 not yet recorded\n"
        "Harrow  HA1\n"
        f"   small 1.0.0, live; last heard {day}\n"
        "   ● 4 ▲ 0 ■ 0  nobody looked for later releases; 0 recorded; 0 not yet recorded\n"
        "3 places.\n"
    )


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (["name=*a*"], ["Barnet", "Ealing", "Harrow"]),
        (["name=b*"], ["Barnet"]),
        (["code=ea1"], ["Ealing"]),
        (["light=red"], ["Ealing"]),
        (["stage=live", "name=h*"], ["Harrow"]),
        (["stage=pilot"], []),
        (["kit=small", "release=1.0.0", "kind=folder", "state=read", "name=barnet"], ["Barnet"]),
    ],
    ids=str,
)
def test_places_can_be_chosen(places: Path, filters: list[str], names: list[str]) -> None:
    portfolio(places, "add", "places").assert_ok()
    write_world(places, {"places/ealing/rules.md": "# Rules of Ealing\n\n## Stay\n\nCome back later.\n"})
    portfolio(places, "scan").assert_ok()

    assert listed(places, *(part for text in filters for part in ("--filter", text))) == names


def test_a_filter_that_is_none_is_told(places: Path) -> None:
    portfolio(places, "add", "places").assert_ok()

    outcome = portfolio(places, "list", "--filter", "unrecorded=3")

    assert outcome.status == 2
    assert outcome.stderr == (
        'error: "unrecorded=3" is no filter\n'
        "hint: Write KEY=VALUE, as stage=live. KEY is one of: name, code, kit, release, stage, light, state, kind.\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "light=rd",
            'error: no light is called "rd"\nhint: Did you mean "red"? There are: green, yellow, red.\n',
        ),
        (
            "stage=lvie",
            'error: no stage is called "lvie"\n'
            'hint: Did you mean "live"? There are: exploring, preparing, pilot, live, sustaining, exited.\n',
        ),
        ("state=x", 'error: no state is called "x"\nhint: There are: new, read, failed.\n'),
        ("kind=x", 'error: no kind is called "x"\nhint: There are: folder, git, url, bundle.\n'),
    ],
)
def test_a_filter_that_no_place_can_fit_is_told(world: Path, text: str, told: str) -> None:
    outcome = portfolio(world, "list", "--filter", text)

    assert (outcome.status, outcome.stderr) == (2, told)


def test_places_that_were_not_measured_yet_say_so(places: Path) -> None:
    portfolio(places, "add", "places/ealing", "--portfolio", "my team.db").assert_ok()

    outcome = portfolio(places, "list", "--portfolio", "my team.db").assert_ok()

    assert outcome.stdout == (
        "Ealing\n   not measured yet\n1 place.\n"
        'Measure those that are new: localkit portfolio scan --portfolio "my team.db"\n'
    )


def test_a_spreadsheet_runs_nothing_that_a_place_wrote(world: Path) -> None:
    adapted(world, "here", "=HYPERLINK(1)")
    portfolio(world, "add", "here").assert_ok()
    portfolio(world, "scan").assert_ok()

    table = portfolio(world, "list", "--format", "csv").assert_ok().stdout

    (row,) = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert (row["Place"], row["Code"], row["Green"]) == ("'=HYPERLINK(1)", "'=H1", "4")
    assert (row["Kit"], row["Release"], row["Releases behind"]) == ("small", "1.0.0", "")


def test_a_name_breaks_no_line_and_paints_over_none(world: Path) -> None:
    name = "place_name=Har\nrow\x1b[2J\u202e"
    run_localkit(
        "adapt",
        "kit",
        "here",
        "--no-input",
        "--set",
        name,
        "--set",
        "slug=here",
        "--set",
        "code=HA1",
        cwd=world,
    ).assert_ok()

    added = portfolio(world, "add", "here").assert_ok().stdout
    portfolio(world, "scan").assert_ok()
    words = portfolio(world, "list").assert_ok().stdout
    table = portfolio(world, "list", "--format", "csv").assert_ok().stdout

    assert added.startswith("Added: Har\u240arow\u241b[2J<U+202E>  ")
    assert words.startswith("Har\u240arow\u241b[2J<U+202E>  HA")
    assert "row\u241b[2J<U+202E>" in table
    assert not {"\x1b", "\u202e"} & set(added + words + table)


def test_one_place_is_shown_with_what_is_different_since_before(places: Path) -> None:
    portfolio(places, "add", "places").assert_ok()
    portfolio(places, "scan").assert_ok()
    write_world(
        places,
        {
            "places/ealing/rules.md": "# Rules of Ealing\n\n## Stay\n\nCome back later.\n",
            "places/ealing/tea.md": "# Tea\n",
            "places/ealing/poster.md": "Do come to Ealing.\n",
        },
    )
    run_localkit(
        *("record", "turns", "places/ealing", "--summary", "Nobody sees this.", "--nature", "tailoring"),
        cwd=places,
    )
    portfolio(places, "scan").assert_ok()
    day = portfolio(places, "list", "--format", "json").json["places"][0]["last_heard"][:10]

    outcome = portfolio(places, "show", "eal").assert_ok()

    assert outcome.stdout.startswith(
        "Ealing  EA1\n"
        f"   {os.path.realpath(places / 'places/ealing')}\n"
        f"   small 1.0.0, live; last heard {day}\n"
        "   ● 3 ▲ 0 ■ 1  nobody looked for later releases; 0 recorded; 1 not yet recorded\n"
        "   core kept "
    )
    assert "; files: 2 changed, 1 added\n" in outcome.stdout
    assert (
        "\nElements that are not as the core\n   ■ not yet recorded  The visitor stays\n   ● the place's own  Poster\n"
    ) in outcome.stdout
    assert (f"\nDifferent since {day}\n   not yet recorded: 0 → 1\n   core kept: 100 % → ") in outcome.stdout
    assert "\n   The visitor stays: ● as the core → ■ not yet recorded\n" in outcome.stdout
    assert "\n   Poster: ● as the core → ● the place's own\n" in outcome.stdout
    assert outcome.stdout.endswith(f"\n2 snapshots, the first of {day}.\n")
    assert "Nobody sees this" not in outcome.stdout


def test_core_changes_that_an_update_left_open_are_named_and_nothing_else_of_it(tmp_path: Path) -> None:
    shaped(taken(tmp_path))
    released(tmp_path, second())
    updated(tmp_path / "here", status=1)
    portfolio(tmp_path, "add", "here").assert_ok()
    portfolio(tmp_path, "scan").assert_ok()

    told = portfolio(tmp_path, "show", "Harrow").assert_ok().stdout
    data = portfolio(tmp_path, "show", "Harrow", "--format", "json").assert_ok().json["snapshot"]

    assert "; 2 need a decision\n" in told
    assert "\nCore changes that wait for a decision\n   electricity-act\n   tidy\n\n" in told
    assert problems(data, "snapshot") == []
    assert data["open_update"] == {
        "from": "1.0.0",
        "to": "1.1.0",
        "needs_decision": 2,
        "changes": ["electricity-act", "tidy"],
    }


def test_all_of_one_place_for_programs(places: Path) -> None:
    portfolio(places, "add", "places").assert_ok()
    portfolio(places, "scan").assert_ok()

    shown = portfolio(places, "show", "BA1", "--format", "json").assert_ok().json

    assert shown["place"]["name"] == "Barnet"
    assert problems(shown["snapshot"], "snapshot") == []
    assert shown["history"][0]["taken"] == shown["snapshot"]["taken"]
    assert shown["change"] is None


def test_a_place_that_is_not_there_or_not_alone_is_told(places: Path) -> None:
    adapted(places, "twin", "Ealing")
    portfolio(places, "add", "places", "twin").assert_ok()

    missing = portfolio(places, "show", "Ealign")
    two = portfolio(places, "show", "Ealing")
    one = portfolio(places, "show", "twin/")

    root = os.path.realpath(places)
    assert missing.stderr == (
        'error: there is no place "Ealign" in the portfolio\n'
        'hint: Did you mean "Ealing"? List them: localkit portfolio list.\n'
    )
    assert two.stderr == (
        'error: 2 places are called "Ealing"\n'
        f"hint: Say where it is, one of: {root}/places/ealing; {root}/twin.\n"
    )
    assert one.stdout == f"Ealing\n   {root}/twin\n   nothing is known of it yet\n"


def test_a_place_is_removed_when_somebody_agrees(places: Path) -> None:
    portfolio(places, "add", "places").assert_ok()
    portfolio(places, "scan").assert_ok()
    root = os.path.realpath(places / "places/ealing")

    unasked = portfolio(places, "remove", "Ealing")
    assert (unasked.status, unasked.stderr) == (
        2,
        f"This would go, and not come back: Ealing  {root}, 1 snapshot\n"
        "error: nobody was asked, so nothing was removed\nhint: Say --yes if all of it may go.\n",
    )
    assert portfolio(places, "remove", "Eal", "--yes").status == 2
    assert listed(places) == ["Barnet", "Ealing", "Harrow"]

    done = portfolio(places, "remove", "ealing", "--yes").assert_ok()
    assert done.stdout == f"Removed: Ealing  {root}, 1 snapshot\n"
    assert listed(places) == ["Barnet", "Harrow"]
    assert (places / "places/ealing/.localkit").is_dir()


def test_which_of_several_is_removed_has_to_be_said(places: Path) -> None:
    adapted(places, "places/other", "Ealing")
    portfolio(places, "add", "places").assert_ok()
    one, two = (os.path.realpath(places / "places" / name) for name in ("ealing", "other"))

    several = portfolio(places, "remove", "Ealing", "--yes")
    assert (several.status, several.stderr) == (
        2,
        f'error: 2 places are called "Ealing"\nhint: Say where it is, one of: {one}; {two}.\n',
    )

    found = portfolio(places, "remove", two, "--yes", "--format", "json").assert_ok().json
    assert problems(found, "portfolio-remove") == []
    assert (found["at"], found["snapshots"], found["removed"]) == (two, 0, True)
    assert listed(places) == ["Barnet", "Ealing", "Harrow"]


def test_no_portfolio_is_told(world: Path) -> None:
    outcome = portfolio(world, "scan")

    assert outcome.status == 2
    assert outcome.stderr == (
        "error: portfolio.db: there is no portfolio here\n"
        "hint: Begin one: localkit portfolio add FOLDER. Or say where it is: --portfolio FILE.\n"
    )
    assert not (world / "portfolio.db").exists()


def committed(folder: Path, bare: Path) -> pygit2.Repository:
    """All of a folder as the next commit of a bare repository's branch main."""
    made = pygit2.Repository(str(bare)) if bare.exists() else pygit2.init_repository(str(bare), bare=True)
    made.set_head("refs/heads/main")
    who = pygit2.Signature("A Place", "place@example.org", 1_700_000_000, 0)
    parents = [] if made.head_is_unborn else [made.head.target]
    made.create_commit("refs/heads/main", who, who, "As it is", _tree(made, folder), parents)
    return made


def _tree(repository: pygit2.Repository, folder: Path) -> pygit2.Oid:
    builder = repository.TreeBuilder()
    for path in folder.iterdir():
        if path.is_dir():
            builder.insert(path.name, _tree(repository, path), pygit2.enums.FileMode.TREE)
        else:
            builder.insert(path.name, repository.create_blob(path.read_bytes()), pygit2.enums.FileMode.BLOB)
    return builder.write()


@pytest.mark.parametrize("address", ["{path}", "{path}@main", "{uri}@main"], ids=["bare", "at a ref", "url"])
def test_places_in_a_repository_are_measured_without_a_checkout(places: Path, address: str) -> None:
    bare = places / "all.git"
    committed(places / "places", bare)
    named = address.format(path=bare, uri=bare.as_uri())

    added = portfolio(places, "add", named).assert_ok()
    first = portfolio(places, "scan").assert_ok()
    second = portfolio(places, "scan").assert_ok()
    write_world(places, {"places/ealing/rules.md": "# Rules of Ealing\n\n## Stay\n\nCome back later.\n"})
    committed(places / "places", bare)
    third = portfolio(places, "scan").assert_ok()

    assert "3 new places, 0 there already.\n" in added.stdout
    assert first.stdout.startswith("3 places: 3 measured, 0 as before.\n")
    assert second.stdout.startswith("3 places: 0 measured, 3 as before.\n")
    assert third.stdout.startswith("3 places: 3 measured, 0 as before.\n")
    assert listed(places) == ["Barnet", "Ealing", "Harrow"]
    assert listed(places, "--filter", "light=red", "--filter", "kind=git") == ["Ealing"]
    assert sorted(path.name for path in bare.parent.iterdir()) == sorted(
        ["all.git", "answers.json", "kit", "places", "portfolio.db"]
    )


def test_a_repository_without_a_place_is_told(places: Path) -> None:
    committed(places / "kit", places / "kit.git")

    none = portfolio(places, "add", f"{places / 'kit.git'}@main")
    missing = portfolio(places, "add", f"{places / 'kit.git'}@other")
    gone = portfolio(places, "add", (places / "no.git").as_uri())

    assert (
        none.stdout.split()
        == f"Not added: {places / 'kit.git'}@main: there is no local version in it.".split()
    )
    assert "has no other (branch, tag or commit)." in " ".join(missing.stdout.split())
    assert "the kit" not in gone.stdout
    assert (none.status, missing.status, gone.status) == (1, 1, 1)


def test_places_of_one_code_or_one_name_stay_apart(places: Path) -> None:
    for name, place in (("one", "Eastham"), ("two", "East"), ("three", "EAST")):
        adapted(places, f"towns/{name}", place)  # all three have the code EA1
        run_localkit("bundle", f"towns/{name}", "-o", f"{name}.zip", "--yes", cwd=places).assert_ok()

    first = portfolio(places, "add", "one.zip", "two.zip", "three.zip").assert_ok()
    again = portfolio(places, "add", "one.zip", "two.zip", "three.zip").assert_ok()

    assert "3 new places, 0 there already.\n" in first.stdout
    assert "0 new places, 3 there already.\n" in again.stdout
    assert sorted(listed(places)) == ["EAST", "East", "Eastham"]


def test_what_is_followed_by_its_folder_is_not_followed_by_its_bundle_too(places: Path) -> None:
    run_localkit("bundle", "places/ealing", "-o", "1.zip", "--yes", cwd=places).assert_ok()
    portfolio(places, "add", "places/ealing").assert_ok()
    portfolio(places, "scan").assert_ok()

    outcome = portfolio(places, "add", "1.zip").assert_ok()

    assert outcome.stdout.startswith("There already: Ealing")
    assert listed(places) == ["Ealing"]


def test_a_place_that_is_followed_in_two_ways_is_told_of(places: Path) -> None:
    run_localkit("bundle", "places/ealing", "-o", "1.zip", "--yes", cwd=places).assert_ok()
    portfolio(places, "add", "1.zip").assert_ok()
    portfolio(places, "add", "places/ealing").assert_ok()
    portfolio(places, "scan").assert_ok()

    said = " ".join(portfolio(places, "list").assert_ok().stdout.split())

    assert "Ealing is followed 2 times: " in said


def test_a_bundle_brings_a_place_and_the_newest_counts(places: Path) -> None:
    run_localkit("bundle", "places/ealing", "-o", "1.zip", "--yes", cwd=places).assert_ok()
    write_world(places, {"places/ealing/rules.md": "# Rules of Ealing\n\n## Stay\n\nCome back later.\n"})
    run_localkit("bundle", "places/ealing", "-o", "2.zip", "--yes", cwd=places).assert_ok()
    write_world(places, {"3.zip": "PK"})

    first = portfolio(places, "add", "2.zip").assert_ok()
    again = portfolio(places, "add", "*.zip")
    scanned = portfolio(places, "scan").assert_ok()

    root = os.path.realpath(places)
    assert first.stdout == f"Added: Ealing  {root}/2.zip\n1 new place, 0 there already.\n"
    assert again.status == 1
    assert again.stdout.startswith("There already: Ealing")
    assert "Not added: 3.zip: this cannot be read as a bundle: " in again.stdout
    assert scanned.stdout.startswith("1 place: 0 measured, 0 as before, 1 known by a bundle.\n")
    assert listed(places, "--filter", "light=red", "--filter", "kind=bundle") == ["Ealing"]


@pytest.mark.skipif(os.name != "posix", reason="paths are text there")
@pytest.mark.parametrize("name", ["../out.md", "/out.md", "link"])
def test_a_hostile_bundle_is_refused_for_safety_and_stops_no_other(world: Path, name: str) -> None:
    adapted(world, "harrow", "Harrow")
    inside = zipfile.ZipInfo(name)
    inside.external_attr = (0o120777 if name == "link" else 0o100644) << 16
    with zipfile.ZipFile(world / "bad.zip", "w") as archive:
        archive.writestr(inside, "../../out.md")

    outcome = portfolio(world, "add", "bad.zip", "harrow")

    assert (outcome.status, listed(world)) == (3, ["Harrow"])
    assert "Not added: bad.zip: the archive h" in outcome.stdout


def test_a_folder_whose_path_is_no_text_is_told_and_stops_no_other(places: Path) -> None:
    odd = os.fsdecode(os.fsencode(places) + b"/odd\xff")
    try:
        shutil.copytree(places / "places/ealing", odd)
    except OSError:
        pytest.skip("this disk has no such names")

    outcome = portfolio(places, "add", odd, "places/north")

    assert outcome.status == 1
    assert "signs that are no text, which cannot be kept; rename the folder." in " ".join(
        outcome.stdout.split()
    )
    assert outcome.stdout.count("Added: ") == 2
