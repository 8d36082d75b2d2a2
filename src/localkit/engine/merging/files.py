"""One file merged: its name, its bytes and its parts, also where one of the three sides does not have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from localkit.documents.encoding import Encoded, decode
from localkit.engine.file_pairs import Reader
from localkit.engine.merging.documents import merge_documents
from localkit.engine.merging.file_parts import UNTOLD, file_part, settled
from localkit.engine.merging.headings import HeadingMoves
from localkit.engine.merging.unread import with_reason
from localkit.engine.pairing import ALIKE, alike
from localkit.model.document import Document
from localkit.model.file_merge import FileMerge, Settle
from localkit.model.merging import Choice, DocumentMerge, PartMerge
from localkit.model.passage import Passage
from localkit.model.tree import File
from localkit.syntax.words import words

BOTH_CHANGED = "both changed it"
CORE_OUT = "the core took it out, and this place changed it"
PLACE_OUT = "this place took it out, and the core changed it"
BOTH_ADDED = "both added a file of this name"


def nothing_settled(address: str) -> Choice | None:  # noqa: ARG001  it is so for each
    """Leaves everything open."""
    return None


def _never(path: str) -> bool:  # noqa: ARG001  it is so for each
    return False


@dataclass(frozen=True)
class Merging:
    """How files are merged.

    Attributes:
        read: How a file is read.
        renamed: Old path to new one, where the kit says so.
        headings: How headings moved, by path of the file in the new core.
        untouched: Whether a file is the place's own from the first day.
        settle: How what both sides changed is to be settled.
    """

    read: Reader
    renamed: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, HeadingMoves] = field(default_factory=dict)
    untouched: Callable[[str], bool] = _never
    settle: Settle = nothing_settled


def merge_file(
    plan: FileMerge,
    base: File | None,
    core: File | None,
    local: File | None,
    how: Merging,
    rivals: Sequence[str] = (),
) -> FileMerge:
    """Merge one file.

    Args:
        plan: Where the three sides have it.
        base: What the place received.
        core: What the new core has.
        local: What the place has.
        how: What is known beside the file.
        rivals: Files of the place's that could each be the one that is missing.

    Raises:
        InputError: A text that was chosen for a part cannot stand there.
    """
    plan = replace(plan, path=plan.local_path, file=local)
    known = [path for path in (plan.base_path, plan.core_path) if path is not None]
    if base is not None and any(map(how.untouched, known)):
        return plan
    if base is None:
        return _fresh(plan, core, local, how)
    if local is None:
        return _gone_here(plan, base, core, how, rivals)
    if core is None:
        return _gone_in_core(plan, base, local, how)
    return _there(plan, base, core, local, how)


def _gone_here(
    plan: FileMerge, base: File, core: File | None, how: Merging, rivals: Sequence[str]
) -> FileMerge:
    """The place does not have it: it never comes back, but a change of the core is told."""
    if core is None:
        return replace(plan, parts=(file_part("same", "", base, None, None, None),))
    if says_the_same(base, core, plan.core_path or plan.named, how.read):
        return replace(plan, parts=(file_part("kept", "", base, core, None, None),))
    why = f"the core changed it, and it may be any of {', '.join(rivals)} here" if rivals else PLACE_OUT
    part = file_part("needs_decision", why, base, core, None, None)
    return settled(plan, part, how.settle(plan.named), core, plan.core_path)


def _gone_in_core(plan: FileMerge, base: File, local: File, how: Merging) -> FileMerge:
    if says_the_same(base, local, plan.named, how.read):
        return replace(plan, path=None, file=None, parts=(file_part("updated", "", base, None, local, None),))
    part = file_part("needs_decision", CORE_OUT, base, None, local, local)
    return settled(plan, part, how.settle(plan.named), None, None)


def _there(plan: FileMerge, base: File, core: File, local: File, how: Merging) -> FileMerge:
    """All three have it."""
    path = plan.local_path if plan.local_path != plan.base_path else plan.core_path
    plan = replace(plan, path=path)
    mode = _mode(base, core, local)
    if core.data in (base.data, local.data):
        return replace(plan, file=File(local.data, mode), parts=_untold(plan, base, core, local))
    data, parts = _merged(plan, base, core, local, how)
    return replace(plan, file=File(core.data if base.data == local.data else data, mode), parts=parts)


def _mode(base: File, core: File, local: File) -> int:
    """Whether it may be run, as the core says where the place left that alone."""
    if local.executable != base.executable or local.executable == core.executable:
        return local.mode
    return local.mode | 0o111 if core.executable else local.mode & ~0o111


def _untold(plan: FileMerge, base: File, core: File, local: File) -> tuple[PartMerge, ...]:
    """A file that needs no merging: what it says is told nobody, but that it was moved or changed is."""
    if base.data != core.data:
        return (replace(UNTOLD, outcome="same"),)
    if plan.path != plan.local_path:
        return (replace(UNTOLD, outcome="updated"),)
    return (UNTOLD,) if local.data != base.data or plan.local_path != plan.base_path else ()


def _merged(
    plan: FileMerge, base: File, core: File, local: File, how: Merging
) -> tuple[bytes, tuple[PartMerge, ...]]:
    """The bytes of a file that the core changed, and what became of its parts."""
    written = _text(plan.named, local, how.read)
    if written is None or None in (_text(plan.named, base, how.read), _text(plan.named, core, how.read)):
        return _by_bytes(plan, base, core, local, how)
    documents = _read(plan, (base, core, local), how)
    found = _documents(plan, documents, written, how)
    return written.bytes_of(found.text), found.parts


def _read(plan: FileMerge, files: Sequence[File], how: Merging) -> list[Document]:
    return [how.read(plan.named, file.data) for file in files]


def _documents(plan: FileMerge, documents: list[Document], written: Encoded, how: Merging) -> DocumentMerge:
    base, core, local = documents

    def sound(text: str) -> bool:
        if local.problem is not None or core.problem is not None:
            return True
        return how.read(plan.named, written.bytes_of(text)).problem is None

    def choose(part: str) -> Choice | None:
        return how.settle(f"{plan.named}#{part}" if part else plan.named)

    moves = how.headings.get(plan.core_path or "", HeadingMoves())
    found = merge_documents(base, core, local, choose, moves, sound)
    return replace(found, parts=with_reason(found.parts, base, core, local))


def _text(path: str, file: File, read: Reader) -> Encoded | None:
    """The text of a file, and how it is written; None for what is no text."""
    if read(path, file.data).kind == "binary":
        return None
    try:
        return decode(file.data)
    except UnicodeDecodeError:
        return None


def _by_bytes(
    plan: FileMerge, base: File, core: File, local: File, how: Merging
) -> tuple[bytes, tuple[PartMerge, ...]]:
    """A file that is no text: one side's bytes, whole."""
    if base.data == local.data:
        return core.data, (file_part("updated", "", base, core, local, core),)
    part = file_part("needs_decision", BOTH_CHANGED, base, core, local, local)
    done = settled(plan, part, how.settle(plan.named), core, plan.path)
    return (done.file or local).data, with_reason(done.parts, *_read(plan, (base, core, local), how))


def _fresh(plan: FileMerge, core: File | None, local: File | None, how: Merging) -> FileMerge:
    """A file that only the new core has, or that both sides added."""
    assert core is not None and plan.core_path is not None  # noqa: S101, PT018  else nobody has it
    if local is None:
        return replace(
            plan, path=plan.core_path, file=core, parts=(file_part("updated", "", None, core, None, core),)
        )
    if how.untouched(plan.core_path):
        return plan
    if says_the_same(core, local, plan.named, how.read):
        return replace(plan, parts=(replace(UNTOLD, outcome="same"),))
    mine, theirs = _text(plan.named, local, how.read), _text(plan.named, core, how.read)
    if mine is not None and theirs is not None and alike(words(mine.text), words(theirs.text)) >= ALIKE:
        documents = [how.read(plan.named, data) for data in (b"", core.data, local.data)]
        found = _documents(plan, documents, mine, how)
        return replace(plan, file=File(mine.bytes_of(found.text), local.mode), parts=found.parts)
    part = file_part("needs_decision", BOTH_ADDED, None, core, local, local)
    return settled(plan, part, how.settle(plan.named), core, plan.local_path)


def says_the_same(one: File, other: File, path: str, read: Reader) -> bool:
    """Whether two files differ by nothing but what is not a change."""
    if one.data == other.data:
        return True
    mine, theirs = read(path, one.data), read(path, other.data)
    whole = Passage(path)
    return mine.kind == theirs.kind and mine.content(whole).canonical == theirs.content(whole).canonical
