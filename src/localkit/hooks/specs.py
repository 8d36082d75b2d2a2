"""Every hook, in the order in which a run meets them. Prefix ``localkit_``; arguments by keyword."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from localkit.hooks.markers import hookspec

if TYPE_CHECKING:
    from localkit.model.document_kind import Kind

# ---------------------------------------------------------------------------------------------------
# Reading files
# ---------------------------------------------------------------------------------------------------


@hookspec
def localkit_document_kinds() -> Iterable[Kind]:
    """Asked once per command, before the first file is read.

    Return the document kinds that this plugin can read; each is asked, before localkit's own, for files whose name
    ends in one of its suffixes. A reader never raises for what a file says: it falls back to text and states a
    problem.

    Example::

        from localkit.hooks.markers import hookimpl
        from localkit.model.document_kind import Kind

        @hookimpl
        def localkit_document_kinds():
            return [Kind("agenda", (".agenda",), read_agenda)]

    .. versionadded:: 0.1
    """
    return ()
