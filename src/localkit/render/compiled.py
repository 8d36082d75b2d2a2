"""Compiled templates, kept within a process and across runs.

Jinja takes a hundred times as long to compile a template as to render it. What is kept is code, and code
compiled for one environment undoes the sandbox when it runs in another; so the key has everything that shapes
it, and the folder must be the user's alone.

The child process that renders compiles too: compiling a hostile source can take for ever, which is what it is
stopped for. What it compiled it sends back, and only its parent writes the folder: the child needs no right
to write, and one that was stopped leaves nothing. Were the sandbox ever broken, the child could send back
false code; but it runs as the same user, and could do as much without this cache.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections import OrderedDict
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING, Final

from localkit.errors import SafetyError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import CodeType

    from localkit.render.sandbox import Sandbox

_FORMAT: Final = b"localkit template 1\n"
_LARGEST_FOLDER: Final = 64_000_000
_LARGEST_MEMORY: Final = 32_000_000
_memory: OrderedDict[str, bytes] = OrderedDict()


class Compiled:
    """Finds compiled templates, or compiles them.

    Args:
        folder: Where they are kept across runs; None keeps them for this process only.
        keep: False for environments with extensions of strangers, whose code may change under the same name.
    """

    def __init__(self, folder: Path | None, *, keep: bool = True) -> None:
        self._folder = folder
        self._keep = keep
        self._environment: bytes = b""
        self.fresh: dict[str, bytes] = {}

    def code(self, environment: Sandbox, source: str, name: str | None) -> CodeType:
        """The code of one template; Jinja's exceptions where it is none."""
        if not self._keep:
            return environment.compile(source, name)
        key = self._key(environment, source, name)
        found = self.fresh.get(key) or _memory.get(key) or self._read(key)
        if found is not None:
            code: CodeType = marshal.loads(found)  # noqa: S302 - from a folder that is ours alone
            return code
        code = environment.compile(source, name)
        self.fresh[key] = marshal.dumps(code)
        return code

    def _key(self, environment: Sandbox, source: str, name: str | None) -> str:
        self._environment = self._environment or _fingerprint(environment)
        digest = sha256(self._environment)
        digest.update(f"\0{name!r}\0".encode("utf-8", "surrogatepass"))
        digest.update(source.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _read(self, key: str) -> bytes | None:
        if self._folder is None:
            return None
        try:
            entry = (self._folder / key).read_bytes()
        except OSError:
            return None
        head = len(_FORMAT) + 32
        body = entry[head:]
        # unmarshalling damaged bytes can end the process: hold them to their digest first
        return body if entry[:head] == _FORMAT + sha256(body).digest() else None


def _fingerprint(environment: Sandbox) -> bytes:
    """Everything beside its source that shapes a template's code."""
    from jinja2 import __version__

    kind = type(environment)
    settings = [
        (name, getattr(environment, name))
        for name in sorted(vars(environment))
        if isinstance(getattr(environment, name), str | int | bool | None)
    ]
    shaped = (
        __version__,
        sys.version,
        MAGIC_NUMBER,
        sys.platform,
        f"{kind.__module__}.{kind.__qualname__}",
        sorted(kind.intercepted_binops),
        list(environment.extensions),
        settings,
    )
    return sha256(repr(shaped).encode()).digest()


def remember(fresh: Mapping[str, bytes], folder: Path | None) -> None:
    """Keep what was compiled, here and in the folder; a folder that cannot be written is no error."""
    if not fresh:
        return
    _memory.update(fresh)
    while sum(map(len, _memory.values())) > _LARGEST_MEMORY:
        _memory.popitem(last=False)
    if folder is None:
        return
    try:
        for key, body in fresh.items():
            _write(folder / key, _FORMAT + sha256(body).digest() + body)
        _prune(folder)
    except OSError:
        return  # full or read-only: compiling again is only slower


def _write(path: Path, data: bytes) -> None:
    new = path.with_name(f"new-{os.getpid()}-{path.name}")
    try:
        new.write_bytes(data)
        os.replace(new, path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    with os.scandir(folder) as entries:
        states = [(entry.stat(), entry.name) for entry in entries]
    left = sum(state.st_size for state, _ in states)
    if left <= _LARGEST_FOLDER:
        return
    for state, name in sorted(states, key=lambda found: found[0].st_mtime):
        if left <= _LARGEST_FOLDER * 3 // 4:
            return
        (folder / name).unlink(missing_ok=True)
        left -= state.st_size


def private(folder: Path) -> Path:
    """The folder for compiled templates inside a cache folder, made if need be.

    Raises:
        SafetyError: Somebody else owns either, or may write there: what lies there would be run.
        OSError: It cannot be made.
    """
    inner = folder / "templates"
    for place in (folder, inner):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform == "win32":
            continue  # the folder's own access list says who may write
        state = place.lstat()
        if state.st_uid != os.geteuid() or state.st_mode & 0o022:
            raise SafetyError(
                "the cache folder may be written by others",
                hint="Make it yours alone (chmod 700), or name another one.",
                path=str(place),
            )
    return inner
