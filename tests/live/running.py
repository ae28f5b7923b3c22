"""A server in a thread of this process, so that a test can look at its rooms and break what it wants to see broken."""

import asyncio
import threading

from cairn.config.asgi import Entry
from cairn.config.serving import House, config
from cairn.live.hall import Hall


def no_page(environ, start):
    """Stands in for the pages."""
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"a page"]


class Running:
    """``with Running() as house``: it listens on ``house.port``, with ``house.hall`` and its rooms."""

    def __init__(self, pages=no_page, writer=None):
        self.hall = Hall(writer)
        self.server = House(config(Entry(pages, self.hall), "127.0.0.1", 0), self.hall)
        self.thread = threading.Thread(target=self.server.run)

    def __enter__(self):
        begun = threading.Event()
        startup = self.server.startup

        async def tell(sockets=None):
            await startup(sockets)
            self.loop = asyncio.get_running_loop()
            begun.set()

        self.server.startup = tell
        self.thread.start()
        assert begun.wait(20)
        return self

    def __exit__(self, *failure):
        self.stop()

    @property
    def port(self):
        return self.server.servers[0].sockets[0].getsockname()[1]

    def stop(self):
        """As when the process is asked to end; returns when it has."""
        self.server.should_exit = True
        self.thread.join(20)
        assert not self.thread.is_alive()

    def do(self, work, *values):
        """The answer of a function that must run in the server's loop; a coroutine is waited for."""

        async def run():
            answer = work(*values)
            return await answer if asyncio.iscoroutine(answer) else answer

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(20)

    def room(self, note):
        """The note's room; None when it is not open."""
        return self.do(self.hall.room, note.pk)
