"""Whether any installed package may bring plugins: asked on disk, since importing what could tell takes longer."""

from __future__ import annotations

import os
import sys

GROUP = "localkit"


def may_have_plugins() -> bool:
    """False only where no installed package can have an entry point of the group ``localkit``."""
    if os.environ.get("LOCALKIT_DISABLE_PLUGINS"):
        return False
    return any(_may_have(folder) for folder in sys.path)


def _may_have(folder: str) -> bool:
    try:
        with os.scandir(folder or ".") as entries:
            names = [
                entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info", ".egg"))
            ]
    except NotADirectoryError:
        return True  # an archive on the path: only importing could tell
    except OSError:
        return False
    packed = any(name.endswith(".egg") for name in names)
    return packed or any(
        _names_group(os.path.join(folder or ".", name, "entry_points.txt")) for name in names
    )


def _names_group(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return f"[{GROUP}]" in stream.read().replace(" ", "")
    except OSError:
        return False
