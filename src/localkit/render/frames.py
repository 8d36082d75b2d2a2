"""Jobs and answers as bytes for another process; plain values only, so that reading them runs nothing."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from localkit import errors
from localkit.errors import KitError, LimitError, LocalkitError
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.render import filters
from localkit.render.work import Done, Job

MEMORY: Final = "the template needs more memory than it may have"
_KINDS: Final = {
    kind.__name__: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, LocalkitError)
}


def packed(job: Job) -> bytes:
    """A job as bytes."""
    kit = job.kit
    return marshal.dumps(
        {
            "files": {path: (file.data, file.mode) for path, file in kit.files.items()},
            "folders": list(kit.folders),
            "links": dict(kit.links),
            "answers": plain(job.answers),
            "seed": job.seed,
            "created": job.created.isoformat(),
            "limits": asdict(job.limits),
            "cache": None if job.cache is None else str(job.cache),
            "strings": plain(job.strings),
            "only": job.only,
            "filters": filters.packed(job.filters),
            "formerly": dict(job.formerly),
        }
    )


def unpacked(data: bytes) -> Job:
    """The job again; strangers' extensions are never loaded in a child."""
    told = marshal.loads(data)  # noqa: S302 - from our own parent
    files = {path: File(content, mode) for path, (content, mode) in told["files"].items()}
    return Job(
        Tree(files, frozenset(told["folders"]), told["links"]),
        told["answers"],
        told["seed"],
        datetime.fromisoformat(told["created"]),
        Limits(**told["limits"]),
        cache=None if told["cache"] is None else Path(told["cache"]),
        strings=told["strings"],
        only=told["only"],
        filters=filters.unpacked(told["filters"]),
        formerly=told["formerly"],
    )


def attempt(work: Callable[[Job], Done], job: Job) -> bytes:
    """Do the work, and say as bytes what came of it, or what went wrong."""
    try:
        done = work(job)
        told = {one.name: getattr(done, one.name) for one in fields(done)}
        return marshal.dumps((True, {**told, "context": plain(done.context), "value": plain(done.value)}))
    except LocalkitError as problem:
        return error(problem)
    except MemoryError:
        raise
    except Exception as problem:  # a bug of ours must cross to the parent too
        return error(KitError(f"the template fails: {type(problem).__name__}: {problem}"))


def error(problem: LocalkitError) -> bytes:
    """An error as bytes."""
    kind = type(problem).__name__
    return marshal.dumps((False, (kind, problem.message, problem.hint, problem.path, problem.line)))


def answer(data: bytes, status: int) -> Done:
    """What came of a job.

    Raises:
        LocalkitError: What the work raised.
        LimitError: The process ended without a word.
    """
    try:
        fine, told = marshal.loads(data)  # noqa: S302 - plain values from our own child
    except (EOFError, ValueError, TypeError):
        raise LimitError(f"the template ended its process (exit status {status})") from None
    if fine:
        return Done(**told)
    kind, message, hint, path, line = told
    raise _KINDS[kind](message, hint=hint, path=path, line=line)


def plain(value: Any) -> Any:
    """The value in types that marshal knows."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
