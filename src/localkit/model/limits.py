"""How much is too much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits that keep one kit from filling a machine; settings may raise each.

    Attributes:
        kit_yaml_bytes: Size of kit.yaml, bytes.
        yaml_nodes: YAML nodes after aliases.
        files: Files in a kit or a rendering.
        rendered_bytes: Size of a whole rendering, bytes.
        file_bytes: Size of one file, bytes.
        seconds: Time to render, seconds.
    """

    kit_yaml_bytes: int = 1_000_000
    yaml_nodes: int = 10_000
    files: int = 20_000
    rendered_bytes: int = 100_000_000
    file_bytes: int = 50_000_000
    seconds: float = 20.0
