"""What goes wrong in a template, told with file and line instead of a traceback."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from localkit.errors import KitError, LimitError, LocalkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType


@contextmanager
def told(
    where: str, name_of: Callable[[str], str], first_line: Callable[[], int | None] | None = None
) -> Iterator[None]:
    """Turn whatever a template raises into an error that a person can act on.

    Args:
        where: The path to name when the template has no name of its own.
        name_of: The path in the kit of a template by its name.
        first_line: The line in ``where`` at which such a text stands.

    Raises:
        LimitError: It needed too much memory, or nested too deeply.
        KitError: Everything else.
    """
    try:
        yield
    except LocalkitError as error:
        path, line = _place(error, where, name_of, first_line)
        error.path, error.line = error.path or path, error.line or line
        raise
    except Exception as error:  # a template can raise anything that Python's operators and filters can
        path, line = _place(error, where, name_of, first_line)
        kind, message, hint = _words(error)
        raise kind(message, hint=hint, path=path, line=line) from error


def _place(
    error: BaseException,
    where: str,
    name_of: Callable[[str], str],
    first_line: Callable[[], int | None] | None,
) -> tuple[str, int | None]:
    name, line = _innermost(error.__traceback__)
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name, error.lineno
    if name is not None:
        return name_of(name), line
    first = first_line() if first_line else None
    return where, first


def _innermost(trace: TracebackType | None) -> tuple[str | None, int | None]:
    """The name and line of the template that was running."""
    found: tuple[str | None, int | None] = (None, None)
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            found = (template.name, template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    return found


def _words(error: Exception) -> tuple[type[LocalkitError], str, str | None]:
    said = getattr(error, "message", None) or str(error)
    match error:
        case SecurityError():
            return (
                KitError,
                f"the template reaches for Python's insides: {said}",
                "Ask the kit's authors to change this.",
            )
        case TemplateNotFound():
            return KitError, f"the template includes '{said}', which isn't in the kit", None
        case TemplateSyntaxError():
            return KitError, f"not valid Jinja: {said}", _RAW
        case UndefinedError():
            return KitError, f"unknown variable: {said}", "Is it in cookiecutter.json, and spelled like this?"
        case MemoryError():
            return LimitError, "the template needs more memory than it may have", None
        case RecursionError():
            return LimitError, "the template includes or calls itself without end", None
        case _:
            return KitError, f"the template fails: {type(error).__name__}: {said}", None


_RAW = (
    "Text that only looks like Jinja goes between {% raw %} and {% endraw %}, or under _copy_without_render."
)
