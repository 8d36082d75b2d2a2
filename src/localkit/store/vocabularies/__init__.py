"""Vocabularies that ship with localkit."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from localkit.model.frame import Code, Frame, FrameField


@cache
def frame() -> Frame:
    """FRAME's lists, from ``frame.json``."""
    text = resources.files(__package__).joinpath("frame.json").read_text("utf-8")
    return Frame(
        tuple(
            FrameField(
                name=field["name"],
                column=field["column"],
                title=field["title"],
                many=field["many"],
                codes=tuple(
                    Code(item["code"], item["words"], tuple(item.get("groups", ())))
                    for item in field["codes"]
                ),
                source=field["source"],
            )
            for field in json.loads(text)["fields"]
        )
    )
