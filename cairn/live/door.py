"""Who may sit in a room: asked when they come, when their rights may have changed, and every few seconds anyway.

A socket is opened with a ticket made for one sign-in and one note, once, within a minute, and with that sign-in's own
cookie; from our own pages only. Nothing here decides who may write: that is asked of the one place that knows.
"""

import base64
import os
import threading
import uuid
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host

from cairn.lib import clock, keys
from cairn.lib.words import NotHere
from cairn.notes import drafting, reading
from cairn.notes.rules.templates import template
from cairn.people import signing_in
from cairn.people.acts import Act
from cairn.people.who import Who

from .presence import Voice

TICKET_LASTS = timedelta(seconds=60)
_used: dict[bytes, float] = {}
_using = threading.Lock()


class Shut(Exception):
    """They may not sit here, and this is the word for it in the last frame."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Guest:
    """Somebody who came through the door: as whom, with which cookie, and where they may write."""

    who: Any  # a Who with its sign-in
    token: str
    note_id: uuid.UUID
    voice: Voice
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class About:
    """What a room must know of its note beside the words."""

    note_id: uuid.UUID
    subject_id: uuid.UUID
    organization_id: uuid.UUID
    keys: tuple[str, ...]
    stage: str
    voices: list[Voice]


def ticket(note, *, by) -> dict:
    """What a page needs to write live: a ticket, the key of its device's own copy, and whose number is theirs.

    ``note`` came through the door of those who may write in it.
    """
    ends = int((clock.now() + TICKET_LASTS).timestamp() * 1000)
    body = by.sign_in.pk.bytes + note.pk.bytes + ends.to_bytes(8, "big") + os.urandom(12)
    people = [person.pk for person, _ in drafting.voices_of(note)]
    return {
        "ticket": base64.urlsafe_b64encode(body + _stamp(body)).decode(),
        "device_key": base64.b64encode(keys.derive("device", by.person_id, note.pk)).decode(),
        "me": people.index(by.person_id) if by.person_id in people else len(people),
    }


def from_here(headers: dict[bytes, bytes]) -> bool:
    """True when the page that opens the socket came from this very host, under a name that is ours."""
    host, origin = headers.get(b"host", b"").decode("latin-1"), headers.get(b"origin", b"").decode("latin-1")
    try:
        at = urlsplit(origin)
        port = at.port
    except ValueError:
        return False
    name, asked = split_domain_port(host)
    usual = {"http": 80, "https": 443}.get(at.scheme)
    if usual is None or at.path or at.query or not validate_host(name, settings.ALLOWED_HOSTS):
        return False
    return split_domain_port(at.netloc)[0] == name and (port or usual) == int(asked or usual)


def token_of(headers: dict[bytes, bytes]) -> str:
    """The sign-in's token in the cookie; "" when there is none."""
    return parse_cookie(headers.get(b"cookie", b"").decode("latin-1")).get(settings.SIGNED_COOKIE, "")


def come_in(token: str, shown: str, note_id: uuid.UUID) -> tuple[Guest, About, object]:
    """The guest, what the room is about, and the note itself. ``Shut`` when they may not."""
    who = signing_in.who(token) if token else None
    if who is None:
        raise Shut("expired")
    _tear(shown, who, note_id)
    note = _note(who, note_id)
    voices = [_voice(person, voice) for person, voice in drafting.voices_of(note)]
    me = next((voice for voice in voices if voice.person_id == who.person_id), _voice(who.person, "other"))
    sections = tuple(section.key for section in template(note.template, note.template_version).sections)
    about = About(note.pk, note.subject_id, note.organization_id, sections, note.stage, voices)
    return Guest(_slim(who), token, note.pk, me, drafting.places_of(note, who)), about, note


def why_leave(guest: Guest, *, alive: bool = False) -> str:
    """ "" while they may stay, else why not any more. Asked of the database at this moment.

    ``alive``: they wrote lately, so that their sign-in does not run out under their hands.
    """
    who = signing_in.who(guest.token)
    if who is None or who.sign_in.pk != guest.who.sign_in.pk:
        return "expired"
    guest.who = _slim(who)
    try:
        note = _note(who, guest.note_id)
    except Shut as shut:
        return shut.why
    if alive:
        signing_in.seen(who)
    return "" if drafting.places_of(note, who) == guest.places else "rights"


def _slim(who) -> Who:
    """Who sits there, without names and house: a seat is held as long as a page is open, and there are many."""
    sign_in = who.sign_in
    kept = SimpleNamespace(pk=sign_in.pk, seen_at=sign_in.seen_at, started_at=sign_in.started_at)
    person = SimpleNamespace(pk=who.person_id, organization_id=who.organization_id)
    return Who(person=person, roles=who.roles, sign_in=kept)


def _voice(person, voice: str) -> Voice:
    return Voice(person.pk, person.chosen_name, person.initials, voice)


def _note(who, note_id: uuid.UUID):
    if who.sign_in.lent_for not in (None, note_id):
        raise Shut("rights")
    try:
        return reading.note_for(who, note_id, Act.NOTE_WRITE)
    except NotHere:
        raise Shut("rights") from None


def _tear(shown: str, who, note_id: uuid.UUID) -> None:
    """The ticket is used up. ``Shut`` when it is not for this sign-in and note, too old, forged, or torn already."""
    try:
        raw = base64.urlsafe_b64decode(shown.encode())
    except ValueError:
        raise Shut("ticket") from None
    body, stamp, now = raw[:-32], raw[-32:], clock.now().timestamp() * 1000
    if len(raw) != 84 or not compare_digest(stamp, _stamp(body)):
        raise Shut("ticket")
    ends = int.from_bytes(body[32:40], "big")
    if body[:32] != who.sign_in.pk.bytes + note_id.bytes or now > ends:
        raise Shut("ticket")
    with _using:
        for nonce in [nonce for nonce, until in _used.items() if until < now]:
            del _used[nonce]
        if body[40:] in _used:
            raise Shut("ticket")
        _used[body[40:]] = ends


def _stamp(body: bytes) -> bytes:
    return keys.mac(keys.derive("live ticket"), body)
