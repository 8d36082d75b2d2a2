"""The environment that a kit's templates run in: cookiecutter's words inside Jinja's sandbox.

Not built on cookiecutter's ``ExtensionLoaderMixin``: that one always imports arrow and slugify, and draws
chance and time from the system; ``extensions`` has stand-ins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import StrictUndefined
from jinja2.environment import Template, TemplateModule
from jinja2.loaders import BaseLoader
from jinja2.sandbox import SandboxedEnvironment

from localkit.errors import KitError, LimitError
from localkit.render.extensions import CookiecutterWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableMapping
    from types import CodeType

    from jinja2.runtime import Context

    from localkit.render.compiled import Compiled
    from localkit.render.draws import Draws
    from localkit.render.syntax import Syntax

_LONGEST_NUMBER = 100_000  # bits


class SeededTemplate(Template):
    """A template that draws by its own name while it is imported."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja evaluates an imported template once, for whichever file asks first; that mustn't matter.
        with self.environment.draws.of(f"import:{self.name}"):  # type: ignore[attr-defined]
            return super()._get_default_module(ctx)


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox with cookiecutter's strictness and words.

    Args:
        syntax: How the template is written.
        extensions: Names of further extensions; trusted by now, or harmless.
        draws: Where chance and time come from.
        largest: How many characters or items one multiplication may make.

    Raises:
        KitError: An extension cannot be loaded, or the settings don't go together.
    """

    template_class = SeededTemplate
    # Watched, so that 'x' * 10**10 stops with its line, even where memory has no limit.
    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, syntax: Syntax, extensions: Iterable[str], draws: Draws, *, largest: int) -> None:
        self.draws = draws
        self._largest = largest
        try:
            super().__init__(
                undefined=StrictUndefined,
                keep_trailing_newline=True,
                extensions=[CookiecutterWords, *extensions],
                **syntax.given,
            )
        except AssertionError as error:
            raise KitError(
                f"'_jinja2_env_vars' has settings that don't go together: {error}", path="cookiecutter.json"
            ) from error
        except Exception as error:  # a stranger's extension can raise anything while it is imported
            raise KitError(
                f"an extension cannot be loaded: {error}",
                hint="Install what the kit asks for, and try again.",
                path="cookiecutter.json",
            ) from error

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply, unless the result would fill the machine."""
        if operator == "**":
            if (
                isinstance(left, int)
                and isinstance(right, int)
                and left.bit_length() * right > _LONGEST_NUMBER
            ):
                raise LimitError("a power makes too large a number")
        elif (isinstance(left, int) and _size(right) * left > self._largest) or (
            isinstance(right, int) and _size(left) * right > self._largest
        ):
            raise LimitError(f"a multiplication makes more than {self._largest:,} characters")
        return super().call_binop(context, operator, left, right)

    def handle_exception(self, source: str | None = None) -> NoReturn:  # noqa: ARG002 - Jinja's signature
        """Leave the traceback as it is: ``failures`` reads the template's lines from it."""
        raise  # noqa: PLE0704 - Jinja calls this while handling an exception


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes | list | tuple) else 0


class TreeLoader(BaseLoader):
    """Finds what templates include, as cookiecutter does: beside the template, then in ``../templates``.

    Args:
        read: Gives a template's text by name, or None.
        compiled: Keeps compiled templates.
    """

    def __init__(self, read: Callable[[str], str | None], compiled: Compiled) -> None:
        self._read = read
        self._compiled = compiled

    def load(
        self,
        environment: Any,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """One template, from the cache where it can."""
        from jinja2.exceptions import TemplateNotFound

        text = None if ".." in name.split("/") else self._read(name)
        if text is None:
            raise TemplateNotFound(name)
        code = self._compiled.code(environment, text, name)
        template: Template = environment.template_class.from_code(environment, code, globals or {}, None)
        return template


def from_text(environment: Sandbox, compiled: Compiled, text: str) -> Template:
    """A template that has no file: a file's name, a default, a string of the framework."""
    code: CodeType = compiled.code(environment, text, None)
    template: Template = environment.template_class.from_code(
        environment, code, environment.make_globals(None)
    )
    return template
