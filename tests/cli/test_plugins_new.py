"""``localkit plugins new``: a folder whose own tests pass at once, and names that cannot be used."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import localkit
from localkit.testing import run_localkit, write_world

FILES = {
    "README.md",
    "pyproject.toml",
    "src/localkit_our_wishes/__init__.py",
    "tests/test_localkit_our_wishes.py",
}


def made(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def project(folder: Path) -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def test_it_writes_one_folder_and_says_what_is_next(tmp_path: Path) -> None:
    outcome = run_localkit("plugins", "new", "our-wishes", cwd=tmp_path).assert_ok()

    folder = tmp_path / "localkit-our-wishes"
    assert made(tmp_path) == {f"localkit-our-wishes/{path}" for path in FILES}
    assert outcome.stdout.splitlines() == [
        "localkit-our-wishes: a new plugin, 4 files",
        f"  in {folder.resolve()}",
        "",
        "Next, in that folder, with the Python that localkit is installed in:",
        '  python -m pip install -e ".[dev]"',
        "  python -m pytest",
        "  localkit plugins list",
    ]
    assert project(folder)["entry-points"] == {"localkit": {"localkit-our-wishes": "localkit_our_wishes"}}
    steps = (folder / "README.md").read_text("utf-8").partition("## First steps")[2].partition("## ")[0]
    numbered = [line.strip() for line in steps.splitlines() if line[:1].isdigit()]
    assert numbered[-1] == "3. `localkit plugins list` shows it:"


def _installed(folder: Path, name: str) -> dict[str, str]:
    """What a program sees where pip has installed a plugin so that edits count at once."""
    module = name.replace("-", "_")
    write_world(
        folder,
        {
            f"{module}-0.1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n",
            f"{module}-0.1.0.dist-info/entry_points.txt": f"[localkit]\n{name} = {module}\n",
        },
    )
    source = Path(localkit.__file__).parents[1]
    paths = os.pathsep.join(str(path) for path in (folder, folder.parent / name / "src", source))
    kept = {key: value for key, value in os.environ.items() if key != "LOCALKIT_DISABLE_PLUGINS"}
    return {**kept, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}


def _python(*arguments: str, cwd: Path, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "name", ["our-wishes", *(pytest.param(name, marks=pytest.mark.slow) for name in ("class", "a1"))]
)
def test_its_own_tests_pass_at_once_and_localkit_lists_it(tmp_path: Path, name: str) -> None:
    run_localkit("plugins", "new", name, cwd=tmp_path).assert_ok()
    folder = tmp_path / f"localkit-{name}"
    env = _installed(tmp_path / "installed", f"localkit-{name}")

    told = _python(
        "pytest", "-q", "-W", "error", "-p", "no:randomly", "-p", "no:cacheprovider", cwd=folder, env=env
    )
    listed = _python("localkit", "plugins", "list", cwd=folder, env=env)

    assert "3 passed" in told
    assert f"localkit-{name} 0.1.0  package localkit-{name}\n   rules: {name}.empty-page\n" in listed


@pytest.mark.parametrize(
    "summary",
    [
        "What we ask.",
        'Words in "quotation marks"',
        'ends with a quotation mark "',
        'three """ of them',
        r"a back\slash, a \n and a \u0041",
        "ends with a backslash \\",
        "Mae'r Gymraeg yma â 😀, {braces} & <signs>",
        "a # sign, an [item] and a = sign",
    ],
)
def test_a_summary_is_the_same_in_package_and_module(tmp_path: Path, summary: str) -> None:
    run_localkit("plugins", "new", "our-wishes", "here", "--summary", summary, cwd=tmp_path).assert_ok()

    folder = tmp_path / "here"
    assert made(folder) == FILES
    assert project(folder)["description"] == summary
    code = (folder / "src/localkit_our_wishes/__init__.py").read_text("utf-8")
    world: dict[str, object] = {}
    exec(compile(code, "plugin", "exec"), world)
    assert world["__doc__"] == summary
    assert f"\n{summary}\n" in (folder / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ("", "it is empty"),
        (" \t", "it is empty"),
        ("one\ntwo", "it has a line break"),
        ("a\x1b[31m", "it has a line break or a character that cannot be seen"),
        ("{{ cookiecutter.name }}", "it has the braces of a template"),
        ("{% raw %}", "it has the braces of a template"),
        ("x" * 201, "it has 201 letters; 200 is the most"),
    ],
)
def test_a_summary_that_cannot_be_used_is_told(tmp_path: Path, summary: str, words: str) -> None:
    outcome = run_localkit("plugins", "new", "our-wishes", "--summary", summary, cwd=tmp_path)

    assert (outcome.status, outcome.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert outcome.stderr.startswith(f"error: the summary cannot be used: {words}")
    assert outcome.stderr.endswith("hint: Say in one sentence what the plugin is for.\n")


RULE = "A name has small letters, digits and hyphens between them, and begins with a letter."


@pytest.mark.parametrize(
    ("name", "error", "hint"),
    [
        ("Our Wishes", 'a plugin cannot be called "Our Wishes"', f"{RULE} For instance: our-wishes."),
        ("Ôl_troed", 'a plugin cannot be called "Ôl_troed"', f"{RULE} For instance: ol-troed."),
        ("3-wishes", 'a plugin cannot be called "3-wishes"', f"{RULE} For instance: wishes."),
        ("a--b", 'a plugin cannot be called "a--b"', f"{RULE} For instance: a-b."),
        ("a-", 'a plugin cannot be called "a-"', f"{RULE} For instance: a."),
        ("a\n", 'a plugin cannot be called "a\n"', f"{RULE} For instance: a."),
        ("", 'a plugin cannot be called ""', f"{RULE} For instance: our-wishes."),
        ("localkit-", 'a plugin cannot be called "localkit-"', f"{RULE} For instance: our-wishes."),
        ("../up", 'a plugin cannot be called "../up"', f"{RULE} For instance: up."),
        ("愛", 'a plugin cannot be called "愛"', f"{RULE} For instance: our-wishes."),
        (
            "aux",
            'a plugin cannot be called "aux": Windows keeps that name for itself',
            "Add a word: aux-rules.",
        ),
        (
            "localkit-com1",
            'a plugin cannot be called "localkit-com1": Windows keeps that name for itself',
            "Add a word: com1-rules.",
        ),
        (
            "localkit",
            'a plugin cannot be called "localkit": that is localkit itself',
            "Say what it is for: our-wishes.",
        ),
        (
            "a" * 51,
            "the plugin's name has 51 letters; 50 is the most",
            "Choose a shorter one; --summary can say the rest.",
        ),
    ],
)
def test_a_name_that_cannot_be_used_is_told_with_one_that_can(
    tmp_path: Path, name: str, error: str, hint: str
) -> None:
    outcome = run_localkit("plugins", "new", name, cwd=tmp_path)

    assert (outcome.status, outcome.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert outcome.stderr == f"error: {error}\nhint: {hint}\n"


def test_localkit_in_front_of_the_name_is_said_once(tmp_path: Path) -> None:
    run_localkit("plugins", "new", "localkit-our-wishes", cwd=tmp_path).assert_ok()

    assert made(tmp_path / "localkit-our-wishes") == FILES


def test_nothing_is_written_over(tmp_path: Path) -> None:
    write_world(tmp_path, {"localkit-our-wishes/mine.txt": "mine"})

    outcome = run_localkit("plugins", "new", "our-wishes", cwd=tmp_path)

    assert outcome.status == 2
    assert outcome.stderr == (
        "error: localkit-our-wishes: the folder is not empty\n"
        "hint: Name a folder that is new or empty; localkit writes over nothing.\n"
    )
    assert made(tmp_path) == {"localkit-our-wishes/mine.txt"}


def test_programs_get_one_document(tmp_path: Path) -> None:
    outcome = run_localkit(
        "plugins", "new", "our-wishes", "here", "--format", "json", cwd=tmp_path
    ).assert_ok()

    assert outcome.json == {
        "format": 1,
        "path": str((tmp_path / "here").resolve()),
        "name": "localkit-our-wishes",
        "files": sorted(FILES),
    }
