"""A small kit for screens, with something of each sort."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from localkit.testing import write_world

KIT: Final = """\
format: 1
name: small
version: 1.0.0
title: Small café
summary: Four neighbours and a kettle.
given_once: [diary.md]
functions:
  - {id: warm, statement: Nobody sits alone., mechanism: Tea takes time.}
  - {id: safe, statement: Nobody is hurt.}
elements:
  - id: tea
    title: Tea is free
    serves: [warm]
    latitude: fixed
    basis: values
    passages: [{file: rules.md, section: Tea}]
    guidance: {green: [Any pot will do.], red: [You ask for money.]}
  - id: cups
    title: Cups for each visitor
    serves: [safe, warm]
    latitude: bounded
    basis: safety
    passages: [{file: settings.yaml, value: /cups}, {file: rules.md, section: Cups}]
    bounds: [{file: settings.yaml, value: /cups, schema: {type: integer, minimum: 1, maximum: 3}}]
  - id: no-gin
    title: Gin
    serves: [safe]
    necessity: proscribed
    passages: [{file: "*.md", lacks: [gin]}]
"""
FILES: Final = {
    "kit.yaml": KIT,
    "cookiecutter.json": '{"place_slug": "here", "pot": "brown"}',
    "samples/hill.yaml": "place_slug: hill\npot: blue\n",
    "{{cookiecutter.place_slug}}/rules.md": (
        "# Rules\n\nHello [b]neighbour[/b].\n\n"
        "## Tea\n\nTea from the {{ cookiecutter.pot }} pot.\n\n## Cups\n\nWashed.\n"
    ),
    "{{cookiecutter.place_slug}}/settings.yaml": "open: true\ncups: 2  # a visitor\n",
    "{{cookiecutter.place_slug}}/diary.md": "Dear diary\n",
}


def small_kit(folder: Path, **changed: str) -> Path:
    """The kit on disk; ``changed`` gives some of its files other contents, ``kit`` standing for kit.yaml."""
    return write_world(
        folder / "small", {**FILES, **({"kit.yaml": changed["kit"]} if "kit" in changed else {})}
    )
