"""For tests of kits and plugins: small worlds from dict literals, and localkit run in process.

Example::

    def test_a_wish_of_ours(tmp_path):
        write_world(tmp_path / "kit", {"kit.yaml": "...", "cookiecutter.json": "...", "{{cookiecutter.x}}/a.md": "..."})
        run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
        assert run_localkit("status", "here", "--format", "json", cwd=tmp_path).json["lights"]["red"] == 0
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import os
import posixpath
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit import builtin
from localkit.actions.rule_running import run_rule
from localkit.documents.reading import read
from localkit.engine.divergence import Present, measure
from localkit.engine.indexing import index_of
from localkit.engine.received import Received
from localkit.hooks.asking import records
from localkit.hooks.failure import Failure
from localkit.hooks.manager import Plugins
from localkit.model.divergence import Divergence
from localkit.model.document import Document
from localkit.model.finding import Finding
from localkit.model.kit import Kit
from localkit.model.local_version import LocalVersion
from localkit.model.records import Adaptation, AgreedException, Observation
from localkit.model.tree import File, Tree
from localkit.model.vocabulary import Stage
from localkit.store.kit_reading import kit_problems
from localkit.store.kit_values import kit_from
from localkit.store.schemas import schema_words
from localkit.syntax.yaml import parse
from localkit.workspace import Workspace

__all__ = [
    "Outcome",
    "compare",
    "fixed_workspace",
    "kit",
    "local_version",
    "run_localkit",
    "run_rules",
    "tree",
    "write_world",
]

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
"""The moment at which tests take place unless they say otherwise."""

TODAY = NOON.date()
"""Its day."""


def tree(files: Mapping[str, str | bytes]) -> Tree:
    """Files as a value.

    Args:
        files: Relative path to text (kept as UTF-8) or bytes; a path that ends in ``/`` is an empty folder.
    """
    return Tree(
        {path: File(_bytes(said)) for path, said in files.items() if not path.endswith("/")},
        frozenset(path.rstrip("/") for path in files if path.endswith("/")),
    )


def write_world(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Put files on disk, over what is there.

    Args:
        folder: Where to; made if it is not there.
        files: As for ``tree``.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path, said in files.items():
        target = folder / path
        if path.endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_bytes(said))
    return folder


def _bytes(said: str | bytes) -> bytes:
    return said.encode("utf-8", "surrogatepass") if isinstance(said, str) else said


def kit(elements: str, **more: Any) -> Kit:
    """A framework from the ``elements`` of a kit.yaml alone.

    Args:
        elements: A YAML list; empty text for none.
        more: Further keys of kit.yaml, ``unclaimed="fixed"``.

    Raises:
        ValueError: It is not as the format asks.
    """
    head = {"format": 1, "name": "small", "version": "1.0.0", "title": "Small"}
    data = {**head, "elements": parse(elements).data or [], **more}
    source = parse(json.dumps(data))
    for problem in kit_problems(source):
        raise ValueError(problem.message)
    return kit_from(source.data)


def compare(
    framework: Kit,
    core: Mapping[str, str | bytes],
    local: Mapping[str, str | bytes],
    *,
    parameters: Mapping[str, Any] | None = None,
    adaptations: Sequence[Adaptation] = (),
    exceptions: Sequence[AgreedException] = (),
    today: datetime.date = TODAY,
    reader: Callable[[str, bytes], Document] = read,
) -> Divergence:
    """Measure a local version against the core, without a disk.

    Args:
        framework: What the kit says, see ``kit``.
        core: The files as received.
        local: The files as they are now.
        parameters: The place's answers.
        adaptations: What the place recorded.
        exceptions: What was agreed.
        today: The day for which exceptions are looked at.
        reader: How a file is read.
    """
    answers = parameters or {}
    baseline = tree(core)
    index = index_of(framework, baseline, answers, read, check)
    present = Present(tree(local), today, adaptations=adaptations, exceptions=exceptions)
    return measure(Received(framework, baseline, index, answers), present, reader, check)


def local_version(
    framework: Kit,
    core: Mapping[str, str | bytes],
    local: Mapping[str, str | bytes] | None = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    place_name: str | None = None,
    place_code: str | None = None,
    stage: Stage = "live",
    adaptations: Sequence[Adaptation] = (),
    exceptions: Sequence[AgreedException] = (),
    observations: Sequence[Observation] = (),
    today: datetime.date = TODAY,
    reader: Callable[[str, bytes], Document] = read,
) -> LocalVersion:
    """A local version as rules get it, without a disk.

    Args:
        framework: What the kit says, see ``kit``.
        core: The files as received.
        local: The files as they are now; as received if not given.
        parameters: The place's answers.
        place_name: The place's name.
        place_code: Its official code.
        stage: Where it is in its work.
        adaptations: What the place recorded.
        exceptions: What was agreed.
        observations: What it reported.
        today: The present day.
        reader: How a file is read.
    """
    now = core if local is None else local
    answers = parameters or {}
    divergence = compare(
        framework,
        core,
        now,
        parameters=answers,
        adaptations=adaptations,
        exceptions=exceptions,
        today=today,
        reader=reader,
    )
    files = tree(now)

    def has(path: str) -> bool:
        clean = posixpath.normpath(path)
        return clean == "." or any(name == clean or name.startswith(f"{clean}/") for name in files)

    return LocalVersion(
        kit=framework,
        place_name=place_name,
        place_code=place_code,
        stage=stage,
        parameters=answers,
        files=files,
        core=tree(core),
        divergence=divergence,
        adaptations=tuple(adaptations),
        exceptions=tuple(exceptions),
        observations=tuple(observations),
        today=today,
        read=lambda path: reader(path, files[path].data) if path in files else None,
        has=has,
    )


def run_rules(local: LocalVersion, *plugins: object, core: bool = False) -> list[Finding]:
    """What the rules of some plugins find.

    Args:
        local: What to look at, see ``local_version``.
        plugins: Modules or objects with hook implementations.
        core: Whether localkit's own rules are run too.

    Raises:
        AssertionError: A plugin or a rule failed.
    """
    failures: list[Failure] = []
    own = [(builtin.NAME, builtin)] if core else []
    manager = Plugins(plugins, installed=False, builtin=own)
    failures.extend(Failure(item.plugin, item.reason) for item in manager.problems)
    found: list[Finding] = []
    for given in records(manager, "localkit_rules", failures.append, kit=local.kit):
        found.extend(run_rule(given, local, failures.append))
    assert not failures, "; ".join(f"{item.plugin}: {item.reason}" for item in failures)  # noqa: S101
    return found


def check(value: Any, schema: Any) -> list[str]:
    """What a JSON Schema does not allow in a value, in plain words."""
    return schema_words(value, schema)


def fixed_workspace(folder: Path, *, now: datetime.datetime = NOON, seed: str = "0" * 16) -> Workspace:
    """A workspace whose clock stands still, with its own settings, its own cache and no installed plugins.

    Args:
        folder: Where settings and cache are kept.
        now: The moment at which everything takes place.
        seed: What random values in templates are drawn from.
    """
    return Workspace(
        config=folder / "config",
        cache=folder / "cache",
        clock=lambda: now,
        seed=lambda: seed,
        plugins=False,
    )


@dataclass(frozen=True)
class Outcome:
    """What a command gave.

    Attributes:
        status: Exit status.
        stdout: What it printed.
        stderr: What it told beside it.
    """

    status: int
    stdout: str
    stderr: str

    def assert_ok(self) -> Outcome:
        """Fail with what the command said unless it ended with 0."""
        assert self.status == 0, f"exit status {self.status}\n{self.stdout}{self.stderr}"  # noqa: S101
        return self

    @property
    def json(self) -> Any:
        """Standard output as a JSON document."""
        return json.loads(self.stdout)


def run_localkit(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str | None = None,
    plugins: Sequence[object] = (),
) -> Outcome:
    """Run the command line in this process, as a program without a terminal would.

    Args:
        arguments: What stands behind ``localkit``.
        cwd: Folder to run it in.
        env: Variables to set beside those that are there.
        stdin: What standard input holds; nothing if not given.
        plugins: Modules or objects with hook implementations, beside the installed ones.
    """
    from localkit.cli.main import run  # noqa: PLC0415  most helpers here need no command line

    out, err = _stream(), _stream()
    given = io.TextIOWrapper(io.BytesIO((stdin or "").encode()), encoding="utf-8")
    with (
        _environment(env or {}),
        _folder(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        before, sys.stdin = sys.stdin, given
        try:
            status = run([str(argument) for argument in arguments], plugins)
        finally:
            sys.stdin = before
    return Outcome(status, _said(out), _said(err))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)  # noqa: S101  made above
    return stream.buffer.getvalue().decode("utf-8")


@contextlib.contextmanager
def _environment(more: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(more)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextlib.contextmanager
def _folder(folder: Path | None) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder or before)
    try:
        yield
    finally:
        os.chdir(before)
