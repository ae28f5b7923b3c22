"""Somebody's device, as far as the server can see it: a document with an author id, and the updates it sends."""

from pycrdt import Doc, Text

from cairn.notes.rules import document, wire
from cairn.notes.rules.admission import Admitted, Known, admit


class Device:
    """One page load: a document with its own author id. ``sent`` are the updates it made and has not handed on."""

    def __init__(self, client, person):
        self.client, self.person, self.sent, self._quiet = client, person, [], False
        self.doc = Doc(client_id=client, skip_gc=True)
        self.words = self.doc.get("t", type=Text)
        self._watching = self.doc.observe(self._keep)

    def _keep(self, event):
        if not self._quiet:
            self.sent.append(event.update)

    @property
    def text(self):
        return str(self.words)

    def type(self, words, at=None):
        """Words at that letter (at the end when none is given). Returns the update."""
        text = self.text
        at = len(text) if at is None else at
        self.words.insert(len(text[:at].encode()), words)
        return self.sent[-1]

    def delete(self, at, count=1):
        """Those letters go. Returns the update."""
        text = self.text
        start = len(text[:at].encode())
        del self.words[start : start + len(text[at : at + count].encode())]
        return self.sent[-1]

    def hear(self, *updates):
        """What the server sends."""
        self._quiet = True
        for update in updates:
            self.doc.apply_update(update)
        self._quiet = False

    def hand_on(self):
        """All that was not handed on yet."""
        sent, self.sent = self.sent, []
        return sent


class Log:
    """A section's log without a database: rows of (person, update) that were admitted."""

    def __init__(self):
        self.known, self.rows = Known(1), []

    def take(self, person, update):
        """The update, reduced, is in the log; or it is refused. Returns what admission answered."""
        answer = admit(self.known, 0, person, True, update)
        if isinstance(answer, Admitted):
            self.known.take(0, person, answer)
            if not answer.is_known:
                self.rows.append((person, answer.update))
        return answer

    @property
    def updates(self):
        return [update for _, update in self.rows]

    @property
    def text(self):
        return document.text(self.updates)


def hand_made(*structs, deletes=()):
    """An update put together by hand: structs as (client, clock, kind, text or length, left, right)."""
    made = []
    for client, clock, kind, what, left, right in structs:
        text = what if kind == wire.STRING else ""
        length = wire.units(text) if kind == wire.STRING else what
        made.append(wire.Struct(client, clock, length, kind, text, left, right))
    return wire.write(made, list(deletes))


def said(client, clock, text, left=None, right=None):
    """A struct of text for ``hand_made``."""
    return client, clock, wire.STRING, text, left, right
