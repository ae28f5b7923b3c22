"""Pages over the bridge: bodies, limits, streams, and whoever goes away."""

import asyncio
import threading

import pytest

from cairn.lib.bridge import IN_MEMORY, MOST_HELD, Bridge

MOST = 3 * IN_MEMORY


class Browser:
    """One request, as the server tells it to the bridge, and what comes back."""

    def __init__(self, bridge, method="GET", path="/", headers=(), body=(b"",), raw_path=None):
        self.bridge, self.sent, self.left = bridge, [], asyncio.Event()
        self.scope = {
            "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": path,
            "raw_path": raw_path or path.encode(), "query_string": b"a=1", "headers": list(headers),
            "client": ("192.0.2.1", 5), "server": ("127.0.0.1", 8000),
        }  # fmt: skip
        pieces = list(body)
        self.asked = [
            {"type": "http.request", "body": p, "more_body": n < len(pieces) - 1} for n, p in enumerate(pieces)
        ]

    async def receive(self):
        if self.asked:
            return self.asked.pop(0)
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.sent.append(message)

    async def answer(self):
        await self.bridge(self.scope, self.receive, self.send)
        return self

    @property
    def status(self):
        return self.sent[0]["status"]

    @property
    def body(self):
        return b"".join(message["body"] for message in self.sent[1:])


def asked(wsgi, **request):
    """The browser after its answer came."""

    async def run():
        bridge = Bridge(wsgi, most_bytes=MOST)
        try:
            return await asyncio.wait_for(Browser(bridge, **request).answer(), 20)
        finally:
            bridge.close()

    return asyncio.run(run())


def echo(environ, start):
    """Says what it was told."""
    start("200 OK", [("X-Length", environ["CONTENT_LENGTH"])])
    return [environ["wsgi.input"].read()]


def test_the_request_is_told_as_it_came():
    told = {}

    def page(environ, start):
        told.update(environ)
        start("204 No Content", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return []

    headers = [
        (b"host", b"x"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"p"), (b"accept", b"q"),
        (b"content-type", b"text/plain"), (b"x_forwarded_for", b"evil"), (b"x-real", "é".encode("latin-1")),
    ]  # fmt: skip
    browser = asked(page, headers=headers, path="/ñ", raw_path=b"/%C3%B1")
    assert (browser.status, browser.body) == (204, b"")
    assert [value for name, value in browser.sent[0]["headers"] if name == b"set-cookie"] == [b"a=1", b"b=2"]
    wanted = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/ñ".encode().decode("latin-1"), "QUERY_STRING": "a=1", "HTTP_HOST": "x",
        "HTTP_COOKIE": "a=1; b=2", "HTTP_ACCEPT": "p,q", "CONTENT_TYPE": "text/plain", "REMOTE_ADDR": "192.0.2.1",
        "SERVER_PORT": "8000", "wsgi.url_scheme": "http", "HTTP_X_REAL": "é",
    }  # fmt: skip
    assert wanted.items() <= told.items()
    assert "HTTP_X_FORWARDED_FOR" not in told


@pytest.mark.parametrize("pieces", [[b"words"], [b"wo", b"rds"], [b"x" * IN_MEMORY, b"y" * IN_MEMORY], []])
def test_a_body_is_whole_before_the_page_begins(pieces):
    browser = asked(echo, method="POST", body=pieces or [b""])
    assert (browser.status, browser.body) == (200, b"".join(pieces))
    assert (b"x-length", str(len(b"".join(pieces))).encode()) in browser.sent[0]["headers"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([(b"content-length", str(MOST + 1).encode())], [b""]),
        ([(b"content-length", b"many")], [b""]),
        ([], [b"x" * IN_MEMORY] * 4),  # none announced, and more than allowed
    ],
)
def test_too_large_a_body_is_refused_before_the_page_begins(headers, body):
    def page(environ, start):
        raise AssertionError("the page began")

    browser = asked(page, method="POST", headers=headers, body=body)
    assert browser.status == 413
    assert len(browser.asked) > 0 or headers == []


def test_a_fault_below_the_page_tells_nothing():
    def page(environ, start):
        raise KeyError("a secret")

    browser = asked(page)
    assert browser.status == 500
    assert b"secret" not in browser.body


def test_a_stream_goes_out_in_pieces_and_is_closed():
    class Stream:
        closed = False

        def __iter__(self):
            return iter([b"x" * MOST_HELD, b"y" * MOST_HELD, b"z"])

        def close(self):
            Stream.closed = True

    def page(environ, start):
        start("200 OK", [])
        return Stream()

    browser = asked(page)
    assert browser.body == b"x" * MOST_HELD + b"y" * MOST_HELD + b"z"
    assert len(browser.sent) > 2
    assert Stream.closed


def test_a_stream_ends_when_the_other_side_is_gone():
    pieces, closed = [], threading.Event()

    class Endless:
        def __iter__(self):
            while True:
                pieces.append(1)
                yield b"x" * MOST_HELD

        def close(self):
            closed.set()

    def page(environ, start):
        start("200 OK", [])
        return Endless()

    async def run():
        bridge = Bridge(page, most_bytes=MOST)
        browser = Browser(bridge)
        answering = asyncio.ensure_future(browser.answer())
        while len(browser.sent) < 3:
            await asyncio.sleep(0)
        browser.left.set()
        await asyncio.wait_for(answering, 20)
        bridge.close()

    asyncio.run(run())
    assert closed.is_set()
    assert len(pieces) < 1000


def test_whoever_goes_before_the_body_is_there_gets_no_page():
    def page(environ, start):
        raise AssertionError("the page began")

    async def run():
        bridge = Bridge(page, most_bytes=MOST)
        browser = Browser(bridge, method="POST", body=[b"half", b"never"])
        browser.asked.pop()
        browser.left.set()
        await asyncio.wait_for(browser.answer(), 20)
        bridge.close()
        return browser.sent

    assert asyncio.run(run()) == []


def test_a_few_pages_at_once_and_no_more():
    together, most, gate = [], [], threading.Barrier(4, timeout=10)

    def page(environ, start):
        together.append(1)
        most.append(len(together))
        gate.wait()
        together.pop()
        start("200 OK", [])
        return [b"ok"]

    async def run():
        bridge = Bridge(page, most_bytes=MOST)
        browsers = await asyncio.gather(*(Browser(bridge).answer() for _ in range(8)))
        bridge.close()
        return browsers

    assert {browser.body for browser in asyncio.run(run())} == {b"ok"}
    assert max(most) <= 4
