"""Whatever is wrong with a kit or an answer is told with its file and line; nothing hostile gets through."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.render.conftest import T, failing, in_top, make_kit

from localkit.errors import AnswersError, KitError, LimitError, SafetyError
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.render import questions, render


@pytest.mark.parametrize("trusted", [True, False], ids=["in this process", "in a child"])
@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a\n{{ cookiecutter.nam }}", "unknown variable: 'collections.OrderedDict object' has no attribute 'nam'", 2),
        ("a\n\n{{ nothing }}", "unknown variable: 'nothing' is undefined", 3),
        ("{% if %}", "not valid Jinja: Expected an expression, got 'end of statement block'", 1),
        ("x\n{{ cookiecutter.name|nosuch }}", "not valid Jinja: No filter named 'nosuch'.", 2),
        ("\n\n\n{% include 'gone.txt' %}", "the template includes 'gone.txt', which isn't in the kit", 4),
        ("{% include '../cookiecutter.json' %}", "the template includes '../cookiecutter.json', which isn't in the kit", 1),  # noqa: E501
        (
            "\n{{ ''.__class__.__mro__ }}",
            "the template reaches for Python's insides: access to attribute '__class__' of 'str' object is unsafe.",
            2,
        ),
        (
            "{{ cookiecutter.name.__init__.__globals__ }}",
            "the template reaches for Python's insides: access to attribute '__init__' of 'str' object is unsafe.",
            1,
        ),
        (
            "{{ '{0.__class__}'.format(1) }}",
            "the template reaches for Python's insides: access to attribute '__class__' of 'int' object is unsafe.",
            1,
        ),
        ("a\n{{ 1 / 0 }}", "the template fails: ZeroDivisionError: division by zero", 2),
        ("{{ 1 + 'a' }}", "the template fails: TypeError: unsupported operand type(s) for +: 'int' and 'str'", 1),
        ("{% now 'nowhere' %}", None, 1),
    ],
)  # fmt: skip
def test_a_failing_template_is_told_with_its_line(
    text: str, message: str | None, line: int, trusted: bool
) -> None:
    error = failing(make_kit(in_top({"sub/a.txt": text})), KitError, trusted=trusted)

    assert (error.path, error.line) == (f"{T}/sub/a.txt", line)
    assert message is None or error.message == message


def test_a_failing_include_is_told_where_it_fails() -> None:
    error = failing(
        make_kit({f"{T}/a.txt": "\n{% include 'b.txt' %}", "templates/b.txt": "\n\n{{ gone }}"}), KitError
    )

    assert (error.path, error.line) == ("templates/b.txt", 3)


def test_endless_calls_are_a_limit() -> None:
    error = failing(make_kit(in_top({"a": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"})), LimitError)

    assert error.message == "the template includes or calls itself without end"


@pytest.mark.parametrize(
    ("answer", "name"),
    [("../../etc", T), ("a/../../b", "{{cookiecutter.name}}"), ("C:\\x", "{{cookiecutter.name}}/x"), ("C:x", "{{cookiecutter.name}}"), ("/etc/x", "{{cookiecutter.name}}"), ("a\nb", "{{cookiecutter.name}}"), ("a\x00b", "{{cookiecutter.name}}"), ("a\\b", "{{cookiecutter.name}}"), ("..", "{{cookiecutter.name}}/x"), ("/x", "{{cookiecutter.name}}/x")],  # noqa: E501
)  # fmt: skip
def test_a_path_out_of_the_folder_is_refused(answer: str, name: str) -> None:
    kit = make_kit(in_top({name: "x"}) if name != T else in_top({"a": "x"}))

    error = failing(kit, SafetyError, {"slug" if name == T else "name": answer})

    assert error.message.startswith("would be written outside its folder, or under a name that is not safe: ")
    assert error.path is not None
    assert error.path.startswith(T)


def test_text_that_is_not_utf8_is_told() -> None:
    error = failing(make_kit(in_top({"a.txt": "Café, naïve café\n".encode("latin-1")})), KitError)

    assert (error.message, error.path) == ("is text but not UTF-8", f"{T}/a.txt")
    assert error.hint == "Save it as UTF-8, or list it under _copy_without_render."


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{"a": 1,\n "b": }', "not valid JSON: Expecting value", 2),
        ("[1]", 'expected an object: { "name": "default", … }', 1),
        ('{"a": {"x": 1},\n "b": {"x": 2},\n "a": 3}', "'a' is there twice", 3),
        ('{"a": {"x": 1,\n "x": 2}}', "'x' is there twice", 2),
    ],
)
def test_a_bad_cookiecutter_json_is_told(text: str, message: str, line: int) -> None:
    with pytest.raises(KitError) as caught:
        questions(make_kit({}, text))

    assert (caught.value.message, caught.value.path, caught.value.line) == (
        message,
        "cookiecutter.json",
        line,
    )


def test_a_missing_cookiecutter_json_is_told() -> None:
    with pytest.raises(KitError, match=r"^this folder has no cookiecutter\.json$"):
        questions(Tree({}))


def test_a_default_that_fails_is_told_with_its_line() -> None:
    error = failing(
        make_kit(in_top({"a": ""}), '{"slug": "a",\n "x": "{{ cookiecutter.y }}",\n "y": 1}'), KitError
    )

    assert (error.path, error.line) == ("cookiecutter.json", 2)


def test_no_template_folder_or_several_are_told() -> None:
    none = failing(make_kit({"a/b": "x"}), KitError)
    several = failing(make_kit({f"{T}/a": "", "{{cookiecutter.name}}/a": ""}), KitError)

    assert none.message == "this kit has no template folder"
    assert (
        several.message
        == "this kit has several template folders: {{cookiecutter.name}}, {{cookiecutter.slug}}"
    )


def test_two_folders_of_one_path_are_told() -> None:
    error = failing(make_kit(in_top({"a/x": "", "{{'a'}}/y": ""})), KitError)

    assert error.message == "renders to 'a', which is there already"
    assert error.path is not None


@pytest.mark.parametrize(
    ("answers", "message", "hint"),
    [
        ({"nane": 1}, "the kit doesn't ask for 'nane'", "Did you mean name?"),
        (
            {"_extensions": ["os"]},
            "the kit doesn't ask for '_extensions'",
            "It asks for: slug, name, pick, ok, map.",
        ),
        ({"pick": "c"}, "'c' is not one of the choices for 'pick'", "Choose one of: a, place-b."),
        (
            {"pick": 7},
            "'7' is not one of the choices for 'pick'",
            "Choose one of: a, {{ cookiecutter.slug }}-b.",
        ),
        ({"ok": "perhaps"}, "'perhaps' is neither yes nor no, as 'ok' asks", "Say yes or no."),
        ({"map": "x"}, "'map' takes a mapping, not 'x'", None),
        ({"name": ["x"]}, "'name' takes one value, not ['x']", None),
    ],
)
def test_a_bad_answer_is_told(answers: dict[str, Any], message: str, hint: str | None) -> None:
    raw = {
        "slug": "place",
        "name": "n",
        "pick": ["a", "{{ cookiecutter.slug }}-b"],
        "ok": True,
        "map": {"a": 1},
    }

    error = failing(make_kit(in_top({"a": ""}), json.dumps(raw)), AnswersError, answers)

    assert (error.message, error.hint) == (message, hint)


def test_errors_begin_with_what_the_person_calls_the_kit() -> None:
    with pytest.raises(KitError) as caught:
        render(
            Tree({"x": File(b"")}), {}, seed="", created=datetime.now(UTC), source="my/kit", limits=Limits()
        )

    assert caught.value.path == "my/kit/cookiecutter.json"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"_new_lines": "x"}, "'_new_lines' cannot be 'x'"),
        ({"_copy_without_render": [1]}, "'_copy_without_render' is a list of patterns"),
        ({"_extensions": "x"}, "'_extensions' is a list of names"),
        ({"_jinja2_env_vars": [1]}, "'_jinja2_env_vars' is an object"),
        ({"_jinja2_env_vars": {"trim_blocks": "x"}}, "'_jinja2_env_vars' has an unfit value for 'trim_blocks'"),
        (
            {"_jinja2_env_vars": {"comment_start_string": "{{"}},
            "'_jinja2_env_vars' has settings that don't go together: block, variable and comment start strings must be different.",  # noqa: E501
        ),
        ({"_extensions": ["no_such.x"]}, "an extension cannot be loaded: No module named 'no_such'"),
        ({"pick": []}, "'pick' is a list of choices without a choice"),
        ({"templates": {"a": {"path": "a"}}}, "this folder offers several templates to choose from"),
    ],
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_told(raw: dict[str, Any], message: str) -> None:
    error = failing(make_kit(in_top({"a": "{{ 1 }}"}), json.dumps({"slug": "s", **raw})), KitError)

    assert (error.message, error.path) == (message, "cookiecutter.json")
