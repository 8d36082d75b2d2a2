"""Three folders merged file by file: a pure function of baseline, new core and local version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from localkit.engine.merging.files import Merging, in_the_way, merge_file
from localkit.engine.merging.identity import Identified, identify
from localkit.model.file_merge import FileMerge
from localkit.model.tree import File


def merge_trees(
    base: Mapping[str, File], core: Mapping[str, File], local: Mapping[str, File], how: Merging
) -> tuple[FileMerge, ...]:
    """Merge three trees.

    What only the place has is not told of and stays as it is.

    Args:
        base: The core as received.
        core: The new core.
        local: The place's files.
        how: What is known beside the files.

    Raises:
        InputError: A text that was chosen for a part cannot stand there.
    """
    in_local = identify(base, local)
    in_core = _not_over_others(identify(base, core, how.renamed), local, in_local)
    found = [
        merge_file(
            FileMerge(path, in_core.pairs.get(path), in_local.pairs.get(path), None, None),
            base[path],
            _at(core, in_core.pairs.get(path)),
            _at(local, in_local.pairs.get(path)),
            how,
            in_local.unsure.get(path, ()),
        )
        for path in sorted(base)
    ]
    folded = {path.casefold(): path for path in local}
    kept = set(in_local.pairs.values())
    for path in sorted(set(core) - set(in_core.pairs.values())):
        here = path if path in local else folded.get(path.casefold())
        if here in kept and here is not None:
            found.append(in_the_way(path, core[path], here, local[here], how))
        else:
            found.append(
                merge_file(FileMerge(None, path, here, None, None), None, core[path], _at(local, here), how)
            )
    return tuple(found)


def _at(files: Mapping[str, File], path: str | None) -> File | None:
    return None if path is None else files[path]


def _not_over_others(found: Identified, local: Mapping[str, File], in_local: Identified) -> Identified:
    """A file that the core renamed to where the place has a file of its own is taken out there and added here."""
    own = set(local) - set(in_local.pairs.values())
    return replace(
        found, pairs={old: new for old, new in found.pairs.items() if old == new or new not in own}
    )
