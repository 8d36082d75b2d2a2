"""The screens in a browser on the same machine. Only this module knows textual-serve, and what it stands on.

Whoever reaches the page can do what the person at the machine can do. So it listens on 127.0.0.1 only, each address
begins with a random token, and what comes from another page, or under another name, is refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import logging
import os
import secrets
import signal
import socket
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from string import Template
from typing import Any, Final

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from localkit.errors import MachineError

HOST: Final = "127.0.0.1"
_PAGE: Final = Path(__file__).parent / "pages" / "served.html"
_REFUSED: Final = (
    "This page is not for you, or its address is not whole.\n"
    "Open the address that localkit printed in the terminal, all of it.\n"
)
_PATIENCE: Final = 3.0
"""Seconds that the screens have to end before they are ended."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Place(AppService):
    """The screens of one visitor, in a process of their own that is started without a shell."""

    def __init__(self, arguments: Sequence[str], websocket: web.WebSocketResponse, **more: Any) -> None:
        super().__init__(
            "",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            **more,
        )
        self._arguments = tuple(arguments)
        self._websocket = websocket

    async def _close(self) -> None:
        await self._websocket.close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width=width, height=height)
        process = await asyncio.create_subprocess_exec(
            *self._arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def run(self) -> None:
        """Run until the screens end; the page is told then."""
        try:
            await super().run()
        except ConnectionError:  # the visitor left in the middle of a picture
            return
        finally:
            await self._close()

    async def stop(self) -> None:
        """End the screens; those that do not end by themselves are ended."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), _PATIENCE)
        process = self._process
        if process is not None and process.returncode is None:
            try:
                await asyncio.wait_for(process.wait(), _PATIENCE)
            except TimeoutError:
                process.kill()
                await process.wait()


class Pages(Server):
    """What is served.

    Args:
        arguments: The program that draws the screens, with its arguments.
        port: On which it is served.
        token: The secret that each address begins with.
        title: Of the page.
    """

    def __init__(self, arguments: Sequence[str], port: int, token: str, title: str) -> None:
        super().__init__("", host=HOST, port=port, title=title)
        self.arguments = tuple(arguments)
        self.token = token
        self.visits: set[web.WebSocketResponse] = set()
        names = ("127.0.0.1", "localhost")
        self._hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())

    @property
    def address(self) -> str:
        """The page's address, which is the key to it."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    async def application(self) -> web.Application:
        """What answers requests."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get(f"/{self.token}/", self.handle_index),
                web.get(f"/{self.token}/ws", self.handle_websocket),
                web.get(f"/{self.token}/download/{{key}}", self.handle_download),
                web.static(f"/{self.token}/static", self.statics_path),
            ]
        )
        app.on_shutdown.append(self.on_shutdown)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whoever has no token, comes under another name (DNS rebinding), or from another page."""
        if not self._may(request):
            return web.Response(status=403, text=_REFUSED)
        return await handler(request)

    def _may(self, request: web.Request) -> bool:
        hosts, origins = request.headers.getall("Host", []), request.headers.getall("Origin", [])
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return False
        if any(origin != f"http://{hosts[0]}" for origin in origins):
            return False
        if not origins and "Upgrade" in request.headers:
            return False
        stated = request.path.removeprefix("/").partition("/")[0]
        return secrets.compare_digest(stated.encode("utf-8", "replace"), self.token.encode())

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page; it loads nothing from anywhere else."""
        base, nonce = f"/{self.token}", secrets.token_urlsafe(16)
        websocket = f"ws://{request.headers['Host']}{base}/ws"
        page = Template(_PAGE.read_text("utf-8")).substitute(
            base=base, websocket=websocket, nonce=nonce, title=html.escape(self.title)
        )
        policy = (
            f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
            f"font-src 'self'; img-src 'self' data:; connect-src {websocket}; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        )
        headers = {
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Draw the screens for one visitor, until either side leaves."""
        websocket = web.WebSocketResponse(heartbeat=15)
        await websocket.prepare(request)
        place = Place(self.arguments, websocket, download_manager=self.download_manager)
        self.visits.add(websocket)
        try:
            await place.start(*(to_int(request.query.get(name, ""), usual) for name, usual in _SIZE))
            await self._process_messages(websocket, place)
        except (AssertionError, LookupError, TypeError, ValueError):  # no such message comes from our page
            await websocket.close(code=1003)
        finally:
            self.visits.discard(websocket)
            await place.stop()
        return websocket

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002  aiohttp gives it
        """Tell the visitors that it is over."""
        for websocket in tuple(self.visits):
            await websocket.close(code=1001)


_SIZE: Final = (("width", 80), ("height", 24))


def listening(port: int) -> socket.socket:
    """A socket on this machine only.

    Args:
        port: Which; 0 for any that is free.

    Raises:
        MachineError: Another program has it, or it is not for everybody.
    """
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise MachineError(
            f"cannot serve on port {port}: {os.strerror(error.errno or 0)}",
            hint="Another program may use it. Say another number, or leave --port out.",
        ) from error


def serve(arguments: Sequence[str], port: int, title: str, tell: Callable[[str], None]) -> None:
    """Serve the screens until somebody presses Ctrl-C.

    Args:
        arguments: The program that draws the screens, with its arguments.
        port: Which; 0 for any that is free.
        title: Of the page.
        tell: Is told the address.

    Raises:
        MachineError: The port cannot be had.
    """
    logging.getLogger("textual-serve").addHandler(logging.NullHandler())
    with listening(port) as sock:
        pages = Pages(arguments, sock.getsockname()[1], secrets.token_urlsafe(24), title)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve(pages, sock, tell))


async def _serve(pages: Pages, sock: socket.socket, tell: Callable[[str], None]) -> None:
    runner = web.AppRunner(await pages.application(), access_log=None, shutdown_timeout=2 * _PATIENCE)
    await runner.setup()
    over = asyncio.Event()
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has neither, and no way to be told of them.
        with contextlib.suppress(AttributeError, NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), over.set)
    try:
        await web.SockSite(runner, sock).start()
        tell(pages.address)
        await over.wait()
    finally:
        await runner.cleanup()
