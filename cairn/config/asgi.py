"""The one entry: pages, live sockets, and the life of the process."""

import asyncio
import os
import re
import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")

from django.core.wsgi import get_wsgi_application

pages = get_wsgi_application()

# Only now, because models are known from here on.
from django.conf import settings  # noqa: E402

from cairn.chores.working import Worker  # noqa: E402
from cairn.lib.bridge import Bridge  # noqa: E402
from cairn.live.consumer import serve  # noqa: E402
from cairn.live.hall import Hall  # noqa: E402

LIVE = re.compile(r"/live/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


class Entry:
    """An ASGI application: HTTP over the bridge, sockets to the hall."""

    def __init__(self, pages, hall: Hall, worker: Worker | None = None):
        self.hall, self.worker = hall, worker
        self.bridge = Bridge(pages, most_bytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "http":
            await self.bridge(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def _socket(self, scope, receive, send) -> None:
        if found := LIVE.fullmatch(scope["path"]):
            await serve(self.hall, uuid.UUID(found[1]), scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close"})

    async def _live(self, receive, send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.hall.start()
                if self.worker:
                    self.worker.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.hall.stop()
                if self.worker:
                    await asyncio.to_thread(self.worker.stop)
                self.bridge.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


application = Entry(pages, Hall(), Worker(hour=None if settings.NIGHTLY == "0" else int(settings.NIGHTLY) % 24))
