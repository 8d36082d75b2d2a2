"""Terminal sessions in pages, played again: what a page shows is what the program says.

A page that holds ``<!-- played -->`` gets a new folder. In it, from top to bottom:

- a fenced block behind ``<!-- file: PATH -->`` is written to that file,
- ``<!-- edit: PATH: "OLD" -> "NEW" -->`` is done to that file (JSON strings),
- each ``$ localkit …`` and ``$ cd …`` in a ``console`` block is run, and what follows it in the block is replaced.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

MARK: Final = "<!-- played -->"
HOME: Final = "/home/sam"
_STEP: Final = re.compile(
    r"<!-- file: (?P<file>\S+) -->\n+```[^\n]*\n(?P<content>.*?)^```$"
    r'|<!-- edit: (?P<edited>\S+): (?P<old>"(?:[^"\\]|\\.)*") -> (?P<new>"(?:[^"\\]|\\.)*") -->'
    r"|(?P<console>^```console\n.*?^```$)",
    re.DOTALL | re.MULTILINE,
)


def played(path: Path) -> str | None:
    """The page with its sessions played again; None for a page that has none."""
    text = path.read_text("utf-8") if path.is_file() else ""
    if MARK not in text:
        return None
    with tempfile.TemporaryDirectory() as folder:
        session = _Session(Path(folder).resolve())
        return _STEP.sub(session.step, text)


class _Session:
    """One folder, and where in it we are."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        self.here = self.home
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LOCALKIT_")}
        self.environment = {
            **kept,
            "LOCALKIT_CONFIG_DIR": str(folder / "config"),
            "LOCALKIT_CACHE_DIR": str(folder / "cache"),
            "LOCALKIT_DISABLE_PLUGINS": "1",
            "NO_COLOR": "1",
            "COLUMNS": "92",
            "PYTHONUTF8": "1",
        }

    def step(self, found: re.Match[str]) -> str:
        """Do one step; gives what stands in its place."""
        if found["file"]:
            target = self.here / found["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(found["content"], "utf-8", newline="\n")
        elif found["edited"]:
            self._edit(self.here / found["edited"], json.loads(found["old"]), json.loads(found["new"]))
        else:
            commands = re.findall(r"^\$ .+$", found["console"], re.MULTILINE)
            return "\n".join(["```console", *(self._run(line) for line in commands), "```"])
        return found[0]

    def _edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        if text.count(old) != 1:
            raise ValueError(f"{path.name} has {old!r} {text.count(old)} times, not once")
        path.write_text(text.replace(old, new), "utf-8", newline="\n")

    def _run(self, line: str) -> str:
        program, *arguments = [part.strip('"') for part in re.findall(r'"[^"]*"|\S+', line[2:])]
        if program == "cd":
            self.here = (self.here / arguments[0]).resolve()
            return line
        if program != "localkit":
            raise ValueError(f"cannot play: {line}")
        done = subprocess.run(
            [sys.executable, "-m", "localkit", *arguments],
            cwd=self.here,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said = done.stdout.decode("utf-8").replace(str(self.home), HOME)
        return f"{line}\n{said}".rstrip("\n")
