"""The programs that are timed, where they come from, and what they see of the machine."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

PEERS = ("cookiecutter", "cruft")
_BIN = "Scripts" if os.name == "nt" else "bin"
_TELLS = ("LOCALKIT_", "COOKIECUTTER_", "XDG_", "GIT_", "PYTHON", "VIRTUAL_ENV")


def localkit_program() -> Path:
    """The command ``localkit`` beside the Python that runs this."""
    return _found(Path(sys.executable).parent, "localkit")


def peers_programs(folder: Path) -> dict[str, Path]:
    """The peers' commands, in a virtual environment of their own that is kept between runs."""
    programs = folder / _BIN
    ready = folder / "installed"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        quiet = ["-qq", "--disable-pip-version-check"]
        subprocess.run([programs / "python", "-m", "pip", "install", *quiet, *PEERS], check=True)
        ready.touch()
    return {name: _found(programs, name) for name in PEERS}


def _found(folder: Path, name: str) -> Path:
    found = shutil.which(name, path=str(folder))
    if found is None:
        raise SystemExit(f"there is no {name} in {folder}; install it first (make install)")
    return Path(found)


def versions(peers: Path) -> dict[str, str]:
    """Name to version of all that takes part."""
    from localkit import __version__

    tell = "from importlib.metadata import version as v; import sys; print(*map(v, sys.argv[1:]))"
    told = subprocess.run(
        [peers / _BIN / "python", "-c", tell, *PEERS], check=True, capture_output=True, text=True
    ).stdout.split()
    git = subprocess.run(["git", "--version"], check=True, capture_output=True, text=True).stdout.split()[2]
    own = {"localkit": __version__, "Python": platform.python_version()}
    return {**own, **dict(zip(PEERS, told, strict=True)), "git": git}


def environment(home: Path) -> dict[str, str]:
    """A person's environment with an empty home folder, and nobody's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_TELLS)}
    hidden = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    own = {"LC_ALL": "C.UTF-8", "NO_COLOR": "1", "LOCALKIT_DISABLE_PLUGINS": "1"}
    return {**kept, **homes, **hidden, **own}


def machine() -> str:
    """The machine in a line: what figures depend on, nothing that says whose it is."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, {_processor()}, {_system()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"
