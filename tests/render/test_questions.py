"""What a kit asks, and what it offers as an answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.render.conftest import failing, in_top, make_kit, rendering

from localkit.errors import KitError, SafetyError
from localkit.model.rendering import NestedTemplate, Question
from localkit.render import default_answer, nested_templates, questions


def test_a_choice_may_be_given_as_it_was_shown() -> None:
    kit = make_kit(
        in_top({"a": "{{ cookiecutter.pick }}"}), '{"slug": "s", "pick": ["a", "{{ cookiecutter.slug }}-b"]}'
    )

    assert rendering(kit, {"pick": "s-b"}).tree["a"].data == b"s-b"


def test_questions_come_in_order_with_the_kits_words() -> None:
    raw = {
        "map": {"a": 1}, "name": "x", "_p": 1, "pick": ["a", "b"], "ok": True,
        "__prompts__": {"name": "Its name?", "pick": {"__prompt__": "Which?", "a": "The first"}},
    }  # fmt: skip

    assert questions(make_kit({}, json.dumps(raw))) == (
        Question("name", "text", "x", "Its name?"),
        Question("pick", "choice", ["a", "b"], "Which?", {"a": "The first"}),
        Question("ok", "bool", True),
        Question("map", "dict", {"a": 1}),
    )


def test_nested_templates_are_listed_and_kept_inside() -> None:
    new = '{"templates": {"a": {"path": "./one/a", "title": "A", "description": "first"}}}'
    old = '{"template": ["Two (two)"]}'

    assert nested_templates(make_kit({}, new)) == (NestedTemplate("a", "A", "first", "one/a"),)
    assert nested_templates(make_kit({}, old)) == (NestedTemplate("Two (two)", "Two", "", "two"),)
    for path in ("/etc", "../x", "a/../../x", "C:/x", "C:\\x"):
        with pytest.raises(SafetyError):
            nested_templates(make_kit({}, json.dumps({"templates": {"a": {"path": path}}})))


def test_defaults_are_rendered_with_what_was_answered() -> None:
    raw = '{"a": "x", "b": "{{ cookiecutter.a|upper }}", "c": ["{{ cookiecutter.b }}1", "n"], "m": {"k": "{{ cookiecutter.c }}"}, "t": true}'  # noqa: E501
    kit = make_kit({}, raw)
    asked = {question.name: question for question in questions(kit)}

    def default(name: str, **so_far: Any) -> Any:
        return default_answer(kit, asked[name], so_far, seed="s", created=datetime.now(UTC))

    assert default("a") == "x"
    assert default("b", a="y") == "Y"
    assert default("c", a="y") == ("Y1", "n")
    assert default("m", a="y", c="n") == {"k": "n"}
    assert default("t") is True


def test_strings_are_rendered_with_the_same_variables() -> None:
    kit = make_kit(in_top({"a": "x"}))
    strings = {"a": ["{{ cookiecutter.name }}!", 1, None], "{{ x }}": {"b": "{{ 1 + 1 }}", "c": "plain"}}

    assert rendering(kit, strings=strings).strings == {
        "a": ["Barnsley!", 1, None],
        "{{ x }}": {"b": "2", "c": "plain"},
    }
    error = failing(kit, KitError, strings={"a/b": ["x", "{{ gone }}"]})
    assert error.message == "/a~1b/1: unknown variable: 'gone' is undefined"


def test_chance_and_time_are_the_same_later_whatever_else_there_is() -> None:
    body = "{{ random_ascii_string(9) }} {{ uuid4() }} {{ [1,2,3,4,5,6,7,8]|random }} {{ lipsum(1, false) }} {% now 'utc', '%c' %}"  # noqa: E501
    created = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    one = rendering(make_kit(in_top({"m.txt": body})), created=created, seed="a").tree["m.txt"].data
    more = make_kit(in_top({"a.txt": body, "m.txt": body, "z/{{uuid4()}}": "x"}))
    two = rendering(more, created=created, seed="a").tree

    assert two["m.txt"].data == one
    assert two["a.txt"].data != one
    assert rendering(more, created=created, seed="b").tree["m.txt"].data != one
    assert rendering(more, created=created, seed="a", trusted=False).tree == two
    assert b"Wed Mar  4 05:06:07 2026" in one
