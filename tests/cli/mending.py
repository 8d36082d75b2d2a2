"""A kit with two releases, and a place that edited the first: the world that updates are tried in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from localkit.testing import Outcome, run_localkit, write_world

TEMPLATE = "{{cookiecutter.slug}}"

RULES = """\
# Rules of {{ cookiecutter.place_name }}

## Stay

The visitor stays at the table and lends a hand.

## Plugs

A plug is tested by a person who has been shown how.

## Tea

Tea is free for everybody who comes.

## Keys

The key hangs behind the bar.
"""
OLD = "# Stamp card\n\nTen visits give a free cake. Ask for your card at the door.\n"
NEW = "# Batteries\n\nA battery pack stays outside the house.\n"

KIT_YAML = """\
format: 1
name: mend
version: {version}
title: Mend
place: {{noun: {{one: café, many: cafés}}, name: place_name}}
given_once: [log.md]
elements:
  - id: turns
    title: Items per turn
    latitude: bounded
    passages: [{{file: settings.yaml, value: /turns}}]
    bounds: [{{schema: {{type: integer, maximum: 3}}}}]
  - id: stay
    title: The visitor stays
    latitude: fixed
    basis: values
    passages: [{{file: rules.md, section: Stay}}]
  - id: plugs
    title: Plugs are tested
    latitude: fixed
    basis: statutory
    passages: [{{file: rules.md, section: Plugs}}]
  - {{id: tea, title: Tea, latitude: open, passages: [{{file: rules.md, section: Tea}}]}}
  - {{id: poster, title: Poster, necessity: optional, latitude: open, passages: [{{file: poster.md}}]}}
changes:
  - {{id: tidy, class: editorial, elements: [stay, tea], summary: The rules read better., since: 1.1.0}}
  - id: electricity-act
    class: statutory
    elements: [plugs]
    summary: A plug is tested by an electrician.
    since: 1.1.0
    effective: 2026-04-01
"""


def first() -> dict[str, str | bytes]:
    """Release 1.0.0."""
    return {
        "kit.yaml": KIT_YAML.format(version="1.0.0").partition("changes:")[0],
        "cookiecutter.json": json.dumps(
            {"place_name": "Harrow", "turns": "1", "slug": "{{ cookiecutter.place_name|lower }}"}
        ),
        f"{TEMPLATE}/rules.md": RULES,
        f"{TEMPLATE}/settings.yaml": "# of the whole house\nturns: {{ cookiecutter.turns }}\nkitchen: no\n",
        f"{TEMPLATE}/tools.csv": "tool,number\nhammer,1\npliers,2\n",
        f"{TEMPLATE}/poster.md": "Come to {{ cookiecutter.place_name }}.\n",
        f"{TEMPLATE}/log.md": "# Log\n\nNothing yet.\n",
        f"{TEMPLATE}/stamps.md": OLD,
        f"{TEMPLATE}/logo.bin": b"\x00\x01one\x00",
    }


def second() -> dict[str, str | bytes]:
    """Release 1.1.0."""
    files = {
        **first(),
        "kit.yaml": KIT_YAML.format(version="1.1.0"),
        f"{TEMPLATE}/rules.md": RULES.replace("and lends a hand", "and lends a hand with it")
        .replace("by a person who has been shown how", "by an electrician")
        .replace("Tea is free for everybody who comes.", "Tea costs nothing, whoever comes."),
        f"{TEMPLATE}/settings.yaml": "# of the whole house\nturns: {{ cookiecutter.turns }}\nkitchen: no\nlamps: 4\n",
        f"{TEMPLATE}/tools.csv": "tool,number\nhammer,1\npliers,2\nsaw,1\n",
        f"{TEMPLATE}/log.md": "# Log\n\nA log of the core's own.\n",
        f"{TEMPLATE}/batteries.md": NEW,
        f"{TEMPLATE}/logo.bin": b"\x00\x01two\x00",
    }
    del files[f"{TEMPLATE}/stamps.md"]
    return files


def released(world: Path, files: Mapping[str, str | bytes], name: str = "kit") -> Path:
    """Put a release in a kit's folder, instead of what is there."""
    folder = world / name
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return write_world(folder, files)


def edited(place: Path, file: str, old: str, new: str) -> None:
    """Replace words in a file, each time they stand there."""
    text = (place / file).read_bytes().decode()
    assert old in text
    (place / file).write_bytes(text.replace(old, new).encode())


def whole(
    folder: Path, *, but: Callable[[str], bool] = lambda path: False
) -> dict[str, tuple[bytes, int] | None]:
    """Everything in a folder with its modes, byte for byte; None for a folder."""
    found: dict[str, tuple[bytes, int] | None] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not but(name):
            found[name] = None if path.is_dir() else (path.read_bytes(), path.stat().st_mode & 0o777)
    return found


def own(place: Path) -> dict[str, str]:
    """A place's own files as text, without what localkit keeps."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes().decode("utf-8", "surrogateescape")
        for path in sorted(place.rglob("*"))
        if path.is_file() and ".localkit" not in path.parts
    }


def updated(place: Path, *arguments: str, status: int = 0) -> Outcome:
    """Update the place ``here`` without asking anything."""
    outcome = run_localkit("update", "here", "--no-input", *arguments, cwd=place.parent)
    assert outcome.status == status, f"{outcome.stdout}{outcome.stderr}"
    return outcome


def rows(outcome: Outcome) -> dict[str, str]:
    """Address to outcome of an update told in JSON."""
    return {row["address"]: row["outcome"] for row in outcome.json["passages"]}


def taken(world: Path) -> Path:
    """The place ``here``, as the first release gives it."""
    released(world, first())
    run_localkit("adapt", "kit", "here", "--no-input", cwd=world).assert_ok()
    return world / "here"


def shaped(place: Path) -> Path:
    """The place, edited so that its rules need two decisions at the next release."""
    edited(place, "rules.md", "Tea is free for everybody who comes.", "Tea is one pound for everybody.")
    edited(place, "rules.md", "by a person who has been shown how", "by Olive, who has been shown how")
    edited(place, "rules.md", "behind the bar", "at Olive's")
    edited(place, "settings.yaml", "kitchen: no", "kitchen: yes # since May")
    edited(place, "tools.csv", "hammer,1", "hammer,3\nspoon,9")
    edited(place, "poster.md", "Come", "Do come")
    return write_world(place, {"tea.md": "Ours.\n"})
