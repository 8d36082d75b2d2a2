"""What the rest of localkit asks of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from localkit.errors import LocalkitError
from localkit.model.limits import Limits
from localkit.model.rendering import KitCode, Question, Rendering
from localkit.render import code, compiled, context, description, output
from localkit.render.filters import used
from localkit.render.overrides import lay_over
from localkit.render.syntax import Syntax
from localkit.render.work import Done, Job, work

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from localkit.model.rendering import TemplateFilter
    from localkit.model.tree import Tree


def render(
    kit: Tree,
    answers: Mapping[str, Any],
    *,
    seed: str,
    created: datetime,
    trusted: bool = False,
    without_code: bool = False,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    cache: Path | None = None,
    strings: Any = None,
    source: str = "",
    filters: Sequence[TemplateFilter] = (),
    formerly: Mapping[str, str] | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Rendering:
    """What the kit's template gives for these answers, byte for byte as cookiecutter with ``--no-input``.

    Variables that aren't answered take their defaults. Two things differ from cookiecutter on purpose, so
    that every machine gives the same bytes at any time: chance and time are drawn from ``seed`` and
    ``created``, and ``_template``, ``_output_dir`` and ``_repo_dir`` are ``.``. Nothing is written but the
    cache.

    Args:
        kit: The kit's folder; where it has a ``pre_prompt`` hook, as ``run_pre_prompt`` left it.
        answers: By name of the variable; none for private ones.
        seed: What random values are drawn from.
        created: What templates take for now; with a time zone.
        trusted: Run the kit's hooks and extensions, in a temporary folder.
        without_code: Leave hooks and strangers' extensions out.
        limits: How much is too much. A trusted kit has all the time it wants.
        cache: A folder that is the user's alone, for compiled templates.
        strings: Any value that JSON could say; every text in it is rendered too.
        source: What the person calls the kit; errors' paths begin with it.
        filters: Filters that plugins bring; one that is called as one of Jinja's or cookiecutter's is left out.
        formerly: File of the template to what it was called in earlier releases: what it draws stays the same.
        meanwhile: Called while another process renders; not at all where this one does.

    Raises:
        AnswersError: A name is unknown, or a value not allowed.
        KitError: The template cannot be rendered; with file and line.
        LimitError: It takes too long, or gives too much.
        SafetyError: There is code and no trust, a path outside the folder, or a cache that isn't private.
        HookFailedError: A hook failed.
    """
    found = kit_code_to_run(kit, trusted=trusted, without_code=without_code, source=source)
    job = Job(
        kit,
        answers,
        seed,
        created,
        limits,
        bool(found.extensions),
        _folder(cache),
        strings,
        filters=used(filters, kit, strings),
        formerly=formerly or {},
    )
    done = _done(job, found, trusted=trusted, source=source, meanwhile=meanwhile)
    return Rendering(
        done.root_name, output.tree(kit, done.files, done.empty, done.links), done.context, done.strings
    )


def default_answer(
    kit: Tree,
    question: Question,
    answers_so_far: Mapping[str, Any],
    *,
    seed: str,
    created: datetime,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    cache: Path | None = None,
    trusted: bool = False,
    without_code: bool = False,
    filters: Sequence[TemplateFilter] = (),
) -> Any:
    """The default to offer: rendered text, yes or no, a mapping; for a choice the tuple of rendered choices.

    Args:
        kit: The kit's folder.
        question: One of its questions.
        answers_so_far: What was answered to earlier ones.
        seed: As for ``render``; so are the others.
        created: What templates take for now.
        limits: How much is too much.
        cache: A private folder for compiled templates.
        trusted: Whether strangers' extensions may be loaded.
        without_code: Leave them out.
        filters: Filters that plugins bring.

    Raises:
        AnswersError: An earlier answer is not allowed.
        KitError: The default cannot be rendered.
        LimitError: It takes too long, or gives too much.
        SafetyError: It takes extensions that aren't trusted, or the cache is not private.
    """
    raw = description.load(kit)
    lay_over(raw, {question.name: answers_so_far[question.name]} if question.name in answers_so_far else {})
    foreign = bool(code.foreign_extensions(raw))
    syntax = Syntax(raw, foreign=foreign)
    if _needs_no_jinja(raw[question.name], syntax):
        value = context.rendered(question.name, raw[question.name], {}, lambda text, *_: text)
    else:
        found = kit_code_to_run(kit, trusted=trusted, without_code=without_code)
        job = Job(
            kit,
            answers_so_far,
            seed,
            created,
            limits,
            bool(found.extensions),
            _folder(cache),
            only=question.name,
            filters=used(filters, kit, None),
        )
        value = _done(job, found, trusted=trusted).value
    return tuple(value) if isinstance(value, list) else value


def kit_code_to_run(kit: Tree, *, trusted: bool, without_code: bool, source: str = "") -> KitCode:
    """What will run; nothing, or an error, for a kit that isn't trusted."""
    if without_code:
        return KitCode()
    with described(source):
        found = code.kit_code(kit)
        if not trusted:
            code.refuse_code(found)
    return found


def _done(
    job: Job,
    found: KitCode,
    *,
    trusted: bool,
    source: str = "",
    meanwhile: Callable[[], None] | None = None,
) -> Done:
    with described(source):
        if found:
            from localkit.render.hooks import work_with_code

            done = work_with_code(job, found)
        elif trusted:
            done = work(job)
        else:
            from localkit.render.child import work_in_child

            done = work_in_child(job, meanwhile)
    compiled.remember(done.fresh, job.cache)
    return done


class described:  # noqa: N801 - reads as a verb
    """Begin the paths of errors with what the person calls the kit."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Complete the error's path."""
        if isinstance(error, LocalkitError) and self._source:
            error.path = f"{self._source}/{error.path}" if error.path else self._source


def _folder(cache: Path | None) -> Path | None:
    """The cache's folder; None where there is none: a cache that cannot be made only costs time."""
    try:
        return None if cache is None else compiled.private(cache)
    except OSError:
        return None


def _needs_no_jinja(value: Any, syntax: Syntax) -> bool:
    if isinstance(value, dict):
        return all(_needs_no_jinja(inner, syntax) for pair in value.items() for inner in pair)
    if isinstance(value, list):
        return all(_needs_no_jinja(inner, syntax) for inner in value)
    return not isinstance(value, str) or (syntax.is_plain(value) and "\r" not in value)


def run_pre_prompt(kit: Tree) -> Tree:
    """The kit as its ``pre_prompt`` hook leaves it: it may change cookiecutter.json, so run it before asking.

    Only for a kit that is trusted. Without such a hook the kit comes back as it is.

    Raises:
        HookFailedError: The hook failed.
        MachineError: The staging folder cannot be written or read.
    """
    from localkit.render import hooks

    return hooks.run_pre_prompt(kit)
