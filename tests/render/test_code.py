"""Hooks and extensions run only where the kit is trusted, and what they leave is the rendering."""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from tests.render.conftest import Content, failing, in_top, make_kit, rendering

from localkit.errors import HookFailedError, SafetyError
from localkit.model.rendering import KitCode
from localkit.render import kit_code, questions, run_pre_prompt

if TYPE_CHECKING:
    from pathlib import Path

CODE: dict[str, Content] = {
    "hooks/pre_prompt.py": "",
    "hooks/post_gen_project.sh~": "",
    "hooks/notes.md": "",
    "local_extensions.py": "",
}


def test_code_is_listed_and_refused_without_trust() -> None:
    raw = json.dumps(
        {"slug": "s", "_extensions": ["local_extensions.x", "jinja2.ext.do", "jinja2_time.TimeExtension"]}
    )
    kit = make_kit({**CODE, **in_top({"a": "x"})}, raw)

    assert kit_code(kit) == KitCode(
        ("hooks/pre_prompt.py",),
        ("local_extensions.x", "jinja2_time.TimeExtension"),
        ("local_extensions.py",),
    )
    error = failing(kit, SafetyError, trusted=False)
    assert error.message == (
        "this kit runs code of its own, and isn't trusted: hooks/pre_prompt.py, "
        "extension local_extensions.x, extension jinja2_time.TimeExtension"
    )
    assert error.hint == "Read it, then say --trust; or --without-code to leave it out."
    assert rendering(kit, trusted=False, without_code=True).tree["a"].data == b"x"


def test_a_failing_hook_is_told() -> None:
    kit = make_kit(
        {"hooks/post_gen_project.py": "import sys; print('out'); sys.exit(3)", **in_top({"a": "x"})}
    )

    error = failing(kit, HookFailedError)

    assert error.message == "the hook hooks/post_gen_project.py failed with exit status 3"


def test_what_a_hook_prints_goes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    rendering(
        make_kit({"hooks/pre_gen_project.py": "print('{{ cookiecutter.name }}')", **in_top({"a": "x"})})
    )

    assert capfd.readouterr() == ("", "Barnsley\n")


def test_pre_prompt_may_change_what_is_asked() -> None:
    hook = "from pathlib import Path\nPath('cookiecutter.json').write_text('{\"slug\": \"changed\"}')\n"
    kit = run_pre_prompt(make_kit({"hooks/pre_prompt.py": hook, **in_top({"a": "x"})}))

    assert [question.name for question in questions(kit)] == ["slug"]
    assert rendering(kit).root_name == "changed"


def test_a_failing_pre_prompt_is_told() -> None:
    with pytest.raises(HookFailedError) as caught:
        run_pre_prompt(make_kit({"hooks/pre_prompt.py": "raise SystemExit(2)"}))

    assert caught.value.message == "the hook hooks/pre_prompt.py failed with exit status 2"


def test_extensions_of_a_kit_leave_python_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many kits call their module local_extensions; one must not get another's."""
    raw = '{"slug": "s", "_extensions": ["local_extensions.Change"]}'
    extension = (
        "from jinja2.ext import Extension\nclass Change(Extension):\n"
        "    def __init__(self, e):\n        super().__init__(e)\n        e.filters['change'] = str.METHOD\n"
    )
    other = ModuleType("local_extensions")
    monkeypatch.setitem(sys.modules, "local_extensions", other)
    path = list(sys.path)

    def changed_by(method: str) -> bytes:
        files = {
            "local_extensions.py": extension.replace("METHOD", method),
            **in_top({"a": "{{ 'xY'|change }}"}),
        }
        return rendering(make_kit(files, raw)).tree["a"].data

    assert (changed_by("upper"), changed_by("lower")) == (b"XY", b"xy")
    assert sys.path == path
    assert sys.modules["local_extensions"] is other


def test_hooks_are_left_out_on_request(capfd: pytest.CaptureFixture[str]) -> None:
    rendering(make_kit({"hooks/pre_gen_project.py": "print('ran')", **in_top({"a": "x"})}), without_code=True)

    assert capfd.readouterr() == ("", "")


def test_what_hooks_leave_is_the_rendering(tmp_path: Path) -> None:
    hook = f"""import os
os.symlink('a', 'linked')
os.symlink('folder', 'to-folder')
os.symlink({str(tmp_path)!r}, 'away')
"""
    done = rendering(make_kit({"hooks/post_gen_project.py": hook, **in_top({"a": "x", "folder/b": ""})}))

    assert sorted(done.tree) == ["a", "folder/b", "linked"]
    assert dict(done.tree.links) == {"to-folder": "folder"}
