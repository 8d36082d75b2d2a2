"""Byte for byte, mode for mode and folder for folder what cookiecutter gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.render.conftest import (
    Content,
    by_cookiecutter,
    in_top,
    make_kit,
    read_folder,
    rendering,
)

from localkit.model.rendering import Rendering
from localkit.store.bundled import bundled_kits, bundled_releases

Same = Callable[..., Rendering]
PNG = b"\x89PNG\r\n\x1a\n{{ not_jinja }}\0\0"
J = "{{ cookiecutter.name }}"

TEMPLATES: dict[str, Mapping[str, Content]] = {
    "crlf": {"a.txt": f"{J}\r\n\r\nb\r\n"},
    "cr": {"a.txt": f"{J}\rb\r"},
    "mixed, LF first": {"a.txt": f"{J}\nb\r\nc\rd"},
    "mixed, CRLF first": {"a.txt": f"{J}\r\nb\nc"},
    "mixed, CR first": {"a.txt": f"{J}\rb\nc\n"},
    "another end after 8 KB": {"a.txt": f"{J}\r\n" + "x" * 9000 + "\ny\n"},
    "first line over 8 KB": {"a.txt": "x" * 9000 + "\ry\n" + "z" * 9000 + "\r\n"},
    "CRLF across the 8 KB border": {"a.txt": "x" * 8191 + "\r\ny\n"},
    "plain with CRLF": {"a.txt": "no jinja\r\nat all\r\n"},
    "plain, mixed": {"a.txt": "no jinja\nat all\r\n"},
    "values with line ends": {"a.txt": "{{ 'a\nb\r\nc' }}\r\n"},
    "no newline at the end": {"a.txt": J},
    "many newlines at the end": {"a.txt": f"{J}\n\n\n"},
    "empty file": {"a.txt": ""},
    "BOM": {"a.txt": b"\xef\xbb\xbf" + J.encode() + b"\r\n"},
    "not ASCII": {"grün/Ärger ☕.md": f"Café {J} ☕\n"},
    "binary by content": {"a": PNG},
    "binary by name": {"a.png": f"{J}"},
    "latin-1": {"a.dat": bytes(range(256)) * 3},
    "name with Jinja": {"{{cookiecutter.name}} and {{ cookiecutter.slug|upper }}.md": J},
    "name renders empty": {"{% if false %}gone.md{% endif %}": "x", "b": "y"},
    "name renders to a folder": {"sub/x": "x", "{{'sub'}}": "y"},
    "two files, one path": {"a{{''}}": ("one", 0o755), "a": "two", "{{'a'}}": ("three", 0o600)},
    "spaces": {" lead/ in  side .txt": J},
    "deep": {"a/{{cookiecutter.name}}/c/d.txt": J, "a/b/": "", "a/z.txt": ""},
    "empty folders": {"a/b/": "", "{{cookiecutter.name}}/": "", "c/only-link -> a": ""},
    "modes": {"run.sh": (f"#!/bin/sh\necho {J}\n", 0o755), "own.txt": ("x", 0o600), "b.png": (PNG, 0o700)},
    "400 KB": {"a.txt": f"{J} and some more words\n" * 10_000},
    "include beside": {"a.txt": "{% include 'inc/b.txt' %}", "inc/b.txt": f"<{J}>"},
    "include from templates": {"a.txt": "{% include 'shared.txt' %}{% include 'b.txt' %}", "b.txt": "own"},
    "extends": {"a.txt": "{% extends 'base.txt' %}{% block x %}<{{ super() }}>{% endblock %}"},
    "import": {"a.txt": "{% from 'macros.txt' import twice %}{{ twice(cookiecutter.name) }}"},
    "macros": {"a.txt": "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(1) }}{{ m(cookiecutter.name) }}"},
    "raw": {"a.txt": "{% raw %}{{ cookiecutter.name }}{% endraw %}{{ '{{' }} {# gone #}x"},
    "whitespace control": {"a.txt": "a\n  {%- if true %}\n b\n  {% endif -%}\n\nc {{- cookiecutter.name -}} \n d"},
    "braces": {"a.txt": "{ {{ cookiecutter.name }} } ${{{'a': cookiecutter.name}['a']}}} }}} {x}"},
    "braces after": {"a.txt": "{{cookiecutter.name}}}} } {{ cookiecutter.name }}}"},
    "css and shell": {"a.css": "a{b:c}\n", "b.sh": "${x} $((1)) {\n"},
    "jsonify": {"a.json": "{{ {'b': [1, none], 'a': 'é'}|jsonify }}{{ cookiecutter.name|jsonify(2) }}"},
    "slugify": {"a.txt": "{{ 'Ärger im  Café'|slugify }} {{ 'A b c'|slugify(separator='_', lowercase=false) }}"},
    "sets and loops": {"a.txt": "{% set x = namespace(n=0) %}{% for i in range(9) %}{% set x.n = x.n+i %}{{i}},{% endfor %}{{x.n}}"},  # noqa: E501
    "the mapping's methods": {"a.txt": "{% for k, v in cookiecutter.items() %}{% if k[0] != '_' %}{{k}}={{v}};{% endif %}{% endfor %}"},  # noqa: E501
    "what was asked": {"a.txt": "{{ _cookiecutter }}"},
    "multiplication": {"a.txt": "{{ '=' * 20 }} {{ 3 * 4 }} {{ 2 ** 8 }} {{ [1] * 3 }} {{ -1 * 3.5 }}"},
    "format": {"a.txt": "{{ '%s-%d'|format('x', 3) }} {{ '{:>5}'.format(cookiecutter.name) }}"},
    "time": {"a.txt": "{% now 'utc' %} {% now 'Europe/Berlin' + 'days=1,hours=2', '%Y' %} {% now 'local', '%Y-%m' %}"},
    "links to folders": {"a/x.txt": J, "link -> a": ""},
}  # fmt: skip

SHARED = {
    "templates/shared.txt": "shared {{ cookiecutter.name }}\n",
    "templates/b.txt": "not this one",
    "templates/base.txt": "base {% block x %}x{% endblock %}\n",
    "templates/macros.txt": "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}",
    "elsewhere/{{cookiecutter.nothing}}.txt": "{{ broken",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_same_whatever_the_template(name: str, same: Same) -> None:
    same(make_kit({**SHARED, **in_top(TEMPLATES[name])}))


FILES = {
    "a.md": f"{J}\r\n",
    "dir/b.md": f"{J}\n",
    "dir/sub/c.html": "{{ broken",
    "dir/empty/": "",
    "x -> dir": "",
}
VARIABLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "copy files": ({"_copy_without_render": ["*.html", "dir/b.md"]}, {}),
    "copy folders": ({"_copy_without_render": ["dir"]}, {}),
    "copy a folder by a pattern": ({"_copy_without_render": ["d*", "x"]}, {}),
    "copy a linked folder": ({"_copy_without_render": ["x", "*.html"]}, {}),
    "new lines CRLF": ({"_new_lines": "\r\n", "_copy_without_render": ["*.html"]}, {}),
    "new lines LF": ({"_new_lines": "\n", "_copy_without_render": ["*.html"]}, {}),
}


@pytest.mark.parametrize("name", VARIABLES)
def test_same_whatever_is_copied(name: str, same: Same) -> None:
    variables, answers = VARIABLES[name]

    same(make_kit(in_top(FILES), json.dumps({"slug": "place", "name": "B", **variables})), answers)


ASKED: dict[str, Any] = {
    "slug": "{{ cookiecutter.name|lower }}",
    "name": "Barnsley",
    "number": 3,
    "ratio": 0.5,
    "nothing": None,
    "yes": True,
    "no": False,
    "choice": ["{{ cookiecutter.number }} a", "b", 7],
    "map": {
        "{{ cookiecutter.name }}": {"b": [1, "{{ cookiecutter.yes }}"]},
        "later": "{{ cookiecutter.last }}",
    },
    "_private": "{{ raw }}",
    "_map": {"a": "{{ raw }}", "n": 1},
    "__rendered": "{{ cookiecutter.choice }}!",
    "__map": {"k": "{{ cookiecutter.number }}"},
    "__list": ["{{ cookiecutter.number }}"],
    "__prompts__": {"name": "What is it called?"},
    "last": "z",
}
SHOWN = "".join(f"{name}: {{{{ cookiecutter.{name} }}}}\n" for name in ASKED if name != "__prompts__")


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"name": "Leeds", "number": 12, "choice": "b", "yes": "n", "no": "ON"},
        {"map": {"later": "{{ cookiecutter.name }}", "new": 1}, "name": "a {{ 1 + 1 }}"},
        {"choice": "{{ cookiecutter.number }} a", "number": "5", "ratio": True},
        {"choice": 7, "last": ""},
        {"choice": ["b", 7]},
    ],
    ids=["none", "plain", "mapping", "choice as written", "choice of a number", "several choices"],
)
def test_same_whatever_is_answered(answers: dict[str, Any], same: Same) -> None:
    asked = {**ASKED, "slug": "place"}

    same(make_kit(in_top({"a.txt": SHOWN, "{{cookiecutter.choice}}/": ""}), json.dumps(asked)), answers)


@pytest.mark.parametrize(
    "variables",
    [
        {"variable_start_string": "[[", "variable_end_string": "]]"},
        {
            "block_start_string": "<%",
            "block_end_string": "%>",
            "comment_start_string": "<#",
            "comment_end_string": "#>",
        },
        {"trim_blocks": True, "lstrip_blocks": True},
        {"line_statement_prefix": "%%", "line_comment_prefix": "##"},
        {"newline_sequence": "\r\n"},
        {"autoescape": True},
    ],
    ids=", ".join,
)
def test_same_with_settings_of_its_own(variables: dict[str, Any], same: Same) -> None:
    start, end = variables.get("variable_start_string", "{{"), variables.get("variable_end_string", "}}")
    raw = json.dumps({"slug": "place", "name": "B & <c>", "_jinja2_env_vars": variables})
    text = "{{ cookiecutter.name }}\n  {% if true %}\n  x\n{% endif %}\n[[ cookiecutter.name ]]\n<% if true %><# c #>y<% endif %>\n%% if true\nz\n%% endif\na ## b\n{# c #}"  # noqa: E501
    files: dict[str, Content] = {f"{start}cookiecutter.slug{end}/{name}": body for name, body in (
        ("a.txt", text if start != "[[" else text.replace("{% if true %}", "").replace("{% endif %}", "")),
        ("plain.txt", "plain\nlines\r\n"),
        (f"{start}cookiecutter.slug{end}.txt", f"{start} cookiecutter.name {end}"),
    )}  # fmt: skip

    same(make_kit(files, raw))


def test_same_with_extensions_of_jinja(same: Same) -> None:
    raw = json.dumps({
        "slug": "place",
        "_extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols", "cookiecutter.extensions.SlugifyExtension"],
    })  # fmt: skip
    text = "{% set l = [] %}{% do l.append(1) %}{% for i in range(9) %}{% if i > 3 %}{% break %}{% endif %}{{ i }}{% endfor %}{{ l }}"  # noqa: E501

    same(make_kit(in_top({"a.txt": text}), raw))


HOOKS = {
    "hooks/pre_gen_project.py": "from pathlib import Path\nPath('before.txt').write_text('{{ cookiecutter.name }}')\n",
    "hooks/post_gen_project.sh": "#!/bin/sh\nmv a.txt b.txt\nmkdir -p empty deep/er\nprintf x > deep/er/x\nchmod 700 deep/er/x\nrm -r gone\n",  # noqa: E501
    "hooks/post_gen_project.py~": "an editor's copy",
}  # fmt: skip


def test_same_with_hooks(same: Same, capfd: pytest.CaptureFixture[str]) -> None:
    done = same(make_kit({**HOOKS, **in_top({"a.txt": J, "gone/x": "", "kept": ("", 0o600)})}))

    assert sorted(done.tree.files) == ["b.txt", "before.txt", "deep/er/x", "kept"]


def test_same_with_extensions_of_the_kit(same: Same) -> None:
    extension = "from cookiecutter.utils import simple_filter\nfrom helper_of_kit import W\n\n@simple_filter\ndef loud(v):\n    return v.upper() + W\n"  # noqa: E501
    raw = json.dumps({"slug": "{{ 'a'|loud }}", "name": "B", "_extensions": ["local_extensions.loud"]})
    kit = make_kit(
        {
            "local_extensions/__init__.py": extension,
            "helper_of_kit.py": "W = '!'",
            **in_top({"a": "{{ 'x'|loud }}"}),
        },
        raw,
    )

    same(kit)


@pytest.mark.parametrize(
    "folder",
    [folder for name in bundled_kits() for folder in bundled_releases(name).values()],
    ids=lambda folder: folder.name,
)
def test_same_for_kits_that_we_ship(tmp_path: Path, folder: Path) -> None:
    name, theirs = by_cookiecutter(read_folder(folder), tmp_path)

    ours = rendering(read_folder(folder), trusted=False)

    assert (ours.root_name, dict(ours.tree.files)) == (name, dict(theirs.files))
