"""What plugins bring to a new local version: answers, stricter questions, filters, somewhere to read answers from."""

from __future__ import annotations

import datetime
import html
from pathlib import Path
from typing import Any

import pytest

from localkit.errors import KitError, LimitError
from localkit.hooks.kinds import Filter, ParameterSchema, ParameterSource
from localkit.hooks.markers import hookimpl
from localkit.model.limits import Limits
from localkit.model.rendering import TemplateFilter
from localkit.render import child, render
from localkit.testing import Outcome, run_localkit, tree, write_world

KIT: dict[str, str | bytes] = {
    "kit/kit.yaml": "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\nelements: []\n"
    "place: {name: name, code: code}\n",
    "kit/cookiecutter.json": '{"slug": "here", "name": "Harrow", "code": "E1", "nation": ["england", "wales"]}',
    "kit/{{cookiecutter.slug}}/a.md": "# {{ cookiecutter.name }}\n\n{{ cookiecutter.nation }}\n",
}


class Knows:
    """Tells the nation by the code, and holds the code to a pattern."""

    @hookimpl
    def localkit_fill_parameter(self, name: str, answers: dict[str, Any]) -> Any:
        if name == "nation":
            return {"W": "wales", "S": "scotland"}.get(str(answers.get("code"))[:1])
        return None

    @hookimpl
    def localkit_parameter_schemas(self) -> list[ParameterSchema]:
        schema = {"type": "string", "pattern": "^[EWS][0-9]+$", "description": "A letter and figures."}
        return [
            ParameterSchema("code", "A code.", schema),
            ParameterSchema("other", "Not asked.", {"type": "integer"}),
        ]

    @hookimpl
    def localkit_parameter_sources(self) -> list[ParameterSource]:
        places = {"town": {"name": "Tywyn", "code": "W7", "people": 3}}
        return [ParameterSource("list", "The name of a place.", lambda what: places[what])]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return write_world(tmp_path, KIT)


def adapted(world: Path, *more: str, kit: str = "kit", plugin: object | None = None) -> Outcome:
    plugins = [plugin or Knows()]
    return run_localkit(
        "adapt", kit, "new", "--no-input", "--format", "json", *more, cwd=world, plugins=plugins
    )


@pytest.mark.parametrize(
    ("more", "nation"),
    [
        ((), "england"),
        (("--set", "code=W1"), "wales"),
        (("--set", "code=W1", "--set", "nation=england"), "england"),
        (("--answers", "list:town"), "wales"),
    ],
)
def test_what_follows_from_an_answer_is_filled_in(world: Path, more: tuple[str, ...], nation: str) -> None:
    outcome = adapted(world, *more).assert_ok()

    assert outcome.json["parameters"]["nation"] == nation
    assert (world / "new" / "a.md").read_text("utf-8").endswith(f"{nation}\n")


def test_an_answer_that_the_kit_does_not_offer_is_left_out_with_a_word(world: Path) -> None:
    outcome = adapted(world, "--set", "code=S1").assert_ok()

    assert outcome.json["parameters"]["nation"] == "england"
    assert outcome.stderr == (
        "The plugin Knows would answer nation with 'scotland': it is none of england, wales.\n"
    )


def test_an_answer_that_a_plugin_does_not_allow_is_refused(world: Path) -> None:
    outcome = adapted(world, "--set", "code=?")

    assert (outcome.status, outcome.stderr) == (
        2,
        'error: code: it does not have the right form (A letter and figures); it is "?"\n'
        "hint: A letter and figures.\n",
    )
    assert not (world / "new").exists()


def test_a_source_that_does_not_know_a_place_says_so(world: Path) -> None:
    outcome = adapted(world, "--answers", "list:city")

    assert (outcome.status, outcome.stderr) == (
        2,
        "error: list has no answers for \"city\" (KeyError: 'city')\n"
        "hint: The name of a place. It comes from the plugin Knows.\n",
    )


def test_a_file_of_that_name_comes_first(world: Path) -> None:
    (world / "list:town").write_text("name: From a file\n")

    assert adapted(world, "--answers", "list:town").assert_ok().json["parameters"]["name"] == "From a file"


def plugin_with(name: str, apply: Any) -> object:
    class Brings:
        @hookimpl
        def localkit_filters(self) -> list[Filter]:
            return [Filter(name, "s", apply)]

    return Brings()


def filtered(world: Path) -> Path:
    return write_world(
        world, {"kit/{{cookiecutter.slug}}/b.md": "{{ cookiecutter.name|shout }} {{ 'x'|shout }}\n"}
    )


def test_a_template_uses_a_filter(world: Path) -> None:
    adapted(filtered(world), plugin=plugin_with("shout", str.upper)).assert_ok()

    assert (world / "new" / "b.md").read_text() == "HARROW X\n"
    assert adapted(world).status == 2  # without the plugin the kit cannot be rendered


def test_a_plugins_next_release_is_not_answered_from_what_was_compiled_before(world: Path) -> None:
    """Jinja works out a filter over a constant while it compiles."""
    adapted(filtered(world), plugin=plugin_with("shout", str.upper)).assert_ok()
    (world / "new").rename(world / "old")

    adapted(world, plugin=plugin_with("shout", str.title)).assert_ok()

    assert (world / "new" / "b.md").read_text() == "Harrow X\n"
    assert (world / "old" / "b.md").read_text() == "HARROW X\n"


@pytest.mark.one_thread
def test_a_filter_that_fails_is_named_with_its_plugin_and_nothing_is_written(world: Path) -> None:
    outcome = adapted(filtered(world), plugin=plugin_with("shout", lambda value: 1 / 0))

    assert outcome.status == 2
    assert (
        "the filter shout of the plugin Brings failed: ZeroDivisionError: division by zero" in outcome.stderr
    )
    assert not (world / "new").exists()


def test_a_filter_never_takes_the_place_of_one_that_is_there(world: Path) -> None:
    outcome = adapted(world, plugin=plugin_with("upper", str.lower))

    assert outcome.status == 1
    assert (
        'The plugin Brings failed: localkit_filters: templates have a filter "upper" already'
        in outcome.stderr
    )


def test_filters_cross_to_a_fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems without fork render there; on this one the way is taken on purpose."""
    monkeypatch.setattr(child, "work_in_child", child._spawned)
    kit = tree({"cookiecutter.json": '{"s": "here"}', "{{cookiecutter.s}}/a.md": "{{ '<'|harmless }}\n"})
    settings: dict[str, Any] = {"seed": "0", "created": datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)}

    made = render(kit, {}, filters=[TemplateFilter("harmless", "ours", html.escape)], **settings)
    assert made.tree["a.md"].data == b"&lt;\n"

    with pytest.raises(
        KitError, match="the filter harmless of the plugin ours cannot be used on this machine"
    ):
        render(kit, {}, filters=[TemplateFilter("harmless", "ours", lambda value: value)], **settings)


@pytest.mark.one_thread
def test_limits_hold_with_filters_too(world: Path) -> None:
    kit = tree({"cookiecutter.json": '{"s": "here"}', "{{cookiecutter.s}}/a.md": "{{ 'x'|slow }}\n"})

    def slow(value: str) -> str:
        while True:
            pass

    with pytest.raises(LimitError):
        render(
            kit,
            {},
            seed="0",
            created=datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC),
            limits=Limits(seconds=1),
            filters=[TemplateFilter("slow", "ours", slow)],
        )
