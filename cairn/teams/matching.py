"""What two people are to each other before they walk together: profiles, wishes, conflicts; and the match itself."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access, joining, reaching
from cairn.people.acts import Act
from cairn.people.roles import Role

from . import match_reading, pairing, referring
from .models import (
    AskedAnew,
    Conflict,
    Handover,
    OfferAnswer,
    Part,
    Participation,
    Profile,
    Referral,
    TeamMember,
    Wishes,
)
from .rules import fit
from .rules import referral as referrals
from .rules import wishes as choices
from .rules.offer import Side
from .rules.referral import State

MOST = 200  # people whom one supporter can have room for


@atomic
def keep_profile(said, *, by, capacity=None, paused=False):
    """What this supporter brings, and how many they have room for (None: no limit). One row, kept up to date."""
    if not access.ties(by, Act.PROFILE_KEEP):
        raise NotHere
    profile = Profile.objects.filter(person=by.person).first() or Profile(
        organization_id=by.organization_id, person=by.person, key_id=by.person.key_id
    )
    said = _cleaned(said)
    if capacity is not None and not 0 <= capacity <= MOST:
        raise Refused(_("Please give a number from 0 to 200, or leave it empty."), field="capacity")
    now = clock.now()
    profile.wishes, profile.capacity, profile.said_at = said, capacity, now
    profile.paused_at = (profile.paused_at or now) if paused else None
    profile.save()
    record(Act.PROFILE_KEEP, profile, by=by, capacity=capacity, paused=paused)
    return profile


@atomic
def wish(participation, said, *, by, asks=""):
    """What is wished for in a supporter is what was said now; earlier wishes stay known."""
    access.require(by, Act.WISHES_KEEP, participation)
    if len(asks) > referrals.LONG:
        raise Refused(_("That is longer than we can keep here. Please say it in fewer words."), field="asks")
    row = Wishes.of(participation, wishes=_cleaned(said), asks=asks.strip(), said_by=by.person, said_at=clock.now())
    row.save(force_insert=True)
    record(Act.WISHES_KEEP, row, by=by)
    return row


@atomic
def say_conflict(thing, *, supporter, kind, by, words=""):
    """These two are not to be matched: ``thing`` is a referral or a participation. Said twice, it is one row."""
    access.require(by, Act.CONFLICT_SAY, thing)
    if kind not in fit.CONFLICTS:
        raise Refused(_("Please choose what stands between them."), field="kind")
    if supporter.organization_id != thing.organization_id:
        raise NotHere
    of_referral = isinstance(thing, Referral)
    about = {"referral": thing} if of_referral else {"referral": None}
    person_id = thing.subject_id if of_referral else thing.person_id
    there = Conflict.objects.filter(**about, person_id=person_id, supporter=supporter, kind=kind, ended_at=None).first()
    if there is not None:
        return there
    row = Conflict(
        organization_id=thing.organization_id,
        key_id=thing.key_id if of_referral else thing.person.key_id,
        **about,
        person_id=person_id,
        supporter=supporter,
        kind=kind,
        said_by=by.person,
        said_at=clock.now(),
        words=words.strip()[: choices.WORDS],
    )
    row.save(force_insert=True)
    record(Act.CONFLICT_SAY, row, by=by, kind=kind)
    return row


@atomic
def end_conflict(conflict, *, by):
    """It stands between them no more; that it did stays known."""
    access.require(by, Act.CONFLICT_END, conflict)
    conflict.ended_at, conflict.ended_by = clock.now(), by.person
    conflict.save(update_fields=["ended_at", "ended_by"])
    record(Act.CONFLICT_END, conflict, by=by)


def wishes_of(referral, way):
    """The plain wishes that a match is looked for by: the way's own, else what the referral says. A value."""
    return plain(match_reading.wishes_of(way) if way is not None else None, referral, way)


def plain(row, referral, way):
    """The same, for whoever has the row of the way's own wishes at hand (None where there is none). A value."""
    if row is not None:
        return choices.read(row.wishes)
    if referral is not None:
        return choices.read(referral.wishes or {})
    return choices.read({"languages": way.person.languages})


def match(offer, *, by):
    """Both said yes: the person is welcome, their way begins, their supporter is beside them. A part of ``offering``.

    It follows from both answers, so nobody is asked here whether they may.
    """
    said = OfferAnswer.objects.get(offer=offer, side=Side.PARTICIPANT)
    way = offer.participation or _begun(offer.referral)
    _come(offer, way, said.passes)
    if offer.referral_id:
        row = Referral.objects.get(pk=offer.referral_id)
        if row.state == State.OFFERED:
            referring.move(row, State.ACCEPTED, by=by, participation=way, subject=way.person)
        Conflict.objects.filter(referral=row).update(person=way.person)
    return way


def _begun(referral):
    person = referral.subject or _welcomed(referral)
    if there := Participation.objects.filter(program=referral.program, person=person, ended_on=None).first():
        return there
    return pairing._begin(referral.program, person, by=None, after=_earlier(person, referral.program_id))


def _earlier(person, program_id):
    """The way of theirs that this one goes on from: the last that ended, in the same program where there is one."""
    rows = Participation.objects.filter(person=person).exclude(ended_on=None)
    return max(rows, key=lambda way: (way.program_id == program_id, way.started_on, way.pk), default=None)


def _welcomed(referral):
    house = referral.organization
    person = joining.welcome(
        referral.name, roles=[Role.PARTICIPANT], by=None, organization=house, languages=_spoken(referral)
    )
    reaching.keep(person, phone=referral.phone, born_on=referral.born_on, safe=referral.safe_contact)
    person.save(update_fields=["phone", "phone_index", "born_on", "safe_contact"])
    return person


def _spoken(referral):
    """The languages that the pages speak, among those of the referral; None lets the house decide."""
    return [code for code in referral.spoken if code in ("en", "es")] or None


def _come(offer, way, passes):
    """The supporter comes; where others were there before, they leave, and only what was said passes on."""
    now = clock.now()
    leaving = list(TeamMember.objects.filter(participation=way, part=Part.SUPPORTER, ended_at=None))
    was_there = TeamMember.objects.filter(participation=way, part=Part.SUPPORTER).exists()
    held_back = {f: now for f, code in HELD_BACK.items() if code not in passes} if was_there else {}
    for member in leaving:
        pairing._end(member)
        record(Act.TEAM_LEAVE, member, person=member.person_id, part=member.part)
    coming = pairing._join(way, offer.supporter, by=None, **held_back)
    if leaving:
        _handed_over(way, leaving[0], coming, passes, now)
    AskedAnew.objects.filter(participation=way, ended_at=None).update(ended_at=now, ended_by=offer.made_by)


HELD_BACK = {"sees_since": "notes", "steps_since": "steps", "plans_since": "plans"}


def _handed_over(way, leaving, coming, passes, now):
    row = Handover.objects.filter(participation=way, ended_at=None).first() or Handover.of(
        way, leaving=leaving, opened_at=now
    )
    row.coming, row.passes, row.agreed_at, row.ended_at = coming, list(passes), now, now
    row.save()


def _cleaned(said):
    said = choices.clean(said)
    sentence, field = choices.why_not(said)
    if sentence:
        raise Refused(sentence, field=field)
    return said
