"""What the screens remember of a person: nothing that anybody else would miss, so nothing stops at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.errors import InputError, MachineError
from localkit.store.screen_memory import ScreenMemory, keep_screen_memory, read_screen_memory


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    keep_screen_memory(tmp_path / "config", ScreenMemory(tour=True, theme="nord"))

    assert read_screen_memory(tmp_path / "config") == ScreenMemory(tour=True, theme="nord")
    assert [path.name for path in (tmp_path / "config").iterdir()] == ["screens.json"]


def test_nothing_is_remembered_of_who_comes_for_the_first_time(tmp_path: Path) -> None:
    assert read_screen_memory(tmp_path / "none") == ScreenMemory(tour=False, theme=None)


@pytest.mark.parametrize(
    "said", [b"{", b"[]", b'{"tour": "yes"}', b'{"theme": 7}', b"\xff", b"[" * 100_000], ids=range(6)
)
def test_a_damaged_file_is_told_with_its_path(tmp_path: Path, said: bytes) -> None:
    (tmp_path / "screens.json").write_bytes(said)

    with pytest.raises(InputError) as caught:
        read_screen_memory(tmp_path)

    assert caught.value.message == "what the screens remember is damaged, so they begin as for the first time"
    assert caught.value.path == str(tmp_path / "screens.json")
    assert caught.value.hint == "Nothing needs to be done: the file is written anew."


def test_what_a_later_localkit_remembers_beside_it_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "screens.json").write_text('{"tour": true, "wide": 3}')

    assert read_screen_memory(tmp_path) == ScreenMemory(tour=True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")

    with pytest.raises(MachineError, match="cannot remember this"):
        keep_screen_memory(tmp_path / "config", ScreenMemory())
    with pytest.raises(MachineError, match="cannot read what was remembered"):
        read_screen_memory(tmp_path / "config")
