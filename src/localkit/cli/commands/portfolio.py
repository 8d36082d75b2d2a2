"""``localkit portfolio``: for those who follow many places."""

from __future__ import annotations

from localkit.cli.lazy import LazyGroup

_HERE = "localkit.cli.commands"

command = LazyGroup(
    "portfolio",
    help="Follow many places: add them, measure them, see where each is.",
    verbs={
        "add": (f"{_HERE}.portfolio_add", "Add places: folders, git repositories, bundles."),
        "scan": (f"{_HERE}.portfolio_scan", "Measure every place; what did not change is left alone."),
        "list": (f"{_HERE}.portfolio_list", "Each place in short, by name."),
        "show": (f"{_HERE}.portfolio_show", "One place in full, with what is different since before."),
        "remove": (f"{_HERE}.portfolio_remove", "Take a place out, with all its snapshots."),
        "report": (f"{_HERE}.portfolio_report", "One page about all places, for a browser or to print."),
    },
)
"""Places are never ranked: no verb here sorts them by how much they differ from the core."""
