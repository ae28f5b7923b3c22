"""Pages behind an ASGI server: HTTP goes to a WSGI handler on a few fixed threads. Knows nothing of us.

The body is there before the handler begins, and is no larger than allowed. What is streamed goes out piece by piece, as
fast as the other side takes it, and stops when the other side is gone.
"""

import asyncio
import logging
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote_to_bytes

THREADS = 4
IN_MEMORY = 1 << 20  # a larger body waits on disk
MOST_HELD = 256 << 10  # of an answer, before it goes out
log = logging.getLogger(__name__)


class Gone(Exception):
    """The other side is no longer there."""


class TooLarge(Exception):
    """More than we take."""


class Bridge:
    """An ASGI application for HTTP around a WSGI one."""

    def __init__(self, wsgi: Callable, *, most_bytes: int, threads: int = THREADS):
        self.wsgi, self.most_bytes = wsgi, most_bytes
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def __call__(self, scope, receive, send) -> None:
        try:
            body, size = await self._body(scope, receive)
        except Gone:
            return
        except TooLarge:
            await _plain(send, 413, b"That is more than we can take.")
            return
        with body:
            answer = _Answer(asyncio.get_running_loop(), send)
            leaving = asyncio.ensure_future(_leaving(receive, answer))
            try:
                await answer.loop.run_in_executor(self._threads, self._call, environ(scope, body, size), answer)
                await answer.end()
            except Gone:
                pass
            except Exception as failure:  # the handler answers errors itself; this one came from below it
                log.error("a page failed below the handler: %s", type(failure).__name__, exc_info=failure)
                if not answer.is_begun:
                    await _plain(send, 500, b"Something went wrong here. Nothing you saved is lost.")
                else:
                    raise
            finally:
                leaving.cancel()

    def close(self) -> None:
        """No more pages."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _body(self, scope, receive):
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > self.most_bytes:
            raise TooLarge
        body, size = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY), 0  # noqa: SIM115 - closed by whoever gets it
        try:
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise Gone
                size += len(message.get("body", b""))
                if size > self.most_bytes:
                    raise TooLarge
                body.write(message.get("body", b""))
                if not message.get("more_body"):
                    body.seek(0)
                    return body, size
        except BaseException:
            body.close()
            raise

    def _call(self, environ: dict, answer: "_Answer") -> None:
        """In a thread: the handler runs, and what it gives goes out."""
        pieces = self.wsgi(environ, answer.start)
        try:
            answer.give(pieces)
        finally:
            if close := getattr(pieces, "close", None):
                close()


class _Answer:
    """What a WSGI handler says, on its way to the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, send):
        self.loop, self.is_gone, self.is_begun = loop, False, False
        self._send, self._held = send, b""
        self._head: dict[str, Any] | None = None

    def start(self, status: str, headers: list[tuple[str, str]], failure: Any = None) -> Callable:
        """WSGI's start_response."""
        if failure is not None and self.is_begun:
            raise failure[1].with_traceback(failure[2])
        named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self._head = {"type": "http.response.start", "status": int(status[:3]), "headers": named}
        return lambda piece: self.give([piece])

    def give(self, pieces: Iterable[bytes]) -> None:
        """Small answers are held until they are whole; of large ones each part waits until the one before was taken."""
        held = [self._held]
        size = len(self._held)
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size > MOST_HELD:
                self._push(b"".join(held))
                held, size = [], 0
            if self.is_gone:
                raise Gone
        self._held = b"".join(held)

    def _push(self, part: bytes) -> None:
        asyncio.run_coroutine_threadsafe(self._out(part, more=True), self.loop).result()

    async def end(self) -> None:
        """The rest goes out, and that is all."""
        await self._out(self._held, more=False)

    async def _out(self, part: bytes, more: bool) -> None:
        if self.is_gone:
            raise Gone
        if not self.is_begun:
            self.is_begun = True
            await self._send(self._head)
        await self._send({"type": "http.response.body", "body": part, "more_body": more})


async def _leaving(receive, answer: _Answer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    answer.is_gone = True


async def _plain(send, status: int, words: bytes) -> None:
    length = str(len(words)).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})


def environ(scope, body, size: int) -> dict:
    """The request as WSGI tells it (PEP 3333). The length is what came, also when none was announced."""
    host, port = scope.get("server") or ("localhost", 80)
    told = {
        "REQUEST_METHOD": scope["method"], "SCRIPT_NAME": "", "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "PATH_INFO": unquote_to_bytes(scope.get("raw_path") or scope["path"].encode()).decode("latin-1"),
        "SERVER_NAME": host, "SERVER_PORT": str(port), "SERVER_PROTOCOL": "HTTP/" + scope["http_version"],
        "CONTENT_LENGTH": str(size), "REMOTE_ADDR": (scope.get("client") or ("",))[0], "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"), "wsgi.input": body, "wsgi.errors": sys.stderr,
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper().replace("-", "_")
        if b"_" in raw:
            continue  # "x_forwarded_for" must not pass for "X-Forwarded-For"
        if name == "CONTENT_LENGTH":
            continue
        if name != "CONTENT_TYPE":
            name = "HTTP_" + name
        said = value.decode("latin-1")
        # Several cookie lines are one, joined as a cookie is; other repeated headers are lists.
        told[name] = told[name] + ("; " if name == "HTTP_COOKIE" else ",") + said if name in told else said
    return told
