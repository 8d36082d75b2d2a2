"""Where localkit keeps what belongs to a person and not to a local version."""

from __future__ import annotations

import os
from pathlib import Path


def config_folder() -> Path:
    """Settings and what is trusted; ``LOCALKIT_CONFIG_DIR`` moves it."""
    stated = os.environ.get("LOCALKIT_CONFIG_DIR")
    if stated:
        return Path(stated)
    import platformdirs  # noqa: PLC0415  few commands need it

    return platformdirs.user_config_path("localkit", appauthor=False)


def cache_folder() -> Path:
    """What can be made again; ``LOCALKIT_CACHE_DIR`` moves it."""
    stated = os.environ.get("LOCALKIT_CACHE_DIR")
    if stated:
        return Path(stated)
    import platformdirs  # noqa: PLC0415  few commands need it

    return platformdirs.user_cache_path("localkit", appauthor=False)
