"""Plugins as an installed package brings them: found, asked, and told of when they fail."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.actions.status import status
from localkit.errors import KitError
from localkit.hooks.failure import Failure
from localkit.hooks.installed import may_have_plugins
from localkit.hooks.markers import hookimpl
from localkit.model.document_kind import Kind
from localkit.testing import fixed_workspace, run_localkit, write_world

KIT: dict[str, str | bytes] = {
    "cookiecutter.json": '{"slug": "here"}',
    "kit.yaml": "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\nelements: []\n",
    "{{cookiecutter.slug}}/a.md": "# A\n",
}
FAILS = """\
from localkit.hooks.markers import hookimpl

@hookimpl
def localkit_document_kinds():
    raise OSError("no")
"""


def _installed(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """A package with an entry point, as pip leaves it."""
    name = f"plugin_{folder.name.replace('-', '_')}"
    write_world(
        folder,
        {
            f"{name}.py": code,
            f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            f"{name}-1.0.dist-info/entry_points.txt": f"[localkit]\nours = {name}\n",
        },
    )
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_world(tmp_path / "kit", KIT)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    write_world(tmp_path / "here", {"a.md": "# B\n"})
    return tmp_path / "here"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param(FAILS, "localkit_document_kinds: OSError: no", id="raises when asked"),
        pytest.param("raise RuntimeError('broken')", "RuntimeError: broken", id="cannot be imported"),
    ],
)
def test_a_failing_plugin_is_named_and_the_exit_status_says_so(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    _installed(tmp_path / f"lib-{len(code)}", monkeypatch, code)

    outcome = run_localkit("status", place)

    assert (outcome.status, outcome.stderr) == (1, f"The plugin ours failed: {reason}\n")
    told = f"the plugin ours failed ({reason}); what it would have added is missing here"
    assert told in " ".join(outcome.stdout.split())
    assert "Files: 0 as the core, 1 changed." in outcome.stdout
    assert run_localkit("diff", place).status == 1


def test_a_failing_plugin_hides_no_other(place: Path, tmp_path: Path) -> None:
    class Fails:
        @hookimpl
        def localkit_document_kinds(self) -> list[Kind]:
            raise OSError("no")

    class Works:
        @hookimpl
        def localkit_document_kinds(self) -> list[Kind]:
            return [Kind("nothing", (".nothing",), lambda path, data: None)]

    workspace = fixed_workspace(tmp_path)
    workspace.extra_plugins = (Fails(), Works(), Fails())

    assert [kind.name for kind in workspace.document_kinds] == ["nothing"]
    assert [item.reason for item in workspace.plugin_failures] == ["localkit_document_kinds: OSError: no"] * 2
    assert isinstance(workspace.plugin_failures[0], Failure)
    assert status(workspace, place).divergence.findings[0].rule == "core.plugin"


def test_packages_without_plugins_are_seen_without_importing_any(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert not may_have_plugins()

    write_world(
        tmp_path, {"x-1.0.dist-info/entry_points.txt": "[console_scripts]\nx = y\n[ localkit ]\na = b\n"}
    )

    assert may_have_plugins()


def test_a_kit_that_needs_a_plugin_says_which(tmp_path: Path) -> None:
    kit = str(KIT["kit.yaml"]) + "requires:\n  plugins: [localkit-uk-places]\n"
    write_world(tmp_path / "kit", {**KIT, "kit.yaml": kit})

    with pytest.raises(KitError) as told:
        adapt(fixed_workspace(tmp_path), AdaptRequest(str(tmp_path / "kit"), tmp_path / "here"))

    assert told.value.message == "this kit needs the plugin localkit-uk-places, which is not installed"
    assert (told.value.path, told.value.line) == (f"{tmp_path}/kit/kit.yaml", 7)
    assert told.value.hint == (
        "Install it beside localkit: pip install localkit-uk-places, or pipx inject localkit localkit-uk-places."
    )
    assert not (tmp_path / "here").exists()
