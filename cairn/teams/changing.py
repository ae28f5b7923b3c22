"""Another supporter: the participant asks, whoever leaves may leave a word, what passes on the participant says."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access
from cairn.people.acts import Act

from .models import AskedAnew, Handover, Part
from .rules.referral import LONG


@atomic
def ask(participation, *, by, words=""):
    """The participant asked for another supporter, and needs to give no reason. Asked twice, it is one."""
    access.require(by, Act.CHANGE_ASK, participation)
    if len(words) > LONG:
        raise Refused(_("That is longer than we can keep here. Please say it in fewer words."), field="words")
    row = AskedAnew.of(participation, words=words.strip(), at=clock.now())
    there = AskedAnew.objects.filter(participation=participation, ended_at=None).first()
    if there is not None:
        return there
    row.save(force_insert=True)
    record(Act.CHANGE_ASK, row, by=by)
    return row


@atomic
def settle(asked, *, by):
    """It is settled without a change: the participant takes it back, or both talked and go on."""
    access.require(by, Act.CHANGE_END, asked)
    asked.ended_at, asked.ended_by = clock.now(), by.person
    asked.save(update_fields=["ended_at", "ended_by"])
    record(Act.CHANGE_END, asked, by=by)


@atomic
def open_handover(member, *, by):
    """A change is being prepared, and the supporter who leaves is told: they may leave a word for whoever comes."""
    access.require(by, Act.HANDOVER_OPEN, member)
    if member.ended_at or member.part != Part.SUPPORTER:
        raise NotHere
    if there := Handover.objects.filter(participation_id=member.participation_id, ended_at=None).first():
        return there
    row = Handover.of(member.participation, leaving=member, opened_by=by.person, opened_at=clock.now(), word="")
    row.save(force_insert=True)
    record(Act.HANDOVER_OPEN, row, by=by)
    return row


@atomic
def leave_word(handover, *, words, by):
    """The supporter who leaves wrote this for whoever comes. The participant can read it."""
    access.require(by, Act.HANDOVER_WORD, handover)
    if handover.leaving.person_id != by.person_id or handover.ended_at:
        raise NotHere
    if not words.strip() or len(words) > LONG:
        raise Refused(_("Please write a few words."), field="word")
    handover.word, handover.word_at = words.strip(), clock.now()
    handover.save(update_fields=["word", "word_at"])
    record(Act.HANDOVER_WORD, handover, by=by)
