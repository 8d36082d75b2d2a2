"""A snapshot: a small portable summary of a local version at one time, which a national team collects."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Snapshot:
    """What a place shows of itself, and nothing beside it.

    Attributes:
        data: Plain values, valid under the schema ``snapshot``.
    """

    data: Mapping[str, Any] = field(repr=False)

    @property
    def kit_name(self) -> str:
        """Name of the kit that the local version was made from."""
        return str(self.data["kit"]["name"])

    @property
    def kit_version(self) -> str:
        """The release that it was made from."""
        return str(self.data["kit"]["version"])

    @property
    def place_name(self) -> str | None:
        """The place's name, where the kit asks for one."""
        name: str | None = self.data["place"]["name"]
        return name

    @property
    def place_code(self) -> str | None:
        """The place's official code, where the kit asks for one."""
        code: str | None = self.data["place"]["code"]
        return code

    @property
    def place_id(self) -> str | None:
        """What tells its local version from every other; snapshots of an earlier localkit have none."""
        found: str | None = self.data["place"].get("id")
        return found

    @property
    def identity(self) -> tuple[str, str, str, str] | None:
        """What two snapshots of one place have alike; None where that cannot be told.

        The name and the code belong to it, since somebody may begin a place with a copy of another one's folder.
        """
        if self.place_id is None:
            return None
        return (self.kit_name, self.place_id, self.place_code or "", (self.place_name or "").casefold())

    @property
    def stage(self) -> str:
        """Where the place is in its work."""
        return str(self.data["stage"])

    @property
    def taken(self) -> str:
        """The moment at which it was made, in ISO 8601 with its time zone."""
        return str(self.data["taken"])

    @property
    def digest(self) -> str:
        """``sha256:`` over everything but the moment: two snapshots of one state have the same."""
        said = {key: value for key, value in self.data.items() if key != "taken"}
        return f"sha256:{hashlib.sha256(canonical(said)).hexdigest()}"


def canonical(value: Any) -> bytes:
    """Values of JSON as the only bytes that they can have: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
