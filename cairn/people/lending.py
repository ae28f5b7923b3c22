"""A device passed across the table: whoever takes it proves who they are, and has one thing on it and nothing else."""

import secrets as random  # the standard library's; ours of that name keeps people's secrets

from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _

from . import secrets, signing_in
from .models import SignIn


def ask(person, secret, *, by, network):
    """Nothing stands in the way of lending it to this person: their secret fits. ``Refused`` otherwise, and it counts.

    Returns what ``lend`` clears.
    """
    if not person.secret:
        raise Refused(_("They have no PIN yet. Make a code on their page first; it takes a minute."), field="secret")
    counts = secrets.buckets({"name": str(person.pk), "people": [person.pk]}, bytes(by.sign_in.device_index), network)
    secrets.ask(counts)
    if not secrets.fits(person.secret, secret):
        with atomic():
            secrets.count(counts)
        raise Refused(_("That is not the PIN or passphrase of this participant. Please try again."), field="secret")
    return counts


@atomic
def lend(person, *, counts, by, device, **only):
    """The device is theirs for this one thing (``only_note``, ``only_paper``); the lender's sign-in is locked."""
    secrets.clear(counts)
    SignIn.objects.filter(pk=by.sign_in.pk).update(locked_at=clock.now())
    return signing_in.begin(person, device=device, device_name=by.sign_in.device_name, lent_by=by.sign_in, **only)


def lender(secret, *, by, network):
    """The locked sign-in of whoever lent this device, their secret given again. ``NotHere`` when nobody did."""
    found = (
        SignIn.objects.select_related("person__organization")
        .filter(pk=by.sign_in.lent_by_id, ended_at=None, locked_at__isnull=False)
        .first()
    )
    if found is None:
        raise NotHere
    theirs = signing_in.of(found.person)
    theirs = type(theirs)(person=found.person, roles=theirs.roles, sign_in=found)
    signing_in.prove_again(theirs, secret, network=network)
    return found


@atomic
def give_back(lender, *, by):
    """The lent sign-in is over and the lender's works again, under a new token, which is returned."""
    token = random.token_urlsafe(32)
    SignIn.objects.filter(pk=lender.pk).update(token_index=keys.index("token", "", token))
    signing_in.go_out(by=by, why="handed back")
    return token
