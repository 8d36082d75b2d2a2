"""What a plugin imports: ``from localkit.hooks.markers import hookimpl``."""

from __future__ import annotations

import pluggy

hookspec = pluggy.HookspecMarker("localkit")
hookimpl = pluggy.HookimplMarker("localkit")
