"""``localkit decide``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from localkit.actions.decide import Decided, decide
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option, path_argument
from localkit.cli.resolve_text import decided_lines
from localkit.model.core_change import Adoption

_FLAGS: tuple[tuple[Adoption, str], ...] = (
    ("adopted", "This place does it as the core says."),
    ("adapted", "It does it in a way of its own."),
    ("deferred", "Not yet."),
    ("declined", "It does not do it."),
    ("not_applicable", "It is not about this place."),
)


@click.command("decide")
@click.argument("change")
@path_argument
@click.option("--adopted", is_flag=True, help=_FLAGS[0][1])
@click.option("--adapted", is_flag=True, help=_FLAGS[1][1])
@click.option("--deferred", is_flag=True, help=_FLAGS[2][1])
@click.option("--declined", is_flag=True, help=_FLAGS[3][1])
@click.option("--not-applicable", is_flag=True, help=_FLAGS[4][1])
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--who", metavar="ROLE", help="Who decided: a role, not a person's name.")
@format_option
def command(
    change: str,
    path: Path,
    reason: str | None,
    who: str | None,
    output_format: str,
    **said: bool,
) -> int:
    """Say what became of a core change at this place: adopted, adapted, put off, not taken, not about this place.

    CHANGE is its id, as `localkit update` and `localkit status` show it. What the law or safety asks for is
    left out only with a --reason.

    Example: localkit decide 2027-02-battery-packs my-cafe --adapted --reason "We take no batteries at all."
    """
    decision = _decision(said)
    workspace = opening.workspace()
    done = decide(workspace, path, change, decision, reason, who)
    if output_format == "json":
        output.document(_values(done))
    else:
        output.lines(decided_lines(done))
    return max(diagnostics.after_plugins(workspace), diagnostics.WAITING if done.left else diagnostics.DONE)


def _decision(said: Mapping[str, bool]) -> Adoption:
    """The one flag that was said."""
    found = [name for name, _ in _FLAGS if said[name]]
    if not found:
        raise click.UsageError(
            "say what became of it: --adopted, --adapted, --deferred, --declined or --not-applicable"
        )
    if len(found) > 1:
        flags = " and ".join(f"--{name.replace('_', '-')}" for name in found)
        raise click.UsageError(f"{flags} cannot both be so: say one of them")
    return found[0]


def _values(done: Decided) -> dict[str, object]:
    made = done.decision
    return {
        "format": 1,
        "path": str(done.opened.root),
        "change": made.change,
        "decision": made.decision,
        "date": made.date,
        "who": made.who,
        "reason": made.reason,
        "settled": [item.address for item in done.settled],
        "needs_decision": len(done.left),
    }
