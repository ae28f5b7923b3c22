"""Leaving in stages: begun, planned, agreed, and then parted, or stayed after all. The door stays open."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.meetings import holding
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams import closing

from . import known, moving
from .models import Leaving, LeavingPlan, Pause, Review, Say
from .rules import checklist, deciding, stages
from .rules import leaving as rules
from .rules.stages import Stage


@atomic
def begin(participation, *, by, why=""):
    """The last part of the way begins; a tier is not decided by it. Asked twice, it begins once."""
    access.require(by, Act.LEAVING_BEGIN, participation)
    last = moving.hold(participation)
    if moving.at(last) == Stage.EXITED:
        raise Refused(stages.ENDED)
    if there := known.leaving_of(participation):
        return there
    if by.person_id != participation.person_id and not why.strip():
        raise Refused(_("Please say in a few words why the last part begins."), field="why")
    if moving.at(last) != Stage.EXITING:
        moving._go(participation, last, to=Stage.EXITING, by=by, why=why)
    return _open(participation, why=why, by=by)


@atomic
def plan(leaving, *, body, seen, by):
    """A new version of the exit plan; both are asked again. ``seen``: the version that the page showed.

    Somebody who wrote on an older version is told so, and loses nothing: the page keeps what they typed.
    """
    access.require(by, Act.LEAVING_PLAN, leaving)
    moving.hold(leaving.participation)
    sentence, field = rules.why_not_plan(body)
    if sentence:
        raise Refused(sentence, field=field)
    _ask_open(leaving)
    latest = LeavingPlan.objects.filter(leaving=leaving).order_by("-version").first()
    if latest and latest.body == body:
        return latest
    if (latest.version if latest else 0) != seen:
        raise Refused(_("Somebody else changed the plan meanwhile. What you typed is still here; please compare."))
    made = LeavingPlan.of(
        leaving.participation, leaving=leaving, version=seen + 1, body=body, by=by.person, at=clock.now()
    )
    made.save(force_insert=True)
    record(Act.LEAVING_PLAN, leaving, by=by, version=made.version)
    return made


@atomic
def agree(leaving, *, version, choice, by, name="", words=""):
    """They put their name to this version of the plan, or say how they see it. An older version cannot be agreed to."""
    access.require(by, Act.LEAVING_AGREE, leaving)
    moving.hold(leaving.participation)
    _ask_open(leaving)
    latest = LeavingPlan.objects.filter(leaving=leaving).order_by("-version").first()
    if latest is None or latest.version != version:
        raise Refused(_("The plan has changed since you read it. Please read it again."))
    own = (by.person.chosen_name, by.person.legal_name)
    sentence, field = deciding.why_not_answer(choice, words=words, name=name, names=own, is_open=True)
    if sentence:
        raise Refused(sentence, field=field, name=own[0])
    Say.of(
        leaving.participation,
        plan=latest,
        person=by.person,
        role="participant" if by.person_id == leaving.subject_id else "supporter",
        choice=choice,
        name=deciding.signed_as(name, own),
        words=words.strip(),
        at=clock.now(),
    ).save(force_insert=True)
    record(Act.LEAVING_AGREE, leaving, by=by, choice=choice, version=version)


@atomic
def stay(leaving, *, by, why=""):
    """The way goes on after all, where it was before. A tier is talked over anew."""
    access.require(by, Act.LEAVING_STAY, leaving)
    last = moving.hold(leaving.participation)
    if not _is_open(leaving):
        return
    if by.person_id != leaving.subject_id and not why.strip():
        raise Refused(_("Please say in a few words why the way goes on."), field="why")
    _close(leaving.participation, end=Leaving.End.STAYED)
    record(Act.LEAVING_STAY, leaving, by=by)
    into = known.Move.objects.filter(participation=leaving.participation, to_stage=Stage.EXITING)
    before = into.exclude(from_stage=Stage.EXITING).order_by("-number").values_list("from_stage", flat=True).first()
    moving._go(leaving.participation, last, to=Stage(before), by=by, why=why)


@atomic
def part(participation, *, by, why="", open_notes=0):
    """The way has ended: the team sees nothing more from this second, and the participant keeps their record.

    It can be done from any stage. What was still open is written down, and staff say why they end it all the same.
    ``open_notes``: how many notes wait for words or names, as the room of notes says. Nobody of the team can finish
    them afterwards, so staff are asked to finish them first, or to say why they go on.
    """
    access.require(by, Act.LEAVING_PART, participation)
    last = moving.hold(participation)
    if moving.at(last) == Stage.EXITED:
        return
    still_open = checklist.still_open(known.asked(participation, moving.at(last), dated=False))
    early = moving.at(last) != Stage.EXITING
    own = by.person_id == participation.person_id
    sentence = "" if own else rules.why_not_part(why, still_open=bool(still_open) or early, open_notes=open_notes)
    if sentence:
        raise Refused(sentence, field="why")
    now = clock.now()
    _close(participation, end=Leaving.End.PARTED)
    Pause.objects.filter(participation=participation, ended_at=None).update(ended_at=now)
    for review in Review.objects.filter(participation=participation, held_on=None, set_aside_at=None):
        review.set_aside_at = now
        review.save(update_fields=["set_aside_at"])
    holding._call_off(participation, by=by)
    record(Act.LEAVING_PART, participation, by=by, open_notes=open_notes)
    moving._go(participation, last, to=Stage.EXITED, by=by, why=why, open_items=still_open)
    closing.end(participation, by=by)


def _open(participation, *, why, by):
    if there := known.leaving_of(participation):
        return there
    made = Leaving.of(participation, asked_by=by.person, why=why.strip()[:2000], begun_at=clock.now())
    made.save(force_insert=True)
    record(Act.LEAVING_BEGIN, made, by=by)
    return made


def _close(participation, *, end):
    Leaving.objects.filter(participation=participation, closed_at=None).update(closed_at=clock.now(), end=end)


def _is_open(leaving):
    return Leaving.objects.filter(pk=leaving.pk, closed_at=None).exists()


def _ask_open(leaving):
    if not _is_open(leaving):
        raise Refused(_("This leaving is over. What was planned can still be read."))
