"""A paper on a device that is passed across the table: the participant takes over with their own secret, and back."""

from cairn.audit.recording import record
from cairn.lib.db import atomic
from cairn.people import access, lending
from cairn.people.acts import Act


def hand_over(paper, *, secret, by, device, network):
    """The device is the participant's for this paper; the other's sign-in is locked. ``(Who, token)``."""
    access.require(by, Act.PAPER_HAND_OVER, paper)
    person = paper.participation.person
    counts = lending.ask(person, secret, by=by, network=network)
    with atomic():
        lent = lending.lend(person, counts=counts, by=by, device=device, only_paper=paper.pk)
        record(Act.PAPER_HAND_OVER, paper, by=by, form=paper.form.key)
    return lent


def hand_back(paper, *, secret, by, network):
    """The lent sign-in is over and the other's works again, with their secret. Returns the other's token."""
    access.require(by, Act.PAPER_HAND_BACK, paper)
    lender = lending.lender(secret, by=by, network=network)
    with atomic():
        token = lending.give_back(lender, by=by)
        record(Act.PAPER_HAND_BACK, paper, by=by, form=paper.form.key)
    return token
