"""One device passed across the table: the participant takes over with their own secret, and back."""

import secrets as random  # the standard library's; ours of that name keeps people's secrets

from cairn.audit.recording import record
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access, secrets, signing_in
from cairn.people.acts import Act
from cairn.people.models import SignIn


def hand_over(note, *, secret, by, device, network):
    """The device is the participant's for this note; the supporter's sign-in is locked. ``(Who, token)``."""
    access.require(by, Act.NOTE_HAND_OVER, note)
    person = note.participation.person
    if not person.secret:
        raise Refused(_("They have no PIN yet. Make a code on their page first; it takes a minute."), field="secret")
    counts = secrets.buckets({"name": str(person.pk), "people": [person.pk]}, bytes(by.sign_in.device_index), network)
    secrets.ask(counts)
    if not secrets.fits(person.secret, secret):
        with atomic():
            secrets.count(counts)
        raise Refused(_("That is not the PIN or passphrase of this participant. Please try again."), field="secret")
    with atomic():
        secrets.clear(counts)
        SignIn.objects.filter(pk=by.sign_in.pk).update(locked_at=clock.now())
        who, token = signing_in.begin(
            person, device=device, device_name=by.sign_in.device_name, lent_by=by.sign_in, only_note=note.pk
        )
        record(Act.NOTE_HAND_OVER, note, by=by)
    return who, token


def hand_back(note, *, secret, by, network):
    """The lent sign-in is over and the supporter's works again, with their secret. Returns the supporter's token."""
    access.require(by, Act.NOTE_HAND_BACK, note)
    lender = (
        SignIn.objects.select_related("person__organization")
        .filter(pk=by.sign_in.lent_by_id, ended_at=None, locked_at__isnull=False)
        .first()
    )
    if lender is None:
        raise NotHere
    theirs = signing_in.of(lender.person)
    theirs = type(theirs)(person=lender.person, roles=theirs.roles, sign_in=lender)
    signing_in.prove_again(theirs, secret, network=network)
    token = random.token_urlsafe(32)
    with atomic():
        SignIn.objects.filter(pk=lender.pk).update(token_index=keys.index("token", "", token))
        signing_in.go_out(by=by, why="handed back")
        record(Act.NOTE_HAND_BACK, note, by=by)
    return token
