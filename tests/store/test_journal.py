"""Many files are changed at once, each as it should be, and only where nobody is in the way."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.ending import FAILED, holding, in_a_child

from localkit.errors import InputError, LocalVersionError, MachineError, SafetyError
from localkit.model.tree import File
from localkit.store import held_files
from localkit.store.history import last_step, step_notes
from localkit.store.journal import FileChange, StepNote, commit, recover, waiting
from localkit.store.journal_folder import write_plan
from localkit.store.journal_planning import planned
from localkit.testing import write_world

NOTE = StepNote("update", "2026-03-02T12:00:00Z", {"from": "1.0.0", "to": "1.1.0"})
ONE, TWO = File(b"one\n"), File(b"two\n")
needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights there")
needs_modes = pytest.mark.skipif(os.name == "nt", reason="no executable bit there")
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process of its own")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return write_world(tmp_path / "here", {".localkit/local.yaml": "format: 1\n", "a.md": "one\n"})


def texts(root: Path) -> dict[str, str | None]:
    return {
        path: None if held is None else held[0].decode()
        for path, held in holding(root).items()
        if not path.startswith(".localkit")
    }


def journal_of(root: Path, changes: list[FileChange]) -> None:
    """Leave a journal as a command does that is killed just after the point of no return."""
    write_plan(root / ".localkit/journal", planned(root, changes, note=None, pops=None, folders=()))


def test_files_are_changed_added_and_removed_in_one_go(here: Path) -> None:
    write_world(here, {"gone/deep/b.md": "two\n", "stays/c.md": "two\n", "stays/d.md": "two\n"})

    commit(
        here,
        [
            FileChange("a.md", ONE, TWO),
            FileChange("gone/deep/b.md", TWO, None),
            FileChange("stays/c.md", TWO, None),
            FileChange("new/deep/e.md", None, ONE),
        ],
        folders=["empty/folder"],
    )

    assert texts(here) == {
        "a.md": "two\n",
        "empty": None,
        "empty/folder": None,
        "new": None,
        "new/deep": None,
        "new/deep/e.md": "one\n",
        "stays": None,
        "stays/d.md": "two\n",
    }
    assert last_step(here) is None
    assert sorted(os.listdir(here / ".localkit")) in (["local.yaml"], ["local.yaml", "lock"])


@needs_modes
def test_permission_bits_stay_but_for_what_the_core_lets_run(here: Path) -> None:
    write_world(here, {"own.md": "one\n", "runs.sh": "one\n"})
    (here / "own.md").chmod(0o640)
    (here / "runs.sh").chmod(0o600)

    commit(
        here,
        [
            FileChange("own.md", ONE, TWO),
            FileChange("runs.sh", ONE, File(b"one\n", 0o755)),
            FileChange("new.sh", None, File(b"two\n", 0o700)),
        ],
    )

    modes = {name: stat.S_IMODE((here / name).stat().st_mode) for name in ("own.md", "runs.sh", "new.sh")}
    assert modes == {"own.md": 0o640, "runs.sh": 0o700, "new.sh": 0o755}


def test_history_keeps_what_was_before_and_after(here: Path) -> None:
    commit(here, [FileChange("a.md", ONE, TWO), FileChange("b.md", None, ONE)], note=NOTE)

    step = last_step(here)

    assert step is not None
    assert (step.number, step.note) == (1, NOTE)
    assert [
        (change.path, change.before and change.before.data, change.after and change.after.data)
        for change in step.changes
    ] == [
        ("a.md", b"one\n", b"two\n"),
        ("b.md", None, b"one\n"),
    ]


def test_a_step_that_was_taken_back_leaves_history(here: Path) -> None:
    commit(here, [FileChange("a.md", ONE, TWO)], note=NOTE)
    commit(here, [FileChange("b.md", None, ONE)], note=StepNote("resolve", "later"))
    step = last_step(here)
    assert step is not None

    commit(here, [change.inverse for change in step.changes], pops=step.number)

    assert texts(here) == {"a.md": "two\n"}
    assert step_notes(here) == [(1, NOTE)]


def test_twenty_steps_are_kept(here: Path) -> None:
    said = [str(number).encode() for number in range(25)]
    for number in range(24):
        before = File(said[number]) if number else ONE
        commit(here, [FileChange("a.md", before, File(said[number + 1]))], note=NOTE)

    assert [number for number, _ in step_notes(here)] == list(range(5, 25))


def test_nothing_to_change_leaves_no_trace(here: Path) -> None:
    commit(here, [FileChange("a.md", ONE, File(b"one\n", 0o600))])

    assert texts(here) == {"a.md": "one\n"}
    assert not waiting(here)


@pytest.mark.parametrize(
    "change",
    [
        FileChange("a.md", TWO, ONE),
        FileChange("a.md", None, TWO),
        FileChange("b.md", ONE, TWO),
        FileChange("b.md", ONE, None),
    ],
    ids=["other words", "there already", "gone", "gone before it is removed"],
)
def test_a_file_that_somebody_changed_stops_everything(here: Path, change: FileChange) -> None:
    with pytest.raises(InputError) as caught:
        commit(here, [FileChange("c.md", None, ONE), change], note=NOTE)

    assert caught.value.message == f"somebody else changed {change.path} just now"
    assert caught.value.hint == "Nothing was written. Run the same command again."
    assert texts(here) == {"a.md": "one\n"}
    assert not list(here.glob(".localkit/journal*"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (FileChange("folder", None, ONE), "there is a folder where the file folder is to be"),
        (FileChange("a.md/b.md", None, ONE), "there is a file where the folder a.md is to be"),
    ],
    ids=["folder", "file"],
)
def test_a_file_and_a_folder_in_each_others_way(here: Path, change: FileChange, message: str) -> None:
    write_world(here, {"folder/own.md": "mine\n"})
    before = texts(here)

    with pytest.raises(InputError) as caught:
        commit(here, [change])

    assert caught.value.message == message
    assert caught.value.hint == "Give it another name, then run the same command again. Nothing was written."
    assert texts(here) == before


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../b.md", "it leads out of the folder"),
        ("/b.md", "it is not inside the folder"),
        ("x/./b.md", "it is not written plainly"),
        (".git/hooks/pre-commit", "it belongs to git"),
        ("docs/.GIT/config", "it belongs to git"),
        (".localkit/history/0001/plan.json", "it belongs to localkit"),
    ],
)
def test_a_path_that_is_nobodys_to_write_to_is_refused(here: Path, path: str, reason: str) -> None:
    with pytest.raises(SafetyError) as caught:
        commit(here, [FileChange("c.md", None, ONE), FileChange(path, None, ONE)])

    assert caught.value.message == f"refused to write {path!r}: {reason}"
    assert caught.value.hint == "Nothing was written."
    assert texts(here) == {"a.md": "one\n"}


@needs_links
@pytest.mark.parametrize("changed", ["away.md", "away/b.md"])
def test_a_link_that_leaves_the_folder_is_never_read_or_written(here: Path, changed: str) -> None:
    outside = write_world(here.parent / "outside", {"b.md": "one\n"})
    (here / "away").symlink_to(outside)
    (here / "away.md").symlink_to(outside / "b.md")

    for after in (TWO, None):
        with pytest.raises(SafetyError) as caught:
            commit(here, [FileChange(changed, ONE, after)])
        assert (
            caught.value.message
            == "a file reached through a link that leaves the folder is never read or written"
        )
        assert (
            caught.value.hint
            == "Put the file itself in the place of the link, then run the same command again."
        )

    assert (outside / "b.md").read_text() == "one\n"


@needs_links
def test_records_behind_a_link_that_leaves_the_folder_are_not_written(here: Path) -> None:
    (here / ".localkit").rename(here.parent / "elsewhere")
    (here / ".localkit").symlink_to(here.parent / "elsewhere")

    with pytest.raises(SafetyError, match="a link that leaves the folder"):
        commit(here, [FileChange("a.md", ONE, TWO)])

    assert sorted(path.name for path in (here.parent / "elsewhere").iterdir()) == ["local.yaml"]


@needs_links
def test_a_link_into_gits_own_files_is_refused(here: Path) -> None:
    write_world(here, {".git/hooks/x": ""})
    (here / "docs").symlink_to(".git/hooks")

    with pytest.raises(SafetyError, match="belongs to git"):
        commit(here, [FileChange("docs/pre-commit", None, ONE)])


@needs_links
def test_a_link_inside_the_folder_is_written_through(here: Path) -> None:
    (here / "link.md").symlink_to("a.md")

    commit(here, [FileChange("link.md", ONE, TWO)])

    assert (here / "link.md").is_symlink()
    assert (here / "a.md").read_text() == "two\n"


@needs_links
def test_a_file_under_two_names_is_told_of(here: Path) -> None:
    (here / "link.md").symlink_to("a.md")

    with pytest.raises(InputError) as caught:
        commit(here, [FileChange("a.md", ONE, TWO), FileChange("link.md", ONE, TWO)])

    assert caught.value.message == "a.md and link.md are one file, by a link"
    assert (
        caught.value.hint
        == "Put a file of its own in the place of the link, then run the same command again."
    )


def test_a_journal_is_carried_to_its_end(here: Path) -> None:
    journal_of(here, [FileChange("a.md", ONE, TWO), FileChange("b.md", None, ONE)])

    assert waiting(here)
    assert recover(here) == "finished"
    assert texts(here) == {"a.md": "two\n", "b.md": "one\n"}
    assert not waiting(here)


def test_a_file_edited_since_stays_and_the_others_go_back(here: Path) -> None:
    write_world(here, {"b.md": "one\n", "c.md": "one\n"})
    journal_of(
        here,
        [
            FileChange("a.md", ONE, TWO),
            FileChange("b.md", ONE, TWO),
            FileChange("d/e.md", None, ONE),
            FileChange("c.md", ONE, None),
        ],
    )
    write_world(here, {"a.md": "two\n", "d/e.md": "one\n", "b.md": "mine\n"})
    (here / "c.md").unlink()

    assert recover(here) == "taken_back"
    assert texts(here) == {"a.md": "one\n", "b.md": "mine\n", "c.md": "one\n"}
    assert recover(here) is None


def test_a_temporary_file_left_beside_a_file_goes(here: Path) -> None:
    """Somebody had put the new words there by hand before the next command came."""
    journal_of(here, [FileChange("a.md", ONE, TWO)])
    write_world(here, {"a.md": "two\n", ".localkit-0.tmp": "tw"})

    assert recover(here) == "finished"
    assert texts(here) == {"a.md": "two\n"}


def test_the_next_commit_finishes_the_last_first(here: Path) -> None:
    journal_of(here, [FileChange("a.md", ONE, TWO)])

    commit(here, [FileChange("a.md", TWO, File(b"three\n"))])

    assert texts(here) == {"a.md": "three\n"}


def test_a_journal_from_elsewhere_cannot_write_outside(here: Path) -> None:
    """A folder that somebody sent may hold any journal."""
    journal_of(here, [FileChange("b.md", None, ONE)])
    plan = here / ".localkit/journal/plan.json"
    plan.write_text(plan.read_text().replace('"b.md"', '"../b.md"'))

    with pytest.raises(SafetyError, match="leads out of the folder"):
        recover(here)


@needs_fork
def test_a_recovery_that_a_program_holds_up_says_what_to_close(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_files, "PATIENCE", 0.1)  # a person's patience is not what is tested
    journal_of(here, [FileChange("a.md", ONE, TWO)])

    def hold(event: str, values: tuple[object, ...]) -> None:
        if event == "os.rename" and str(values[1]) == str(here / "a.md"):
            raise OSError(errno.EBUSY, "busy", str(values[0]), None, str(values[1]))

    def carry_on() -> None:
        try:
            recover(here)
        except MachineError as error:
            (tmp_path / "told").write_text(f"{error.path}: {error.message}\n{error.hint}")

    in_a_child(carry_on, None, hold)

    assert (tmp_path / "told").read_text() == (
        f"{here}/a.md: the system says: busy\n"
        "Close this file in every other program, then run the same command again."
    )
    assert recover(here) == "finished"


@pytest.mark.parametrize("said", ["", "[]", '{"format": 1}', '{"files": [{"path": "a.md"}]}'])
def test_a_damaged_journal_or_step_is_told_of(here: Path, said: str) -> None:
    write_world(here, {".localkit/journal/plan.json": said, ".localkit/journal/contents": ""})
    write_world(here, {".localkit/history/0003/plan.json": said, ".localkit/history/0003/contents": ""})

    with pytest.raises(LocalVersionError) as caught:
        recover(here)
    assert caught.value.message == "what localkit kept of a change is damaged"
    assert caught.value.hint == "Look whether the files are as they should be, then delete this folder."

    for read in (last_step, step_notes):
        with pytest.raises(LocalVersionError) as caught:
            read(here)
        assert caught.value.message == "what localkit kept of a change is damaged"
        assert caught.value.path == str(here / ".localkit/history/0003")
        assert (
            caught.value.hint
            == "Delete the folder 0003: that step cannot be taken back any more; those before it can."
        )


def test_a_step_whose_contents_were_touched_is_not_believed(here: Path) -> None:
    commit(here, [FileChange("a.md", ONE, TWO)], note=NOTE)
    (here / ".localkit/history/0001/contents").write_text("ONE\ntwo\n")

    with pytest.raises(LocalVersionError):
        last_step(here)
    assert step_notes(here) == [(1, NOTE)]


@needs_fork
@pytest.mark.parametrize("renames", [1, 2], ids=["for a moment", "for good"])
def test_a_file_that_another_program_holds(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    """The second file is held; the first was changed already."""
    monkeypatch.setattr(held_files, "PATIENCE", 0.3)  # a person's patience is not what is tested
    write_world(here, {"b.md": "one\n"})
    held = 0

    def hold(event: str, values: tuple[object, ...]) -> None:
        nonlocal held
        if event == "os.rename" and str(values[1]) == str(here / "b.md") and (held == 0 or renames == 2):
            held += 1
            raise OSError(errno.EBUSY, "busy", str(values[0]), None, str(values[1]))

    def write() -> None:
        try:
            commit(here, [FileChange("a.md", ONE, TWO), FileChange("b.md", ONE, TWO)], note=NOTE)
        except MachineError as error:
            (tmp_path / "told").write_text(f"{error.message}\n{error.hint}")
            os._exit(FAILED)

    came_to = in_a_child(write, None, hold)

    if renames == 1:
        assert (came_to, texts(here)) == (0, {"a.md": "two\n", "b.md": "two\n"})
    else:
        assert (came_to, texts(here)) == (FAILED, {"a.md": "one\n", "b.md": "one\n"})
        assert (tmp_path / "told").read_text() == (
            "another program holds b.md open\n"
            "Close it there, then run the same command again. Nothing was changed."
        )
        assert not list(here.glob(".localkit/journal*"))
        assert step_notes(here) == []


NAMES = ["a", "b", "x", "x/a", "x/b", "x/y/a", "z/a"]


def fits(files: dict[str, bytes]) -> bool:
    """Whether no file is where another has its folder."""
    return not any(other.startswith(f"{path}/") for path in files for other in files)


TREES = st.dictionaries(
    st.sampled_from(NAMES), st.sampled_from([b"", b"one\n", b"two\n", b"\xff\x00"])
).filter(fits)


@needs_fork
@settings(max_examples=60)
@given(old=TREES, new=TREES, at=st.integers(1, 90))
def test_there_and_back_again_is_where_one_was(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, bytes], new: dict[str, bytes], at: int
) -> None:
    root = tmp_path_factory.mktemp("here")
    write_world(root, {".localkit/local.yaml": "format: 1\n", **old})
    before = holding(root)
    changes = [
        FileChange(path, File(old[path]) if path in old else None, File(new[path]) if path in new else None)
        for path in NAMES
        if path in old or path in new
    ]

    in_a_child(lambda: commit(root, changes), at)
    recover(root)
    held = {
        path: file[0] for path, file in holding(root).items() if file and not path.startswith(".localkit")
    }
    assert held in (old, new)
    if held != old:
        commit(root, [change.inverse for change in changes])

    assert holding(root) == before
