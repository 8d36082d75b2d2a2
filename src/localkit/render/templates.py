"""Rendering one text or file of a kit: without Jinja where it needs none, else compiled and counted."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

from localkit.errors import LocalkitError
from localkit.render import description
from localkit.render.code import JINJAS_OWN, extensions
from localkit.render.links import resolved
from localkit.render.textfile import decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import Template

    from localkit.model.rendering import TemplateFilter
    from localkit.model.tree import Tree
    from localkit.render.compiled import Compiled
    from localkit.render.draws import Draws
    from localkit.render.sandbox import Sandbox
    from localkit.render.syntax import Syntax

_PROJECT = "/project/"


class Templates:
    """The texts of one kit in one environment.

    Args:
        kit: The kit's folder.
        draws: Where chance and time come from.
        syntax: How its templates are written.
        compiled: Keeps compiled templates.
        spend: Counts what is rendered, and stops it when it is too much.
        loaded: Names of the extensions to load.
        largest: How much one multiplication in a template may make.
        filters: Filters that plugins bring.
    """

    def __init__(
        self,
        kit: Tree,
        *,
        draws: Draws,
        syntax: Syntax,
        compiled: Compiled,
        spend: Callable[[int], None],
        loaded: tuple[str, ...],
        largest: int,
        filters: tuple[TemplateFilter, ...] = (),
    ) -> None:
        self._kit = kit
        self._syntax = syntax
        self._draws = draws
        self._compiled = compiled
        self._spend = spend
        self._loaded = loaded
        self._filters = filters
        self._largest = largest
        self._sandbox: Sandbox | None = None
        self._texts: dict[str, Template] = {}
        self.folder = ""

    def text(
        self,
        text: str,
        context: Mapping[str, Any],
        label: str,
        where: str,
        first_line: Callable[[], int | None] | None = None,
    ) -> str:
        """A text that is not a file's content: a name, a default, a string of the framework.

        Args:
            text: The text.
            context: The variables.
            label: What its chances are drawn by.
            where: The path to name when it fails.
            first_line: The line in ``where`` at which it stands.

        Raises:
            KitError: It cannot be rendered.
        """
        if self._syntax.is_plain(text):
            return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        if "\r" not in text:
            filled = self._syntax.filled_in(text, context["cookiecutter"])
            if filled is not None:
                self._spend(len(filled))
                return filled
        with self._told(where, first_line), self._draws.of(label):
            from localkit.render.sandbox import from_text

            template = self._texts.get(text)
            if template is None:
                template = self._texts[text] = from_text(self.sandbox, self._compiled, text)
            return self._run(template, context)

    def whole_path(self, path: str, context: Mapping[str, Any], where: str) -> str:
        """The rendered path of a folder, which cookiecutter renders with the project's path before it.

        Raises:
            KitError: It cannot be rendered.
        """
        label = f"name:{where}"
        return self.text(_PROJECT + path, context, label, where).removeprefix(_PROJECT)

    def file(self, name: str, context: Mapping[str, Any], where: str) -> str:
        """A template file's content.

        Raises:
            KitError: It cannot be rendered.
        """
        with self.placed(where):
            text = decoded(self._kit.files[where].data)
        filled = (
            text if self._syntax.is_plain(text) else self._syntax.filled_in(text, context["cookiecutter"])
        )
        if filled is not None:
            with self.placed(where):
                self._spend(len(filled))
            return filled
        with self._told(where), self._draws.of_file(name):
            return self._run(self.sandbox.get_template(name), context)

    @contextmanager
    def placed(self, where: str) -> Iterator[None]:
        """Name the file in errors that don't name one."""
        try:
            yield
        except LocalkitError as error:
            error.path = error.path or where
            raise

    @property
    def sandbox(self) -> Sandbox:
        """The environment, made when the first text needs it."""
        if self._sandbox is None:
            from localkit.render.filters import guarded
            from localkit.render.sandbox import Sandbox, TreeLoader

            self._sandbox = Sandbox(self._syntax, self._loaded, self._draws, largest=self._largest)
            for item in self._filters:
                self._sandbox.filters.setdefault(item.name, guarded(item))
            self._sandbox.loader = TreeLoader(self._included, self._compiled)
        return self._sandbox

    def _run(self, template: Template, context: Mapping[str, Any]) -> str:
        pieces = []
        for piece in template.root_render_func(template.new_context(dict(context))):
            self._spend(len(piece))
            pieces.append(piece)
        return "".join(pieces)

    def _told(
        self, where: str, first_line: Callable[[], int | None] | None = None
    ) -> AbstractContextManager[None]:
        from localkit.render.failures import told

        return told(where, self._path_of, first_line)

    def _path_of(self, name: str) -> str:
        beside = f"{self.folder}/{name}"
        return beside if resolved(self._kit, beside) in self._kit.files else f"templates/{name}"

    def _included(self, name: str) -> str | None:
        above = self.folder.rpartition("/")[0]
        for path in (f"{self.folder}/{name}", f"{above}/templates/{name}".lstrip("/")):
            found = self._kit.files.get(resolved(self._kit, path))
            if found is not None:
                with self.placed(path):
                    return decoded(found.data)
        return None


def loadable(raw: Mapping[str, Any], *, trusted: bool) -> tuple[str, ...]:
    """The extensions to load: a stranger's only where they are trusted.

    Raises:
        KitError: ``_extensions`` is not a list.
    """
    return tuple(name for name in extensions(raw) if trusted or name in JINJAS_OWN)


def line_of(kit: Tree, name: str) -> Callable[[], int | None]:
    """Looks up where a variable stands in cookiecutter.json, only when asked."""
    return lambda: description.line_of(kit, name)
