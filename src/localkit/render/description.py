"""cookiecutter.json: what a kit asks, read without rendering anything."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from localkit.errors import KitError, SafetyError
from localkit.model.rendering import NestedTemplate, Question, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localkit.model.tree import Tree

FILE: Final = "cookiecutter.json"
_TOKEN: Final = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]')


def load(kit: Tree) -> OrderedDict[str, Any]:
    """A fresh copy of what cookiecutter.json says.

    Raises:
        KitError: It is missing, not UTF-8, not JSON, not an object, or says a key twice.
    """
    text = _text(kit)
    try:
        found = json.loads(text, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        raise KitError(f"not valid JSON: {error.msg}", path=FILE, line=error.lineno) from None
    except RecursionError:
        raise KitError("nested too deeply", path=FILE) from None
    except _SaidTwiceError:
        name, line = _repeated(text)
        raise KitError(f"'{name}' is there twice", hint="Keep one of them.", path=FILE, line=line) from None
    if not isinstance(found, OrderedDict):
        raise KitError('expected an object: { "name": "default", … }', path=FILE, line=1)
    return found


def line_of(kit: Tree, name: str) -> int | None:
    """The line on which a variable stands."""
    return next((line for depth, key, line in _keys(_text(kit)) if depth == 1 and key == name), None)


def questions(kit: Tree) -> tuple[Question, ...]:
    """The public variables of cookiecutter.json in the order to ask them, nothing rendered.

    Variables that hold a mapping come last, as in cookiecutter.

    Raises:
        KitError: cookiecutter.json cannot be read.
    """
    raw = load(kit)
    prompts = raw.get("__prompts__") or {}
    if not isinstance(prompts, dict):
        raise KitError("expected an object", path=FILE, line=line_of(kit, "__prompts__"))
    public = [name for name in raw if not name.startswith("_") and name not in ("template", "templates")]
    asked = [_question(name, raw[name], prompts.get(name)) for name in public]
    for question in asked:
        if question.raw == []:
            raise KitError(
                f"'{question.name}' is a list of choices without a choice",
                path=FILE,
                line=line_of(kit, question.name),
            )
    return tuple(sorted(asked, key=lambda question: question.kind == "dict"))


def nested_templates(kit: Tree) -> tuple[NestedTemplate, ...]:
    """The templates that this folder offers to choose from; none for an ordinary kit.

    Raises:
        KitError: cookiecutter.json cannot be read, or doesn't describe them as cookiecutter asks.
        SafetyError: One lies outside the kit's folder.
    """
    raw = load(kit)
    if raw.get("templates"):
        found = _new_style(kit, raw["templates"])
    elif "template" in raw:
        found = _old_style(kit, raw["template"])
    else:
        return ()
    return tuple(found)


def is_nested(raw: OrderedDict[str, Any]) -> bool:
    """Whether this only offers other templates to choose from."""
    return "template" in raw or "templates" in raw


def _text(kit: Tree) -> str:
    file = kit.files.get(FILE)
    if file is None:
        raise KitError(
            "this folder has no cookiecutter.json",
            hint="A kit's folder holds cookiecutter.json and the template's folder; is this the right one?",
            path=FILE,
        )
    try:
        return file.data.decode("utf-8")
    except UnicodeDecodeError:
        raise KitError("not UTF-8", hint="Save it as UTF-8.", path=FILE) from None


class _SaidTwiceError(Exception):
    pass


def _pairs(pairs: list[tuple[str, Any]]) -> OrderedDict[str, Any]:
    found = OrderedDict(pairs)
    if len(found) != len(pairs):
        raise _SaidTwiceError
    return found


def _keys(text: str) -> Iterator[tuple[int, str, int]]:
    """Depth, name and line of every key; only asked when there is an error to tell."""
    depth, last = 0, None
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "{" | "[":
                depth += 1
            case "}" | "]":
                depth -= 1
            case ":" if last is not None:
                yield depth, json.loads(last[0]), text.count("\n", 0, last.start()) + 1
        last = token if token[0].startswith('"') else None


def _repeated(text: str) -> tuple[str, int]:
    seen: list[set[str]] = []
    for depth, name, line in _keys(text):
        del seen[depth:]  # what lay deeper belonged to another object
        while len(seen) < depth:
            seen.append(set())
        if name in seen[-1]:
            return name, line
        seen[-1].add(name)
    return "a key", 1


def _question(name: str, raw: Any, prompt: Any) -> Question:
    kind: QuestionKind = "text"
    for kinds, word in _KINDS:
        if isinstance(raw, kinds):
            kind = word
    if isinstance(prompt, dict):
        labels = {str(key): str(label) for key, label in prompt.items() if key != "__prompt__"}
        own = prompt.get("__prompt__")
        return Question(name, kind, raw, str(own) if own else None, labels)
    return Question(name, kind, raw, str(prompt) if prompt else None)


_KINDS: Final[tuple[tuple[type, QuestionKind], ...]] = ((list, "choice"), (bool, "bool"), (dict, "dict"))


def _new_style(kit: Tree, listed: Any) -> Iterator[NestedTemplate]:
    line = line_of(kit, "templates")
    if not isinstance(listed, dict):
        raise KitError('\'templates\' is an object: { "key": { "path": … }, … }', path=FILE, line=line)
    for key, entry in listed.items():
        if not isinstance(entry, dict) or not isinstance(entry.get("path"), str):
            raise KitError(f"'templates' gives no path for '{key}'", path=FILE, line=line)
        title = str(entry.get("title", key))
        yield NestedTemplate(key, title, str(entry.get("description", "")), _inside(entry["path"], line))


def _old_style(kit: Tree, listed: Any) -> Iterator[NestedTemplate]:
    line = line_of(kit, "template")
    if not isinstance(listed, list) or not listed:
        raise KitError("'template' is a list: [\"Title (folder)\", …]", path=FILE, line=line)
    for label in listed:
        found = re.search(r"\((.+)\)", str(label))
        if found is None:
            raise KitError(f"no folder in brackets: '{label}'", path=FILE, line=line)
        title = str(label)[: found.start()].strip()
        yield NestedTemplate(str(label), title or found[1], "", _inside(found[1], line))


def _inside(path: str, line: int | None) -> str:
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    outside = path.startswith(("/", "\\")) or ".." in parts or any(part[1:2] == ":" for part in parts)
    if outside or not parts:
        raise SafetyError(
            f"the template's folder '{path}' is not inside the kit",
            hint="Ask the kit's authors to name a folder of the kit.",
            path=FILE,
            line=line,
        )
    return "/".join(parts)
