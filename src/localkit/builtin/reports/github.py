"""Workflow commands of GitHub Actions: each finding is shown beside the line that it is about."""

from __future__ import annotations

from localkit.model.check_report import CheckReport
from localkit.model.finding import Finding

_COMMAND = {"must": "error", "should": "warning", "info": "notice"}


def write(report: CheckReport) -> str:
    """A report as workflow commands, a line each."""
    return "".join(f"{_line(item)}\n" for item in report.findings)


def _line(item: Finding) -> str:
    said = {"file": item.file, "line": None if item.line is None else str(item.line), "title": item.rule}
    told = ",".join(f"{key}={_property(value)}" for key, value in said.items() if value is not None)
    return f"::{_COMMAND[item.severity]} {told}::{_message(item.message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
