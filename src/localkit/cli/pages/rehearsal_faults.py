"""What is to mend in the release itself, before any place is looked at."""

from __future__ import annotations

from localkit.actions.kit_lint import LintProblem
from localkit.actions.rehearse import Rehearsal
from localkit.cli.pages.markup import Html, tag
from localkit.cli.pages.parts import section, table
from localkit.wording import counted


def faults_title(found: Rehearsal) -> str:
    """The heading: how much there is to mend."""
    return f"{counted(len(found.faults), 'thing')} to mend in the release itself"


def faults(found: Rehearsal) -> Html:
    """Each fault with where it stands; whatever a place made of the core, every place would get it."""
    return section(
        "faults",
        faults_title(found),
        tag("p", "Every place would get this. Mend it first, then rehearse again."),
        table("What localkit kit lint says", ["Where", "What"], [_row(item) for item in found.faults]),
    )


def _row(item: LintProblem) -> list[object]:
    fault = item.fault
    samples = f" (in {', '.join(item.samples)})" if item.samples else ""
    return [f"{fault.file}:{fault.line}" if fault.line else fault.file, f"{fault.message}{samples}"]
