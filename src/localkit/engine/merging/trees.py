"""Three folders merged file by file: a pure function of baseline, new core and local version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from localkit.engine.merging.files import Merging, merge_file, nothing_settled
from localkit.engine.merging.ground import Ground
from localkit.engine.merging.identity import Identified, identify
from localkit.engine.merging.in_the_way import InTheWay, in_the_way
from localkit.model.file_merge import FileMerge
from localkit.model.tree import File

Files = Mapping[str, File]


def merge_trees(base: Files, core: Files, local: Files, how: Merging) -> tuple[FileMerge, ...]:
    """Merge three trees. No file is put where another one stands.

    What only the place has is not told of and stays as it is.

    Args:
        base: The core as received.
        core: The new core.
        local: The place's files.
        how: What is known beside the files.

    Raises:
        InputError: A text that was chosen for a part cannot stand there.
    """
    return _TreeMerging(base, core, local, how).result()


class _TreeMerging:
    def __init__(self, base: Files, core: Files, local: Files, how: Merging) -> None:
        self.base, self.core, self.local, self.how = base, core, local, how
        self.in_local: Identified = identify(base, local)
        self.in_core = dict(identify(base, core, how.renamed).pairs)
        self.own = set(local) - set(self.in_local.pairs.values())

    def result(self) -> tuple[FileMerge, ...]:
        known = self._known()
        self._stand_in(known)
        self._name_apart(known)
        ground = Ground([*self.own, *(file.path for file in known.values() if file.path and file.file)])
        fresh = sorted(set(self.core) - set(self.in_core.values()))
        names = {file.named for file in known.values()}
        return (*known.values(), *(self._fresh(path, ground, names) for path in fresh))

    def _known(self) -> dict[str, FileMerge]:
        """What becomes of each file of the baseline, by its path there."""
        found = {path: self._merged(path, self.how) for path in sorted(self.base)}
        while astray := self._astray(found):
            for path in astray:
                # A file that the core moved to where another one stands is taken out there and added here.
                if found[path].local_path is None or self.in_core.pop(path, None) is None:
                    found[path] = self._merged(path, replace(self.how, settle=nothing_settled))
                else:
                    found[path] = self._merged(path, self.how)
        return found

    def _stand_in(self, known: dict[str, FileMerge]) -> None:
        """A new file of the core's is the new state of one that it took out and that the place has under that name."""
        for path, file in known.items():
            here = file.local_path
            if (
                here is not None
                and here in self.core
                and path not in self.in_core
                and here not in self.in_core.values()
            ):
                self.in_core[path] = here
                known[path] = self._merged(path, self.how)

    def _name_apart(self, known: dict[str, FileMerge]) -> None:
        """Call a file that the place does not have as the place did, where another one is called as in the core.

        Where another one is called as the place did, too, it is called by both names.
        """
        added = set(self.core) - set(self.in_core.values())
        for path, file in known.items():
            if file.path is not None or file.local_path is not None or not file.parts:
                continue
            others = added | {other.named for at, other in known.items() if at != path}
            if file.named in others:
                name = path if path not in others else f"{file.named}#formerly {path}"
                known[path] = self._merged(path, self.how, name)
                if path in self._astray(known):
                    known[path] = self._merged(path, replace(self.how, settle=nothing_settled), name)

    def _astray(self, found: Mapping[str, FileMerge]) -> Sequence[str]:
        """Files that would be put where another one stands."""
        going = [path for path, file in found.items() if file.file and file.path != file.local_path]
        there = {path: file.path for path, file in found.items() if file.file and file.path}
        return [
            path
            for path in going
            if Ground([*self.own, *(at for one, at in there.items() if one != path)]).in_the_way(there[path])
        ]

    def _merged(self, path: str, how: Merging, name: str | None = None) -> FileMerge:
        core, local = self.in_core.get(path), self.in_local.pairs.get(path)
        plan = FileMerge(path, core, local, None, None, name=name)
        rivals = self.in_local.unsure.get(path, ())
        return merge_file(plan, self.base[path], _at(self.core, core), _at(self.local, local), how, rivals)

    def _fresh(self, path: str, ground: Ground, names: AbstractSet[str]) -> FileMerge:
        """A file that only the new core has, or that both sides added; ``names`` are those of all others."""
        here = ground.in_the_way(path)
        if here is not None and (here not in self.own or here.casefold() != path.casefold()):
            new = InTheWay(path, here, named=here == path or path in names)
            return in_the_way(new, self.core[path], self.local.get(here), self.how.settle)
        found = merge_file(
            FileMerge(None, path, here, None, None), None, self.core[path], _at(self.local, here), self.how
        )
        ground.take(path)
        return found


def _at(files: Files, path: str | None) -> File | None:
    return None if path is None else files[path]
