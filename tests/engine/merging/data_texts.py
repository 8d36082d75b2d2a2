"""Random data as people might have written it: each side in a style of its own, with comments."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from localkit.syntax import toml_writing, yaml_writing

KEYS = ("a", "b", "c", "d", "e", "f", "x y", "no", "1", "é", "a.b", "a/b", "~", "to: be", "#k", "")
TEXTS = (
    *("", " ", "no", "1", "1.0", "null", "tea", "two words", "a: b", "# no", "- x", "{", "'q'", 'say "so"'),
    *(
        "two\nlines",
        "ends\n",
        "ends twice\n\n",
        " led",
        "tab\there",
        "é ü",
        "back\\slash",
        "x #y",
        "[1]",
        "~",
    ),
)


@dataclass
class Case:
    """Three sides of one file: what they say, and their texts."""

    base: dict[str, Any]
    core: dict[str, Any]
    local: dict[str, Any]
    texts: tuple[str, str, str] = ("", "", "")


@dataclass
class Writer:
    """Writes data in a style drawn once."""

    rng: Random
    kind: str
    comments: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.step = self.rng.choice((2, 2, 4))
        self.own_column = self.rng.random() < 0.5
        self.flow = self.rng.choice((0.0, 0.1, 0.5))
        self.indent = self.rng.choice((None, 2, 2, 4, "\t"))

    def text(self, data: dict[str, Any]) -> str:
        """The whole file."""
        if self.kind == "json":
            text = json.dumps(data, indent=self.indent, ensure_ascii=self.rng.random() < 0.2) + "\n"
        elif self.kind == "yaml":
            text = "".join(f"{line}\n" for line in self.yaml(data, "")) if data else "{}\n"
        else:
            text = "".join(f"{line}\n" for line in self._blocks(self.toml(data, (), "")))
        end = self.rng.choice(("\n", "\n", "\n", "\r\n"))
        text = text if self.rng.random() < 0.8 or "|" in text else text.rstrip("\n")
        return text.replace("\n", end)

    def said(self, path: str) -> tuple[list[str], str]:
        above, beside = self.comments.get(path, ("", ""))
        return ([above] if above else []), (f"  {beside}" if beside else "")

    def yaml(self, data: Any, path: str) -> list[str]:
        lines: list[str] = []
        if isinstance(data, dict):
            for key, value in data.items():
                here = f"{path}/{key}"
                above, beside = self.said(here)
                lines += [*above, *self._yaml_entry(f"{yaml_writing.inline(key)}:", value, here, beside)]
                if not path and self.rng.random() < 0.2 and lines[-1]:
                    lines.append("")
            return lines
        for number, value in enumerate(data):
            inner = self._yaml_entry("-", value, f"{path}/{number}", "")
            lines += inner
        return lines

    def _yaml_entry(self, head: str, value: Any, path: str, beside: str) -> list[str]:
        if isinstance(value, dict | list) and value and self.rng.random() >= self.flow:
            inner = self.yaml(value, path)
            if head == "-":
                if not inner[0].startswith("#") and "|" not in inner[0]:
                    return [f"- {inner[0]}", *self._moved(inner[1:], 2)]
                return ["-", *self._moved(inner, 2)]
            wide = 0 if isinstance(value, list) and self.own_column else self.step
            return [head + beside, *self._moved(inner, wide)]
        if isinstance(value, str) and value.strip() and self.rng.random() < 0.3:
            return self._yaml_string(head, value, beside)
        return [f"{head} {yaml_writing.inline(value)}{beside}"]

    def _yaml_string(self, head: str, value: str, beside: str) -> list[str]:
        if "\n" not in value and "\t" not in value:
            quoted = value.replace("'", "''")
            return [f"{head} '{quoted}'{beside}"]
        if value.startswith(" ") or "\t" in value:
            return [f"{head} {yaml_writing.inline(value)}{beside}"]
        body = value.rstrip("\n")
        ends = len(value) - len(body)
        sign = "|" + ("-" if not ends else "" if ends == 1 else "+")
        return [f"{head} {sign}{beside}", *self._moved(body.split("\n"), 2), *[""] * (ends - 1)]

    @staticmethod
    def _moved(lines: list[str], wide: int) -> list[str]:
        return [" " * wide + line if line else line for line in lines]

    def _blocks(self, lines: list[str]) -> list[str]:
        """Now and then, tables in any order, so that some lie in several parts."""
        if self.rng.random() < 0.9 or "" not in lines or any(line.startswith("[[") for line in lines):
            return lines
        first = lines.index("")
        blocks: list[list[str]] = []
        for line in lines[first:]:
            if not line:
                blocks.append([])
            blocks[-1].append(line)
        self.rng.shuffle(blocks)
        return [*lines[:first], *(line for block in blocks for line in block)]

    def toml(self, data: dict[str, Any], table: tuple[str, ...], path: str) -> list[str]:
        own, tables = list[str](), list[str]()
        for key, value in data.items():
            here = f"{path}/{key}"
            above, beside = self.said(here)
            name = (*table, key)
            nested = bool(value) and isinstance(value, dict)
            dotted = ".".join(map(toml_writing.key_text, name))
            rows = isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
            if nested and self.rng.random() < 0.6:
                tables += ["", *above, f"[{dotted}]{beside}", *self.toml(value, name, here)]
            elif nested and self.rng.random() < 0.5 and not any(isinstance(v, dict) for v in value.values()):
                for inner, item in value.items():
                    start = f"{toml_writing.key_text(key)}.{toml_writing.key_text(inner)}"
                    own.append(f"{start} = {toml_writing.inline(item)}")
            elif rows and self.rng.random() < 0.8:
                for number, item in enumerate(value):
                    tables += ["", f"[[{dotted}]]", *self.toml(item, name, f"{here}/{number}")]
            else:
                own += [*above, f"{toml_writing.key_text(key)} = {toml_writing.inline(value)}{beside}"]
        return [*own, *tables]


def case(kind: str, seed: int) -> Case:
    """A random case."""
    rng = Random(seed)
    base = mapping(rng, kind, 0)
    core, local = changed(rng, kind, base), changed(rng, kind, base)
    if rng.random() < 0.1:
        core = changed(rng, kind, local)
    styles = rng.randrange(10**9)
    shared = {path: comment for path in paths(base) if (comment := _comment(rng, "core", path)) != ("", "")}
    mine = {path: comment for path in paths(local) if (comment := _comment(rng, "mine", path)) != ("", "")}
    texts = (
        Writer(Random(styles), kind, shared).text(base),
        Writer(Random(styles if rng.random() < 0.7 else styles + 1), kind, _some(rng, shared)).text(core),
        Writer(Random(styles if rng.random() < 0.5 else styles + 2), kind, {**shared, **mine}).text(local),
    )
    return Case(base, core, local, texts)


def _some(rng: Random, comments: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {path: comment for path, comment in comments.items() if rng.random() < 0.8}


def _comment(rng: Random, who: str, path: str) -> tuple[str, str]:
    chance = 0.2 if who == "core" else 0.1
    name = path.replace("\n", " ")
    return (
        f"# {who} above {name}" if rng.random() < chance else "",
        f"# {who} beside {name}" if rng.random() < chance else "",
    )


def paths(data: Any, path: str = "") -> list[str]:
    """A name for each value in data."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [name for key, value in items for name in (f"{path}/{key}", *paths(value, f"{path}/{key}"))]


def mapping(rng: Random, kind: str, depth: int) -> dict[str, Any]:
    size = rng.randrange(0 if depth else 1, 5 - (depth > 1))
    return {key: value(rng, kind, depth + 1) for key in rng.sample(KEYS, size)}


def value(rng: Random, kind: str, depth: int) -> Any:
    dice = rng.random()
    if depth < 4 and dice < 0.3:
        return mapping(rng, kind, depth)
    if dice < 0.4:
        return [scalar(rng, kind) for _ in range(rng.randrange(5))]
    if dice < 0.5:
        ids = rng.sample(("ann", "bob", "cy", "dee", "1"), rng.randrange(1, 4))
        return [{"id": one, **mapping(rng, kind, 3)} for one in ids]
    if depth < 4 and dice < 0.55:
        return [value(rng, kind, depth + 1) for _ in range(rng.randrange(3))]
    return scalar(rng, kind)


def scalar(rng: Random, kind: str) -> Any:
    found: Any = rng.choice(
        (rng.choice(TEXTS), rng.choice(TEXTS), rng.randrange(5), True, False, 1.0, 2.5, None)
    )
    return "nothing" if found is None and kind == "toml" else found


def changed(rng: Random, kind: str, data: Any) -> Any:
    """The data with some changes somewhere."""
    data = copy.deepcopy(data)
    for _ in range(rng.randrange(4)):
        _change(rng, kind, data, 0)
    if rng.random() < 0.2:
        keys = list(data)
        rng.shuffle(keys)
        data = {key: data[key] for key in keys}
    return data


def _change(rng: Random, kind: str, data: Any, depth: int) -> None:
    inner: list[Any] = list(data if isinstance(data, dict) else range(len(data)))
    deep = [key for key in inner if isinstance(data[key], dict | list)]
    if deep and rng.random() < 0.6:
        _change(rng, kind, data[rng.choice(deep)], depth + 1)
        return
    dice = rng.random()
    if inner and dice < 0.4:
        data[rng.choice(inner)] = value(rng, kind, depth + 1)
    elif inner and dice < 0.6:
        del data[rng.choice(inner)]
    elif isinstance(data, dict):
        data[rng.choice(KEYS)] = value(rng, kind, depth + 1)
    elif inner and dice < 0.7:
        rng.shuffle(data)
    elif all(isinstance(one, dict) and "id" in one for one in data):
        data.insert(rng.randrange(len(data) + 1), {"id": rng.choice(("new", "now", "ann")), "a": 1})
    else:
        data.insert(rng.randrange(len(data) + 1), scalar(rng, kind))
