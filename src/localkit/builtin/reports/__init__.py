"""The forms in which a check's findings are printed for programs."""

from __future__ import annotations

from localkit.builtin.reports import plain_json
from localkit.hooks.kinds import Report

REPORTS: tuple[Report, ...] = (Report("json", "Programs: one JSON document.", plain_json.write),)
