"""A call, a text, an attempt to reach somebody: the session and its short note in one act."""

from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.meetings import holding
from cairn.people import access
from cairn.people.acts import Act

from . import drafting, offering, opening
from .models import Note
from .rules.templates import template

KEY, LONGEST = "short", 2000


@atomic
def contact(participation, *, method, line, by, next="", at=None, pk=None):
    """A short contact was held, now or at that moment, and its note lies there to be read back. Returns the note.

    ``pk``: the session's id, made by the server for the form, so that pressing twice writes one note.
    """
    access.require(by, Act.MEETING_BEGIN, participation)
    if pk and (there := Note.objects.filter(meeting_id=pk, participation=participation).first()):
        return there
    line, next = line.strip(), next.strip()
    if not line:
        raise Refused(_("Please say in a line what it was about."), field="line")
    if len(line) > LONGEST or len(next) > LONGEST:
        raise Refused(
            _("That is long for a short contact. Please begin a session and write a note together."), field="line"
        )
    note = opening.open(_held(participation, method, by, at, pk), by=by, key=KEY)
    form, seq = template(note.template, note.template_version), 0
    for section, words in (("line", line), ("next", next)):
        if words:
            seq = drafting.rewrite(note, section=form.place(section), text=words, seq=seq, by=by)
    offering.offer(note, by=by)
    return note


def _held(participation, method, by, at, pk):
    kind = "community" if method == "in_person" else "remote"
    meeting = holding.begin(participation, by=by, method=method, place_kind=kind, pk=pk)
    if at is None:
        holding.end(meeting, by=by, ended_at=meeting.started_at)
    else:
        holding.change(meeting, by=by, started_at=at, ended_at=min(at, clock.now()))
    return meeting
