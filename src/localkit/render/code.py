"""What of a kit would run as a program, if it were trusted."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from localkit.errors import KitError, SafetyError
from localkit.model.rendering import KitCode
from localkit.render import description
from localkit.render.links import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localkit.model.tree import Tree

HOOKS: Final = ("pre_prompt", "pre_gen_project", "post_gen_project")
#: Ours stand in for these, see ``extensions``; a kit may name them all the same.
COOKIECUTTERS_OWN: Final = frozenset(
    f"cookiecutter.extensions.{name}Extension"
    for name in ("Jsonify", "RandomString", "Slugify", "Time", "UUID")
)
#: Jinja's own: they add tags, and reach nothing.
JINJAS_OWN: Final = frozenset(
    f"jinja2.ext.{name}"
    for name in (
        "do",
        "loopcontrols",
        "i18n",
        "debug",
        "ExprStmtExtension",
        "LoopControlExtension",
        "InternationalizationExtension",
        "DebugExtension",
    )
)


def kit_code(kit: Tree) -> KitCode:
    """What would run if this kit were trusted: hooks, and extensions of strangers.

    Raises:
        KitError: cookiecutter.json cannot be read.
    """
    foreign = foreign_extensions(description.load(kit))
    return KitCode(tuple(sorted(_hooks(kit))), foreign, tuple(sorted(_python(kit, foreign))))


def extensions(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """What ``_extensions`` lists, in its order, without cookiecutter's own.

    Raises:
        KitError: It is not a list.
    """
    listed = raw.get("_extensions", [])
    if not isinstance(listed, list):
        raise KitError("'_extensions' is a list of names", path=description.FILE)
    return tuple(str(name) for name in listed if str(name) not in COOKIECUTTERS_OWN)


def foreign_extensions(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """The listed extensions that are code from somewhere else."""
    return tuple(name for name in extensions(raw) if name not in JINJAS_OWN)


def refuse_code(code: KitCode) -> None:
    """Stop, because this kit wants to run code and nobody said that it may.

    Raises:
        SafetyError: There is code.
    """
    if not code:
        return
    named = [*code.hooks, *(f"extension {name}" for name in code.extensions)]
    raise SafetyError(
        f"this kit runs code of its own, and isn't trusted: {', '.join(named)}",
        hint="Read it, then say --trust; or --without-code to leave it out.",
    )


def _hooks(kit: Tree) -> Iterator[str]:
    folder = resolved(kit, "hooks")
    for path in kit.files:
        pure = PurePosixPath(path)
        # As cookiecutter's valid_hook sees it; that one would load requests and rich.
        if str(pure.parent) == folder and pure.stem in HOOKS and not path.endswith("~"):
            yield f"hooks/{pure.name}"


def _python(kit: Tree, foreign: tuple[str, ...]) -> Iterator[str]:
    heads = {name.partition(".")[0] for name in foreign}
    for path in kit.files:
        if path.endswith(".py") and path.removesuffix(".py").partition("/")[0] in heads:
            yield path
