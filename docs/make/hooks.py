"""docs/reference/hooks.md, from the hooks' own words."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Final

from localkit.hooks import kinds, specs
from localkit.hooks.markers import API_VERSION
from localkit.model import (
    check_report,
    divergence,
    document,
    document_kind,
    finding,
    kit,
    local_version,
    passage,
    records,
)

_HEAD: Final = """\
# Hooks

<!-- Generated from the program by `make docs`; please don't edit it here. -->

What a plugin can add to localkit. A plugin is an installed Python package with an entry point in the group `localkit`,
or a single file in a folder that `--plugins-dir` names, or one in a place's own `.localkit/plugins`, once somebody has
said `localkit trust`. [Write a plugin](../how-to/write-a-plugin.md) makes one from nothing. Hooks are functions marked
with `hookimpl` from `localkit.hooks.markers`; each may leave out arguments that it does not need.

There are three shapes. **Register** hooks have a plural noun and return records. **Choose** hooks have a verb and
return one value, or `None` to leave it to others; the first answer wins, and a plugin that was installed later is asked
first. **Notify** hooks have a past participle and return nothing.

Each plugin is asked by itself. One that raises, returns something else than it should, or asks for a hook that is not
there is named in a message, what it gave is lost, all others are heard, and the exit status is 1. A rule has ten
seconds.

The hooks have a version: __API__. It grows when a hook goes away or asks for something else, never when one is
added. A plugin may say for which version it was written (`LOCALKIT_API = __API__` in its module); one that needs a
later version is not loaded. Hooks that are about to go away say so when a plugin that has them is loaded.

`localkit plugins list` tells what is active, from where, and what it brings. `-p no:NAME` leaves a plugin out,
`--no-plugins` or `LOCALKIT_DISABLE_PLUGINS` all of them.
""".replace("__API__", str(API_VERSION))
_BANNER: Final = re.compile(r"^# -{20,}\n# (.+)\n# -{20,}$", re.MULTILINE)


def page() -> str:
    """The whole page."""
    source = inspect.getsource(specs)
    banners = [(source.count("\n", 0, found.start()) + 1, found[1]) for found in _BANNER.finditer(source)]
    lines = [_HEAD]
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            while banners and banners[0][0] < node.lineno:
                lines.extend([f"## {banners.pop(0)[1]}", ""])
            lines.extend(_hook(node))
    lines.extend(["## What hooks return and get", ""])
    for module, names in _TOLD:
        lines.extend(_classes(module, names))
    return "\n".join(lines).rstrip("\n") + "\n"


_TOLD: Final[tuple[tuple[ModuleType, tuple[str, ...]], ...]] = (
    (kinds, ()),
    (document_kind, ()),
    (local_version, ()),
    (finding, ()),
    (divergence, ("Divergence", "ElementDivergence", "PassageDivergence", "FileChanges")),
    (kit, ()),
    (passage, ("Passage",)),
    (records, ()),
    (check_report, ()),
    (document, ("Document", "Content", "Location", "Section", "Problem")),
)


def _hook(node: ast.FunctionDef) -> Iterator[str]:
    yield f"### {node.name}"
    yield ""
    yield from ("```python", f"def {node.name}({ast.unparse(node.args)}) -> {_returned(node)}", "```", "")
    yield from _words(ast.get_docstring(node) or "")


def _returned(node: ast.FunctionDef) -> str:
    return ast.unparse(node.returns) if node.returns is not None else "None"


def _classes(module: ModuleType, names: tuple[str, ...]) -> Iterator[str]:
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef) and (not names or node.name in names):
            yield f"### {module.__name__}.{node.name}"
            yield ""
            yield from _words(ast.get_docstring(node) or "")
            yield from _members(node)


def _members(node: ast.ClassDef) -> Iterator[str]:
    members = [
        item for item in node.body if isinstance(item, ast.FunctionDef) and not item.name.startswith("_")
    ]
    for item in members:
        is_property = any(ast.unparse(mark) == "property" for mark in item.decorator_list)
        shown = (
            f"{item.name}: {_returned(item)}"
            if is_property
            else f"{item.name}({ast.unparse(item.args)}) -> {_returned(item)}"
        )
        yield f"- `{shown}`: {_code(' '.join((ast.get_docstring(item) or '').split()))}"
    if members:
        yield ""


def _words(text: str) -> Iterator[str]:
    """A docstring as Markdown."""
    for paragraph in re.split(r"\n\s*\n(?! )", _code(text)):
        head, _, rest = paragraph.partition("\n")
        if head == "Example::":
            yield from ("Example:", "", "```python", *inspect.cleandoc(f"\n{rest}").splitlines(), "```", "")
        elif head in ("Attributes:", "Args:"):
            yield from _list(inspect.cleandoc(f"\n{rest}"))
        elif head.startswith(".. version"):
            yield (
                re.sub(r"\.\. version(added|changed):: (.+)", r"*\1 in version \2*", head)
                .replace("*a", "*A")
                .replace("*c", "*C")
            )
            yield ""
        else:
            yield from (*paragraph.splitlines(), "")


def _code(text: str) -> str:
    return re.sub(r"``(.+?)``", r"`\1`", text)


def _list(text: str) -> Iterator[str]:
    for entry in re.split(r"\n(?=\S)", text):
        name, _, meaning = entry.partition(":")
        yield f"- `{name}`: {' '.join(meaning.split())}"
    yield ""
