"""A way begins, and a team gathers around it."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role

from . import match_reading
from .models import Part, Participation, TeamMember
from .rules import fit


@atomic
def begin(program, *, person, by, started_on=None, after=None, pk=None):
    """The person's way through the program begins. ``after``: the way of theirs that it goes on from (a return)."""
    access.require(by, Act.PARTICIPATION_BEGIN, program)
    if after is not None and after.person_id != person.pk:
        raise NotHere
    return _begin(program, person, by=by, started_on=started_on, after=after, pk=pk)


def _begin(program, person, *, by, started_on=None, after=None, pk=None):
    """The same without asking: what follows when both sides said yes to an offered match (then ``by`` is nobody)."""
    if person.organization_id != program.organization_id or not _holds(person, Role.PARTICIPANT):
        raise Refused(_("They need to be a participant here first."))
    if Participation.objects.filter(program=program, person=person, ended_on=None).exists():
        raise Refused(_("They are in this program already."))
    participation = Participation(
        organization_id=program.organization_id,
        program=program,
        person=person,
        after=after,
        started_on=started_on or clock.today(program.organization.zone),
    )
    participation.pk = pk or participation.pk
    participation.save(force_insert=True)
    record(Act.PARTICIPATION_BEGIN, participation, by=by)
    return participation


@atomic
def join(participation, *, person, by, part=Part.SUPPORTER):
    """A supporter (or a backup) is on the team from this moment."""
    access.require(by, Act.TEAM_JOIN, participation)
    return _join(participation, person, by=by, part=part)


def _join(participation, person, *, by, part=Part.SUPPORTER, **held_back):
    """The same without asking; ``held_back``: from when on they see what does not pass on (fields of TeamMember)."""
    if person.organization_id != participation.organization_id or not _holds(person, Role.SUPPORTER):
        raise Refused(_("They need to be a peer supporter here first."))
    if person.pk == participation.person_id:
        raise Refused(_("Nobody can be their own supporter. Please choose somebody else."))
    _ask_fit(participation, person, part)
    member, new = TeamMember.objects.get_or_create(
        participation=participation,
        person=person,
        part=part,
        ended_at=None,
        defaults={"organization_id": participation.organization_id, "started_at": clock.now(), **held_back},
    )
    if new:
        record(Act.TEAM_JOIN, member, by=by, person=person.pk, part=part)
    return member


@atomic
def leave(member, *, by):
    """They are on the team no more, and see nothing more from this second."""
    access.require(by, Act.TEAM_LEAVE, member)
    _end(member)
    record(Act.TEAM_LEAVE, member, by=by, person=member.person_id, part=member.part)


def _ask_fit(participation, person, part):
    """Nothing when no conflict stands between the two, and (for a supporter) when they have room for one more."""
    if TeamMember.objects.filter(participation=participation, person=person, part=part, ended_at=None).exists():
        return
    side = match_reading.side_of(person, person_id=participation.person_id, but=participation)
    if sentence := fit.why_not_join(side, is_backup=part != Part.SUPPORTER):
        raise Refused(sentence, field="person")


def _end(member):
    member.ended_at = clock.now()
    member.save(update_fields=["ended_at"])


def _holds(person, role):
    return person.memberships.now().filter(role=role).exists()
