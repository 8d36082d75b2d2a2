"""SARIF 2.1.0 (OASIS), for tools that gather findings of many programs."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from localkit import __version__
from localkit.model.check_report import CheckReport
from localkit.model.finding import Finding

_LEVEL = {"must": "error", "should": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def values(report: CheckReport) -> dict[str, Any]:
    """A report as plain values."""
    rules = _rules(report)
    order = {rule["id"]: number for number, rule in enumerate(rules)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "localkit", "semanticVersion": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(item, order) for item in report.findings],
            }
        ],
    }


def _rules(report: CheckReport) -> list[dict[str, Any]]:
    """Every rule that ran; then what localkit itself says without one."""
    told = {
        rule.name: {
            "id": rule.name,
            "shortDescription": {"text": rule.summary},
            **({"help": {"text": f"Source: {rule.source}"}} if rule.source else {}),
            "properties": {"plugin": rule.plugin, "version": rule.version},
        }
        for rule in report.rules
    }
    for item in report.findings:
        told.setdefault(item.rule, {"id": item.rule, "properties": {"plugin": item.plugin, "version": None}})
    return list(told.values())


def _result(item: Finding, order: dict[str, int]) -> dict[str, Any]:
    about = {"element": item.element, "light": item.light, "resolve": item.resolve, "source": item.source}
    return {
        "ruleId": item.rule,
        "ruleIndex": order[item.rule],
        "level": _LEVEL[item.severity],
        "message": {"text": item.message},
        **({"locations": [_location(item)]} if item.file else {}),
        "partialFingerprints": {"localkit/v1": _fingerprint(item)},
        "properties": {
            key: value for key, value in {**about, "plugin": item.plugin}.items() if value is not None
        },
    }


def _location(item: Finding) -> dict[str, Any]:
    file = quote(item.file or "", safe="/")
    place: dict[str, Any] = {"artifactLocation": {"uri": file, "uriBaseId": "%SRCROOT%"}}
    if item.line is not None:
        place["region"] = {"startLine": item.line}
    return {"physicalLocation": place}


def _fingerprint(item: Finding) -> str:
    """The same for the same finding, wherever in its file it stands now."""
    parts = (item.rule, item.element or "", item.file or "", item.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def write(report: CheckReport) -> str:
    """A report as SARIF text."""
    return json.dumps(values(report), indent=2) + "\n"
