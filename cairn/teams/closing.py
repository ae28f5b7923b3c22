"""A way ends: nobody walks along any more, from that second. What was written stays with the participant."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act

from .models import Opened, Participation, TeamMember


@atomic
def end(participation, *, by):
    """The way has its last day, and everybody on the team sees nothing more. Ending twice ends once."""
    access.require(by, Act.PARTICIPATION_END, participation)
    row = Participation.objects.select_for_update().get(pk=participation.pk)
    if row.ended_on is not None:
        participation.ended_on = row.ended_on
        return
    now = clock.now()
    participation.ended_on = row.ended_on = clock.today(participation.organization.zone)
    row.save(update_fields=["ended_on"])
    left = TeamMember.objects.filter(participation=participation, ended_at=None).update(ended_at=now)
    Opened.objects.filter(into=participation, ended_at=None).update(ended_at=now)
    record(Act.PARTICIPATION_END, participation, by=by, left=left)


@atomic
def open_earlier(participation, *, into, notes, plans, by):
    """The team of the way ``into`` may read of this earlier way what its participant now says; nothing when neither."""
    access.require(by, Act.RETURN_OPEN, participation)
    access.require(by, Act.RETURN_OPEN, into)
    _open(participation, into, notes=notes, plans=plans)
    record(Act.RETURN_OPEN, into, by=by, notes=notes, plans=plans)


def _open(participation, into, *, notes, plans):
    now = clock.now()
    Opened.objects.filter(participation=participation, into=into, ended_at=None).update(ended_at=now)
    if notes or plans:
        Opened.objects.create(
            organization_id=into.organization_id,
            participation=participation,
            into=into,
            notes=notes,
            plans=plans,
            opened_at=now,
        )
