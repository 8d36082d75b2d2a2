"""Stand-ins for cookiecutter's five extensions: the same words, but seeded, and loaded only when used.

cookiecutter's own take 50 ms to import (arrow, slugify), which most kits never need, and draw from the
system's chance and clock. A differential test holds these to the same results.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, nodes, pass_context
from jinja2.ext import Extension

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2.parser import Parser
    from jinja2.runtime import Context

    from localkit.render.draws import Draws


class CookiecutterWords(Extension):
    """``jsonify``, ``slugify``, ``random_ascii_string``, ``uuid4``, ``{% now %}``; Jinja's own chances."""

    tags = {"now"}  # noqa: RUF012 - Jinja's declaration

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.extend(datetime_format="%Y-%m-%d")
        environment.filters.update(jsonify=_jsonify, slugify=_slugify, random=_random)
        draws = _draws(environment)
        environment.globals.update(
            random_ascii_string=draws.letters, uuid4=draws.uuid4, lipsum=draws.lorem_ipsum
        )

    def parse(self, parser: Parser) -> nodes.Output:
        """``{% now 'utc' + 'days=1', '%Y' %}``, by cookiecutter's grammar."""
        line = next(parser.stream).lineno
        node = parser.parse_expression()
        form = parser.parse_expression() if parser.stream.skip_if("comma") else nodes.Const(None)
        if isinstance(node, nodes.Add | nodes.Sub):
            sign = nodes.Const("+" if isinstance(node, nodes.Add) else "-")
            arguments = [node.left, form, sign, node.right]
        else:
            arguments = [node, form]
        return nodes.Output([self.call_method("_now", arguments, lineno=line)], lineno=line)

    def _now(self, timezone: str, form: str | None, sign: str = "", offset: str = "") -> str:
        moment = _draws(self.environment).now(timezone)
        if sign:
            steps = (step.split("=") for step in offset.split(","))
            by: dict[str, Any] = {unit.strip(): float(sign + count.strip()) for unit, count in steps}
            moment = moment.shift(**by)
        return str(moment.strftime(form if form is not None else self.environment.datetime_format))  # type: ignore[attr-defined]


def _jsonify(obj: Any, indent: int = 4) -> str:
    return json.dumps(obj, sort_keys=True, indent=indent)


def _slugify(value: str, *args: Any, **kwargs: Any) -> str:
    from slugify import slugify

    return str(slugify(value, *args, **kwargs))


@pass_context
def _random(context: Context, seq: Sequence[Any]) -> Any:
    if not seq:
        return context.environment.undefined("No random item, sequence was empty.")
    return seq[_draws(context.environment).number(len(seq))]


def _draws(environment: Environment) -> Draws:
    draws: Draws = environment.draws  # type: ignore[attr-defined]  # Sandbox has it
    return draws
