"""``localkit kit``: for those who publish one."""

from __future__ import annotations

from localkit.cli.lazy import LazyGroup

_HERE = "localkit.cli.commands"

command = LazyGroup(
    "kit",
    help="For those who publish a kit: check it, try it.",
    verbs={
        "lint": (f"{_HERE}.kit_lint", "Hold the framework against the template, for every sample place."),
        "try": (f"{_HERE}.kit_try", "Render the sample places."),
    },
)
