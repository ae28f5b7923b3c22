"""A wire between a browser and the house that can be cut, silenced and mended.

A browser's own offline switch leaves open sockets as they are; a cut cable does not, and a phone that walks out of
reach does something worse: the socket stays open and nothing comes through.
"""

import contextlib
import socket
import threading


class Wire:
    """Listens on a port of its own and carries every connection to ``port`` while it is whole."""

    def __init__(self, port):
        self.to = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.pairs, self.whole, self.flows = set(), True, threading.Event()
        self.flows.set()
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self):
        """Every connection breaks, and no new one comes about."""
        self.whole = False
        for pair in list(self.pairs):
            self._drop(pair)

    def silence(self):
        """Connections stay open, and nothing comes through any more, in either direction."""
        self.flows.clear()

    def mend(self):
        """All is well again. What was held back by ``silence`` arrives now."""
        self.whole = True
        self.flows.set()

    def close(self):
        """The wire is gone."""
        self.listener.close()
        self.cut()
        self.flows.set()

    def _listen(self):
        with contextlib.suppress(OSError):  # the listener was closed: the wire is gone
            while True:
                near, _ = self.listener.accept()
                self._join(near)

    def _join(self, near):
        try:
            far = socket.create_connection(("127.0.0.1", self.to)) if self.whole else None
        except OSError:
            far = None  # the house is down: to the browser that looks like a cut
        if far is None:
            near.close()
            return
        pair = (near, far)
        self.pairs.add(pair)
        for source, target in (pair, pair[::-1]):
            threading.Thread(target=self._carry, args=(pair, source, target), daemon=True).start()

    def _carry(self, pair, source, target):
        with contextlib.suppress(OSError):
            while some := source.recv(65536):
                self.flows.wait()
                target.sendall(some)
        self._drop(pair)

    def _drop(self, pair):
        self.pairs.discard(pair)
        for end in pair:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
