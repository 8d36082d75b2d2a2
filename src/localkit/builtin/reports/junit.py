"""JUnit XML, for build servers: each rule is a test case, and fails where something is to be settled."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from localkit.model.check_report import CheckReport
from localkit.model.finding import Finding

# Characters that XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: CheckReport) -> str:
    """A report as JUnit XML."""
    names = list(
        dict.fromkeys([rule.name for rule in report.rules] + [item.rule for item in report.findings])
    )
    by_rule = {name: [item for item in report.findings if item.rule == name] for name in names}
    failing = sum(1 for found in by_rule.values() if any(item.severity != "info" for item in found))
    suite = ElementTree.Element(
        "testsuite",
        name=_plain(f"localkit check: {report.kit}"),
        tests=str(len(names)),
        failures=str(failing),
        errors="0",
        skipped="0",
    )
    for name, found in by_rule.items():
        _case(suite, name, found)
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, name: str, found: list[Finding]) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname="localkit", name=_plain(name), time="0")
    settle = [item for item in found if item.severity != "info"]
    if settle:
        worst = "must" if any(item.severity == "must" for item in settle) else "should"
        failure = ElementTree.SubElement(case, "failure", type=worst, message=_plain(settle[0].message))
        failure.text = _plain("\n".join(map(_line, settle)))
    rest = [item for item in found if item.severity == "info"]
    if rest:
        ElementTree.SubElement(case, "system-out").text = _plain("\n".join(map(_line, rest)))


def _line(item: Finding) -> str:
    where = ":".join(str(part) for part in (item.file, item.line) if part is not None)
    return f"{where}: {item.message}" if where else item.message


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
