"""What a path leads to: a local version, a kit, or a portfolio. Told before any screen is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from localkit.errors import InputError

Noun: TypeAlias = Literal["local version", "portfolio", "kit"]

PORTFOLIO: Final = "portfolio.db"
_KIT: Final = "kit.yaml"
_BEGIN: Final = "Make something to look at: localkit demo, then localkit tui localkit-demo"


@dataclass(frozen=True)
class Target:
    """What the screens are to show.

    Attributes:
        noun: What it is.
        at: Its folder, file, or address; of a kit also its name.
    """

    noun: Noun
    at: str


def target_of(stated: str) -> Target:
    """Find out what somebody wants to see.

    Args:
        stated: A path, a database's address, or an installed kit's name; ``.`` is the present folder.

    Raises:
        InputError: It leads to none of the three.
        MachineError: A folder cannot be read.
    """
    if "://" in stated:
        return Target("portfolio", stated)
    path = Path(stated)
    if path.is_file():
        return Target("kit", stated) if path.suffix == ".zip" else Target("portfolio", stated)
    if not path.exists():
        return _kit_by_name(stated)
    if (path / _KIT).is_file():
        return Target("kit", stated)
    if _in_local_version(path):
        from localkit.store.local_versions import find_root

        return Target("local version", str(find_root(path)))
    if (path / PORTFOLIO).is_file():
        return Target("portfolio", str(path / PORTFOLIO))
    raise InputError(
        "this is no local version, no kit and no portfolio", path=stated, hint=_what_to_name(path)
    )


def _in_local_version(path: Path) -> bool:
    from localkit.store.scanning import FOLDER

    folder = path.resolve()
    return any((one / FOLDER).is_dir() for one in (folder, *folder.parents))


def _kit_by_name(stated: str) -> Target:
    """A kit that came with localkit; anything else that is not there is told as missing."""
    from localkit.store.bundled import bundled_kits

    if stated.partition("@")[0] in bundled_kits():
        return Target("kit", stated)
    raise InputError("there is no such file or folder", path=stated, hint=_BEGIN)


def _what_to_name(path: Path) -> str:
    """The local versions that lie in a folder, if there are any."""
    from localkit.store.scanning import FOLDER

    found = sorted(one.parent.name for one in path.glob(f"*/{FOLDER}"))
    if not found:
        return _BEGIN
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"Name one of the local versions in it: {', '.join(found[:3])}{more}."
