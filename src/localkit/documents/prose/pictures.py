"""Pictures that browsers and Word both show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from localkit.model.export import Picture

if TYPE_CHECKING:
    from localkit.model.export import PictureKind

MOST_BYTES: Final = 10_000_000
"""Of one picture; a photograph of a telephone is smaller."""
MOST_TOGETHER: Final = 50_000_000
"""Of all pictures in one export, each counted as often as it is shown; e-mail takes less."""
_BEGINS: Final[dict[bytes, PictureKind]] = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
}
_NAMES: Final = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".ico", ".heic")


def picture(data: bytes) -> Picture | None:
    """A picture by its first bytes, or None for what is none of the three kinds."""
    kind = next((kind for begin, kind in _BEGINS.items() if data.startswith(begin)), None)
    return None if kind is None else Picture(data, kind)


def named_so(path: str) -> bool:
    """Whether a file's name says that it is a picture."""
    return path.lower().endswith(_NAMES)
