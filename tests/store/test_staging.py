"""A new folder is there whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from localkit.errors import InputError, MachineError, SafetyError
from localkit.model.tree import File, Tree
from localkit.store.staging import staged, write_tree
from localkit.testing import run_localkit, tree, write_world

KIT = {
    "kit.yaml": "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\nelements: []\n",
    "cookiecutter.json": '{"slug": "here"}',
    "{{cookiecutter.slug}}/a.md": "One {{ cookiecutter.slug }}.\n",
    "{{cookiecutter.slug}}/b/c.md": "Two.\n",
    "{{cookiecutter.slug}}/big.txt": "word " * 60_000,
}


def left(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_tree_is_written_with_modes_and_empty_folders(tmp_path: Path) -> None:
    with staged(tmp_path / "new/here") as folder:
        write_tree(folder, Tree({"a.md": File(b"1"), "b/run.sh": File(b"2", 0o755)}, frozenset(["c/d"])))

    here = tmp_path / "new/here"
    assert left(here) == ["a.md", "b", "b/run.sh", "c", "c/d"]
    assert [(here / name).stat().st_mode & 0o777 for name in ("a.md", "b/run.sh")] == [0o644, 0o755]
    assert left(tmp_path) == [
        "new",
        *(f"new/{path}" for path in ["here", *(f"here/{p}" for p in left(here))]),
    ]


def test_an_empty_folder_and_a_link_to_one_can_be_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    for name in ("empty", "link"):
        with staged(tmp_path / name) as folder:
            write_tree(folder, tree({"a.md": "1"}))

    assert left(tmp_path) == ["empty", "empty/a.md", "link", "real", "real/a.md"]


def test_a_failure_inside_leaves_nothing_not_even_new_parents(tmp_path: Path) -> None:
    def stopped() -> None:
        with staged(tmp_path / "new/deep/here") as folder:
            write_tree(folder, tree({"a.md": "1"}))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    assert left(tmp_path) == []


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a/../../b", "C:\\x", "a\nb"])
def test_an_unsafe_path_is_refused_and_nothing_is_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(SafetyError) as caught, staged(tmp_path / "here") as folder:
        write_tree(folder, tree({"a.md": "1", path: "2"}))

    assert caught.value.message.startswith(f"refused to write {path!r}: ")
    assert caught.value.hint == "Ask the kit's publisher to mend this path."
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("make", "message", "hint"),
    [
        (
            lambda path: write_world(path, {"mine.md": "1"}),
            "the folder is not empty",
            "Name a folder that is new or empty; localkit writes over nothing.",
        ),
        (lambda path: path.write_text("1"), "this is a file", "Name a folder that is new or empty."),
        (
            lambda path: path.symlink_to("nowhere"),
            "this is a link that leads nowhere",
            "Name a folder that is new or empty.",
        ),
    ],
    ids=["not empty", "a file", "a broken link"],
)
def test_a_destination_that_holds_something_is_refused(tmp_path: Path, make, message: str, hint: str) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "here")
    before = left(tmp_path)

    with pytest.raises(InputError) as caught, staged(tmp_path / "here"):
        raise AssertionError

    assert (caught.value.message, caught.value.path, caught.value.hint) == (
        message,
        str(tmp_path / "here"),
        hint,
    )
    assert left(tmp_path) == before


def test_what_appears_there_meanwhile_stays_as_it_is(tmp_path: Path) -> None:
    def too_late() -> None:
        with staged(tmp_path / "here") as folder:
            write_tree(folder, tree({"a.md": "1"}))
            write_world(tmp_path / "here", {"theirs.md": "2"})

    with pytest.raises(InputError):
        too_late()

    assert left(tmp_path) == ["here", "here/theirs.md"]


def test_what_a_killed_run_left_is_swept_away_and_what_a_live_one_writes_is_not(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead, alive = f".localkit-staging-{ended.pid}-00000000", f".localkit-staging-{os.getpid()}-00000000"
    write_world(tmp_path, {f"{dead}/a": "1", f"{alive}/a": "1", ".localkit-staging-mine/a": "1"})

    with staged(tmp_path / "here") as folder:
        write_tree(folder, tree({"a.md": "1"}))

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [alive, ".localkit-staging-mine", "here"]
    )


def test_the_folder_one_stands_in_is_filled_and_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a person's shell would stand in a folder that is gone."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    before = (tmp_path / "here").stat().st_ino

    with staged(Path()) as folder:
        write_tree(folder, tree({"a.md": "1", "b/c.md": "2", ".localkit/local.yaml": "3"}))

    assert (tmp_path / "here").stat().st_ino == before
    assert sorted(path.name for path in Path.cwd().iterdir()) == [".localkit", "a.md", "b"]
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_what_appears_meanwhile_in_the_folder_one_stands_in_stays_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def too_late() -> None:
        with staged(Path()) as folder:
            write_tree(folder, tree({"a.md": "1", "b/c.md": "2", "d.md": "3"}))
            write_world(tmp_path / "here", {"d.md": "theirs"})

    with pytest.raises(InputError) as caught:
        too_late()

    assert caught.value.message == "the folder is not empty"
    assert left(tmp_path) == ["here", "here/d.md"]
    assert (tmp_path / "here/d.md").read_text() == "theirs"


# Ends its own process at the nth step that writes below the world; tells on standard error how many there were.
KILLER = """
import os, signal, sys
at, world, steps = int(sys.argv[1]), sys.argv[2], 0
def watch(event, arguments):
    global steps
    writes = event in ("os.mkdir", "os.rename", "os.chmod") or (
        event == "open" and isinstance(arguments[1], str) and "r" not in arguments[1]
    )
    if writes and str(arguments[0]).startswith(world):
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from localkit.cli.main import run
status = run(["adapt", "kit", "here", "--no-input"])
print(steps, file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_run_killed_at_any_step_leaves_nothing_and_the_next_one_all(tmp_path: Path) -> None:
    write_world(tmp_path / "kit", KIT)

    def run(at: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", KILLER, str(at), str(tmp_path)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    whole = run(0)
    steps = int(whole.stderr.splitlines()[-1])
    everything = left(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path.parent / f"{tmp_path.name}-done")

    assert whole.returncode == 0
    assert steps > 8
    for at in (1, 2, steps // 2, steps - 1, steps):  # the last one is the rename
        killed = run(at)
        assert killed.returncode == -signal.SIGKILL
        assert not (tmp_path / "here").exists()
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    assert left(tmp_path / "here") == everything
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "kit"]


@pytest.mark.skipif(os.name == "nt", reason="limits of processes")
def test_a_disk_that_takes_no_more_leaves_nothing(tmp_path: Path) -> None:
    write_world(tmp_path / "kit", KIT)
    program = (
        "import resource, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from localkit.cli.main import run\nsys.exit(run(['adapt', 'kit', 'new/here', '--no-input']))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 4
    message, hint = done.stderr.splitlines()
    assert message.startswith("error: ")
    assert message.endswith(": the system says: File too large")
    assert hint == "hint: Nothing was changed. Mend what the system complains about, then try again."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kit"]


@pytest.mark.permissions
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    try:
        with pytest.raises(MachineError) as caught, staged(tmp_path / "here"):
            raise AssertionError
    finally:
        tmp_path.chmod(0o700)

    assert caught.value.hint == "You may not write here: choose a folder of your own. Nothing was changed."
    assert left(tmp_path) == []
