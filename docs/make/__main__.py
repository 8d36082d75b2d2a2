"""Write what is generated: ``python -m docs.make``."""

from __future__ import annotations

import sys

from docs.make.pages import generated


def main() -> int:
    """Write every generated file that is not as it should be, and name it."""
    for path, data in generated().items():
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            sys.stdout.write(f"wrote {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
