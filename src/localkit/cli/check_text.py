"""A check in words."""

from __future__ import annotations

from collections.abc import Iterator

from localkit import wording
from localkit.cli.output import styled, wrapped
from localkit.model.check_report import SEVERITIES, CheckReport
from localkit.model.finding import Finding

_STYLE = {"must": "red", "should": "yellow", "info": "quiet"}


def check_lines(report: CheckReport, *, everything: bool = False) -> Iterator[str]:
    """The lines of a check.

    Args:
        report: What was found.
        everything: Whether findings that only inform are listed too.
    """
    place = f"{report.place} · " if report.place else ""
    yield styled(f"{place}{report.kit}", "title")
    for severity in SEVERITIES:
        found = [item for item in report.findings if item.severity == severity]
        if found and (severity != "info" or everything):
            yield ""
            yield styled(wording.SEVERITY_WORD[severity], "title")
            for item in found:
                yield from _finding(item)
    yield ""
    yield from _summary(report, everything)


def _finding(item: Finding) -> Iterator[str]:
    sign = wording.LIGHT_SIGN[item.light] if item.light else "·"
    style = _STYLE[item.severity]
    where = ":".join(str(part) for part in (item.file, item.line) if part is not None)
    rule = styled(f"  {item.rule}", "quiet")
    yield f" {styled(sign, item.light or style)} {styled(where or 'the whole', 'title')}{rule}"
    yield from wrapped(item.message, "     ")
    why = [item.source] if item.source else []
    by = [f"plugin {item.plugin}"] if item.plugin != "localkit" else []
    if why or by:
        yield from wrapped(" · ".join([*why, *by]), "     ", style="quiet")


def _summary(report: CheckReport, everything: bool) -> Iterator[str]:
    counts = report.summary
    rules = wording.counted(len(report.rules), "rule")
    if not counts["must"] and not counts["should"]:
        yield styled("Nothing asks for anything", "title") + f"; {rules} looked."
    else:
        parts = [f"{counts['must']} must be settled"] if counts["must"] else []
        parts += [f"{counts['should']} should be"] if counts["should"] else []
        yield styled(", ".join(parts), "title") + f"; {rules} looked."
    if counts["info"] and not everything:
        more = wording.counted(counts["info"], "more thing is", "more things are")
        yield styled(f"{more} good to know: ", "quiet") + styled("localkit check --all", "command")
