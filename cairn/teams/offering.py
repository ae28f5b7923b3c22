"""A match is offered, both answer, and when both said yes a way begins (or a new supporter comes)."""

import datetime

from django.db import IntegrityError, transaction

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.programs import reading as programs
from cairn.programs.rules import clocks_of

from . import match_reading, matching, referring
from .models import Conflict, Merge, Offer, OfferAnswer, Participation
from .rules import fit
from .rules import offer as life
from .rules import referral as referrals
from .rules.offer import Outcome, Side
from .rules.referral import State

TWICE = _("A match is offered already. Take it back first, or wait for both answers.")


@atomic
def offer(thing, *, supporter, by, reason="", pk=None):
    """Both are asked about a match: ``thing`` is a referral, or a participation that gets another supporter.

    One open offer at a time; pressing twice (``pk``) is one. ``reason``: why, although something stood in the way.
    """
    access.require(by, Act.OFFER_MAKE, thing)
    if pk and (there := Offer.objects.filter(pk=pk).first()):
        access.require(by, Act.OFFER_MAKE, there)
        return there
    referral, way = _held(thing)
    _lapse(referral, way)
    if Offer.objects.open().filter(**_about(referral, way)).exists():
        raise Refused(TWICE)
    if referral is not None:
        _ask_referral(referral)
    _ask_supporter(referral, way, supporter, reason)
    made = _made(referral, way, supporter, by, reason, pk)
    if referral is not None:
        referring.move(referral, State.OFFERED, by=by)
    record(Act.OFFER_MAKE, made, by=by, supporter=supporter.pk)
    return made


@atomic
def answer(offered, *, side, choice, by, how="", passes=(), never=False):
    """One side says yes or no, and gives no reason. Both yes is a match; a no leaves everything as it was.

    A coordinator may write down the participant's answer with ``how`` they said it. ``passes``: what passes on to a new
    supporter, as the participant says with their yes. ``never``: they are not to be matched with each other again.
    """
    access.require(by, Act.OFFER_ANSWER, offered)
    row = hold(offered)
    side = Side(side)
    _ask_side(row, side, by, how)
    before = OfferAnswer.objects.filter(offer=row, side=side).first()
    lapsed = row.outcome == Outcome.OPEN and match_reading.outcome_of(row) is Outcome.LAPSED
    if sentence := life.why_not_answer(row.outcome, lapsed=lapsed, choice=choice, before=before and before.choice):
        raise Refused(sentence)
    if before is not None:
        before.delete()
    OfferAnswer(offer=row, key_id=row.key_id, side=side, choice=choice, by=by.person, at=clock.now(), how=how.strip(),
                passes=[code for code in life.PASSES if code in passes]).save(force_insert=True)  # fmt: skip
    record(Act.OFFER_ANSWER, row, by=by, side=str(side), choice=choice)
    if never and choice == "no":
        _never(row, by)
    _follow(row, by)
    return row


@atomic
def withdraw(offered, *, by):
    """The offer is taken back; the person waits on, and another can be made."""
    access.require(by, Act.OFFER_WITHDRAW, offered)
    row = hold(offered)
    if row.outcome:
        raise Refused(life.why_not_answer(row.outcome, lapsed=False, choice="", before=""))
    _end(row, Outcome.WITHDRAWN, by=by)
    record(Act.OFFER_WITHDRAW, row, by=by)
    return row


@atomic
def lapse():
    """Offers whose last day is over are over. For the night; safe to run twice. Returns how many."""
    over = list(Offer.objects.open().filter(lapses_on__lt=clock.today()).order_by("pk"))
    for row in over:
        row = hold(row)
        if row.outcome == Outcome.OPEN:
            _end(row, Outcome.LAPSED, by=None)
            record(Act.OFFER_WITHDRAW, row, lapsed=True)
    return len(over)


def hold(offered):
    """The offer as it is now, locked, with what it is about locked before it: always in the same order."""
    row = Offer.objects.get(pk=offered.pk)
    if row.referral_id:
        referring.Referral.objects.select_for_update(of=("self",)).get(pk=row.referral_id)
    if row.participation_id:
        Participation.objects.select_for_update(of=("self",)).get(pk=row.participation_id)
    return Offer.objects.select_for_update(of=("self",)).get(pk=row.pk)


def _held(thing):
    """``(referral or None, participation or None)``, locked. A referral that began a way is about that way as well."""
    if isinstance(thing, Participation):
        way = Participation.objects.select_for_update(of=("self",)).get(pk=thing.pk)
        if way.ended_on:
            raise Refused(_("Their way has ended. A new one begins with a return."))
        return None, way
    row = referring.hold(thing)
    way = None
    if row.participation_id:
        way = Participation.objects.select_for_update(of=("self",)).get(pk=row.participation_id)
        way = way if way.ended_on is None else None
    return row, way


def _about(referral, way):
    return {"referral": referral} if referral is not None else {"participation": way}


def _lapse(referral, way):
    """An offer that is over by its date makes room for the next."""
    for row in Offer.objects.open().filter(**_about(referral, way), lapses_on__lt=clock.today()):
        _end(row, Outcome.LAPSED, by=None)
        record(Act.OFFER_WITHDRAW, row, lapsed=True)
        if referral is not None:
            referral.refresh_from_db(fields=["state"])


def _ask_referral(row):
    if sentence := referrals.why_not(row.state, State.OFFERED):
        raise Refused(sentence)
    if row.program_id is None:
        raise Refused(_("Please decide on a program first: change the referral."), field="program")


def _ask_supporter(referral, way, supporter, reason):
    house = (referral or way).organization_id
    holds = supporter.memberships.now().filter(role=Role.SUPPORTER).exists()
    if supporter.organization_id != house or not holds:
        raise NotHere
    if way is not None and way.team.filter(person=supporter, part="supporter", ended_at=None).exists():
        raise Refused(_("They walk together already."), field="supporter")
    person_id = way.person_id if way else referral.subject_id
    side = match_reading.side_of(supporter, referral=referral, person_id=person_id)
    if sentence := fit.why_not(matching.wishes_of(referral, way), side, reason=reason):
        raise Refused(sentence, field="supporter")


def _made(referral, way, supporter, by, reason, pk):
    program = way.program if way else referral.program
    days = clocks_of(programs.rules_of(program).clocks)["answer"]
    made = Offer(
        organization_id=by.organization_id,
        key_id=referral.key_id if referral else way.person.key_id,
        program=program,
        referral=referral,
        participation=way,
        subject_id=way.person_id if way else referral.subject_id,
        supporter=supporter,
        made_by=by.person,
        made_at=clock.now(),
        lapses_on=clock.today(by.organization.zone) + datetime.timedelta(days=days),
        reason=reason.strip()[: referrals.SHORT],
    )
    made.pk = pk or made.pk
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # the database says it too: somebody was quicker
        raise Refused(TWICE) from None
    return made


def _ask_side(row, side, by, how):
    """Each answers for themself; the participant's answer may be written down by who coordinates the program."""
    mine = row.supporter_id if side is Side.SUPPORTER else row.subject_id
    if mine == by.person_id and not how:
        return
    if side is Side.SUPPORTER:
        raise NotHere
    access.require(by, Act.OFFER_MAKE, row)
    if sentence := life.why_not_record(how):
        raise Refused(sentence, field="how")


def _follow(row, by):
    answers = dict(OfferAnswer.objects.filter(offer=row).values_list("side", "choice"))
    outcome = life.becomes(answers)
    if outcome is Outcome.DECLINED:
        _end(row, outcome, by=by)
    elif outcome is Outcome.ACCEPTED:
        row.outcome, row.ended_at = outcome, clock.now()
        row.save(update_fields=["outcome", "ended_at"])
        matching.match(row, by=by)


def _end(row, outcome, *, by):
    row.outcome, row.ended_at = outcome, clock.now()
    row.save(update_fields=["outcome", "ended_at"])
    if row.referral_id:
        merged = Merge.objects.filter(referral_id=row.referral_id, undone_at=None, person=None).exists()
        referral = referring.Referral.objects.select_for_update(of=("self",)).get(pk=row.referral_id)
        if referral.state == State.OFFERED and not merged:
            referring.move(referral, State.WAITING, by=by)


def _never(row, by):
    Conflict(
        organization_id=row.organization_id,
        key_id=row.key_id,
        referral_id=row.referral_id,
        person_id=row.subject_id,
        supporter_id=row.supporter_id,
        kind="not_this",
        said_by=by.person,
        said_at=clock.now(),
        words="",
    ).save(force_insert=True)
