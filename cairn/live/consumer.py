"""A socket's life: accept, hello, a seat in the room, frames until one side goes."""

import asyncio
import logging
import uuid
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
    seat, room = Seat(send, scope.get("extensions", {}).get("cairn.abort")), None
    try:
        room = await _come_in(hall, seat, note_id, dict(scope["headers"]), receive)
        while room is not None:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                break
            await _take(room, seat, message.get("bytes"))
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


async def _take(room, seat: Seat, frame: bytes | None) -> None:
    """The frame is believed or refused. Whoever sends faster than anybody writes is read more slowly."""
    if seat.ending:
        return
    said, now = protocol.read(frame), monotonic()
    if isinstance(said, Push):
        room.push(seat, said, now)
    else:
        room.presence.move(seat, said)
    if pause := seat.limits.take(len(frame or b""), now):
        await asyncio.sleep(pause)
