"""``localkit plugins``."""

from __future__ import annotations

from localkit.cli.lazy import LazyGroup

_HERE = "localkit.cli.commands"

command = LazyGroup(
    "plugins",
    help="Plugins: what is active; start a new one.",
    verbs={
        "list": (f"{_HERE}.plugins_list", "What is active, from where, and what it brings."),
        "new": (f"{_HERE}.plugins_new", "Start a plugin: a folder whose own tests pass at once."),
    },
)
