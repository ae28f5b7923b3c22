"""A socket's life: accept, hello, a seat in the room, frames until one side goes."""

import asyncio
import logging
import uuid
from functools import partial
from time import monotonic

from cairn.notes.rules.wire import Malformed

from . import door, protocol
from .hall import Hall
from .protocol import Broken, Push
from .seat import Seat

HELLO_WITHIN = 10.0
log = logging.getLogger(__name__)


async def serve(hall: Hall, note_id: uuid.UUID, scope, receive, send) -> None:
    """One socket for that note, from its first frame to its last."""
    await receive()
    await send({"type": "websocket.accept"})
    extensions = scope.get("extensions") or {}
    seat, room = Seat(send, extensions), None
    try:
        room = await _come_in(hall, seat, note_id, dict(scope["headers"]), receive)
        if room is not None:
            await _stay(room, seat, extensions.get("cairn.hear"), receive)
    except door.Shut as shut:
        seat.close(shut.why)
    except (Broken, Malformed) as broken:
        log.warning("a socket was closed: %s", broken)
        seat.close("bad")
    except Exception:
        log.exception("a socket failed")
        seat.close("broken")
    finally:
        if room is not None:
            room.leave(seat)
        await seat.gone()


async def _come_in(hall: Hall, seat: Seat, note_id: uuid.UUID, headers, receive):
    """Their seat is in the room afterwards. None when the socket went away before."""
    if not hall.is_open:
        raise door.Shut("restart")
    if not door.from_here(headers):
        raise door.Shut("origin")
    try:
        message = await asyncio.wait_for(receive(), HELLO_WITHIN)
    except TimeoutError:
        raise Broken("no hello in time") from None
    if message["type"] == "websocket.disconnect":
        return None
    hello, before = protocol.hello(message.get("text")), hall.watch.asked
    seat.guest, about, note = await hall.ask(door.come_in, door.token_of(headers), hello.ticket, note_id)
    room = await hall.enter(about, note)
    try:
        if not hall.is_open:
            raise door.Shut("restart")
        if hall.is_full(room, seat.guest):
            raise door.Shut("busy")
        room.join(seat, hello)
    except BaseException:
        room.tidy()
        raise
    if hall.watch.asked != before:  # their rights may have changed while they came in
        hall.watch.ask_again([seat])
    return room


async def _stay(room, seat: Seat, hear, receive) -> None:
    """Until they go. Where the server can, frames are heard as they arrive; what came before that is waiting here."""
    take = partial(_take, room, seat)
    if hear is not None:
        hear(take)
    while (message := await receive())["type"] != "websocket.disconnect":
        if pause := take(message.get("bytes")):
            await asyncio.sleep(pause)


def _take(room, seat: Seat, frame: bytes | None) -> float:
    """The frame is believed or refused. Returns for how long nothing should be read from whoever sends too fast."""
    if seat.ending:
        return 0.0
    now = monotonic()
    try:
        said = protocol.read(frame)
        if isinstance(said, Push):
            room.push(seat, said, now)
        else:
            room.presence.move(seat, said)
    except Broken as broken:
        log.warning("a socket was closed: %s", broken)
        seat.close("bad")
    except Exception:
        log.exception("a frame failed")
        room.fall("broken")
    return seat.limits.take(len(frame or b""), now)
