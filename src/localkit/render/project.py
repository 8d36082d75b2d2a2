"""The template's folder, rendered in the order and by the rules of cookiecutter's ``generate_files``."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from localkit.errors import KitError
from localkit.render.links import resolved
from localkit.render.output import Output, parent
from localkit.render.paths import plain
from localkit.render.textfile import encoded, is_binary, line_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from localkit.model.tree import Tree
    from localkit.render.syntax import Syntax
    from localkit.render.templates import Templates


def template_folder(kit: Tree, syntax: Syntax) -> str:
    """The name of the kit's folder that is the template, as cookiecutter finds it.

    Raises:
        KitError: There is none, or more than one (cookiecutter would take whichever the disk names first).
    """
    inside = [path for path in (*kit.files, *kit.folders) if "/" in path]
    names = {path.partition("/")[0] for path in (*inside, *kit.folders, *kit.links)}
    start, end = syntax["variable_start_string"], syntax["variable_end_string"]
    found = sorted(name for name in names if "cookiecutter" in name and start in name and end in name)
    if not found:
        raise KitError(
            "this kit has no template folder",
            hint="Its name holds a variable, such as {{cookiecutter.place_slug}}.",
        )
    if len(found) > 1:
        raise KitError(f"this kit has several template folders: {', '.join(found)}", hint="Keep one of them.")
    return found[0]


class Project:
    """One rendering of the template's folder.

    Args:
        kit: The kit's folder.
        folder: The template's folder in it.
        templates: Renders its texts.
        context: The variables.
        output: Where files go.
    """

    def __init__(
        self, kit: Tree, folder: str, templates: Templates, context: Mapping[str, Any], output: Output
    ) -> None:
        self._kit = kit
        self._folder = folder
        self._templates = templates
        self._context = context
        self._output = output
        self._copied = _patterns(context["cookiecutter"].get("_copy_without_render", ()))
        self._inside = _children(kit, resolved(kit, folder))

    def root_name(self) -> str:
        """The rendered name of the template's folder.

        Raises:
            KitError: It renders to nothing.
            SafetyError: It leads out of the folder.
        """
        name = plain(self._named(self._folder, self._folder), self._folder)
        if not name:
            raise KitError("the name of the template's folder renders to nothing", path=self._folder)
        return name

    def render(self) -> None:
        """Render everything into the output.

        Raises:
            KitError: The template cannot be rendered.
            SafetyError: It would write outside its folder.
            LimitError: It gives too much.
        """
        todo = [""]
        while todo:
            folder = todo.pop()
            folders, files = self._inside.get(folder, ((), ()))
            here = [(f"{folder}/{name}" if folder else name) for name in sorted(folders)]
            kept = [path for path in here if self._is_copied(path)]
            made = [path for path in here if path not in kept]
            for path in kept:
                self._copy_folder(path)
            for path in made:
                self._make_folder(path)
            for name in sorted(files):
                self._file(f"{folder}/{name}" if folder else name)
            todo += [path for path in reversed(made) if self._where(path) not in self._kit.links]

    def _where(self, path: str) -> str:
        """The path in the kit of a path in the template."""
        return f"{resolved(self._kit, self._folder)}/{path}"

    def _named(self, text: str, where: str) -> str:
        return self._templates.text(text, self._context, f"name:{where}", where)

    def _is_copied(self, path: str) -> bool:
        return any(fnmatch(path, pattern) for pattern in self._copied)

    def _copy_folder(self, path: str) -> None:
        where = self._where(path)
        to = plain(self._templates.whole_path(path, self._context, where), where)
        if to in self._output.files:
            raise KitError(f"'{to}' is a folder and a file", path=where)
        self._output.remove(to)
        with self._templates.placed(where):
            self._output.make(to)
            for inner, source in _followed(self._kit, where):
                target = f"{to}/{inner}".strip("/")
                if source is None:
                    self._output.make(target)
                    continue
                self._output.make(parent(target))
                self._take_over(source, target)

    def _make_folder(self, path: str) -> None:
        where = self._where(path)
        to = plain(self._templates.whole_path(path, self._context, where), where)
        if to in self._output.folders or to in self._output.files:
            raise KitError(
                f"renders to '{to}', which is there already"
                if to
                else "the folder's name renders to nothing",
                hint="Two folders must not render to the same path.",
                path=where,
            )
        with self._templates.placed(where):
            self._output.make(to)

    def _take_over(self, source: str, to: str) -> None:
        file = self._kit.files[source]
        self._output.spend(len(file.data))
        self._output.write(to, source, len(file.data), file.mode)

    def _file(self, path: str) -> None:
        where = self._where(path)
        named = self._named(path, where)
        to = plain(named, where)
        with self._templates.placed(where):
            if self._is_copied(path):
                self._take_over(where, to)
                return
            if to in self._output.folders:
                return  # its name renders to nothing: so a kit leaves a file out
            if named.endswith("/"):
                raise KitError(f"goes to a folder that isn't there: '{to}'")
            if is_binary(path, self._kit.files[where].data):
                self._take_over(where, to)
                return
        self._render_file(path, where, to)

    def _render_file(self, path: str, where: str, to: str) -> None:
        file = self._kit.files[where]
        text = self._templates.file(path, self._context, where)
        with self._templates.placed(where):
            end = self._context["cookiecutter"].get("_new_lines", False) or line_end(file.data)
            try:
                data = encoded(text, end)
            except UnicodeEncodeError:
                raise KitError("gives text that cannot be written as UTF-8") from None
            self._output.write(to, data, len(data), file.mode)


def _patterns(listed: Any) -> tuple[str, ...]:
    if not isinstance(listed, list | tuple | str) or not all(isinstance(one, str) for one in listed):
        raise KitError("'_copy_without_render' is a list of patterns", path="cookiecutter.json")
    return tuple(listed)


def _children(kit: Tree, folder: str) -> dict[str, tuple[set[str], set[str]]]:
    """Names of folders and files by folder, as ``os.walk`` lists them: a link to a folder is one."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for place, paths in ((1, kit.files), (0, kit.folders), (0, kit.links)):
        for path in paths:
            if not path.startswith(folder + "/"):
                continue
            above, _, name = path[len(folder) + 1 :].rpartition("/")
            found.setdefault(above, (set(), set()))[place].add(name)
            while above:
                above, _, name = above.rpartition("/")
                found.setdefault(above, (set(), set()))[0].add(name)
    return found


def _followed(kit: Tree, folder: str) -> Iterator[tuple[str, str | None]]:
    """Everything in a folder, links followed: relative path, and the kit's path, None for a folder.

    Raises:
        KitError: A link leads back to a folder around it.
    """
    real = resolved(kit, folder)
    for path in kit.folders:
        if path.startswith(real + "/"):
            yield path[len(real) + 1 :], None
    for path in kit.files:
        if path.startswith(real + "/"):
            yield path[len(real) + 1 :], path
    for link, target in kit.links.items():
        if link.startswith(real + "/"):
            if (link + "/").startswith(target.rstrip("/") + "/") or not target:
                raise KitError("a link leads back to a folder around it", path=link)
            inner = link[len(real) + 1 :]
            yield inner, None
            for below, source in _followed(kit, link):
                yield f"{inner}/{below}", source
