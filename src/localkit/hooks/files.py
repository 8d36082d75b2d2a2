"""Single-file plugins: run from bytes that were read once, so that what was trusted is what runs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True)
class PluginFile:
    """One Python file that is a plugin.

    Attributes:
        name: Its name without ``.py``.
        path: Where it is.
        code: What it says.
        origin: Where it comes from, for people.
    """

    name: str
    path: str
    code: bytes
    origin: str


def module_of(file: PluginFile) -> ModuleType:
    """Run a plugin file as a module of its own.

    Raises:
        Exception: Whatever the file raises.
    """
    name = f"localkit_plugin_file_{file.name.replace('-', '_')}"
    module = ModuleType(name)
    module.__file__ = file.path
    before = sys.modules.get(name)
    sys.modules[name] = module  # dataclasses and pickle look a class's module up
    try:
        exec(compile(file.code, file.path, "exec"), module.__dict__)  # noqa: S102  trusted, or asked for by name
    except BaseException:
        if before is None:
            del sys.modules[name]
        else:
            sys.modules[name] = before
        raise
    return module
