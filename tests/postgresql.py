"""A PostgreSQL server of the tests' own, begun when the first test wants one and gone when they end.

It has one folder, which holds its data, and answers on this machine only. Who watches over it is a small process that
ends it as soon as the tests' process ends, in whatever way that happens.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Any, Final

import pytest

OWNER: Final = "localkit"
PASSWORD: Final = "kept-to-ourselves"
_PROGRAMS: Final = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
_SETTINGS: Final = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "20",
    "shared_buffers": "16MB",
    "autovacuum": "off",
    "jit": "off",
    "lc_messages": "C",
}
_WATCH: Final = """
import os, shutil, signal, sys, time
number, folder = int(sys.argv[1]), sys.argv[2]
sys.stdin.read()
try:
    os.kill(number, signal.SIGQUIT)
except ProcessLookupError:
    pass
for _ in range(100):
    shutil.rmtree(folder, ignore_errors=True)
    if not os.path.exists(folder):
        break
    time.sleep(0.05)
"""


@dataclass(frozen=True)
class Server:
    """A server that answers.

    Attributes:
        port: Where it listens on this machine.
        process: It.
        watch: Who ends it, and takes its folder away, when nothing can be said to it any more.
    """

    port: int
    process: subprocess.Popen[bytes]
    watch: subprocess.Popen[bytes]

    def url(self, database: str, *, user: str = OWNER, password: str = PASSWORD) -> str:
        """The address of one of its databases."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> list[Any]:
        """Run one statement as the owner; what it gives."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []

    def end(self) -> None:
        """End it, with all that it held."""
        assert self.watch.stdin is not None
        self.watch.stdin.close()
        self.process.wait(timeout=30)
        self.watch.wait(timeout=30)


def missing() -> str | None:
    """Why there can be no server here; None where there can."""
    if os.name == "nt":
        return "the tests start a PostgreSQL server on Linux and macOS only"
    if _programs() is None:
        return "no PostgreSQL server is installed (initdb, postgres; Debian: the package postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        return f"psycopg is not installed: {str(error).partition(chr(10))[0]}"
    return _other_user()[1]


def _programs() -> Path | None:
    there = [Path(found).parent for name in ("initdb",) if (found := shutil.which(name))]
    folders = [*there, *(Path(name) for pattern in _PROGRAMS for name in sorted(glob(pattern), reverse=True))]
    return next(
        (item for item in folders if all((item / name).exists() for name in ("initdb", "postgres"))), None
    )


def _other_user() -> tuple[Mapping[str, Any], str | None]:
    """Whom the server runs as, since it refuses to be root; or why that cannot be."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}, None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}, None
    return {}, "root cannot run PostgreSQL, and there is no other user here"


@contextmanager
def server() -> Iterator[Server]:
    """Begin a server, and end it."""
    told = ""
    for _ in range(3):  # somebody else may take the port in between
        begun = _begun()
        if isinstance(begun, Server):
            try:
                yield begun
            finally:
                begun.end()
            return
        told = begun
    pytest.fail(f"PostgreSQL does not begin:\n{told}")


def _begun() -> Server | str:
    """A server that answers, or what it complained about."""
    programs, user = _programs(), _other_user()[0]
    assert programs is not None
    # Not where pytest has its folders: those let no other user in.
    folder = Path(tempfile.mkdtemp(prefix="localkit-postgresql-")).resolve()
    secret = folder / "password"
    secret.write_text(PASSWORD, "utf-8")
    if user:
        for path in (folder, secret):
            os.chown(path, user["user"], user["group"])
    _initialise(programs, folder / "data", secret, user)
    found = _started(programs, folder / "data", _free_port(), user)
    if _answers(found):
        return found
    told = (folder / "log").read_text("utf-8", "replace")
    found.end()
    return told


def _initialise(programs: Path, data: Path, secret: Path, user: Mapping[str, Any]) -> None:
    command: list[str | Path] = [
        programs / "initdb",
        "--no-sync",
        "--auth=scram-sha-256",
        f"--pwfile={secret}",
        "-U",
        OWNER,
    ]
    said = subprocess.run(
        [*command, "--encoding=UTF8", "--locale=C", "-D", data],
        capture_output=True,
        text=True,
        cwd=data.parent,
        check=False,
        **user,
    )
    assert said.returncode == 0, f"initdb failed:\n{said.stdout}{said.stderr}"


def _started(programs: Path, data: Path, port: int, user: Mapping[str, Any]) -> Server:
    settings = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
    with (data.parent / "log").open("wb") as stream:
        process = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(data), "-p", str(port), *settings],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            cwd=data.parent,
            start_new_session=True,
            **user,
        )
    watch = subprocess.Popen(
        [sys.executable, "-c", _WATCH, str(process.pid), data.parent],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    return Server(port, process, watch)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _answers(found: Server) -> bool:
    import psycopg

    end = time.monotonic() + 45
    while found.process.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(found.url("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False
