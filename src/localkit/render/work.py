"""One piece of rendering work, from plain values to plain values, so that another process can do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localkit.errors import KitError
from localkit.render import code, context, description
from localkit.render.compiled import Compiled
from localkit.render.draws import Draws
from localkit.render.output import Entry, Output
from localkit.render.overrides import lay_over
from localkit.render.project import Project, template_folder
from localkit.render.strings import rendered_strings
from localkit.render.syntax import Syntax
from localkit.render.templates import Templates, line_of, loadable

if TYPE_CHECKING:
    from collections import OrderedDict
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from localkit.model.limits import Limits
    from localkit.model.rendering import TemplateFilter
    from localkit.model.tree import Tree


@dataclass(frozen=True)
class Job:
    """What to render.

    Attributes:
        kit: The kit's folder.
        answers: By name of the variable.
        seed: What chance is drawn from.
        created: What templates take for now.
        limits: How much is too much.
        foreign: Whether to load extensions of strangers.
        cache: The private folder of compiled templates.
        strings: Further texts to render.
        only: Render this variable's default and nothing else.
        filters: Filters that plugins bring and that the kit may use.
        formerly: File of the template to what it was called first.
    """

    kit: Tree
    answers: Mapping[str, Any]
    seed: str
    created: datetime
    limits: Limits
    foreign: bool = False
    cache: Path | None = None
    strings: Any = None
    only: str | None = None
    filters: tuple[TemplateFilter, ...] = ()
    formerly: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Done:
    """What came of it, of values that ``marshal`` can carry.

    Attributes:
        value: The default that was asked for.
        root_name: The template folder's rendered name.
        files: Path to bytes, or to the path of the kit's file that is taken over; and mode.
        empty: Empty folders.
        links: Links to folders, which only hooks make.
        context: The variables.
        strings: The further texts.
        fresh: Templates compiled on the way.
        imported: Slow libraries that it took.
        binary: What was decided about files' first bytes.
    """

    value: Any = None
    root_name: str = ""
    files: dict[str, Entry] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    strings: Any = None
    fresh: dict[str, bytes] = field(default_factory=dict)
    imported: list[str] = field(default_factory=list)
    binary: dict[bytes, bool] = field(default_factory=dict)


class Work:
    """A job under way; steps, so that hooks can run between them.

    Raises:
        KitError: The kit cannot be rendered.
        AnswersError: An answer is not allowed.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._raw = description.load(job.kit)
        if description.is_nested(self._raw):
            raise KitError(
                "this folder offers several templates to choose from",
                hint="Name one of them.",
                path=description.FILE,
            )
        self._late = lay_over(self._raw, job.answers)
        loaded = loadable(self._raw, trusted=job.foreign)
        foreign = job.foreign and bool(code.foreign_extensions(self._raw))
        self._syntax = Syntax(self._raw, foreign=foreign)
        # Jinja works a filter over a constant out while it compiles: a plugin's next release could give another text.
        self._compiled = Compiled(job.cache, keep=not foreign and not job.filters)
        self._output = Output(job.limits)
        self._templates = Templates(
            job.kit,
            draws=Draws(job.seed, job.created, job.formerly),
            syntax=self._syntax,
            compiled=self._compiled,
            spend=self._output.spend,
            loaded=loaded,
            largest=job.limits.rendered_bytes,
            filters=job.filters,
        )
        self._variables: OrderedDict[str, Any] | None = None

    def default(self, name: str) -> Any:
        """One variable's default, rendered."""
        raw = dict(self._raw)
        value = raw[name]
        if not isinstance(value, dict):  # what comes later cannot matter to it, and needn't be renderable yet
            names = list(raw)
            raw = {key: raw[key] for key in names[: names.index(name)]}
        else:
            del raw[name]
        so_far = context.variables(raw, self._late, self._variable)
        return context.rendered(name, value, so_far, self._variable)

    def variables(self) -> dict[str, Any]:
        """What templates are given."""
        if self._variables is None:
            self._variables = context.variables(self._raw, self._late, self._variable)
        return context.whole(self._raw, self._variables)

    def project(self, given: Mapping[str, Any]) -> Project:
        """The template's folder, ready to render."""
        folder = template_folder(self._job.kit, self._syntax)
        self._templates.folder = folder
        return Project(self._job.kit, folder, self._templates, given, self._output)

    def begin_from(self, before: Tree) -> None:
        """Take what a hook left as lying there already."""
        self._output.add(before)

    def finish(self, root_name: str, given: Mapping[str, Any]) -> Done:
        """Everything that came of it."""
        strings = rendered_strings(self._job.strings, self._templates, given)
        return Done(
            root_name=root_name,
            files=self._output.files,
            empty=self._output.empty,
            context=dict(given["cookiecutter"]),
            strings=strings,
            fresh=self._compiled.fresh,
        )

    def asked(self, name: str) -> Done:
        """The answer to a job that wants one default only."""
        return Done(value=self.default(name), fresh=self._compiled.fresh)

    def _variable(self, text: str, name: str, so_far: Mapping[str, Any]) -> str:
        return self._templates.text(
            text,
            {"cookiecutter": so_far},
            f"variable:{name}",
            description.FILE,
            line_of(self._job.kit, name),
        )


def work(job: Job) -> Done:
    """Do a job in this process.

    Raises:
        KitError: The kit cannot be rendered.
        AnswersError: An answer is not allowed.
        SafetyError: It would write outside its folder.
        LimitError: It gives too much.
    """
    under_way = Work(job)
    if job.only is not None:
        return under_way.asked(job.only)
    given = under_way.variables()
    project = under_way.project(given)
    root_name = project.root_name()
    project.render()
    return under_way.finish(root_name, given)
