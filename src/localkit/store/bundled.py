"""The kits that came with localkit: where each lies, with its earlier releases."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from localkit.errors import InputError
from localkit.model.limits import Limits
from localkit.model.semver import version_key
from localkit.store.stated_version import stated_version


def bundled_kits() -> dict[str, Path]:
    """The present release of each kit that came with localkit, by the kit's name."""
    folder = _folder()
    return {path.parent.name: path.parent for path in sorted(folder.glob("*/kit.yaml"))}


def bundled_releases(name: str) -> dict[str, Path]:
    """The releases of one of these kits by version, oldest first; none where no kit has the name.

    Earlier releases lie beside each other in ``kits/earlier``, each in a folder named after the kit and its version;
    the version is told by the kit.yaml in it.
    """
    present = bundled_kits().get(name)
    if present is None:
        return {}
    found = {}
    for file in (*(present.parent / "earlier").glob(f"{name}-*/kit.yaml"), present / "kit.yaml"):
        stated = stated_version(file.read_bytes(), Limits())
        if stated is not None and stated.name == name:
            found[stated.version] = file.parent
    return dict(sorted(found.items(), key=lambda item: version_key(item[0])))


def bundled_folder(name: str, version: str | None = None) -> Path:
    """Where a kit that came with localkit lies.

    Args:
        name: The kit's name.
        version: Which release; None for the present one.

    Raises:
        InputError: This localkit has no such kit, or not that release of it.
    """
    kits = bundled_kits()
    if name not in kits:
        raise InputError(
            f"no kit called {name} came with this localkit",
            hint=f"Give a folder, a zip, a git address, or one of: {', '.join(kits) or 'none installed'}.",
        )
    if version is None:
        return kits[name]
    releases = bundled_releases(name)
    if version not in releases:
        raise InputError(
            f'no release "{version}" of {name} came with this localkit',
            hint=f"These did: {', '.join(f'{name}@{known}' for known in releases)}.",
        )
    return releases[version]


def _folder() -> Path:
    """Beside the modules in an installed localkit, beside ``src`` in a checkout."""
    package = Path(str(resources.files("localkit")))
    packaged = package / "kits"
    return packaged if packaged.is_dir() else package.parents[1] / "kits"
