"""Serve the house: one process, one port, pages and live sockets. Loopback unless told otherwise."""

import gc
import sys
from collections.abc import Callable

import uvicorn
from django.conf import settings
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState
from websockets.protocol import State

from cairn.live.protocol import MOST_FRAME

TURN = 0.001  # seconds after which a busy thread lets another one on: a page must not hold up a keystroke for long


class Socket(WebSocketsSansIOProtocol):
    """A live socket with three more ways to use it, given to the application as extensions of its scope.

    ``cairn.hear``: a function that gets each binary message where it arrives, in place of a task that must be woken
    first; it returns for how many seconds nothing more should be read. ``cairn.write``: a frame goes out at once; False
    when it has to wait. ``cairn.abort``: it is thrown away; a socket that takes nothing would else lie there for ever.
    """

    _hear: Callable[[bytes], float] | None = None

    def handle_connect(self, event) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            more: dict = {"cairn.hear": self.hear, "cairn.write": self.write, "cairn.abort": self.transport.abort}
            self.scope["extensions"].update(more)

    def hear(self, hear: Callable[[bytes], float]) -> None:
        self._hear = hear
        # The page stays open for hours, and nobody will ask again what its first request said.
        del self.request, self.response
        self.scope["headers"] = []

    def send_receive_event_to_app(self) -> None:
        if self._hear is None or self.curr_msg_data_type != "bytes" or self.close_sent:
            super().send_receive_event_to_app()
            return
        message, self.frames = b"".join(self.frames), []
        if pause := self._hear(message):
            self.transport.pause_reading()
            self.loop.call_later(pause, self._read_on)

    def _read_on(self) -> None:
        if not (self.read_paused or self.transport.is_closing()):
            self.transport.resume_reading()

    def write(self, frame: bytes) -> bool:
        if self.conn.state is not State.OPEN or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.conn.send_binary(frame)
        self.transport.write(b"".join(self.conn.data_to_send()))
        return True

    def shutdown(self) -> None:
        """At the end of the house. A socket that is closing already must not keep the others from being closed."""
        try:
            super().shutdown()
        except InvalidState:
            self.transport.abort()


class House(uvicorn.Server):
    """At the end, whoever writes is told to come back, before any socket is cut."""

    def __init__(self, config: uvicorn.Config, hall):
        super().__init__(config)
        self.hall = hall

    async def shutdown(self, sockets=None) -> None:
        for server in self.servers:
            server.close()
        await self.hall.stop()
        await super().shutdown(sockets)


def config(application, host: str, port: int, **more) -> uvicorn.Config:
    """How the house is served. Messages are small and many: compressing each costs more than it saves, and memory."""
    return uvicorn.Config(
        application, host=host, port=port, loop="uvloop", http="httptools", ws=Socket, lifespan="on", interface="asgi3",
        ws_per_message_deflate=False, ws_max_size=MOST_FRAME, ws_ping_interval=20.0, ws_ping_timeout=20.0,
        log_config=None, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=10,
        **{"proxy_headers": settings.HTTPS, "backlog": 2048, **more},
    )  # fmt: skip


def begin(application, hall, host: str, port: int, **more) -> None:
    """Serves this application until the process is told to stop. ``SystemExit`` when the port is taken."""
    sys.setswitchinterval(TURN)
    gc.collect()
    gc.freeze()  # what was loaded stays: looking through it again and again would hold up a keystroke for 50 ms
    House(config(application, host, port, **more), hall).run()


def serve(host: str | None = None, port: int | None = None, **more) -> None:
    """Serves the house."""
    from .asgi import application  # the settings are asked only now

    begin(application, application.hall, host or settings.ADDRESS, port or settings.PORT, **more)
