"""A browser as the server sees it: a socket that speaks the protocol, a document for each section, an outbox."""

import base64
import contextlib
import json
import socket

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from cairn.live import door
from cairn.notes.rules.wire import number, number_at
from cairn.people import signing_in

from ..notes.writers import Device

KINDS = {129: "state", 130: "ack", 131: "fan", 132: "nack", 133: "late", 134: "presence"}


class Gone(Exception):
    """The socket was closed: ``code``, and ``why`` when it was said."""


class Browser:
    """Somebody's page. ``with`` opens it; ``docs`` are the sections by key, ``heard`` all frames in order."""

    def __init__(
        self, house, who, note, *, client, as_who=None, token=None, ticket=None, origin=None, vectors=None, hello=True,
        buffer=None,
    ):  # fmt: skip
        self.house, self.note, self.client, self.person = house, note, client, who.person_id
        self.who, real = as_who or signing_in.begin(who.person, device=f"device {client}")
        self.token, self.buffer = token or real, buffer
        self.ticket = ticket or door.ticket(note, by=self.who)["ticket"]
        self.here = f"127.0.0.1:{house.port}"
        self.origin = f"http://{self.here}" if origin is None else origin
        self.vectors, self.says_hello = vectors or {}, hello
        self.heard, self.docs, self.keys, self.requests, self.outbox = [], {}, [], 0, {}
        self.code, self.why = None, ""

    def __enter__(self):
        headers = {"Cookie": f"cairn={self.token}"} | ({"Origin": self.origin} if self.origin else {})
        line = socket.create_connection(("127.0.0.1", self.house.port))
        if self.buffer:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.buffer)
        self._open = connect(
            f"ws://{self.here}/live/{self.note.pk}",
            additional_headers=headers,
            compression=None,
            close_timeout=1,
            sock=line,
        )
        self.socket = self._open.__enter__()
        if self.says_hello:
            self.hello()
        return self

    def __exit__(self, *failure):
        self._open.__exit__(*failure)

    def say_hello(self):
        """Say who we are, and wait for nothing."""
        vectors = {key: base64.b64encode(vector).decode() for key, vector in self.vectors.items()}
        self.say({"t": "hello", "ticket": self.ticket, "sv": vectors})

    def hello(self):
        """Say who we are, and take in everything up to ``ready``."""
        self.say_hello()
        self.welcome = self.until("welcome")
        self.ready = self.until("ready")

    def say(self, frame):
        """A frame of text, or of bytes, as it is. Into a closed socket it is said in vain."""
        with contextlib.suppress(ConnectionClosed):
            self.socket.send(frame if isinstance(frame, (bytes, str)) else json.dumps(frame))

    def push(self, section, update):
        """An update is on its way. Returns its request number."""
        self.requests += 1
        self.outbox[self.requests] = section, update
        self.say(b"\x01" + number(self.requests) + number(self.keys.index(section)) + update)
        return self.requests

    def type(self, section, words, at=None):
        """Words, typed and sent."""
        update = self.docs[section].type(words, at)
        self.docs[section].hand_on()
        return self.push(section, update)

    def text(self, section):
        return self.docs[section].text

    def until(self, kind, **wanted):
        """The next frame of this kind (with these values), everything before it taken in. ``Gone`` when none comes."""
        while True:
            frame = self.hear()
            if frame["t"] == kind and wanted.items() <= frame.items():
                return frame

    def hear(self, timeout=10):
        """The next frame, taken in."""
        try:
            frame = _read(self.socket.recv(timeout))
        except ConnectionClosed as closed:
            self.code = closed.rcvd.code if closed.rcvd else 1006
            raise Gone(f"{self.code} {self.why}") from None
        self.heard.append(frame)
        self._take(frame)
        return frame

    def seat(self):
        """Our seat, as the server holds it."""
        return next(s for s in self.house.room(self.note).seats.values() if s.guest.token == self.token)

    def to_the_end(self):
        """Everything up to the close: (code, why)."""
        with contextlib.suppress(Gone):
            while True:
                self.hear()
        return self.code, self.why

    def _take(self, frame):
        kind = frame["t"]
        if kind == "welcome":
            self.keys = frame["sections"]
            self.docs = {key: Device(self.client, self.person) for key in self.keys}
        elif kind in ("state", "fan"):
            self.docs[self.keys[frame["section"]]].hear(frame["update"])
        elif kind in ("ack", "late"):
            self.outbox.pop(frame["request"])
        elif kind == "bye":
            self.why = frame["why"]


def _read(raw):
    if isinstance(raw, str):
        return json.loads(raw)
    kind, at = KINDS[raw[0]], 1
    frame = {"t": kind}
    names = {
        "state": ("section", "seq"), "ack": ("request", "seq"), "fan": ("section",), "nack": ("request",),
        "late": ("request",), "presence": ("n", "seat", "section"),
    }[kind]  # fmt: skip
    for name in names:
        frame[name], at = number_at(raw, at)
    rest = {"state": "update", "fan": "update", "nack": "code", "presence": "position"}.get(kind)
    if rest:
        frame[rest] = raw[at:].decode() if rest == "code" else raw[at:]
    return frame
