"""The forms in which a check's findings are printed for programs."""

from __future__ import annotations

from localkit.builtin.reports import github, junit, plain_json, sarif
from localkit.hooks.kinds import Report

REPORTS: tuple[Report, ...] = (
    Report("json", "Programs: one JSON document.", plain_json.write),
    Report("sarif", "Tools that gather findings: SARIF 2.1.0.", sarif.write),
    Report("junit", "Build servers: JUnit XML.", junit.write),
    Report("github", "GitHub Actions: annotations beside the lines.", github.write),
)
