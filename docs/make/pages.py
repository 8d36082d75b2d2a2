"""Every generated file of docs/, and what belongs in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docs.make import commands, formats, hooks, pictures, sessions, vocabulary

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"


def written_pages() -> list[Path]:
    """Every page for people: README, CONTRIBUTING, CHANGELOG, and what lies in docs/."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def generated() -> dict[Path, bytes]:
    """Path to content. Pages whose terminal sessions are played again are among them."""
    texts = {
        DOCS / "reference" / "formats.md": formats.page(),
        DOCS / "reference" / "cli.md": commands.page(),
        DOCS / "reference" / "hooks.md": hooks.page(),
        DOCS / "reference" / "vocabulary.md": vocabulary.page(),
        **{DOCS / "pictures" / name: text for name, text in pictures.pictures().items()},
        **{path: text for path in written_pages() if (text := sessions.played(path)) is not None},
    }
    return {path: text.encode() for path, text in texts.items()}
