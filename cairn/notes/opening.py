"""A note is opened for a meeting."""

import secrets

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.meetings.rules import State
from cairn.people import access
from cairn.people.acts import Act
from cairn.programs import reading as programs

from .models import Head, Note
from .rules.templates import template


@atomic
def open(meeting, *, by, key="", language=""):
    """The meeting's note, as a draft that both can write in; the one there is when it was opened before.

    Without a ``key`` it is of the kind that the program proposes.
    """
    access.require(by, Act.NOTE_OPEN, meeting)
    if found := Note.objects.filter(meeting=meeting).first():
        return found
    if meeting.state in (State.MISSED, State.CANCELLED):
        raise Refused(_("This session did not take place. Plan it again, or write a short contact note."))
    try:
        form = template(key or programs.templates_of(meeting.participation.program_id)[0])
    except KeyError:
        raise Refused(_("That kind of note is not known here."), field="template") from None
    now = clock.now()
    person = meeting.participation.person
    note = Note.of(
        meeting.participation,
        meeting=meeting,
        template=form.key,
        template_version=form.version,
        language=language or person.language or by.organization.language,
        opened_at=now,
        opened_by=by.person,
        happened_at=meeting.when or now,
        salt=secrets.token_hex(16),
    )
    note.save(force_insert=True)
    Head.objects.create(note=note)
    record(Act.NOTE_OPEN, note, by=by, template=form.key)
    return note
