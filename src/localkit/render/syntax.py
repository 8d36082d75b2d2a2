"""A template's own Jinja settings, and telling which texts need no Jinja at all."""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from localkit.errors import KitError
from localkit.render import description

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What JSON can say, cookiecutter doesn't set itself, and reaches nothing: setting to type and default.
_SETTINGS: Final[dict[str, tuple[type | tuple[type, ...], Any]]] = {
    "block_start_string": (str, "{%"),
    "block_end_string": (str, "%}"),
    "variable_start_string": (str, "{{"),
    "variable_end_string": (str, "}}"),
    "comment_start_string": (str, "{#"),
    "comment_end_string": (str, "#}"),
    "line_statement_prefix": ((str, type(None)), None),
    "line_comment_prefix": ((str, type(None)), None),
    "trim_blocks": (bool, False),
    "lstrip_blocks": (bool, False),
    "newline_sequence": (str, "\n"),
    "autoescape": (bool, False),
    "optimized": (bool, True),
    "cache_size": (int, 400),
    "auto_reload": (bool, True),
}
_ANY_START: Final = re.compile(r"\{[{%#]")
_VARIABLE: Final = re.compile(r"\{\{ ?cookiecutter\.([A-Za-z_][A-Za-z0-9_]*) ?\}\}(?!\})")


class Syntax:
    """How this template is written.

    Args:
        raw: cookiecutter.json.
        foreign: Whether extensions are loaded that may give plain text a meaning.

    Raises:
        KitError: ``_jinja2_env_vars`` has a setting that there isn't, or that a kit may not set.
    """

    def __init__(self, raw: Mapping[str, Any], *, foreign: bool = False) -> None:
        self.given = _checked(raw.get("_jinja2_env_vars", {}))
        self.foreign = foreign

    def __getitem__(self, name: str) -> Any:
        return self.given.get(name, _SETTINGS[name][1])

    @cached_property
    def _usual(self) -> bool:
        return not self.given and not self.foreign

    @cached_property
    def _starts(self) -> tuple[str, ...]:
        return tuple(self[f"{kind}_start_string"] for kind in ("block", "variable", "comment"))

    def is_plain(self, text: str) -> bool:
        """Whether Jinja would give the text back as it is, but for its line ends."""
        if self._usual:
            return _ANY_START.search(text) is None
        if self.foreign or self["line_statement_prefix"] or self["line_comment_prefix"]:
            return False
        return self["newline_sequence"] == "\n" and not any(start in text for start in self._starts)

    def filled_in(self, text: str, variables: Mapping[str, Any]) -> str | None:
        """The rendered text if it holds nothing but ``{{ cookiecutter.name }}``, else None.

        Compiling a template costs a hundred times what rendering it does, and most files of most kits
        need no more than this. Anything at all that Jinja might see differently is left to Jinja.
        """
        if not self._usual:
            return None
        parts = _VARIABLE.split(text)
        for at in range(0, len(parts), 2):
            # a brace before the variable would be read together with it: {{{ is something else
            if _ANY_START.search(parts[at]) or (parts[at].endswith("{") and at + 1 < len(parts)):
                return None
        for at in range(1, len(parts), 2):
            name = parts[at]
            # {{ cookiecutter.items }} is the mapping's method, and a missing variable is Jinja's to tell
            if name not in variables or name in _METHODS:
                return None
            parts[at] = str(variables[name])
        return "".join(parts)


_METHODS: Final = frozenset(dir(OrderedDict))


def _checked(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise KitError("'_jinja2_env_vars' is an object", path=description.FILE)
    for name, value in given.items():
        if name not in _SETTINGS:
            raise KitError(
                f"'_jinja2_env_vars' has '{name}', which a kit cannot set",
                hint=f"It may set {', '.join(_SETTINGS)}.",
                path=description.FILE,
            )
        if not isinstance(value, _SETTINGS[name][0]) or (value == "" and name.endswith("_string")):
            raise KitError(f"'_jinja2_env_vars' has an unfit value for '{name}'", path=description.FILE)
    return dict(given)
