"""What a plugin imports: ``from localkit.hooks.markers import hookimpl``."""

from __future__ import annotations

import pluggy

API_VERSION = 1
"""Version of the hooks. It grows when a hook goes away or asks for something else, never when one is added.

A plugin may say for which one it was written: ``LOCALKIT_API = 1``. One that needs a later version is not loaded.
"""

hookspec = pluggy.HookspecMarker("localkit")
hookimpl = pluggy.HookimplMarker("localkit")
