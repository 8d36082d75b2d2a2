"""The core as received, with what was measured of it: what a local version is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from localkit.model.kit import Kit
from localkit.model.tree import Tree


@dataclass(frozen=True)
class Received:
    """The core as received, and the place it was received for."""

    kit: Kit
    baseline: Tree
    index: Mapping[str, Any]
    parameters: Mapping[str, Any]
