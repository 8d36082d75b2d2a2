"""Filters that plugins bring to templates."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from localkit.errors import KitError
from localkit.model.rendering import TemplateFilter

if TYPE_CHECKING:
    from localkit.model.tree import Tree


def used(filters: Sequence[TemplateFilter], kit: Tree, strings: Any) -> tuple[TemplateFilter, ...]:
    """Those that a kit may use: all others must not change how it is rendered, nor how fast."""
    if not filters:
        return ()
    texts = [*(file.data for file in kit.files.values()), *(path.encode() for path in kit.files)]
    texts.append(repr(strings).encode("utf-8", "replace"))
    return tuple(item for item in filters if any(item.name.encode() in text for text in texts))


def guarded(item: TemplateFilter) -> Callable[..., Any]:
    """A filter that names its plugin where it fails."""
    from jinja2 import TemplateRuntimeError

    def apply(*arguments: Any, **named: Any) -> Any:
        try:
            return item.apply(*arguments, **named)
        except (Exception, SystemExit) as error:
            told = (
                f"the filter {item.name} of the plugin {item.plugin} failed: {type(error).__name__}: {error}"
            )
            raise TemplateRuntimeError(told) from error

    return apply


def packed(filters: Iterable[TemplateFilter]) -> list[tuple[str, str, bytes]]:
    """Filters as plain values for another process, by the names of their functions.

    Raises:
        KitError: One is no function of a module.
    """
    return [(item.name, item.plugin, _packed(item)) for item in filters]


def _packed(item: TemplateFilter) -> bytes:
    try:
        return pickle.dumps(item.apply)
    except Exception as error:  # pickle raises many kinds
        raise KitError(
            f"the filter {item.name} of the plugin {item.plugin} cannot be used on this machine: {error}",
            hint="It must be a function of a module; tell the plugin's authors.",
        ) from error


def unpacked(told: Iterable[tuple[str, str, bytes]]) -> tuple[TemplateFilter, ...]:
    """The filters again, in another process of ours."""
    return tuple(
        TemplateFilter(name, plugin, pickle.loads(data))  # noqa: S301  names of functions, from our own parent
        for name, plugin, data in told
    )


def taken() -> frozenset[str]:
    """Names of the filters that templates have without plugins."""
    from jinja2.filters import FILTERS

    return frozenset([*FILTERS, "jsonify", "slugify"])
