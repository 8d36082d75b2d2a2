"""core.zip: the core as received. Deterministic, and never silently trusted."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from localkit.errors import CoreError, KitError, LimitError, MachineError
from localkit.model.kit import Kit
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.store.archives import read_zip
from localkit.store.kit_values import kit_from

NAME = "core.zip"
REPAIR = "Make it again from the release that it came from: localkit repair --kit KIT"
"""What to do where the core as received is missing, unreadable or changed."""

_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Core:
    """The core as received.

    Attributes:
        kit: The framework, every string rendered for this place.
        baseline: The pristine rendering.
        index: What was measured of the baseline when it was received, see ``localkit.engine.indexing``.
        schema: parameters.schema.json as plain values, or None.
        digest: Digest of everything in it.
        published: kit.yaml's bytes as the kit has them, or None where it has none.
    """

    kit: Kit
    baseline: Tree
    index: Mapping[str, Any]
    schema: Mapping[str, Any] | None
    digest: str
    published: bytes | None = None


def core_tree(
    framework: Mapping[str, Any], index: Mapping[str, Any], baseline: Tree, published: Mapping[str, File]
) -> Tree:
    """What goes into core.zip.

    Args:
        framework: kit.yaml's values, every string rendered for this place.
        index: What was measured of the baseline.
        baseline: The pristine rendering.
        published: kit.yaml and parameters.schema.json as the kit has them, where it has them.
    """
    files = {
        "kit.json": File(_json(framework)),
        "index.json": File(_json(index)),
        **{name: File(file.data) for name, file in published.items()},
        **{f"files/{path}": File(file.data, file.plain_mode) for path, file in baseline.items()},
    }
    return Tree(files, frozenset(f"files/{folder}" for folder in baseline.folders))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def pack(tree: Tree) -> bytes:
    """A tree as a zip whose bytes depend on nothing but the tree: sorted, stored, dated 1980-01-01."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        names = sorted([*tree.files, *(f"{folder}/" for folder in tree.folders)])
        for name in names:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3  # Unix on every system, so that modes and bytes agree
            if name.endswith("/"):
                entry.external_attr = (0o040755 << 16) | 0x10
                archive.writestr(entry, b"")
            else:
                entry.external_attr = (0o100000 | tree[name].plain_mode) << 16
                archive.writestr(entry, tree[name].data)
    return buffer.getvalue()


def read_core(folder: Path, limits: Limits) -> Core:
    """Read core.zip of a local version's ``.localkit`` folder.

    Raises:
        CoreError: It is missing, unreadable, over the limits, or not as it should be.
        SafetyError: It has an unsafe path.
        MachineError: It cannot be read.
    """
    path = folder / NAME
    if not path.is_file():
        raise CoreError("the core as received is missing", path=str(path), hint=REPAIR)
    try:
        tree = read_zip(path, limits)
        index = json.loads(tree["index.json"].data)
        schema = _schema(tree["parameters.schema.json"].data) if "parameters.schema.json" in tree else None
        if not isinstance(index, dict):
            raise TypeError(index)
        published = tree["kit.yaml"].data if "kit.yaml" in tree else None
        kit = _kit(tree["kit.json"].data)
        return Core(kit, tree.under("files"), index, schema, tree.digest, published)
    except (KitError, LimitError) as error:
        raise CoreError(
            f"the core as received cannot be read: {error.message}", path=str(path), hint=REPAIR
        ) from error
    except MachineError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise CoreError("the core as received is damaged", path=str(path), hint=REPAIR) from error


# Places of one release mostly have the same framework and the same questions: a scan reads them once.


@lru_cache(maxsize=16)
def _kit(data: bytes) -> Kit:
    return kit_from(json.loads(data))


@lru_cache(maxsize=16)
def _schema(data: bytes) -> Mapping[str, Any]:
    values: Mapping[str, Any] = json.loads(data)
    return values
