"""The process of the command ``localkit``, and of ``python -m localkit``."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line as a process of its own.

    Most of a short command is importing, which makes many objects and leaves hardly any rubbish: looking for it while
    starting and once more at the end would take an eighth of the time.
    """
    gc.set_threshold(50_000, 20, 20)
    from localkit.cli.main import run  # noqa: PLC0415  only now: importing is what takes the time

    try:
        return run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
