"""A small kit on disk, and a place that took it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from localkit.testing import run_localkit, write_world

KIT_YAML = """\
format: 1
name: small
version: 1.0.0
title: Small
place: {noun: {one: café, many: cafés}, name: place_name, code: code}
elements:
  - id: turns
    title: Items per turn
    latitude: bounded
    passages: [{file: settings.yaml, value: /turns}]
    bounds: [{schema: {type: integer, maximum: 2}}]
  - id: rule
    title: The visitor stays
    latitude: fixed
    basis: values
    passages: [{file: rules.md, section: Stay}]
  - id: poster
    title: Poster
    necessity: optional
    latitude: open
    passages: [{file: poster.md}]
  - id: no-fee
    title: No fee
    necessity: proscribed
    passages: [{file: "**/*.md", lacks: [repair fee]}]
"""
SCHEMA = {
    "type": "object",
    "properties": {
        "place_name": {"type": "string", "title": "What is the place called?", "minLength": 2},
        "nation": {"title": "Which nation?", "enum": ["england", "wales"]},
        "turns": {
            "type": "integer",
            "title": "Items per turn",
            "description": "One or two is best.",
            "minimum": 1,
            "maximum": 2,
        },
        "languages": {"type": "array", "items": {"enum": ["en", "cy"]}},
        "kitchen": {"type": "boolean"},
    },
}
TEMPLATE = "{{cookiecutter.slug}}"
KIT = {
    "kit.yaml": KIT_YAML,
    "parameters.schema.json": json.dumps(SCHEMA),
    "cookiecutter.json": json.dumps(
        {
            "place_name": "Harrow",
            "nation": ["england", "wales"],
            "turns": "1",
            "languages": "en",
            "kitchen": True,
            "slug": "{{ cookiecutter.place_name|lower }}",
            "code": "",
        }
    ),
    f"{TEMPLATE}/rules.md": "# Rules of {{ cookiecutter.place_name }}\n\n## Stay\n\nStay with your item.\n",
    f"{TEMPLATE}/poster.md": "Come to {{ cookiecutter.place_name }}.\n",
    f"{TEMPLATE}/settings.yaml": "turns: {{ cookiecutter.turns }}\nkitchen: {{ cookiecutter.kitchen }}\n",
}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A folder with the kit in ``kit``."""
    write_world(tmp_path / "kit", KIT)
    return tmp_path


@pytest.fixture
def place(world: Path) -> Path:
    """A local version, as the kit gives it."""
    run_localkit("adapt", "kit", "here", "--no-input", cwd=world).assert_ok()
    return world / "here"
