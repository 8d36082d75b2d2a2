"""Releases of a small kit, in folders and in repositories; and what a place holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pygit2

WHO = pygit2.Signature("A", "a@example.org", 1_700_000_000, 0)
ELEMENTS = """\
elements:
  - {id: rule, title: The visitor stays, latitude: fixed, basis: values, passages: [{file: rules.md}]}
"""
TEA = "  - {id: tea, title: Tea, latitude: open, passages: [{file: tea.md}]}\n"


def kit(version: str, more: str = "", name: str = "small") -> dict[str, str]:
    head = f"format: 1\nname: {name}\nversion: {version}\ntitle: Small\nplace: {{name: place_name}}\n"
    tea = {"{{cookiecutter.slug}}/tea.md": "Tea.\n"} if "id: tea" in more else {}
    return {
        "kit.yaml": head + ELEMENTS + (TEA if tea else "") + more,
        "cookiecutter.json": json.dumps({"place_name": "Harrow", "slug": "here", "tea": ["black", "green"]}),
        "{{cookiecutter.slug}}/rules.md": f"Stay. {version}\n",
        **tea,
    }


def commit(folder: Path, files: Mapping[str, str], *tags: str) -> str:
    """A state of a repository, made where there is none."""
    git = pygit2.init_repository(str(folder), initial_head="main")
    index = pygit2.Index()
    for path, text in files.items():
        index.add(pygit2.IndexEntry(path, git.create_blob(text.encode()), pygit2.enums.FileMode.BLOB))
    ref = "refs/heads/main"
    parents = [git.references[ref].target] if ref in git.references else []
    made = git.create_commit(ref, WHO, WHO, "A state", index.write_tree(git), parents)
    for tag in tags:
        git.create_reference(f"refs/tags/{tag}", made)
    return str(made)


def files(place: Path) -> dict[str, bytes]:
    """Every file of a place, but what a command holds while it writes."""
    found = (path for path in place.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in found}
