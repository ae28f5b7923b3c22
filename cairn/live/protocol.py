"""The frames of live writing. Plain values in, bytes out, and back; knows no Django.

A number is LEB128, as everywhere in the wire format. What a client sends is read strictly: ``Broken`` ends the socket.
"""

import base64
import binascii
import json
from enum import IntEnum
from typing import NamedTuple

from cairn.notes.rules.wire import MOST_BYTES, Malformed, number, number_at

PUSH, PRESENCE = 1, 2
MOST_POSITION = 256
MOST_HELLO = 64 * 1024
MOST_FRAME = MOST_BYTES + 64


class Close(IntEnum):
    """How a socket is closed: 4401 sign in again, 4403 not yours any more, 4400 not our words, 1012/1013 come back."""

    RESTART = 1012
    AGAIN = 1013
    BAD = 4400
    EXPIRED = 4401
    RIGHTS = 4403


CODES = {
    "expired": Close.EXPIRED, "ticket": Close.EXPIRED, "rights": Close.RIGHTS, "origin": Close.RIGHTS, "bad": Close.BAD,
    "broken": Close.AGAIN, "busy": Close.AGAIN, "restart": Close.RESTART,
}  # fmt: skip


class Broken(ValueError):
    """A frame that no client of ours sends."""


class Hello(NamedTuple):
    """The first frame: a ticket, and what the device has of each section."""

    ticket: str
    vectors: dict[str, bytes]


class Push(NamedTuple):
    request: int
    section: int
    update: bytes


class Here(NamedTuple):
    """Where somebody's cursor is: a section plus one (0: nowhere), and a position only browsers read."""

    section: int
    position: bytes


def hello(text: str | None) -> Hello:
    """The client's first frame."""
    if text is None or len(text) > MOST_HELLO:
        raise Broken("no hello")
    try:
        said = json.loads(text)
        if said["t"] != "hello" or not isinstance(said["ticket"], str):
            raise Broken("no hello")
        vectors = {str(key): base64.b64decode(vector, validate=True) for key, vector in said.get("sv", {}).items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error):
        raise Broken("no hello") from None
    return Hello(said["ticket"], vectors)


def read(frame: bytes | None) -> Push | Here:
    """Any later frame of the client."""
    if not frame or len(frame) > MOST_FRAME:
        raise Broken("no frame")
    try:
        if frame[0] == PUSH:
            request, at = number_at(frame, 1)
            section, at = number_at(frame, at)
            return Push(request, section, frame[at:])
        if frame[0] == PRESENCE:
            section, at = number_at(frame, 1)
            if len(frame) - at <= MOST_POSITION:
                return Here(section, frame[at:])
    except (IndexError, Malformed):
        raise Broken("a torn frame") from None
    raise Broken("an unknown frame")


def state(section: int, seq: int, update: bytes) -> bytes:
    """What a section says, for somebody who lacks it."""
    return b"\x81" + number(section) + number(seq) + update


def ack(request: int, seq: int) -> bytes:
    """It is on disk, at that place in the log."""
    return b"\x82" + number(request) + number(seq)


def fan(section: int, update: bytes) -> bytes:
    """What another writes."""
    return b"\x83" + number(section) + update


def nack(request: int, code: str) -> bytes:
    """It was not taken in, and why."""
    return b"\x84" + number(request) + code.encode()


def late(request: int) -> bytes:
    """It is on disk, as late words."""
    return b"\x85" + number(request)


def here(voice: int, seat: int, there: Here) -> bytes:
    """Where another's cursor is."""
    return b"\x86" + number(voice) + number(seat) + number(there.section) + there.position


def said(kind: str, **values) -> str:
    """A frame of text."""
    return json.dumps({"t": kind, **values}, ensure_ascii=False, separators=(",", ":"))


def bye(why: str) -> str:
    """The last frame before the socket is closed."""
    return said("bye", why=why)
