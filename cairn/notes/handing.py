"""One device passed across the table: the participant takes over with their own secret, and back."""

from cairn.audit.recording import record
from cairn.lib.db import atomic
from cairn.people import access, lending
from cairn.people.acts import Act


def hand_over(note, *, secret, by, device, network):
    """The device is the participant's for this note; the supporter's sign-in is locked. ``(Who, token)``."""
    access.require(by, Act.NOTE_HAND_OVER, note)
    person = note.participation.person
    counts = lending.ask(person, secret, by=by, network=network)
    with atomic():
        lent = lending.lend(person, counts=counts, by=by, device=device, only_note=note.pk)
        record(Act.NOTE_HAND_OVER, note, by=by)
    return lent


def hand_back(note, *, secret, by, network):
    """The lent sign-in is over and the supporter's works again, with their secret. Returns the supporter's token."""
    access.require(by, Act.NOTE_HAND_BACK, note)
    lender = lending.lender(secret, by=by, network=network)
    with atomic():
        token = lending.give_back(lender, by=by)
        record(Act.NOTE_HAND_BACK, note, by=by)
    return token
