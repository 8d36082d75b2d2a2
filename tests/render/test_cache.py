"""Templates are compiled once; what is kept is used only where it is safe."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.render.conftest import in_top, make_kit, rendering

from localkit.errors import SafetyError
from localkit.render import compiled
from localkit.render.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KIT = make_kit(in_top({f"{n}.txt": f"{n} {{{{ cookiecutter.name|upper }}}}" for n in range(5)}))


@pytest.fixture
def compilations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file with one byte for every template that is compiled, in this process or a child."""
    counted = tmp_path / "compiled"
    handle = counted.open("ab", buffering=0)
    whole = Sandbox.compile

    def counting(self: Sandbox, *args: object, **kwargs: object) -> object:
        handle.write(b".")
        return whole(self, *args, **kwargs)  # type: ignore[call-overload]

    # the seam is Jinja's; our class only inherits it
    monkeypatch.setattr(Sandbox, "compile", counting)
    monkeypatch.setattr(
        "localkit.render.child.confine", lambda limits: None
    )  # which forbids to write the count
    monkeypatch.setattr(compiled, "_memory", type(compiled._memory)())
    yield counted
    handle.close()


@pytest.mark.one_thread
@pytest.mark.parametrize("trusted", [True, False], ids=["in this process", "in a child"])
def test_a_second_rendering_compiles_nothing(compilations: Path, trusted: bool) -> None:
    first = rendering(KIT, trusted=trusted)
    before = compilations.stat().st_size

    assert rendering(KIT, trusted=trusted).tree == first.tree
    assert (before, compilations.stat().st_size) == (5, 5)


@pytest.mark.one_thread
def test_a_new_process_compiles_nothing(
    compilations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rendering(KIT, trusted=False, cache=tmp_path / "cache")
    monkeypatch.setattr(compiled, "_memory", type(compiled._memory)())

    assert rendering(KIT, trusted=False, cache=tmp_path / "cache").tree == first.tree
    assert compilations.stat().st_size == 5


def test_text_that_needs_no_jinja_is_not_compiled(compilations: Path) -> None:
    rendering(
        make_kit(in_top({"a.txt": "plain", "{{cookiecutter.name}}.txt": "{{ cookiecutter.name }}, {x}"}))
    )

    assert compilations.stat().st_size == 0


def test_other_settings_have_other_code(tmp_path: Path) -> None:
    texts = in_top({"a.txt": "{{ cookiecutter.name|upper }}\n{% if 1 %}\n{% endif %}\n"})
    plain = rendering(make_kit(texts), cache=tmp_path / "c")
    trimmed = rendering(
        make_kit(texts, '{"slug": "p", "name": "b", "_jinja2_env_vars": {"trim_blocks": true}}'),
        cache=tmp_path / "c",
    )

    assert plain.tree["a.txt"].data == b"BARNSLEY\n\n\n"
    assert trimmed.tree["a.txt"].data == b"B\n"


def test_a_damaged_entry_is_compiled_again(
    compilations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rendering(KIT, cache=tmp_path / "cache")
    for entry in (tmp_path / "cache/templates").iterdir():
        entry.write_bytes(entry.read_bytes()[:-3] + b"bad")
    monkeypatch.setattr(compiled, "_memory", type(compiled._memory)())

    assert rendering(KIT, cache=tmp_path / "cache").tree == first.tree
    monkeypatch.setattr(compiled, "_memory", type(compiled._memory)())
    rendering(KIT, cache=tmp_path / "cache")
    assert compilations.stat().st_size == 10


def test_the_oldest_entries_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_LARGEST_FOLDER", 5000)

    rendering(
        make_kit(in_top({f"{n}": f"{n} {{{{ cookiecutter.name|lower }}}}" for n in range(20)})),
        cache=tmp_path / "c",
    )

    assert 0 < sum(entry.stat().st_size for entry in (tmp_path / "c/templates").iterdir()) <= 5000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")
@pytest.mark.parametrize("place", ["cache", "cache/templates"])
def test_a_cache_that_others_may_write_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "cache/templates").mkdir(parents=True, mode=0o700)
    (tmp_path / place).chmod(0o777)

    with pytest.raises(SafetyError) as caught:
        rendering(KIT, cache=tmp_path / "cache")

    assert (caught.value.message, caught.value.path) == (
        "the cache folder may be written by others",
        str(tmp_path / place),
    )


def test_importing_the_package_loads_neither_jinja_nor_cookiecutter() -> None:
    asked = (
        "import sys, localkit.render; print(sorted({'jinja2', 'cookiecutter', 'arrow'} & set(sys.modules)))"
    )

    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert found.stdout == "[]\n"
