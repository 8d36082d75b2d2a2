"""One JSON document, under the schema ``check``."""

from __future__ import annotations

import json
from typing import Any

from localkit.model.check_report import CheckReport
from localkit.model.finding import Finding


def values(report: CheckReport) -> dict[str, Any]:
    """A report as plain values."""
    return {
        "format": 1,
        "findings": [_finding(item) for item in report.findings],
        "summary": dict(report.summary),
    }


def _finding(item: Finding) -> dict[str, Any]:
    return {
        "rule": item.rule,
        "severity": item.severity,
        "light": item.light,
        "element": item.element,
        "file": item.file,
        "line": item.line,
        "message": item.message,
        "source": item.source,
        "plugin": item.plugin,
        "resolve": item.resolve,
    }


def write(report: CheckReport) -> str:
    """A report as JSON text."""
    return json.dumps(values(report), indent=2) + "\n"
