"""Allies: people whom the participant asks along, who see what the participant chooses, until when they choose."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access, joining
from cairn.people.acts import Act
from cairn.people.roles import Role

from .models import Part, TeamMember
from .pairing import _end


@atomic
def invite(participation, *, chosen_name, by, sees_notes=False, until=None, pk=None):
    """An ally is on the team; ``(TeamMember, code)``: the code lets them in for half an hour.

    ``pk``: the member's id, made by the server for the form, so that pressing twice invites one ally.
    """
    access.require(by, Act.ALLY_INVITE, participation)
    if pk and (there := TeamMember.objects.filter(pk=pk, participation=participation).select_related("person").first()):
        return there, joining._code(there.person, by=by)
    _ask_day(until, by)
    ally = joining.welcome(chosen_name, roles=[Role.ALLY], by=None, organization=by.organization)
    member = TeamMember(
        organization_id=participation.organization_id,
        participation=participation,
        person=ally,
        part=Part.ALLY,
        sees_notes=sees_notes,
        sees_until=until,
        started_at=clock.now(),
    )
    member.pk = pk or member.pk
    member.save(force_insert=True)
    record(Act.ALLY_INVITE, member, by=by, sees_notes=sees_notes)
    return member, joining._code(ally, by=by)


@atomic
def share(member, *, sees_notes, by, until=None):
    """What this ally sees is what the participant now says."""
    access.require(by, Act.ALLY_INVITE, member)
    _ask_day(until, by)
    member.sees_notes, member.sees_until = sees_notes, until
    member.save(update_fields=["sees_notes", "sees_until"])
    record(Act.ALLY_INVITE, member, by=by, sees_notes=sees_notes)


@atomic
def code_again(member, *, by):
    """A fresh code for this ally."""
    access.require(by, Act.ALLY_INVITE, member)
    return joining._code(member.person, by=by)


@atomic
def part(member, *, by):
    """The ally sees nothing more, from this second."""
    access.require(by, Act.ALLY_PART, member)
    _end(member)
    record(Act.ALLY_PART, member, by=by, person=member.person_id)


def _ask_day(until, by):
    if until is not None and until < clock.today(by.zone):
        raise Refused(_("That day is over. Please choose a day to come, or none."), field="until")
