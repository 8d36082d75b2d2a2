"""``localkit resolve`` as a person and as a program meet it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.mending import TEMPLATE, edited, own, released, second, shaped, taken, updated, whole

from localkit.syntax.yaml import parse
from localkit.testing import Outcome, run_localkit, write_world

NOWHERE = (
    "error: it was not said whose text is taken, and there is no terminal to ask in\n"
    "hint: Say --take core, --take local, or --take FILE.\n"
)
LAW = (
    "error: Plugs are tested: the law asks for it, so leaving it out needs a reason\n"
    'hint: Say why: --reason "…", or take the core\'s text: --take core.\n'
)
PLUGS = """\
 ■ Plugs are tested  plugs
     rules.md › Rules of Harrow > Plugs
     the law asks for it; both changed it
"""
TEA = """\
 ▲ Tea  tea
     rules.md › Rules of Harrow > Tea
     it reads better; both changed it
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place where two passages wait."""
    made = taken(tmp_path)
    released(tmp_path, second())
    updated(shaped(made), status=1)
    return made


def resolved(place: Path, *arguments: str, status: int = 0) -> Outcome:
    outcome = run_localkit("resolve", *arguments, cwd=place.parent)
    assert outcome.status == status, f"{outcome.stdout}{outcome.stderr}"
    return outcome


def section(place: Path, heading: str) -> str:
    """What stands below a heading of the rules."""
    return (place / "rules.md").read_text().partition(f"## {heading}\n\n")[2].partition("\n\n## ")[0]


def decisions(place: Path) -> dict[str, tuple[str, str, str | None]]:
    found = parse((place / ".localkit/decisions.yaml").read_text("utf-8")).data["decisions"]
    return {item["change"]: (item["decision"], item["reason"], item.get("who")) for item in found}


def waits(place: Path) -> list[str]:
    found = run_localkit("resolve", "--list", "here", "--format", "json", cwd=place.parent).json
    return [row["address"] for row in found["passages"]]


def test_the_core_s_text_is_taken(place: Path) -> None:
    outcome = resolved(place, "plugs", "here", "--take", "core", status=1)

    assert outcome == Outcome(
        1,
        "   Plugs are tested: the core's text is there now.\n"
        "   Noted for electricity-act: adopted (The core's text was taken.)\n\n"
        f"1 passage still needs your decision.\n{TEA}"
        "Go back:           localkit undo here\n",
        "",
    )
    assert section(place, "Plugs") == "A plug is tested by an electrician."
    assert section(place, "Tea") == "Tea is one pound for everybody."
    assert section(place, "Keys") == "The key hangs at Olive's.\n"


def test_the_place_s_text_stays_for_a_reason(place: Path) -> None:
    before = own(place)

    outcome = resolved(
        place, "plugs", "here", "--take", "local", "--reason", "Olive is one.", "--who", "chair", status=1
    )

    assert outcome.stdout.startswith(
        "   Plugs are tested: this place's text stays.\n"
        "   Noted for electricity-act: not taken (Olive is one.)\n"
    )
    assert own(place) == before
    assert decisions(place) == {"electricity-act": ("declined", "Olive is one.", "chair")}


@pytest.mark.parametrize(
    "arguments",
    [["plugs"], ["plugs", "--reason", "  "], ["--all"], ["rules.md#Plugs"], ["rules.md"]],
    ids=["by element", "an empty reason", "all", "by address", "by file"],
)
def test_what_the_law_asks_for_is_not_left_out_without_a_reason(place: Path, arguments: list[str]) -> None:
    before = whole(place)

    assert resolved(place, *arguments, "--take", "local", "here", status=2) == Outcome(2, "", LAW)
    assert whole(place) == before


@pytest.mark.parametrize("shown", ["rules.md › Rules of Harrow > Plugs", "rules.md › Plugs"])
def test_a_passage_is_named_as_it_is_shown(place: Path, shown: str) -> None:
    outcome = resolved(place, shown, "here", "--take", "core", status=1)

    assert outcome.stdout.startswith("   Plugs are tested: the core's text is there now.\n")
    assert section(place, "Tea") == "Tea is one pound for everybody."


def test_of_an_element_with_several_passages_one_is_named_by_where_it_is(tmp_path: Path) -> None:
    """By the element, the command would settle all of them."""
    made = taken(tmp_path)
    files = second()
    both = "passages: [{file: rules.md, section: Plugs}, {file: rules.md, section: Tea}]"
    alone = "  - {id: tea, title: Tea, latitude: open, passages: [{file: rules.md, section: Tea}]}\n"
    kit = str(files["kit.yaml"]).replace("passages: [{file: rules.md, section: Plugs}]", both)
    files["kit.yaml"] = kit.replace(alone, "").replace("[stay, tea]", "[stay]")
    released(tmp_path, files)

    told = updated(shaped(made), status=1).stdout
    listed = resolved(made, "--list", "here", status=1).stdout

    assert 'Settle one:      localkit resolve "rules.md#Rules of Harrow > Plugs" here --take core\n' in told
    assert 'localkit resolve "rules.md#Rules of Harrow > Plugs" here --take core\n' in listed


@pytest.mark.parametrize(
    ("shown", "file"),
    [("settings.yaml › turns", "settings.yaml"), ("tools.csv › row hammer", "tools.csv")],
)
def test_a_value_and_a_row_are_named_as_they_are_shown(values: Path, shown: str, file: str) -> None:
    resolved(values, shown, "here", "--take", "core", status=1)

    assert file not in {address.partition("#")[0] for address in waits(values)}


def test_what_the_law_does_not_ask_for_needs_no_reason(place: Path) -> None:
    outcome = resolved(place, "tea", "here", "--take", "local", status=1)

    assert outcome.stdout.startswith("   Tea: this place's text stays.\n")
    assert section(place, "Tea") == "Tea is one pound for everybody."


def test_a_text_from_a_file_stands_there(place: Path) -> None:
    write_world(place.parent, {"ours.txt": "## Plugs\n\nOlive, an electrician, tests plugs.\n"})

    outcome = resolved(place, "plugs", "here", "--take", "ours.txt", status=1)

    assert outcome.stdout.startswith("   Plugs are tested: a text of its own is there now.\n")
    assert section(place, "Plugs") == "Olive, an electrician, tests plugs."
    assert decisions(place)["electricity-act"][0] == "adapted"


def test_a_text_without_its_heading_gets_it(place: Path) -> None:
    """Else it would be read as the end of the section before."""
    write_world(place.parent, {"ours.txt": "Olive, an electrician, tests plugs.\n"})

    resolved(place, "plugs", "here", "--take", "ours.txt", status=1)

    assert section(place, "Plugs") == "Olive, an electrician, tests plugs."
    assert section(place, "Stay") == "The visitor stays at the table and lends a hand with it."


def test_all_that_waits_is_settled_at_once(place: Path) -> None:
    outcome = resolved(place, "--all", "here", "--take", "core")

    assert outcome == Outcome(
        0,
        "   Plugs are tested: the core's text is there now.\n"
        "   Tea: the core's text is there now.\n"
        "   Noted for electricity-act: adopted (The core's text was taken.)\n"
        "   Noted for tidy: adopted (The core's text was taken.)\n\n"
        "Nothing waits any more.\n"
        "See how it stands: localkit status here\n"
        "Go back:           localkit undo here\n",
        "",
    )
    assert not (place / ".localkit/update").exists()
    assert section(place, "Keys") == "The key hangs at Olive's.\n"


def test_the_last_decision_takes_away_what_was_kept_of_the_update(place: Path) -> None:
    resolved(place, "plugs", "here", "--take", "core", status=1)
    assert (place / ".localkit/update/core/rules.md").exists()

    resolved(place, "tea", "here", "--take", "local")

    assert not (place / ".localkit/update").exists()
    assert run_localkit("status", "here", "--format", "json", cwd=place.parent).json["open_update"] is None


@pytest.mark.parametrize(
    "named", ["tea", "rules.md#Rules of Harrow > Tea", "rules.md#Tea"], ids=["element", "address", "short"]
)
def test_a_passage_is_named_by_element_or_address(place: Path, named: str) -> None:
    resolved(place, named, "here", "--take", "core", status=1)

    assert waits(place) == ["rules.md#Rules of Harrow > Plugs"]


def test_a_file_s_name_stands_for_all_that_waits_in_it(place: Path) -> None:
    resolved(place, "rules.md", "here", "--take", "core")

    assert section(place, "Tea") == "Tea costs nothing, whoever comes."


def test_within_the_folder_no_path_is_needed(place: Path) -> None:
    assert run_localkit("resolve", "tea", "--take", "core", cwd=place).status == 1
    assert waits(place) == ["rules.md#Rules of Harrow > Plugs"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["plugs", "here"], NOWHERE),
        (["--all", "here"], NOWHERE),
        (
            ["plug", "here", "--take", "core"],
            'error: nothing that waits is called "plug"\nhint: Did you mean "plugs"? These wait: plugs, tea.\n',
        ),
        (
            ["stay", "here", "--take", "core"],
            'error: nothing that waits is called "stay"\nhint: These wait: plugs, tea.\n',
        ),
        (
            ["plugs", "here", "--take", "none.txt"],
            'error: "none.txt" is neither core nor local, and there is no such file\n'
            "hint: Say --take core, --take local, or --take with a file that holds the text.\n",
        ),
        (
            ["plugs", "here", "--take", "bad.txt"],
            "error: bad.txt: not UTF-8 text\nhint: Save the file as UTF-8.\n",
        ),
        (
            ["here", "--take", "core"],
            "error: say which PASSAGE, or --all\nhint: `localkit resolve --help` tells what can be said.\n",
        ),
        (
            ["--take", "core"],
            "error: say which PASSAGE, or --all\nhint: `localkit resolve --help` tells what can be said.\n",
        ),
        (
            ["--all", "--take", "core", "plugs", "here"],
            "error: with --all or --list, only PATH can stand there\n"
            "hint: `localkit resolve --help` tells what can be said.\n",
        ),
    ],
    ids=[
        "no text",
        "all",
        "slip",
        "waits not",
        "no file",
        "no text file",
        "only where",
        "which",
        "too much",
    ],
)
def test_what_cannot_be_done_is_told(place: Path, arguments: list[str], told: str) -> None:
    write_world(place.parent, {"bad.txt": b"\xff\xfe"})
    before = whole(place)

    assert resolved(place, *arguments, status=2) == Outcome(2, "", told)
    assert whole(place) == before


def test_where_nothing_waits_it_says_so(place: Path) -> None:
    resolved(place, "--all", "here", "--take", "core")

    assert resolved(place, "tea", "here", "--take", "core", status=2).stderr == (
        "error: here: nothing waits for a decision here\nhint: `localkit status` tells how it stands.\n"
    )
    assert resolved(place, "--list", "here").stdout == "Nothing waits for a decision here.\n"


def test_what_waits_is_shown_with_all_its_texts(place: Path) -> None:
    before = whole(place)

    outcome = resolved(place, "--list", "here", status=1)

    assert outcome == Outcome(
        1,
        "Harrow · 1.1.0\n"
        "Since the update from 1.0.0 to 1.1.0, 2 passages need your decision.\n\n"
        f"{PLUGS}"
        "     The core as you received it\n"
        "     │ ## Plugs\n     │ \n     │ A plug is tested by a person who has been shown how.\n"
        "     The core now\n"
        "     │ ## Plugs\n     │ \n     │ A plug is tested by an electrician.\n"
        "     This place\n"
        "     │ ## Plugs\n     │ \n     │ A plug is tested by Olive, who has been shown how.\n\n"
        f"{TEA}"
        "     The core as you received it\n"
        "     │ ## Tea\n     │ \n     │ Tea is free for everybody who comes.\n"
        "     The core now\n"
        "     │ ## Tea\n     │ \n     │ Tea costs nothing, whoever comes.\n"
        "     This place\n"
        "     │ ## Tea\n     │ \n     │ Tea is one pound for everybody.\n\n"
        "Take the core's text:   localkit resolve plugs here --take core\n"
        "Keep this place's:      localkit resolve plugs here --take local\n"
        "Another text, in a file: localkit resolve plugs here --take FILE\n",
        "",
    )
    assert resolved(place, "here", status=1) == outcome
    assert run_localkit("resolve", cwd=place).status == 1
    assert whole(place) == before


def test_what_waits_is_shown_as_the_place_has_it_now(place: Path) -> None:
    edited(place, "rules.md", "one pound", "two pounds")

    shown = resolved(place, "--list", "here", status=1).stdout

    assert "     This place\n     │ ## Tea\n     │ \n     │ Tea is two pounds for everybody.\n" in shown


def test_what_was_settled_is_told_to_programs(place: Path) -> None:
    found = resolved(place, "tea", "here", "--take", "local", "--format", "json", status=1)

    assert found.json == {
        "format": 1,
        "path": str(place),
        "settled": [
            {
                "address": "rules.md#Rules of Harrow > Tea",
                "element": "tea",
                "take": "local",
                "reason": None,
            }
        ],
        "decisions": [
            {"change": "tidy", "decision": "adapted", "reason": decisions(place)["tidy"][1]},
        ],
        "needs_decision": 1,
    }


def test_words_written_since_the_update_stay(place: Path) -> None:
    edited(place, "rules.md", "The key hangs at Olive's.", "The key hangs at Olive's, and one at Tom's.")
    edited(place, "rules.md", "The visitor stays at", "The visitor stays, with her coat, at")

    resolved(place, "--all", "here", "--take", "core")

    assert section(place, "Keys") == "The key hangs at Olive's, and one at Tom's.\n"
    assert (
        section(place, "Stay") == "The visitor stays, with her coat, at the table and lends a hand with it."
    )
    assert section(place, "Tea") == "Tea costs nothing, whoever comes."


def test_a_heading_renamed_since_the_update_is_found(place: Path) -> None:
    edited(place, "rules.md", "## Tea\n", "## Tea and cake\n")

    resolved(place, "tea", "here", "--take", "core", status=1)

    assert "Tea costs nothing, whoever comes." in (place / "rules.md").read_text()
    assert "one pound" not in (place / "rules.md").read_text()


def test_a_passage_edited_since_the_update_stays_as_it_is_now_if_the_place_s_is_kept(place: Path) -> None:
    edited(place, "rules.md", "one pound", "two pounds")

    resolved(place, "tea", "here", "--take", "local", status=1)

    assert section(place, "Tea") == "Tea is two pounds for everybody."


def test_a_passage_edited_since_the_update_is_the_core_s_if_that_is_taken(place: Path) -> None:
    edited(place, "rules.md", "one pound", "two pounds")

    resolved(place, "tea", "here", "--take", "core", status=1)

    assert section(place, "Tea") == "Tea costs nothing, whoever comes."
    run_localkit("undo", "here", cwd=place.parent)
    assert section(place, "Tea") == "Tea is two pounds for everybody."


def test_a_passage_taken_out_since_the_update_comes_back_if_the_core_s_is_taken(place: Path) -> None:
    edited(place, "rules.md", "## Tea\n\nTea is one pound for everybody.\n\n", "")

    resolved(place, "tea", "here", "--take", "core", status=1)

    assert section(place, "Tea") == "Tea costs nothing, whoever comes."
    assert section(place, "Keys") == "The key hangs at Olive's.\n"


def test_a_file_that_is_gone_since_the_update_is_told(place: Path) -> None:
    (place / "rules.md").unlink()

    assert resolved(place, "tea", "here", "--take", "core", status=2).stderr == (
        "error: rules.md#Rules of Harrow > Tea: the passage is not there any more as it was when the update was made\n"
        "hint: Write it in your editor as you want it, then say: localkit resolve PASSAGE --take local\n"
    )
    resolved(place, "tea", "here", "--take", "local", status=1)
    assert not (place / "rules.md").exists()


def test_a_file_renamed_since_the_update_is_followed(place: Path) -> None:
    (place / "pages").mkdir()
    (place / "rules.md").rename(place / "pages/house.md")

    told = run_localkit("status", "here", cwd=place.parent).stdout
    resolved(place, "plugs", "here", "--take", "core", status=1)
    resolved(place, "rules.md › Rules of Harrow > Tea", "here", "--take", "core")

    assert "pages/house.md › Rules of Harrow > Plugs" in told
    text = (place / "pages/house.md").read_text()
    assert "A plug is tested by an electrician.\n" in text
    assert "Tea costs nothing, whoever comes.\n" in text
    assert "The key hangs at Olive's.\n" in text
    assert not (place / "rules.md").exists()


def test_a_file_renamed_since_the_update_is_listed_under_its_name_now(place: Path) -> None:
    (place / "rules.md").rename(place / "house.md")

    listed = resolved(place, "--list", "here", status=1).stdout
    resolved(place, "house.md#Rules of Harrow > Tea", "here", "--take", "local", status=1)

    assert "house.md › Rules of Harrow > Tea" in listed
    assert "rules.md" not in listed
    assert waits(place) == ["house.md#Rules of Harrow > Plugs"]


def test_what_was_settled_in_a_renamed_file_goes_back(place: Path) -> None:
    """Whoever wrote on meanwhile loses nothing, and is asked."""
    (place / "rules.md").rename(place / "house.md")
    resolved(place, "tea", "here", "--take", "core", status=1)
    edited(place, "house.md", "Tea costs nothing, whoever comes.", "Tea costs a song.")

    told = run_localkit("undo", "here", cwd=place.parent).stdout

    assert "rules.md" not in told
    assert "Tea costs a song." in (place / "house.md").read_text()
    listed = resolved(place, "--list", "here", status=1).stdout
    assert "Tea is one pound for everybody." in listed
    resolved(place, "tea", "here", "--take", "core", status=1)
    assert "Tea is one pound for everybody." in (place / "house.md").read_text()


def test_of_two_files_that_could_be_the_renamed_one_none_is_taken(place: Path) -> None:
    text = (place / "rules.md").read_text()
    (place / "rules.md").rename(place / "house.md")
    (place / "copy.md").write_text(text.replace("Olive's", "Oskar's"))
    before = own(place)

    told = resolved(place, "tea", "here", "--take", "core", status=2).stderr

    assert told.startswith(
        "error: rules.md#Rules of Harrow > Tea: the passage is not there any more as it was"
    )
    assert own(place) == before


def test_a_file_of_the_core_s_is_not_taken_for_a_renamed_one(place: Path) -> None:
    """It is much like the one that is gone; but it is another one, and is where it was."""
    (place / "rules.md").unlink()
    write_world(place, {"poster.md": second()[f"{TEMPLATE}/rules.md"]})

    told = resolved(place, "tea", "here", "--take", "core", status=2).stderr

    assert "rules.md#Rules of Harrow > Tea: the passage is not there any more" in told


def test_a_renamed_file_that_the_core_took_out_goes_with_it(files: Path) -> None:
    (files / "stamps.md").rename(files / "cards.md")

    resolved(files, "stamps.md", "here", "--take", "core", status=1)

    assert not (files / "cards.md").exists()
    assert not (files / "stamps.md").exists()


def test_line_ends_stay_when_the_core_s_text_is_taken(place: Path) -> None:
    (place / "rules.md").write_bytes((place / "rules.md").read_bytes().replace(b"\n", b"\r\n"))

    resolved(place, "--all", "here", "--take", "core")

    data = (place / "rules.md").read_bytes()
    assert b"Tea costs nothing" in data
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.fixture
def values(tmp_path: Path) -> Path:
    """A place where a value and a row wait."""
    made = taken(tmp_path)
    files = second()
    files[f"{TEMPLATE}/settings.yaml"] = "# of the whole house\nturns: 2\nkitchen: no\n"
    files[f"{TEMPLATE}/tools.csv"] = "tool,number\nhammer,5\npliers,2\n"
    released(tmp_path, files)
    edited(made, "settings.yaml", "turns: 1", "turns: 3 # many hands")
    edited(made, "tools.csv", "hammer,1", "hammer,7")
    updated(made, status=1)
    return made


def test_a_value_is_settled_with_its_comment_left(values: Path) -> None:
    resolved(values, "turns", "here", "--take", "core", status=1)

    assert (values / "settings.yaml").read_text() == (
        "# of the whole house\nturns: 2 # many hands\nkitchen: no\n"
    )


def test_a_value_of_its_own_is_read_as_the_file_writes_values(values: Path) -> None:
    write_world(values.parent, {"v.txt": "1\n"})

    resolved(values, "turns", "here", "--take", "v.txt", status=1)

    assert "turns: 1 # many hands\n" in (values / "settings.yaml").read_text()


def test_a_text_that_is_no_value_is_refused(values: Path) -> None:
    write_world(values.parent, {"v.txt": "[1, 2\n"})
    before = own(values)

    outcome = resolved(values, "turns", "here", "--take", "v.txt", status=2)

    assert outcome.stderr == (
        "error: the text for /turns is no value that YAML knows: a bracket that is not closed, or a missing comma.\n"
        "hint: Write the value as it would stand behind its key in that file, or take the core's or your own.\n"
    )
    assert own(values) == before


def test_a_row_is_settled(values: Path) -> None:
    resolved(values, "tools.csv#row=hammer", "here", "--take", "core", status=1)

    assert (values / "tools.csv").read_text() == "tool,number\nhammer,5\npliers,2\n"


@pytest.mark.parametrize("row", ["saw,1", "hammer,1,2,3", "hammer,1\npliers,9"])
def test_a_text_that_is_not_that_row_is_refused(values: Path, row: str) -> None:
    write_world(values.parent, {"v.txt": f"{row}\n"})
    before = own(values)

    outcome = resolved(values, "tools.csv#row=hammer", "here", "--take", "v.txt", status=2)

    assert outcome.stderr == (
        'error: the text is no row "hammer" of this table\n'
        "hint: Write one line with the columns tool, number, beginning with hammer.\n"
    )
    assert own(values) == before


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A place where whole files wait: one that the core took out, one that it adds, one that the place took out."""
    made = taken(tmp_path)
    released(tmp_path, {**second(), f"{TEMPLATE}/poster.md": "Do come to {{ cookiecutter.place_name }}!\n"})
    edited(made, "stamps.md", "Ten", "Nine")
    write_world(made, {"batteries.md": "We sell none.\n"})
    (made / "poster.md").unlink()
    updated(made, status=1)
    return made


def test_whole_files_wait(files: Path) -> None:
    assert sorted(waits(files)) == ["batteries.md", "poster.md", "stamps.md"]


def test_whole_files_are_the_core_s_if_that_is_taken(files: Path) -> None:
    resolved(files, "--all", "here", "--take", "core")

    found = own(files)
    assert "stamps.md" not in found
    assert found["batteries.md"] == str(second()[f"{TEMPLATE}/batteries.md"])
    assert found["poster.md"] == "Do come to Harrow!\n"


def test_a_file_that_goes_with_the_core_is_told_so(files: Path) -> None:
    told = resolved(files, "stamps.md", "here", "--take", "core", status=1).stdout

    assert told.startswith("   stamps.md: taken out, as in the core.\n")
    assert not (files / "stamps.md").exists()


def test_whole_files_are_the_place_s_if_that_is_kept(files: Path) -> None:
    before = own(files)

    resolved(files, "--all", "here", "--take", "local")

    assert own(files) == before


def test_another_text_for_a_file_the_place_took_out_stands_where_the_core_has_it(files: Path) -> None:
    write_world(files.parent, {"v.txt": "Come if you like.\n"})

    resolved(files, "poster", "here", "--take", "v.txt", status=1)

    assert (files / "poster.md").read_text() == "Come if you like.\n"


def test_a_logo_is_the_core_s_if_that_is_taken(tmp_path: Path) -> None:
    made = taken(tmp_path)
    (made / "logo.bin").write_bytes(b"\0ours")
    released(tmp_path, second())
    updated(made, status=1)

    resolved(made, "logo.bin", "here", "--take", "core")

    assert (made / "logo.bin").read_bytes() == second()[f"{TEMPLATE}/logo.bin"]


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A place where two passages wait, with both texts in the file."""
    made = shaped(taken(tmp_path))
    released(tmp_path, second())
    updated(made, "--markers", status=1)
    return made


def test_marks_go_where_the_core_s_text_is_taken(marked: Path) -> None:
    resolved(marked, "--all", "here", "--take", "core")

    assert "<<<<<<<" not in (marked / "rules.md").read_text()
    assert section(marked, "Plugs") == "A plug is tested by an electrician."
    assert section(marked, "Tea") == "Tea costs nothing, whoever comes."


def test_marks_go_where_the_place_s_text_stays(marked: Path) -> None:
    resolved(marked, "--all", "here", "--take", "local", "--reason", "Olive is one.")

    assert "<<<<<<<" not in (marked / "rules.md").read_text()
    assert section(marked, "Plugs") == "A plug is tested by Olive, who has been shown how."


def test_what_was_settled_by_hand_between_marks_stays(marked: Path) -> None:
    text = (marked / "rules.md").read_text()
    begin, end = text.index("<<<<<<<"), text.index(">>>>>>> new core\n") + len(">>>>>>> new core\n")
    (marked / "rules.md").write_text(f"{text[:begin]}Olive, an electrician, tests plugs.\n{text[end:]}")

    resolved(marked, "plugs", "here", "--take", "local", "--reason", "In our words.", status=1)
    resolved(marked, "tea", "here", "--take", "core")

    assert section(marked, "Plugs") == "Olive, an electrician, tests plugs."
    assert section(marked, "Tea") == "Tea costs nothing, whoever comes."


EDITED = "marks of the update stand around text that was edited"
CLEAR = "hint: Take out the marks there, and what you do not want between them. Then say the same again.\n"


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("by an electrician.", "by an electrician, or by Olive.", "lines 9 to 16"),
        ("by a person who has", "by a grown-up who has", "lines 9 to 16"),
        ("A plug is tested by Olive, who has been shown how.\n", "", "lines 9 to 15"),
        ("<<<<<<< this place\n", "", "line 10 and line 15"),
        (">>>>>>> new core\n", "", "line 9 and line 11"),
    ],
    ids=["the core's", "as received", "this place's taken out", "the first mark", "the last mark"],
)
@pytest.mark.parametrize("take", ["core", "local"])
def test_marks_around_edited_text_are_told_and_nothing_is_lost(
    marked: Path, old: str, new: str, lines: str, take: str
) -> None:
    """Only a person can tell what of it is to stay."""
    text = (marked / "rules.md").read_text()
    (marked / "rules.md").write_text(text.replace(old, new, 1))
    before = whole(marked)
    settle = ["plugs", "here", "--take", take, "--reason", "Olive is one."]

    told = resolved(marked, *settle, status=2)

    first = lines.split()[1]
    assert told.stderr == f"error: rules.md:{first}: {EDITED}, in {lines}\n{CLEAR}"
    assert whole(marked) == before


def test_marks_around_edited_text_in_two_places_are_told_at_once(marked: Path) -> None:
    edited(marked, "rules.md", "by an electrician.", "by an electrician, or by Olive.")
    edited(marked, "rules.md", "Tea costs nothing, whoever comes.", "Tea costs what you like.")

    told = resolved(marked, "tea", "here", "--take", "local", status=2)

    assert told.stderr.startswith(f"error: rules.md:9: {EDITED}, in lines 9 to 16 and lines 20 to 27\n")


def test_marks_go_where_the_place_had_taken_its_text_out(tmp_path: Path) -> None:
    """Nothing stands before the second mark, and nobody edited anything."""
    made = taken(tmp_path)
    edited(made, "rules.md", "A plug is tested by a person who has been shown how.\n\n", "")
    released(tmp_path, second())
    updated(made, "--markers", status=1)
    assert "<<<<<<< this place\n||||||| core as received\n" in (made / "rules.md").read_text()

    resolved(made, "--all", "here", "--take", "local", "--reason", "Olive is one.")

    assert "A plug" not in (made / "rules.md").read_text()
    assert "<<<<<<<" not in (made / "rules.md").read_text()
