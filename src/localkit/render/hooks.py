"""Rendering a trusted kit that has code: hooks run by cookiecutter's own runner, in a staging folder."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localkit.errors import HookFailedError, KitError
from localkit.render import output, staging
from localkit.render.code import kit_code
from localkit.render.paths import plain
from localkit.render.work import Done, Job, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localkit.model.rendering import KitCode
    from localkit.model.tree import Tree


def run_pre_prompt(kit: Tree) -> Tree:
    """The kit as its ``pre_prompt`` hook leaves it: it may change cookiecutter.json, so run it before asking.

    Only for a kit that is trusted. Without such a hook the kit comes back as it is.

    Raises:
        HookFailedError: The hook failed.
        MachineError: The staging folder cannot be written or read.
    """
    code = kit_code(kit)
    if not _named(code, "pre_prompt"):
        return kit
    with staging.staging() as place:
        folder = place / "kit"
        staging.write(kit, folder)
        with _hook("pre_prompt", code):
            from cookiecutter.hooks import run_pre_prompt_hook

            return staging.read(Path(run_pre_prompt_hook(str(folder))))


def work_with_code(job: Job, code: KitCode) -> Done:
    """Do a job for a trusted kit that has hooks or extensions.

    Raises:
        HookFailedError: A hook failed.
        KitError: The kit cannot be rendered.
    """
    with staging.staging() as place:
        repo = place / "kit"
        staging.write(job.kit, repo)
        with staging.importable(repo, code.python):
            under_way = Work(job)
            if job.only is not None:
                return under_way.asked(job.only)
            return _with_hooks(under_way, job.kit, code, repo, place / "out")


def _with_hooks(work: Work, kit: Tree, code: KitCode, repo: Path, out: Path) -> Done:
    given = work.variables()
    project = work.project(given)
    root_name = project.root_name()
    root = out / root_name
    root.mkdir(parents=True)
    told = _machine_told(given, repo, out)
    if _named(code, "pre_gen_project"):
        _run("pre_gen_project", code, repo, root, told)
        work.begin_from(staging.read(root))
    project.render()
    done = work.finish(root_name, given)
    if _named(code, "post_gen_project"):
        staging.write(output.tree(kit, done.files, done.empty, {}), root)
        _run("post_gen_project", code, repo, root, told)
        left = staging.read(root)
        done.files = {plain(path, path): (file.data, file.mode) for path, file in left.files.items()}
        done.empty, done.links = sorted(left.folders), dict(left.links)
    return done


def _machine_told(given: Mapping[str, Any], repo: Path, out: Path) -> dict[str, Any]:
    """The variables for hooks, which may look for files: here the folders of this machine are told."""
    about = {"_template": str(repo), "_repo_dir": str(repo), "_output_dir": str(out)}
    return {**given, "cookiecutter": {**given["cookiecutter"], **about}}


def _named(code: KitCode, hook: str) -> list[str]:
    return [
        path
        for path in code.hooks
        if path.removeprefix("hooks/").rpartition(".")[0] == hook or path.endswith(f"/{hook}")
    ]


def _run(hook: str, code: KitCode, repo: Path, root: Path, told: Mapping[str, Any]) -> None:
    with _hook(hook, code):
        from cookiecutter.hooks import run_hook
        from cookiecutter.utils import work_in

        with work_in(repo):
            run_hook(hook, str(root), dict(told))


@contextmanager
def _hook(hook: str, code: KitCode) -> Iterator[None]:
    from cookiecutter.exceptions import FailedHookException
    from jinja2 import TemplateError

    path = ", ".join(_named(code, hook))
    try:
        with _to_standard_error():
            yield
    except FailedHookException as error:
        raise HookFailedError(_failed(path, error), hint="What it printed may say why.", path=path) from error
    except TemplateError as error:
        raise KitError(f"the hook is no valid template: {error}", path=path) from error
    except UnicodeDecodeError as error:
        raise KitError("the hook is not UTF-8", hint="Save it as UTF-8.", path=path) from error


def _failed(path: str, error: Exception) -> str:
    told = str(error.__cause__ if "exit status" in str(error.__cause__) else error)
    status = re.search(r"exit status: (-?\d+)", told)
    return (
        f"the hook {path} failed with exit status {status[1]}"
        if status
        else f"the hook {path} failed: {told}"
    )


@contextmanager
def _to_standard_error() -> Iterator[None]:
    """Send what hooks print to standard error: standard output is for results."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
