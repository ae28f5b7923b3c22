"""Reminders: what nobody did, but a day brings. Each is told once for its day."""

import datetime
import zoneinfo

from cairn.concerns import reading as concerns
from cairn.goals.models import Step
from cairn.journey import lists as journey
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.meetings.models import Meeting
from cairn.meetings.rules import State
from cairn.notes.models import Note
from cairn.notes.rules.life import Stage
from cairn.papers import lists as papers
from cairn.programs import reading as programs

from . import audiences, noticing


def remind():
    """What a day brings has been told: sessions, steps, notes, papers, reviews, concerns. Returns how many notices."""
    return sum(step() for step in (_sessions, _steps, _notes, _papers, _reviews, _concerns))


@atomic
def _sessions():
    now, made = clock.now(), 0
    soon = now + datetime.timedelta(days=2, hours=1)
    rows = Meeting.objects.filter(state=State.PLANNED, planned_for__gt=now, planned_for__lt=soon)
    for meeting in rows.select_related("participation").defer("place", "why"):
        day = meeting.planned_for.astimezone(zoneinfo.ZoneInfo(meeting.zone)).date()
        if day == clock.today(meeting.zone) + datetime.timedelta(days=1):
            whom = {meeting.subject_id, meeting.supporter_id}
            made += _tell(meeting, whom, "session-tomorrow", f"d:{day}")
    return made


@atomic
def _steps():
    now, made = clock.now().date(), 0
    near = (now - datetime.timedelta(days=1), now + datetime.timedelta(days=1))
    rows = Step.objects.filter(state=Step.State.OPEN, due_on__range=near, participation__ended_on=None)
    for step in rows.select_related("participation", "organization").defer("what", "word"):
        if step.due_on == clock.today(step.organization.zone):
            made += _tell(step, {step.whose_id}, "step-due", f"d:{step.due_on}")
    return made


@atomic
def _notes():
    """Notes without their names after the hours that the program gives them."""
    now, made, hours = clock.now(), 0, {}
    recent = now - datetime.timedelta(days=60)
    rows = Note.objects.exclude(stage=Stage.SEALED).filter(happened_at__range=(recent, now))
    for note in rows.select_related("participation__program"):
        program = note.participation.program
        if program.pk not in hours:
            rules = programs.rules_of(program)
            hours[program.pk] = rules.sign_within_hours if rules else None
        limit = hours[program.pk]
        if limit is not None and note.happened_at + datetime.timedelta(hours=limit) < now:
            made += _tell(note, set(audiences.supporters(note.participation)), "note-late", "late")
    return made


@atomic
def _papers():
    """Signed papers that run out, or are to be looked at again, within the time that a renewal is asked for ahead."""
    made = 0
    for paper, day in papers.coming_due():
        whom = {paper.subject_id, *audiences.supporters(paper.participation)}
        made += _tell(paper, whom, "paper-due", f"d:{day}")
    return made


@atomic
def _reviews():
    """Reviews of the next two weeks."""
    made = 0
    for review in journey.coming_up():
        whom = {review.subject_id, *audiences.supporters(review.participation)}
        made += _tell(review, whom, "way-review", f"d:{review.due_on}")
    return made


@atomic
def _concerns():
    """Concerns whose clock ran out, to whoever hears of them; the record they may touch stays out of it."""
    made = 0
    for pk, day, whom in concerns.overdue():
        about = {"about_id": pk, "kind": "concerns.concern", "participation": None}
        for person in whom:
            made += noticing.tell(person, "concern-late", occasion=f"d:{day}", at=clock.now(), **about)
    return made


def _tell(row, people, template, occasion):
    about = {"about_id": row.pk, "kind": row._meta.label_lower, "participation": row.participation}
    return sum(noticing.tell(pk, template, occasion=occasion, at=clock.now(), **about) for pk in people)
