"""Trying a kit: its sample places rendered."""

from __future__ import annotations

from pathlib import Path

from localkit.testing import run_localkit


def test_try_writes_every_sample_when_a_folder_is_named(tmp_path: Path) -> None:
    outcome = run_localkit("kit", "try", "mend-together", "-o", "tried", cwd=tmp_path).assert_ok()

    folders = sorted(path.name for path in (tmp_path / "tried").iterdir())
    assert len(folders) >= 7
    assert "defaults" in folders
    assert all((tmp_path / "tried" / name / "settings.yaml").is_file() for name in folders)
    assert "Written to tried" in outcome.stdout


def test_try_writes_nothing_when_no_folder_is_named(tmp_path: Path) -> None:
    run_localkit("kit", "try", "mend-together", cwd=tmp_path).assert_ok()

    assert list(tmp_path.iterdir()) == []


def test_try_names_the_samples_when_one_is_asked_for_that_is_not_there(tmp_path: Path) -> None:
    outcome = run_localkit("kit", "try", "mend-together", "--sample", "saltreech", cwd=tmp_path)

    assert outcome.status == 2
    assert outcome.stderr.startswith(
        'error: the kit has no sample "saltreech"\nhint: Did you mean "saltreach"? It has: defaults, '
    )


def test_try_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "tried").mkdir()
    (tmp_path / "tried" / "mine.txt").write_text("mine")

    outcome = run_localkit("kit", "try", "mend-together", "-o", "tried", cwd=tmp_path)

    assert outcome.status == 2
    assert outcome.stderr == (
        "error: tried: the folder is not empty\n"
        "hint: Name a folder that is new or empty; localkit writes over nothing.\n"
    )
    assert [path.name for path in (tmp_path / "tried").iterdir()] == ["mine.txt"]
