"""When something serious came up: facts, written down apart from every note."""

from cairn.audit import recording
from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access
from cairn.people.acts import Act

from .models import HISTORY, Serious

LONGEST = 10_000


@atomic
def write(participation, *, facts, by, when="", told="", pk=None):
    """The facts stand in a record apart. Nothing is reported, scored or sent by this. Returns the record."""
    access.require(by, Act.SERIOUS_WRITE, participation)
    if there := Serious.objects.filter(pk=pk).first():
        if there.writer_id != by.person_id:
            raise NotHere
        return there
    if not facts.strip():
        raise Refused(_("Please write what you saw and heard."), field="facts")
    for field, words in (("facts", facts), ("when", when), ("told", told)):
        if len(words) > LONGEST:
            raise Refused(_("That is more than fits here. Please shorten it a little."), field=field)
    recording.begin_apart(participation.organization_id, HISTORY)
    made = Serious.of(
        participation,
        writer_id=by.person_id,
        at=clock.now(),
        facts=facts.strip(),
        when=when.strip(),
        told=told.strip(),
    )
    made.pk = pk or made.pk
    made.save(force_insert=True)
    record(Act.SERIOUS_WRITE, made, by=by)
    return made
