"""A kit as its makers look at it; nothing that is wrong with it keeps them from seeing what is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.kits import FILES, KIT, small_kit

from localkit.actions.kit_look import KitLook, look_at_kit, look_at_sample
from localkit.store.kits import open_kit
from localkit.store.sources import fetch, find_source
from localkit.store.trust import remember_trust
from localkit.testing import fixed_workspace, write_world


def test_a_kit_is_read_first_and_tried_after_that(tmp_path: Path) -> None:
    seen: list[KitLook] = []

    look = look_at_kit(fixed_workspace(tmp_path), str(small_kit(tmp_path)), seen.append)

    (early,) = seen
    assert (early.name, early.tried, early.report.samples, early.report.elements) == (
        "small 1.0.0",
        False,
        (),
        3,
    )
    assert (look.tried, look.report.samples, look.report.problems) == (True, ("defaults", "hill"), ())
    assert [file.path for file in look.template] == [
        "{{cookiecutter.place_slug}}/diary.md",
        "{{cookiecutter.place_slug}}/rules.md",
        "{{cookiecutter.place_slug}}/settings.yaml",
    ]


def test_passages_are_found_in_what_a_sample_place_gets(tmp_path: Path) -> None:
    workspace = fixed_workspace(tmp_path)
    _defaults, hill = look_at_kit(workspace, str(small_kit(tmp_path))).samples

    look = look_at_sample(workspace, hill)

    files = {file.path: file for file in look.files}
    assert [
        (item.element.id, item.location.line, item.location.end_line) for item in files["rules.md"].held
    ] == [
        ("tea", 5, 8),
        ("cups", 9, 11),
    ]
    assert "blue pot" in (files["rules.md"].text or "")
    assert [item.element.id for item in files["settings.yaml"].held] == ["cups"]
    assert [path for path, file in files.items() if file.given_once] == ["diary.md"]


@pytest.mark.parametrize(
    ("broken", "told", "line"),
    [
        ("format: [", "", 1),
        (KIT.replace("latitude: fixed", "latitude: loose"), '"latitude" must be one of', 14),
        (KIT.replace("serves: [warm]", "serves: [cold]"), 'there is no function "cold"', 13),
        (KIT + "requires: {plugins: [no-such]}\n", "this kit needs the plugin no-such", 30),
        (KIT + 'requires: {localkit: ">=99"}\n', "this kit needs localkit >=99", 30),
        ("", "", None),
    ],
    ids=["yaml", "value", "reference", "plugin", "too-old", "empty"],
)
def test_a_kit_that_cannot_be_opened_is_shown_with_what_is_wrong(
    tmp_path: Path, broken: str, told: str, line: int | None
) -> None:
    look = look_at_kit(fixed_workspace(tmp_path), str(small_kit(tmp_path, kit=broken)))

    first = look.report.problems[0].fault
    assert look.kit is None
    assert told in first.message
    assert first.file == "kit.yaml"
    assert line is None or first.line == line
    assert len(look.template) == 3


def test_a_template_that_fails_is_a_finding_and_the_rest_is_shown(tmp_path: Path) -> None:
    folder = write_world(tmp_path / "kit", {**FILES, "{{cookiecutter.place_slug}}/x.md": "{% if %}"})

    look = look_at_kit(fixed_workspace(tmp_path), str(folder))

    assert look.kit is not None
    assert look.report.samples == ()
    assert {item.fault.rule for item in look.report.problems} == {"kit.sample"}


def test_code_that_nobody_trusts_is_named_and_does_not_run(tmp_path: Path) -> None:
    hook = f"open({str(tmp_path / 'ran')!r}, 'w').close()"
    folder = write_world(tmp_path / "kit", {**FILES, "hooks/post_gen_project.py": hook})
    workspace = fixed_workspace(tmp_path)

    look = look_at_kit(workspace, str(folder))

    assert look.code_left_out == ("hooks/post_gen_project.py",)
    assert look.report.samples == ("defaults", "hill")
    assert not (tmp_path / "ran").exists()

    kit = open_kit(fetch(find_source(str(folder), None), workspace.limits, tmp_path), workspace.limits)
    remember_trust(workspace.config, kit.digest, "small")
    assert look_at_kit(workspace, str(folder)).code_left_out == ()
    assert (tmp_path / "ran").exists()
