"""Try: render a kit's sample places."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from localkit.actions.kit_opening import opened_kit
from localkit.actions.kit_samples import RenderedSample, may_run_code, render_sample, samples_of
from localkit.errors import InputError
from localkit.store.sources import find_source
from localkit.store.staging import check_destination, staged, write_tree
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Tried:
    """What the template gives for each sample place.

    Attributes:
        written: Folder that holds one folder a sample; None where nothing was written.
    """

    kit: str
    samples: tuple[RenderedSample, ...]
    written: Path | None


def try_kit(
    workspace: Workspace,
    source: str,
    *,
    names: Sequence[str] = (),
    directory: str | None = None,
    output: Path | None = None,
    trust: bool = False,
) -> Tried:
    """Render the sample places of a kit, in memory or into a new folder.

    Args:
        workspace: Settings, folders, clock.
        source: The kit.
        names: Names of the samples to render; none for all, the kit's defaults among them.
        directory: Folder within the source.
        output: New or empty folder to write to.
        trust: Whether the kit may run its code.

    Raises:
        InputError: There is no such kit or sample, or the folder holds something.
        KitError: The kit has a fault, or its template fails.
        AnswersError: A sample gives an answer that the kit does not allow.
        SafetyError: The kit has code and is not trusted, or a path leads out of the folder.
        MachineError: The disk fails.
    """
    if output is not None:
        check_destination(output)
    kit = opened_kit(workspace, find_source(source, directory))
    trusted = may_run_code(workspace, kit, trust)
    samples, wrong = samples_of(kit)
    if wrong:
        raise wrong[0]
    known = [sample.name for sample in samples]
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            meant = f'Did you mean "{close[0]}"? ' if close else ""
            raise InputError(f'the kit has no sample "{name}"', hint=f"{meant}It has: {', '.join(known)}.")
    chosen = [sample for sample in samples if not names or sample.name in names]
    rendered = tuple(render_sample(workspace, kit, sample, trusted=trusted) for sample in chosen)
    if output is not None:
        with staged(output) as folder:
            for item in rendered:
                (folder / item.sample.name).mkdir()
                write_tree(folder / item.sample.name, item.tree)
    return Tried(f"{kit.name} {kit.version}", rendered, output)
