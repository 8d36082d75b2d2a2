"""A patch from core to local that git applies: text hunks, binary literals, renames, modes.

Format: https://git-scm.com/docs/diff-format and git's apply.c for what it reads.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from localkit.model.tree import File

_CONTEXT: Final = 3
_SAFE: Final = frozenset(range(0x21, 0x7F)) - frozenset(b'"\\')
_NULL: Final = "0" * 40


def patch(core: Mapping[str, File], local: Mapping[str, File], pairs: Mapping[str, str]) -> bytes:
    """Everything that turns the core's files into the local ones.

    Args:
        core: The core's files.
        local: The place's files.
        pairs: Core path to local path; a core file without a partner was removed, a local one was added.
    """
    taken = set(pairs.values())
    changes = [_change(path, file, pairs.get(path), local) for path, file in core.items()]
    added = [_new(path, file) for path, file in local.items() if path not in taken]
    return b"".join(sorted(changes) + sorted(added))


def _change(path: str, old: File, new_path: str | None, local: Mapping[str, File]) -> bytes:
    if new_path is None:
        head = [_git_line(path, path), f"deleted file mode {_mode(old)}\n".encode()]
        return b"".join([*head, *_body(path, path, old, None)])
    new = local[new_path]
    if new_path == path and old.data == new.data and _mode(old) == _mode(new):
        return b""
    head = [_git_line(path, new_path)]
    if _mode(old) != _mode(new):
        head.append(f"old mode {_mode(old)}\nnew mode {_mode(new)}\n".encode())
    if new_path != path:
        likeness = 100 if old.data == new.data else 60
        head.append(
            f"similarity index {likeness}%\n".encode()
            + b"rename from "
            + _quoted(path)
            + b"\nrename to "
            + _quoted(new_path)
            + b"\n"
        )
    body = _body(path, new_path, old, new) if old.data != new.data else []
    return b"".join([*head, *body])


def _new(path: str, file: File) -> bytes:
    head = [_git_line(path, path), f"new file mode {_mode(file)}\n".encode()]
    return b"".join([*head, *_body(path, path, None, file)])


def _mode(file: File) -> str:
    return f"100{file.plain_mode:o}"


def _git_line(old: str, new: str) -> bytes:
    return b"diff --git " + _quoted(f"a/{old}") + b" " + _quoted(f"b/{new}") + b"\n"


def _quoted(path: str) -> bytes:
    """A path as git writes it: quoted, with octal escapes, where it is more than plain letters and signs."""
    data = path.encode("utf-8", "surrogateescape")
    if all(byte in _SAFE for byte in data):
        return data
    return b'"' + b"".join(_escaped(byte) for byte in data) + b'"'


def _escaped(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return bytes([byte]) if byte in _SAFE or byte == 0x20 else f"\\{byte:03o}".encode()


def _body(old_path: str, new_path: str, old: File | None, new: File | None) -> Iterator[bytes]:
    before, after = old.data if old else b"", new.data if new else b""
    ids = (_blob(before) if old else _NULL, _blob(after) if new else _NULL)
    mode = f" {_mode(new)}" if old and new and _mode(old) == _mode(new) else ""
    yield f"index {ids[0]}..{ids[1]}{mode}\n".encode()
    if before == after:
        return
    if b"\0" in before or b"\0" in after:
        yield b"GIT binary patch\n" + _literal(after) + b"\n" + _literal(before) + b"\n"
        return
    yield b"--- " + (_quoted(f"a/{old_path}") if old else b"/dev/null") + b"\n"
    yield b"+++ " + (_quoted(f"b/{new_path}") if new else b"/dev/null") + b"\n"
    yield from _hunks(_lines(before), _lines(after))


def _blob(data: bytes) -> str:
    """Git's name for a content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _literal(data: bytes) -> bytes:
    packed = zlib.compress(data)
    out = [f"literal {len(data)}\n".encode()]
    for start in range(0, len(packed), 52):
        piece = packed[start : start + 52]
        size = len(piece)
        sign = (
            bytes([64 + size]) if size <= 26 else bytes([96 + size - 26])
        )  # A to Z for 1 to 26, a to z for more
        padded = piece + b"\0" * (-size % 4)
        out.append(sign + base64.b85encode(padded) + b"\n")
    return b"".join(out)


def _lines(data: bytes) -> list[bytes]:
    pieces = data.split(b"\n")
    return [piece + b"\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def _hunks(old: list[bytes], new: list[bytes]) -> Iterator[bytes]:
    for group in _groups(_steps(old, new)):
        (_, start, _, other, _), (_, _, end, _, other_end) = group[0], group[-1]
        head = f"@@ -{_range(start, end)} +{_range(other, other_end)} @@\n"
        yield head.encode()
        for tag, one, two, three, four in group:
            if tag == "equal":
                yield from (_line(b" ", text) for text in old[one:two])
                continue
            yield from (_line(b"-", text) for text in old[one:two])
            yield from (_line(b"+", text) for text in new[three:four])


def _range(start: int, end: int) -> str:
    size = end - start
    return f"{start + 1 if size else start},{size}"


def _line(sign: bytes, text: bytes) -> bytes:
    return sign + text if text.endswith(b"\n") else sign + text + b"\n\\ No newline at end of file\n"


_Step = tuple[str, int, int, int, int]


def _steps(old: list[bytes], new: list[bytes]) -> list[_Step]:
    """Equal and changed runs of lines, in turn."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415  only patches need it

    steps: list[_Step] = []
    for step in Indel.opcodes(old, new):
        tag = "equal" if step.tag == "equal" else "change"
        if steps and tag == "change" == steps[-1][0]:
            last = steps.pop()
            steps.append((tag, last[1], step.src_end, last[3], step.dest_end))
        else:
            steps.append((tag, step.src_start, step.src_end, step.dest_start, step.dest_end))
    return steps


def _groups(steps: list[_Step]) -> Iterator[list[_Step]]:
    """Changed runs with three lines around, those that touch together."""
    group: list[_Step] = []
    for index, (tag, one, two, three, four) in enumerate(steps):
        if tag != "equal":
            group.append((tag, one, two, three, four))
            continue
        first, last = index == 0, index == len(steps) - 1
        size = two - one
        if not first and not last and size <= 2 * _CONTEXT:
            group.append((tag, one, two, three, four))
            continue
        tail = min(size, _CONTEXT)
        if not first:
            group.append((tag, one, one + tail, three, three + tail))
            yield group
            group = []
        if not last:
            group = [(tag, two - tail, two, four - tail, four)]
    if group:
        yield group
