"""The screens in a browser: who may see them, and what happens to the program that draws them."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError, web
from tests.tui.kits import small_kit

from localkit.testing import run_localkit
from localkit.tui import web as served
from localkit.tui.web import Pages, listening

TOKEN = "right-token"
# Draws its arguments, then what it is sent; ends when it is told to.
PROGRAM = """
import json, os, sys
def send(kind, data):
    os.write(1, kind + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
send(b"D", json.dumps(sys.argv[1:]).encode())
while True:
    kind = sys.stdin.buffer.read(1)
    data = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big"))
    if kind == b"D":
        send(b"D", b"heard " + data)
        if data == b"crash":
            sys.exit("it crashed")
    elif b"quit" in data:
        break
"""
STUBBORN = PROGRAM.replace("break", "pass")


@asynccontextmanager
async def serving(*arguments: str, program: str = PROGRAM) -> AsyncIterator[tuple[Pages, ClientSession]]:
    sock = listening(0)
    pages = Pages(
        [sys.executable, "-c", program, *arguments], sock.getsockname()[1], TOKEN, "localkit: <here>"
    )
    runner = web.AppRunner(await pages.application(), access_log=None, shutdown_timeout=5)
    await runner.setup()
    await web.SockSite(runner, sock).start()
    try:
        async with ClientSession(f"http://127.0.0.1:{pages.port}") as session:
            yield pages, session
    finally:
        await runner.cleanup()


def at_work(
    steps: Callable[[Pages, ClientSession], Awaitable[None]], *arguments: str, program: str = PROGRAM
) -> None:
    async def go() -> None:
        async with serving(*arguments, program=program) as (pages, session):
            await steps(pages, session)

    asyncio.run(go())


async def open_page(
    session: ClientSession, pages: Pages, origin: str | None = None
) -> ClientWebSocketResponse:
    own = f"http://127.0.0.1:{pages.port}"
    return await session.ws_connect(f"/{TOKEN}/ws?width=90&height=30", headers={"Origin": origin or own})


async def heard(page: ClientWebSocketResponse) -> bytes:
    message = await asyncio.wait_for(page.receive(), 10)
    assert message.type is WSMsgType.BINARY, message
    return bytes(message.data)


@pytest.mark.parametrize(
    "path",
    ["/", "/ws", "/static/js/textual.js", "/wrong/", "/right-toke/", "/right-token2/", "/wrong/ws", "/%F0/", "//",
     "/wrong/static/js/textual.js"],
)  # fmt: skip
def test_without_the_right_token_nothing_is_shown(path: str) -> None:
    async def ask(pages: Pages, session: ClientSession) -> None:
        async with session.get(path) as answer:
            assert answer.status == 403
            assert await answer.text() == (
                "This page is not for you, or its address is not whole.\n"
                "Open the address that localkit printed in the terminal, all of it.\n"
            )

    at_work(ask)


def test_with_the_token_the_page_comes_and_asks_for_nothing_from_outside() -> None:
    async def ask(pages: Pages, session: ClientSession) -> None:
        assert pages.address == f"http://127.0.0.1:{pages.port}/{TOKEN}/"
        async with session.get(f"/{TOKEN}/") as answer:
            page = await answer.text()
            assert (answer.status, answer.content_type) == (200, "text/html")
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "<title>localkit: &lt;here&gt;</title>" in page
        addresses = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']([^"']+)""", page)
        assert {address for address in addresses if not address.startswith(f"/{TOKEN}/")} == {
            "data:,",
            f"ws://127.0.0.1:{pages.port}/{TOKEN}/ws",
        }
        for address in addresses:
            if "/static/" in address:
                async with session.get(address) as file:
                    assert file.status == 200, address

    at_work(ask)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", ""],
)
def test_under_another_name_nothing_is_shown(host: str) -> None:
    """A page of somebody else's that makes its own name lead here (DNS rebinding) is sent away."""

    async def ask(pages: Pages, session: ClientSession) -> None:
        async with session.get(f"/{TOKEN}/", headers={"Host": host.format(port=pages.port)}) as answer:
            assert answer.status in (400, 403)
        async with session.get(f"/{TOKEN}/", headers={"Host": f"localhost:{pages.port}"}) as answer:
            assert answer.status == 200
            assert f"ws://localhost:{pages.port}/{TOKEN}/ws" in await answer.text()

    at_work(ask)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}"]
)
def test_from_another_page_nobody_reaches_the_screens(origin: str) -> None:
    async def ask(pages: Pages, session: ClientSession) -> None:
        stated = origin.format(port=pages.port)
        with pytest.raises(WSServerHandshakeError) as caught:
            await open_page(session, pages, stated)
        assert caught.value.status == 403
        async with session.get(f"/{TOKEN}/", headers={"Origin": stated}) as answer:
            assert answer.status == 403
        with pytest.raises(WSServerHandshakeError):
            await session.ws_connect(f"/{TOKEN}/ws")  # no browser leaves its origin out

    at_work(ask)


def test_what_is_typed_reaches_the_screens_and_arguments_reach_them_as_they_are() -> None:
    odd = ["kits/my kit", "; touch /tmp/oops", "$(touch oops)", '"%PATH%" & dir', "--help"]

    async def ask(pages: Pages, session: ClientSession) -> None:
        page = await open_page(session, pages)
        assert json.loads(await heard(page)) == odd
        await page.send_json(["resize", {"width": 100, "height": 40}])
        await page.send_json(["stdin", "é?"])
        assert await heard(page) == "heard é?".encode()
        await page.close()

    at_work(ask, *odd)


@pytest.mark.parametrize("message", ["{", '"stdin"', "[]", '["stdin"]', '["resize", {}]', '["stdin", 7]'])
def test_nonsense_ends_the_visit_and_no_other(message: str) -> None:
    async def ask(pages: Pages, session: ClientSession) -> None:
        one, other = await open_page(session, pages), await open_page(session, pages)
        await heard(one)
        await heard(other)
        await one.send_str(message)
        assert (await asyncio.wait_for(one.receive(), 10)).type in (
            WSMsgType.CLOSE,
            WSMsgType.TEXT,
            WSMsgType.CLOSED,
        )
        await other.send_json(["stdin", "still"])
        assert await heard(other) == b"heard still"
        await other.close()

    at_work(ask)


def test_screens_that_crash_end_the_page_and_say_why_in_the_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async def ask(pages: Pages, session: ClientSession) -> None:
        page = await open_page(session, pages)
        await heard(page)
        await page.send_json(["stdin", "crash"])
        assert await heard(page) == b"heard crash"
        assert (await asyncio.wait_for(page.receive(), 10)).type is WSMsgType.CLOSE

    at_work(ask)

    assert capfd.readouterr().out == "it crashed\n"


def test_screens_that_will_not_end_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "_PATIENCE", 0.2)
    begun: list[served.Place] = []

    class Watched(served.Place):
        async def start(self, width: int, height: int) -> None:
            begun.append(self)
            await super().start(width, height)

    monkeypatch.setattr(served, "Place", Watched)

    async def ask(pages: Pages, session: ClientSession) -> None:
        page = await open_page(session, pages)
        await heard(page)

    at_work(ask, program=STUBBORN)

    (place,) = begun
    assert place._process is not None
    assert place._process.returncode not in (None, 0)


def test_a_port_that_is_taken_is_told_in_words(tmp_path: Path) -> None:
    with listening(0) as sock:
        port = sock.getsockname()[1]

        out = run_localkit("tui", "--web", "--port", str(port), "mend-together", cwd=tmp_path)

    assert out.status == 4
    assert out.stderr == (
        f"error: cannot serve on port {port}: Address already in use\n"
        "hint: Another program may use it. Say another number, or leave --port out.\n"
    )


def test_a_missing_extra_is_told_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "localkit.tui.web")
    monkeypatch.setitem(sys.modules, "textual_serve.app_service", None)

    out = run_localkit("tui", "--web", "mend-together", cwd=tmp_path)

    assert out.status == 2
    assert "hint: pip install 'localkit[web]'" in out.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_without_a_word(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "localkit", "tui", "--web", "mend-together"]
    env = {**os.environ, "LOCALKIT_CONFIG_DIR": str(tmp_path), "LOCALKIT_CACHE_DIR": str(tmp_path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "Open this in a browser on this machine:\n"
        address = server.stdout.readline().strip()
        warned = server.stdout.readline()
        with urllib.request.urlopen(address, timeout=10) as page:
            assert page.status == 200
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(address[:-2] + "/", timeout=10)
        server.send_signal(number)
        out, err = server.communicate(timeout=15)

    assert (server.returncode, out, err) == (0, "", "")
    assert warned == "Whoever has this address can do what you can do here. Ctrl-C ends it.\n"


def test_the_same_plugins_and_the_path_as_it_is_go_to_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[list[str]] = []
    # Serving would not end by itself; what is begun is all that is looked at here.
    monkeypatch.setattr(served, "serve", lambda arguments, *_more: begun.append(list(arguments)))
    (tmp_path / "plugins").mkdir()
    small_kit(tmp_path).rename(tmp_path / "--odd; kit")

    run_localkit(
        "--plugins-dir", "plugins", "-p", "no:b", "tui", "--web", "--", "--odd; kit", cwd=tmp_path
    ).assert_ok()
    run_localkit("--no-plugins", "tui", "--web", "mend-together", cwd=tmp_path).assert_ok()

    # -P: a file in the folder that somebody stands in, such as a place's own click.py, must not be imported.
    start = [sys.executable, "-P", "-m", "localkit"]
    assert begun == [
        [*start, "--plugins-dir", "plugins", "-p", "no:b", "tui", "--", "--odd; kit"],
        [*start, "--no-plugins", "tui", "--", "mend-together"],
    ]


def test_a_path_that_leads_nowhere_is_told_before_anything_is_served(tmp_path: Path) -> None:
    out = run_localkit("tui", "--web", "nowhere", cwd=tmp_path)

    assert out.status == 2
    assert out.stderr.startswith("error: nowhere: there is no such file or folder\n")
