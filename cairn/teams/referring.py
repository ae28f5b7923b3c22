"""Referrals: received, contacted, waiting, not taken up, withdrawn, opened again. Each change is a row."""

from cairn.audit.recording import record
from cairn.lib import clock, codes
from cairn.lib.db import atomic
from cairn.lib.models import Key
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access, rules, secrets
from cairn.people.acts import Act
from cairn.people.models import Organization

from .models import Contact, Merge, Offer, Referral, ReferralMove
from .referral_reading import reference_index
from .rules import referral as life
from .rules import wishes as choices
from .rules.offer import Outcome
from .rules.referral import OPEN, State

WORDS = ("name", "referrer_name", "answer_how", "why", "asks", "urgency_why", "phone", "born_on")


@atomic
def receive_referral(said, *, by, program=None, pk=None):
    """A referral that somebody who works here wrote down. Returns it; pressing twice (``pk``) receives one.

    ``said``: the fields of the form as plain values (``rules.referral``), ``safe`` and ``wishes`` among them.
    """
    if pk and (there := Referral.objects.filter(pk=pk).first()):
        access.require(by, Act.REFERRAL_READ, there)
        return there
    referral = _made(by.organization, said, source="staff", program=program, received_by=by.person, pk=pk)
    access.require(by, Act.REFERRAL_RECEIVE, referral)
    record(Act.REFERRAL_RECEIVE, referral, by=by, source="staff")
    return referral


def receive_public(slug, said, *, network, pk):
    """A referral from the page that anybody may open; returns the reference code, and tells nothing else.

    Nobody is looked up, so it answers the same whoever is known here. ``pk`` comes with the form and works once.
    """
    house = house_of(slug)
    if there := Referral.objects.filter(pk=pk, organization=house, source="public").first():
        return codes.spoken(there.reference)
    counts = secrets.form_buckets(f"refer {house.pk}", network)
    secrets.ask(counts)
    with atomic():
        secrets.count(counts)
        referral = _made(house, said, source="public", pk=pk)
        record(Act.REFERRAL_RECEIVE, referral, source="public")
    return codes.spoken(referral.reference)


def house_of(slug):
    """The organization of that short name. A part of the public page."""
    if (house := Organization.objects.select_related("key").filter(slug=slug).first()) is None:
        raise NotHere
    return house


def _made(house, said, *, source, program=None, received_by=None, pk=None):
    said = _asked(said, house)
    now, code = clock.now(), codes.make()
    referral = Referral(
        organization=house,
        key=Key.make(under=house.key),
        program=program,
        source=source,
        received_at=now,
        received_by=received_by,
        reference=code,
        reference_index=reference_index(house.pk, code),
        before=said.pop("before"),
    )
    referral.pk = pk or referral.pk
    _fill(referral, said)
    referral.save(force_insert=True)
    ReferralMove.of(referral, was="", now=State.RECEIVED, by=received_by, at=now, reason="").save(force_insert=True)
    return referral


def _asked(said, house):
    """What was said, cleaned; ``Refused`` when something stands in the way."""
    said = {
        **{name: str(said.get(name, "")).strip() for name in WORDS},
        "referrer": said.get("referrer", ""),
        "urgency": said.get("urgency", ""),
        "safe": rules.reach(said.get("safe") or {}),
        "wishes": choices.clean(said.get("wishes") or {}),
        "before": {"was_here": bool(said.get("was_here")), "code": str(said.get("before_code", "")).strip()[:40]},
    }
    said["name"] = " ".join(said["name"].split())
    for sentence, field in (life.why_not_said(said, today=clock.today(house.zone)), choices.why_not(said["wishes"])):
        if sentence:
            raise Refused(sentence, field=field)
    return said


def _fill(referral, said):
    for name in (*WORDS, "referrer", "urgency", "wishes"):
        setattr(referral, name, said[name])
    referral.safe_contact = said["safe"]
    spoken = said["wishes"]["languages"]
    referral.languages = f" {' '.join(spoken)} " if spoken else ""


@atomic
def change(referral, said, *, by, program=None):
    """What is known of the referral is what was said now, and it is for this program (None: not decided)."""
    access.require(by, Act.REFERRAL_CHANGE, referral)
    row = hold(referral)
    program_id = program.pk if program else None
    if row.state == State.OFFERED and program_id != row.program_id:
        raise Refused(_("A match is offered in that program. Please take the offer back first."), field="program")
    if program is not None:
        access.require(by, Act.PARTICIPATION_BEGIN, program)
    said = _asked({**said, "was_here": row.before.get("was_here")}, by.organization)
    _fill(row, said)
    row.program = program
    row.save()
    record(Act.REFERRAL_CHANGE, row, by=by, program=program_id)
    return row


@atomic
def contact(referral, *, how, reached, by, words=""):
    """Somebody got in touch, or tried to. When the person was reached, a received referral is contacted."""
    access.require(by, Act.REFERRAL_CONTACT, referral)
    row = hold(referral)
    if how not in rules.CHANNELS:
        raise Refused(_("Please say how you got in touch."), field="how")
    if len(words) > life.LONG:
        raise Refused(_("That is longer than we can keep here. Please say it in fewer words."), field="words")
    Contact.of(row, how=how, reached=reached, by=by.person, at=clock.now(), words=words.strip()).save(force_insert=True)
    if reached and row.state == State.RECEIVED:
        move(row, State.CONTACTED, by=by)
    record(Act.REFERRAL_CONTACT, row, by=by, how=how, reached=reached)
    return row


@atomic
def wait(referral, *, by, reason=""):
    """The person stands on the waiting list."""
    access.require(by, Act.REFERRAL_WAIT, referral)
    row = hold(referral)
    if sentence := life.why_not(row.state, State.WAITING):
        raise Refused(sentence)
    if row.state not in (State.RECEIVED, State.CONTACTED):
        raise Refused(life.why_not(State.WAITING, State.WAITING))
    move(row, State.WAITING, by=by, reason=reason)
    record(Act.REFERRAL_WAIT, row, by=by)
    return row


@atomic
def decline(referral, *, reason, by):
    """The organization does not take this up, and says why. An open offer is over."""
    access.require(by, Act.REFERRAL_DECLINE, referral)
    row = _closed(referral, State.DECLINED, reason, by)
    record(Act.REFERRAL_DECLINE, row, by=by)
    return row


@atomic
def withdraw(referral, *, reason, by):
    """The person chose not to go on. An open offer is over."""
    access.require(by, Act.REFERRAL_WITHDRAW, referral)
    row = _closed(referral, State.WITHDRAWN, reason, by)
    record(Act.REFERRAL_WITHDRAW, row, by=by)
    return row


@atomic
def reopen(referral, *, reason, by):
    """A referral that was closed is open again, with the reason why."""
    access.require(by, Act.REFERRAL_REOPEN, referral)
    row = hold(referral)
    if sentence := life.why_not_reopen(row.state, reason):
        raise Refused(sentence, field="reason")
    gone_through = ReferralMove.objects.filter(referral=row).values_list("now", flat=True)
    move(row, life.reopened(gone_through), by=by, reason=reason)
    record(Act.REFERRAL_REOPEN, row, by=by)
    return row


def taken_up(participation, *, by):
    """Open referrals that are known to be about this person, in this program, led to this way. Part of a return."""
    rows = Referral.objects.standing().filter(subject_id=participation.person_id, program_id=participation.program_id)
    for row in rows.filter(state__in=[s for s in OPEN if s != State.OFFERED]):
        move(hold(row), State.ACCEPTED, by=by, participation=participation)


def hold(referral):
    """The referral as it is now, locked until the transaction ends: two may press at the same moment."""
    row = Referral.objects.select_for_update(of=("self",)).select_related("organization__key").get(pk=referral.pk)
    if Merge.objects.filter(referral=row, undone_at=None, person=None).exists():
        raise Refused(_("This referral was joined with another one. Please go on there, or take them apart first."))
    return row


def move(row, to, *, by, reason="", **more):
    """The held referral is in that state, and the move is a row. A part of the verbs here and of ``offering``."""
    was, row.state = row.state, State(to)
    for name, value in more.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *more])
    person = by.person if by else None
    ReferralMove.of(row, was=was, now=row.state, by=person, at=clock.now(), reason=reason.strip()).save(
        force_insert=True
    )


def _closed(referral, to, reason, by):
    row = hold(referral)
    if sentence := life.why_not(row.state, to):
        raise Refused(sentence)
    if sentence := life.why_not_reason(reason):
        raise Refused(sentence, field="reason")
    Offer.objects.open().filter(referral=row).update(outcome=Outcome.WITHDRAWN, ended_at=clock.now())
    move(row, to, by=by, reason=reason)
    return row
