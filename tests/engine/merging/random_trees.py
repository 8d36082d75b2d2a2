"""Random folders, and random edits of them: files that are changed, moved, taken out, added, or change names."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

NAMES = ("a.txt", "b.txt", "c.txt", "A.txt", "d/a.txt", "d")
Lines = dict[str, list[str]]


@dataclass(frozen=True)
class Folders:
    """Three states of a folder, and what the kit says that it renamed."""

    base: dict[str, str]
    core: dict[str, str]
    local: dict[str, str]
    renamed: dict[str, str]


def case(seed: int) -> Folders:
    draw = Random(seed)
    names = draw.sample((*NAMES[:3], "d/a.txt"), draw.randint(0, 3))
    base = {
        name: [f"Line {line} of {number} has base{number * 20 + line} in it." for line in range(8)]
        for number, name in enumerate(names)
    }
    core, local = _Side(draw, base, "core"), _Side(draw, base, "own")
    stated = {old: new for old, new in core.renamed.items() if old in base}
    return Folders(_written(base), _written(core.files), _written(local.files), stated)


def _written(files: Lines) -> dict[str, str]:
    return {name: "".join(f"{line}\n" for line in lines) for name, lines in files.items()}


class _Side:
    def __init__(self, draw: Random, base: Lines, who: str) -> None:
        self.draw, self.who = draw, who
        self.files = {name: list(lines) for name, lines in base.items()}
        self.renamed: dict[str, str] = {}
        for number in range(1, draw.randint(1, 5)):
            draw.choice((self._edit, self._edit, self._move, self._drop, self._add, self._swap))(number)

    def _one(self) -> str | None:
        return self.draw.choice(sorted(self.files)) if self.files else None

    def _edit(self, number: int) -> None:
        name = self._one()
        if name:
            lines = self.files[name]
            lines[self.draw.randrange(len(lines))] = f"Edit {self.who}{number * 100} stands here."

    def _drop(self, number: int) -> None:
        self.files.pop(self._one() or "", None)

    def _add(self, number: int) -> None:
        name = self.draw.choice(NAMES)
        if self._free(name, ""):
            self.files[name] = [f"Fresh {line} says {self.who}{number * 10 + line}." for line in range(5)]

    def _move(self, number: int) -> None:
        old, new = self._one(), self.draw.choice(NAMES)
        if old and self._free(new, old):
            self.files[new] = self.files.pop(old)
            self._state(old, new)

    def _swap(self, number: int) -> None:
        if len(self.files) > 1:
            one, other = self.draw.sample(sorted(self.files), 2)
            self.files[one], self.files[other] = self.files[other], self.files[one]
            self._state(one, other)
            self._state(other, one)

    def _state(self, old: str, new: str) -> None:
        """Half of what a kit moves is told by its migrations."""
        if self.draw.random() < 0.5:
            first = next((name for name, now in self.renamed.items() if now == old), old)
            self.renamed[first] = new

    def _free(self, new: str, old: str) -> bool:
        """Whether a file may stand there; a kit has no two names that differ by case only."""
        here = [name for name in self.files if name != old]
        if self.who == "core":
            here, new = [name.casefold() for name in here], new.casefold()
        return not any(f"{new}/".startswith(f"{name}/") or f"{name}/".startswith(f"{new}/") for name in here)
