"""Random texts of lines, and random edits of them."""

from __future__ import annotations

from random import Random

from tests.engine.merging.random_words import Case, Pen

REGION = ("<!-- localkit:begin one -->", "<!-- localkit:end one -->")


def case(seed: int) -> Case:
    """A text as received, as in the new core, and as a place has it."""
    draw = Random(seed)
    pen = Pen("base")
    base = [_line(draw, pen) for _ in range(draw.randint(0, 10))]
    core, core_moved = _edited(draw, base, Pen("core"))
    local, local_moved = _edited(draw, base, Pen("own"))
    texts = [_written(draw, lines, side) for side, lines in enumerate((base, core, local))]
    return Case("page.txt", texts[0], texts[1], texts[2], core_moved, local_moved)


def _line(draw: Random, pen: Pen) -> str:
    return draw.choice(("{0}", "{0} and {1}", "", "same", "  {0}")).format(pen.word(), pen.word())


def _edited(draw: Random, base: list[str], pen: Pen) -> tuple[list[str], bool]:
    lines, moved = list(base), False
    for _ in range(draw.choice((0, 1, 1, 2, 3, 5))):
        at = draw.randint(0, len(lines))
        what = draw.choice(("put", "put", "add", "add", "drop", "move", "shared"))
        if what in ("add", "shared"):
            lines.insert(at, "shared" if what == "shared" else _line(draw, pen))
            moved = moved or lines[at] == "same"
        elif at < len(lines):
            old = lines.pop(at)
            if what == "put":
                lines.insert(at, _line(draw, pen))
                moved = moved or lines[at] == "same"
            elif what == "move":
                lines.insert(draw.randint(0, len(lines)), old)
                moved = True
    return lines, moved


def _written(draw: Random, lines: list[str], side: int) -> str:
    end = draw.choice(("\n", "\r\n", "\r")) if side and draw.random() < 0.2 else "\n"
    final = bool(lines) and draw.random() < 0.85
    return end.join(lines) + (end if final else "")
