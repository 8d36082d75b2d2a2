"""The pages for people say what the program says, lead where they point, and use the words of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from docs.make import commands, formats, pages

from localkit.store.kit_reading import kit_problems
from localkit.store.schemas import NAMES, problems
from localkit.syntax.yaml import parse

pytestmark = pytest.mark.timeout(180)

ROOT = pages.ROOT
PAGES = [path for path in pages.written_pages() if path.is_file()]
FENCED = re.compile(r"^(?P<tick>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=tick)$", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INLINE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
UNWANTED = re.compile(
    r"\b(violations?|non-?complian\w+|fork(s|ed|ing)?|drift(s|ed|ing)?|scor(e|es|ed|ing))\b", re.I
)
SHELLS = ("sh", "console", "powershell")
PARTIAL = {"format": 1, "name": "part", "version": "1.0.0", "title": "Part", "elements": []}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(text: str) -> str:
    """A page without code and comments."""
    return INLINE.sub("", COMMENT.sub("", FENCED.sub("", text)))


def blocks(path: Path, *infos: str) -> Iterator[tuple[str, str]]:
    for found in FENCED.finditer(path.read_text("utf-8")):
        if found["info"].split(" ")[0] in infos:
            yield found["info"], found["body"]


@pytest.fixture(scope="module")
def made() -> dict[Path, bytes]:
    return pages.generated()


def test_generated_pages_and_played_sessions_are_what_the_program_gives(made: dict[Path, bytes]) -> None:
    """Else: run `make docs`, and look at what changed."""
    stale = [name(path) for path, data in made.items() if not path.is_file() or path.read_bytes() != data]

    assert stale == []


def test_pictures_ask_for_nothing_from_elsewhere(made: dict[Path, bytes]) -> None:
    """That they are the same each time is what the test above says: those on disk were made another time."""
    drawn = {path.name: data.decode() for path, data in made.items() if path.suffix == ".svg"}

    assert len(drawn) > 2
    for svg in drawn.values():
        bare = svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"url\(|@font-face|@import|href|http|/tmp|<script", bare)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_within_the_repository_lead_somewhere(path: Path) -> None:
    dead = [target for target in LINK.findall(prose(path.read_text("utf-8"))) if not _leads(path, target)]

    assert dead == []


def _leads(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    file, _, anchor = target.partition("#")
    found = (page.parent / file).resolve() if file else page
    return found.exists() and (not anchor or anchor in _anchors(found))


def _anchors(page: Path) -> set[str]:
    text = FENCED.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {formats.slug(heading) for heading in headings} | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_commands_shown_exist_with_their_options(path: Path) -> None:
    known = {" ".join(words): command for words, command in commands.commands()}

    wrong = [
        problem
        for _, body in blocks(path, *SHELLS)
        for line in body.splitlines()
        for problem in _problems(line, known)
    ]

    assert wrong == []


def _problems(line: str, known: dict[str, click.Command]) -> Iterator[str]:
    found = re.match(
        r"(?:\$ )?(?:\S*python3? -m |py -m |\S+[/\\])?(localkit)(?: (.*))?$", line.partition("  #")[0]
    )
    if not found:
        return
    arguments = re.findall(r'"[^"]*"|\S+', found[2] or "")
    called = "localkit"
    while arguments and f"{called} {arguments[0]}" in known:
        called += f" {arguments.pop(0)}"
    command = known[called]
    if isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        yield f"{line}: no such command"
    options = {text for item in command.params for text in (*item.opts, *item.secondary_opts)}
    for argument in arguments:
        if argument.startswith("-") and argument.split("=")[0] not in options | {"-h", "--help", "--debug"}:
            yield f"{line}: no option {argument}"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_files_shown_are_as_their_format_asks(path: Path) -> None:
    """``yaml kit`` marks a whole kit.yaml, ``yaml kit-part`` some of its keys, ``yaml NAME`` a file of that format."""
    wrong = [problem for info, body in blocks(path, "yaml") for problem in _format_problems(info, body)]

    assert wrong == []


def _format_problems(info: str, body: str) -> list[str]:
    source = parse(body)
    data: Any = source.data
    kind = info.removeprefix("yaml").strip()
    if kind == "kit":
        return [problem.message for problem in kit_problems(source, None)]
    if kind == "kit-part":
        kind, data = "kit", {**PARTIAL, **data}
    if not kind:
        return []
    assert kind in NAMES
    return [problem.message for problem in problems(data, kind)]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_words_of_blame_do_not_appear(path: Path) -> None:
    found = [match.group() for match in UNWANTED.finditer(prose(path.read_text("utf-8")))]

    assert found == []


def test_every_page_can_be_reached_from_the_index() -> None:
    """A page nobody links to is a page nobody reads."""
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in PAGES
        for target in LINK.findall(prose(page.read_text("utf-8")))
        if target.partition("#")[0].endswith(".md") and ":" not in target
    }

    assert [name(path) for path in PAGES if path not in linked | {ROOT / "README.md"}] == []
