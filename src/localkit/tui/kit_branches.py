"""A kit as lines of a tree."""

from __future__ import annotations

from typing import Final

from localkit.actions.kit_look import KitLook
from localkit.actions.kit_samples import DEFAULTS
from localkit.model.kit import Element, Kit
from localkit.model.shown_file import ShownFile
from localkit.tui.widgets.kit_tree import KitBranch, KitItem
from localkit.wording import counted

LATITUDE_SIGN: Final = {"fixed": "◆", "bounded": "◇", "open": "○"}
PROSCRIBED_SIGN: Final = "×"

ABOUT: Final = KitItem("kit")
MEND: Final = KitItem("mend")
FILES: Final = KitItem("files")
SAMPLES: Final = KitItem("samples")


def sample_title(name: str) -> str:
    """A sample place as people call it; the kit's own answers are the first."""
    return "the kit's own answers" if name == DEFAULTS else name


def whose(sample: str) -> str:
    """Whose files are shown."""
    return "with the kit's own answers" if sample == DEFAULTS else f"at the sample place {sample}"


def sign(element: Element) -> str:
    """How far an element may be changed, as a sign; the words stand beside the tree."""
    return PROSCRIBED_SIGN if element.proscribed else LATITUDE_SIGN[element.latitude]


def mending(look: KitLook) -> str:
    """How much is to mend."""
    if not look.tried:
        return "Trying the sample places …"
    problems = look.report.problems
    return f"{counted(len(problems), 'thing')} to mend" if problems else "Nothing to mend"


def branches(look: KitLook, sample: str | None, files: tuple[ShownFile, ...]) -> list[KitBranch]:
    """The tree of a kit.

    Args:
        look: What there is to see of it.
        sample: The sample place whose files are shown; None where none could be rendered.
        files: Those files, or the template's own.
    """
    problems = look.report.problems
    mend = KitBranch(
        MEND,
        mending(look),
        tuple(
            KitBranch(
                KitItem("problem", str(number)),
                f"{_place(item.fault.file, item.fault.line)} {item.fault.message}",
            )
            for number, item in enumerate(problems)
        ),
    )
    shown = KitBranch(
        FILES,
        f"Files {whose(sample)}" if sample else "Files of the template",
        tuple(KitBranch(KitItem("file", file.path), _file_title(file)) for file in files),
        closed=True,
    )
    samples = KitBranch(
        SAMPLES,
        counted(len(look.report.samples), "sample place"),
        tuple(
            KitBranch(
                KitItem("sample", name),
                f"{sample_title(name)}  (shown)" if name == sample else sample_title(name),
            )
            for name in look.report.samples
        ),
        closed=True,
    )
    functions = _functions(look.kit) if look.kit else []
    return [KitBranch(ABOUT, "About this kit"), mend, *functions, shown, samples]


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else file


def _file_title(file: ShownFile) -> str:
    elements = len({item.element.id for item in file.held})
    return f"{file.path}  ({counted(elements, 'element')})" if elements else file.path


def _functions(kit: Kit) -> list[KitBranch]:
    """Each function with the elements that serve it first; a function that nothing carries is shown all the same."""
    known = [function.id for function in kit.functions]
    made = [
        KitBranch(
            KitItem("function", function.id),
            function.statement,
            tuple(_element(element) for element in kit.elements if element.serves[:1] == (function.id,)),
        )
        for function in kit.functions
    ]
    others = tuple(
        _element(element) for element in kit.elements if not element.serves or element.serves[0] not in known
    )
    title = "Other elements" if known else "Elements"
    return [*made, *([KitBranch(KitItem("function"), title, others)] if others else [])]


def _element(element: Element) -> KitBranch:
    return KitBranch(KitItem("element", element.id), f"{sign(element)} {element.title}")
