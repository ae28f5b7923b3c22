"""Coming in and going out, on one device. ``who`` is the one door from a cookie to a person."""

import secrets as random
from datetime import timedelta

from django.db.models import F

from cairn.audit.recording import record
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _

from . import access, rules, secrets
from .acts import Act
from .models import KnownDevice, Person, SignIn, email_index, handle_index
from .roles import Role
from .who import Who

WRONG = _("That name and secret do not go together. Please try again, or ask for a new code when you meet.")
SEEN_EVERY = timedelta(minutes=2)
# {name: function -> expression on sign-ins}: what a room above has asked along with the one query of signing in.
ALSO: dict = {}


def who(token):
    """The Who behind a cookie's token, or None when it is over, locked or unknown. One query."""
    held = _held(token, locked_at=None)
    if not held or rules.has_expired(held[0], clock.now()):
        return None
    return _who(held)


def whose(token):
    """The Who behind a token that has run out by itself or is locked: they may give their secret again. Else None."""
    held = _held(token)
    return _who(held) if held else None


def of(person):
    """The Who of a person as they are now, without a device: for commands and tests."""
    roles = frozenset(Role(m.role) for m in person.memberships.now())
    return Who(person=person, roles=roles)


def _held(token, **more):
    """The sign-in of a token, once per role its person holds now (one query)."""
    signs = SignIn.objects.filter(token_index=_index(token), ended_at=None, **more)
    signs = signs.select_related("person__organization__key", "person__key")
    roles = signs.annotate(role=F("person__memberships__role"), role_ended=F("person__memberships__ended_at"))
    roles = roles.annotate(**{name: expression() for name, expression in ALSO.items()})
    held = [row for row in roles if row.role and row.role_ended is None]
    if held:
        keys.meet(held[0].person.organization.key, held[0].person.key)
    return held


def _who(held):
    return Who(person=held[0].person, roles=frozenset(Role(row.role) for row in held), sign_in=held[0])


def come_in(name, secret, *, device, network, device_name=""):
    """The people (usually one) whom this name and secret let in, each as ``(Who, token)``. ``Refused`` when wrong.

    ``name`` is an e-mail address or a sign-in name; ``device`` the device's own cookie; ``network`` its address block.
    A wrong name and a wrong secret answer alike, in words and in time.
    """
    people = _candidates(name)
    account = {"name": keys.index("account", "", name.strip().casefold()).hex(), "people": [p.pk for p in people]}
    counts = secrets.buckets(account, _index(device), network)
    secrets.ask(counts)
    right = [p for p in people or [None] if secrets.fits(p.secret if p else "", secret)]
    with atomic():
        if right:
            secrets.clear(counts)
            return [begin(p, device=device, device_name=device_name) for p in right]
        secrets.count(counts)
    raise Refused(WRONG)


def _candidates(name):
    known = Person.objects.select_related("organization").filter(memberships__ended_at=None).distinct()
    if "@" in name:
        return list(known.filter(email_index=email_index(name))[:4])
    return list(known.filter(handle_index=handle_index(name))[:1])


@atomic
def begin(person, *, device, device_name="", lent_by=None, only_note=None, only_paper=None):
    """Somebody who proved who they are is signed in on this device. Returns ``(Who, token)``."""
    now, token = clock.now(), random.token_urlsafe(32)
    sign_in = SignIn.objects.create(
        organization_id=person.organization_id,
        person=person,
        token_index=_index(token),
        device_index=_index(device),
        device_name=device_name[:60],
        started_at=now,
        seen_at=now,
        proved_at=now,
        lent_by=lent_by,
        only_note=only_note,
        only_paper=only_paper,
    )
    if lent_by is None:
        KnownDevice.objects.get_or_create(person=person, device_index=sign_in.device_index, defaults={"since": now})
    by = of(person)
    record(Act.PERSON_SIGN_IN, sign_in, by=by, lent=lent_by is not None)
    return Who(person=person, roles=by.roles, sign_in=sign_in), token


@atomic
def prove(by, secret, *, network):
    """They gave their secret again: the sign-in lives on, unlocked. ``Refused`` when it is wrong."""
    account = {"name": str(by.person_id), "people": [by.person_id]}
    counts = secrets.buckets(account, bytes(by.sign_in.device_index), network)
    secrets.ask(counts)
    if not secrets.fits(by.person.secret, secret):
        raise Wrong(counts)
    secrets.clear(counts)
    now = clock.now()
    fresh = {"seen_at": now, "proved_at": now, "locked_at": None}
    if now - by.sign_in.started_at > rules.LONGEST:
        fresh["started_at"] = now
    SignIn.objects.filter(pk=by.sign_in.pk, ended_at=None).update(**fresh)


class Wrong(Refused):
    """A secret given again was wrong. ``count`` is kept after the transaction that it broke."""

    def __init__(self, counts):
        super().__init__(_("That is not the secret for this name. Nothing is lost; please try again."))
        self.counts = counts

    def count(self):
        """The wrong try counts."""
        with atomic():
            secrets.count(self.counts)


def prove_again(by, secret, *, network):
    """``prove``, with wrong tries counted for good."""
    try:
        prove(by, secret, network=network)
    except Wrong as wrong:
        wrong.count()
        raise


def seen(by):
    """The sign-in shows a sign of life; written at most every two minutes, so that reading stays reading."""
    now = clock.now()
    if now - by.sign_in.seen_at > SEEN_EVERY:
        with atomic():
            SignIn.objects.filter(pk=by.sign_in.pk).update(seen_at=now)


@atomic
def go_out(*, by, why="signed out"):
    """This device is signed out."""
    SignIn.objects.filter(pk=by.sign_in.pk, ended_at=None).update(ended_at=clock.now(), why_ended=why)
    record(Act.PERSON_SIGN_OUT, by.sign_in, by=by)


@atomic
def end_one(sign_in_id, *, by):
    """That device of one's own is signed out."""
    access.require(by, Act.PERSON_SIGN_OUT, by.person)
    sign_in = SignIn.objects.filter(pk=sign_in_id, person_id=by.person_id, ended_at=None).first()
    if sign_in is None:
        raise NotHere
    sign_in.ended_at, sign_in.why_ended = clock.now(), "ended"
    sign_in.save(update_fields=["ended_at", "why_ended"])
    record(Act.PERSON_SIGN_OUT, sign_in, by=by)


@atomic
def end_all(person, *, but=None, by=None):
    """Every device of this person is signed out (but one)."""
    signs = SignIn.objects.filter(person=person, ended_at=None)
    if but is not None:
        signs = signs.exclude(pk=but.pk)
    ended = list(signs)
    signs.update(ended_at=clock.now(), why_ended="ended")
    for sign_in in ended:
        record(Act.PERSON_SIGN_OUT, sign_in, by=by)


def _index(token):
    return keys.index("token", "", token or "")
