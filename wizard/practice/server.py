"""The practice exchange as a server on 127.0.0.1, in a thread of its own."""

import asyncio
import contextlib
import errno
import logging
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from types import TracebackType
from typing import Self

from aiohttp import web

from wizard.practice.account import PracticeAccount
from wizard.practice.front_door import front_door
from wizard.practice.rest_api import FAMILIES, RestApi
from wizard.practice.web_pages import WebPages

_ADDRESS = "127.0.0.1"
_MAX_PORT = 65_535
_MAX_BODY = 64 * 1024  # bytes
_SHUTDOWN = 0.5  # seconds that calls under way get; none takes that long

# A library's log lines may hold what was sent, an API key for instance; nobody needs them here.
_log = logging.getLogger("wizard.practice")
_log.addHandler(logging.NullHandler())
_log.propagate = False


class PracticePortTakenError(OSError):
    """Something else listens on the wanted port; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PracticeAddresses:
    """Where the server answers, for example `http://127.0.0.1:8765`, without a slash at the end."""

    pages_url: str
    api_url: str


@dataclass(frozen=True, slots=True)
class _Running:
    """A server that answers: where, and how to reach its thread."""

    addresses: PracticeAddresses
    loop: asyncio.AbstractEventLoop
    stop: asyncio.Event


class PracticeServer:
    """The practice exchange on 127.0.0.1, in a thread of its own.

    `port` 0 takes any free port. Without an `account` it has a fresh one. Start and stop belong to
    one thread; the account may be used from any.
    """

    def __init__(self, port: int = 0, *, account: PracticeAccount | None = None) -> None:
        if not 0 <= port <= _MAX_PORT:
            raise ValueError(f"There is no port {port}. Choose a number from 0 to {_MAX_PORT}.")
        self.account = account or PracticeAccount()
        self._port = port
        self._thread: Thread | None = None
        self._running: _Running | None = None

    def start(self) -> PracticeAddresses:
        """Returns when the server answers; at once when it does so already.

        Raises PracticePortTakenError, or OSError when the system refuses the port.
        """
        if self._running is not None:
            return self._running.addresses
        started: Future[_Running] = Future()
        thread = Thread(target=self._run, args=(started,), name="practice exchange", daemon=True)
        thread.start()
        try:
            self._running = started.result()
        except BaseException:
            thread.join()
            raise
        self._thread = thread
        return self._running.addresses

    def stop(self) -> None:
        """Ends the server and waits for its thread. Does nothing when it is not running."""
        if self._running is None or self._thread is None:
            return
        with contextlib.suppress(RuntimeError):  # the loop is closed: nothing left to stop
            self._running.loop.call_soon_threadsafe(self._running.stop.set)
        self._thread.join()
        self._running = self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def addresses(self) -> PracticeAddresses:
        """Where it answers. Raises RuntimeError when it is not running."""
        if self._running is None:
            raise RuntimeError("The practice exchange is not running.")
        return self._running.addresses

    def _run(self, started: "Future[_Running]") -> None:
        try:
            asyncio.run(self._serve(started))
        except BaseException as error:  # noqa: BLE001 - start() raises it in its own thread
            if not started.done():
                started.set_exception(error)

    async def _serve(self, started: "Future[_Running]") -> None:
        app = web.Application(
            middlewares=[front_door(self.account)], client_max_size=_MAX_BODY, logger=_log
        )
        api = RestApi(self.account)
        for family in FAMILIES:
            app.router.add_route("*", family + "{rest:.*}", api.handle)
        app.on_shutdown.append(api.end)
        app.add_routes(WebPages(self.account).routes())
        runner = web.AppRunner(
            app,
            access_log=None,
            logger=_log,
            shutdown_timeout=_SHUTDOWN,
            auto_decompress=False,  # a body counts as it was sent: it may be signed
        )
        await runner.setup()
        try:
            port = await self._listen(runner)
            url = f"http://{_ADDRESS}:{port}"
            stop = asyncio.Event()
            addresses = PracticeAddresses(pages_url=url, api_url=url)
            started.set_result(_Running(addresses, asyncio.get_running_loop(), stop))
            await stop.wait()
        finally:
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> int:
        """Gives the port, once connections are taken."""
        try:
            await web.TCPSite(runner, _ADDRESS, self._port).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise PracticePortTakenError(
                error.errno,
                f"Port {self._port} is taken by another program, perhaps by a practice exchange"
                " that is still running. Choose another port, or 0 for any free one.",
            ) from None
        port: int = runner.addresses[0][1]
        return port
