"""What a kit's template asks, what it would run, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from localkit.model.tree import Tree

QuestionKind: TypeAlias = Literal["text", "bool", "choice", "dict"]


@dataclass(frozen=True)
class Question:
    """One public variable of cookiecutter.json, in its order.

    Attributes:
        name: The variable.
        kind: choice for a list, bool, dict, else text.
        raw: The default as it stands in cookiecutter.json, not rendered.
        label: The template's own words for it (``__prompts__``), or None.
        choice_labels: The template's own words for each raw choice.
    """

    name: str
    kind: QuestionKind
    raw: Any
    label: str | None = None
    choice_labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TemplateFilter:
    """A filter that a plugin brings to templates.

    Attributes:
        name: As templates write it.
        plugin: Who brings it, for messages.
        apply: Takes the value and the filter's arguments.
    """

    name: str
    plugin: str
    apply: Callable[..., Any]


@dataclass(frozen=True)
class NestedTemplate:
    """One of several templates that a folder offers.

    Attributes:
        key: What it is picked by.
        title: Its name, for people.
        description: One line about it, may be empty.
        path: Its folder within the kit.
    """

    key: str
    title: str
    description: str
    path: str


@dataclass(frozen=True)
class KitCode:
    """What would run if the kit were trusted.

    Attributes:
        hooks: Paths of hook scripts within the kit.
        extensions: Jinja extensions that aren't cookiecutter's own.
        python: Python files of the kit that such extensions could load.
    """

    hooks: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    python: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hooks or self.extensions)


@dataclass(frozen=True)
class Rendering:
    """What a template gives for some answers.

    Attributes:
        root_name: The rendered name of the template's top folder.
        tree: The files, paths relative to that folder.
        context: Every variable as templates saw it, private ones too.
        strings: The extra values given to render, each of their strings rendered.
    """

    root_name: str
    tree: Tree
    context: Mapping[str, Any]
    strings: Any = None
