"""``python -m localkit``: the same as the command ``localkit``."""

from __future__ import annotations

import sys

from localkit.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
