"""Two referrals, or a referral and somebody known here, turn out to be one person. A row says so, and can be undone."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access
from cairn.people.acts import Act

from .models import Merge, Offer, Referral
from .referring import hold
from .rules import referral as life
from .rules.referral import OPEN, State


@atomic
def merge(referral, *, why, by, into=None, participation=None):
    """This referral is about the same person as another referral (``into``), or as somebody known here.

    Joined with another referral, it leaves the list and is found there. Joined with somebody known, it stays: their
    next way begins with it. Nothing of either is changed, so taking it apart brings back both as they were.
    """
    access.require(by, Act.REFERRAL_MERGE, referral)
    access.require(by, Act.REFERRAL_MERGE, into or participation)
    row = hold(referral)
    _ask(row, why)
    if into is not None:
        if into.pk == row.pk:
            raise NotHere
        other = hold(into)
        if other.state not in OPEN:
            raise Refused(_("The other referral is closed. Please reopen it first, or join it with this one."))
        if Merge.objects.filter(into=row, undone_at=None).exists():
            raise Refused(_("Another referral was joined with this one. Please join them the other way round."))
    made = Merge.of(row, into=into, person=participation.person if participation else None, by=by.person,
                    at=clock.now(), why=why.strip(), undone_why="")  # fmt: skip
    made.save(force_insert=True)
    if participation is not None:
        row.subject = participation.person
        row.save(update_fields=["subject"])
    record(Act.REFERRAL_MERGE, row, by=by, into=into.pk if into else None)
    return made


@atomic
def part(merged, *, why, by):
    """They are two again, each as it was; who found them the same, and who did not, stays known."""
    access.require(by, Act.REFERRAL_PART, merged)
    row = Referral.objects.select_for_update(of=("self",)).get(pk=merged.referral_id)
    merged = Merge.objects.get(pk=merged.pk)
    if merged.undone_at:
        raise Refused(_("They were taken apart already."))
    if sentence := life.why_not_reason(why):
        raise Refused(sentence, field="why")
    if merged.person_id:
        _ask_untouched(row)
        row.subject = None
        row.save(update_fields=["subject"])
    merged.undone_at, merged.undone_by, merged.undone_why = clock.now(), by.person, why.strip()
    merged.save(update_fields=["undone_at", "undone_by", "undone_why"])
    record(Act.REFERRAL_PART, row, by=by, into=merged.into_id)


def _ask(row, why):
    if row.state not in OPEN:
        raise Refused(_("This referral is closed. Please reopen it first."))
    if sentence := life.why_not_reason(why):
        raise Refused(sentence, field="why")
    if Merge.objects.filter(referral=row, undone_at=None).exists():
        raise Refused(_("This referral is joined with somebody already. Please take them apart first."))
    if Offer.objects.open().filter(referral=row).exists():
        raise Refused(_("A match is offered just now. Please take it back first, or wait for both answers."))


def _ask_untouched(row):
    if row.participation_id or row.state == State.ACCEPTED:
        raise Refused(_("A way began with this referral. It cannot be taken apart any more."))
    if Offer.objects.open().filter(referral=row).exists():
        raise Refused(_("A match is offered just now. Please take it back first, or wait for both answers."))
