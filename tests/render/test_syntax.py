"""What is filled in without Jinja, and what is left to it."""

from __future__ import annotations

import pytest

from localkit.render.syntax import Syntax

VARIABLES = {"name": "Barnsley", "n": True, "items": "no"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{ cookiecutter.name }}", "Barnsley"),
        ("a{{cookiecutter.name}}b{{ cookiecutter.n}}", "aBarnsleybTrue"),
        ("{x} %} #} }}", "{x} %} #} }}"),
        ("{{ cookiecutter.items }}", None),
        ("{{ cookiecutter.gone }}", None),
        ("{{{ cookiecutter.name }}", None),
        ("{{ cookiecutter.name }}}", None),
        ("{{- cookiecutter.name }}", None),
        ("{{ cookiecutter.name }}{# c #}", None),
        ("{% raw %}{{ cookiecutter.name }}{% endraw %}", None),
    ],
)
def test_only_what_jinja_would_give_too_is_filled_in(text: str, filled: str | None) -> None:
    assert Syntax({}).filled_in(text, VARIABLES) == filled


def test_nothing_is_filled_in_where_settings_or_extensions_may_change_it() -> None:
    assert Syntax({"_jinja2_env_vars": {"autoescape": True}}).filled_in("x", VARIABLES) is None
    assert Syntax({}, foreign=True).filled_in("x", VARIABLES) is None
    assert not Syntax({}, foreign=True).is_plain("x")
