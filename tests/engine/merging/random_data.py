"""Random data in YAML, JSON and TOML, and random edits of it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any, TypeAlias

from tests.engine.merging.random_words import Case, Pen

Data: TypeAlias = dict[str, Any]


def case(seed: int, kind: str) -> Case:
    """Data as received, as in the new core, and as a place has it."""
    draw = Random(seed)
    base = _mapping(draw, Pen("base"), 2)
    core, core_moved = _edited(draw, base, Pen("core"))
    local, local_moved = _edited(draw, base, Pen("own"))
    write = {"yaml": _yaml, "json": _json, "toml": _toml}[kind]
    texts = [write(side) for side in (base, core, local)]
    if draw.random() < 0.2:
        texts[2] = texts[2].replace("\n", "\r\n")
    return Case(f"data.{kind}", texts[0], texts[1], texts[2], core_moved, local_moved)


def _mapping(draw: Random, pen: Pen, depth: int) -> Data:
    return {f"k{pen.word()}": _value(draw, pen, depth) for _ in range(draw.randint(0 if depth < 2 else 1, 4))}


def _value(draw: Random, pen: Pen, depth: int) -> Any:
    kind = draw.choice(("word", "word", "word", "list", "items", "mapping") if depth else ("word",))
    if kind == "mapping":
        return _mapping(draw, pen, depth - 1)
    if kind == "list":
        return [pen.word() for _ in range(draw.randint(0, 4))]
    if kind == "items":
        return [{"id": pen.word(), "said": pen.word()} for _ in range(draw.randint(1, 3))]
    return draw.choice((pen.word(), f"{pen.word()} and {pen.word()}", f"{pen.word()}: it's"))


Holder: TypeAlias = Data | list[Any]
Edit: TypeAlias = Callable[[Random, Holder, Pen], bool]


def _edited(draw: Random, base: Data, pen: Pen) -> tuple[Data, bool]:
    data = copy.deepcopy(base)
    moved = False
    for _ in range(draw.choice((0, 1, 1, 2, 3, 5))):
        moved |= draw.choice(_EDITS)(draw, draw.choice([*_holders(data)]), pen)
    return data, moved


def _holders(data: Any) -> list[Holder]:
    if not isinstance(data, dict | list):
        return []
    inner = data.values() if isinstance(data, dict) else data
    return [data, *(found for value in inner for found in _holders(value))]


def _key(draw: Random, holder: Holder) -> Any:
    return draw.choice([*holder]) if isinstance(holder, dict) else draw.randrange(len(holder))


def _put(draw: Random, holder: Holder, pen: Pen) -> bool:
    if holder:
        at = _key(draw, holder)
        if at != "id" and not isinstance(holder[at], dict | list):
            holder[at] = pen.word()
    return False


def _add(draw: Random, holder: Holder, pen: Pen) -> bool:
    if isinstance(holder, dict):
        holder["shared" if draw.random() < 0.1 else f"k{pen.word()}"] = _value(draw, pen, 1)
    elif holder and isinstance(holder[0], dict):
        holder.append({"id": pen.word(), "said": pen.word()})
    else:
        holder.insert(draw.randint(0, len(holder)), pen.word())
    return False


def _drop(draw: Random, holder: Holder, pen: Pen) -> bool:
    if len(holder) > 1:
        at = _key(draw, holder)
        if at != "id":
            del holder[at]
    return False


def _turn(draw: Random, holder: Holder, pen: Pen) -> bool:
    if isinstance(holder, list):
        holder.reverse()
        return True
    items = [*holder.items()]
    draw.shuffle(items)
    holder.clear()
    holder.update(items)
    return False


_EDITS: tuple[Edit, ...] = (_put, _put, _put, _add, _add, _drop, _turn)


def _json(data: Data) -> str:
    return json.dumps(data, indent=2) + "\n"


def _yaml(data: Data) -> str:
    import yaml

    return yaml.safe_dump(data, sort_keys=False, width=60) if data else ""


def _toml(data: Data) -> str:
    return "".join(_table(data, ()))


def _table(data: Data, path: tuple[str, ...]) -> list[str]:
    """A table's plain values, then its tables: in TOML they could not stand the other way round."""
    lines = [f"[{'.'.join(path)}]\n"] if path else []
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    lists = {
        key: value
        for key, value in data.items()
        if isinstance(value, list) and value and isinstance(value[0], dict)
    }
    for key, value in data.items():
        if key not in tables and key not in lists:
            lines.append(f"{key} = {_inline(value)}\n")
    for key, items in lists.items():
        for item in items:
            lines += [
                f"\n[[{'.'.join((*path, key))}]]\n",
                *(f"{one} = {_inline(said)}\n" for one, said in item.items()),
            ]
    for key, value in tables.items():
        lines += ["\n", *_table(value, (*path, key))]
    return lines


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_inline(said)}' for key, said in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value)
