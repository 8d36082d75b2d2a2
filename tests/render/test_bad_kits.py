"""Whatever is wrong with a kit or an answer is told with its file and line; nothing hostile gets through."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.render.conftest import Content, in_top, make_kit, rendering

from localkit.errors import AnswersError, HookFailedError, KitError, LimitError, LocalkitError, SafetyError
from localkit.model.limits import Limits
from localkit.model.rendering import KitCode, NestedTemplate, Question
from localkit.model.tree import File, Tree
from localkit.render import default_answer, kit_code, nested_templates, questions, render, run_pre_prompt

T = "{{cookiecutter.slug}}"


def failing(
    kit: Tree, kind: type[LocalkitError], answers: dict[str, Any] | None = None, **more: Any
) -> LocalkitError:
    with pytest.raises(kind) as caught:
        rendering(kit, answers, **more)
    assert type(caught.value) is kind
    return caught.value


@pytest.mark.parametrize("trusted", [True, False], ids=["in this process", "in a child"])
@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a\n{{ cookiecutter.nam }}", "unknown variable: 'collections.OrderedDict object' has no attribute 'nam'", 2),  # noqa: E501
        ("a\n\n{{ nothing }}", "unknown variable: 'nothing' is undefined", 3),
        ("{% if %}", "not valid Jinja: Expected an expression, got 'end of statement block'", 1),
        ("x\n{{ cookiecutter.name|nosuch }}", "not valid Jinja: No filter named 'nosuch'.", 2),
        ("\n\n\n{% include 'gone.txt' %}", "the template includes 'gone.txt', which isn't in the kit", 4),
        ("{% include '../cookiecutter.json' %}", "the template includes '../cookiecutter.json', which isn't in the kit", 1),  # noqa: E501
        (
            "\n{{ ''.__class__.__mro__ }}",
            "the template reaches for Python's insides: access to attribute '__class__' of 'str' object is unsafe.",  # noqa: E501
            2,
        ),
        (
            "{{ cookiecutter.name.__init__.__globals__ }}",
            "the template reaches for Python's insides: access to attribute '__init__' of 'str' object is unsafe.",  # noqa: E501
            1,
        ),
        (
            "{{ '{0.__class__}'.format(1) }}",
            "the template reaches for Python's insides: access to attribute '__class__' of 'int' object is unsafe.",  # noqa: E501
            1,
        ),
        ("a\n{{ 1 / 0 }}", "the template fails: ZeroDivisionError: division by zero", 2),
        ("{{ 1 + 'a' }}", "the template fails: TypeError: unsupported operand type(s) for +: 'int' and 'str'", 1),  # noqa: E501
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


def test_a_choice_may_be_given_as_it_was_shown() -> None:
    kit = make_kit(
        in_top({"a": "{{ cookiecutter.pick }}"}), '{"slug": "s", "pick": ["a", "{{ cookiecutter.slug }}-b"]}'
    )

    assert rendering(kit, {"pick": "s-b"}).tree["a"].data == b"s-b"


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


def test_errors_begin_with_what_the_person_calls_the_kit() -> None:
    with pytest.raises(KitError) as caught:
        render(
            Tree({"x": File(b"")}), {}, seed="", created=datetime.now(UTC), source="my/kit", limits=Limits()
        )

    assert caught.value.path == "my/kit/cookiecutter.json"
