"""A place on disk that has something of everything that its page shows."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from localkit.testing import run_localkit, write_world

_KIT: Final = """\
format: 1
name: small
version: 1.0.0
title: Small
functions: [{id: together, statement: People do it together.}]
elements:
  - id: turns
    title: Items per turn
    serves: [together]
    latitude: bounded
    passages: [{file: settings.yaml, value: /turns}]
    bounds: [{schema: {type: integer, maximum: 2}}]
  - id: rule
    title: The visitor stays
    serves: [together]
    latitude: fixed
    basis: values
    passages: [{file: rules.md, section: Stay}]
indicators:
  - {id: mended, title: Items mended, numerator: items mended, denominator: items brought in, share: true}
  - {id: falls, title: Falls, numerator: falls, denominator: nights, interval: rate, better: lower, person_based: true}
  - {id: weight, title: Weight, numerator: kilograms, denominator: sessions, share: false}
"""


def place_with_everything(folder: Path) -> Path:
    """Make a kit and a local version ``here`` that changed, recorded, agreed and reported."""
    write_world(
        folder,
        {
            "kit/kit.yaml": _KIT,
            "kit/cookiecutter.json": '{"place_slug": "here"}',
            "kit/{{cookiecutter.place_slug}}/settings.yaml": "turns: 1\n",
            "kit/{{cookiecutter.place_slug}}/rules.md": "# Stay\n\nThe visitor stays and joins in, always.\n",
        },
    )
    run_localkit("adapt", "kit", "here", "--no-input", cwd=folder).assert_ok()
    (folder / "here/settings.yaml").write_text("turns: 4\n")
    (folder / "here/rules.md").write_text("# Stay\n\nThe visitor may go and come back.\n")
    for command in _DONE:
        run_localkit(*command, cwd=folder / "here").assert_ok()
    return folder / "here"


_DONE: Final = (
    ("record", "turns", "--summary", "Two queues, as the hall is large", "--nature", "loosening_structure"),
    ("exception", "request", "rule", "--by", "café host", "--until", "2099-12-31"),
    ("observe", "mended", "2025", "20", "40"),
    ("observe", "falls", "2025", "12", "400"),
    ("observe", "weight", "2025", "31.5", "3"),
)
