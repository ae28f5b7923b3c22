"""Who an event is for. A room that knows better answers with a function of its own; who is not known is nobody."""

from dataclasses import dataclass

from django.apps import apps

from cairn.concerns import reading as concerns
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Person
from cairn.programs.models import Coordinating
from cairn.teams.models import Part, Participation, TeamMember

from .rules import telling

# Things that belong to the organization and to no record: a notice about one is the person's own business.
HOUSEHOLD = ("people.person", "people.membership", "programs.program")
_RESOLVERS: dict = {}


def resolves(audience, kind=""):
    """Put before ``function(told) -> ids of people``: it says who ``audience`` is, for things of this kind or any."""

    def keep(function):
        _RESOLVERS[audience, kind] = function
        return function

    return keep


@dataclass(frozen=True)
class Told:
    """An event with what is needed to say whom it concerns."""

    event: object
    facts: dict
    about: object  # the row; None when it is gone, or of a kind that is not known here
    participation: Participation | None


def seen(who, kind, act):
    """The ids of those things of this kind to which this person may do that act now; none when either is unknown."""
    model = _model(kind)
    if model is None or act not in set(Act):
        return []
    return access.scope(who, Act(act), model.objects.all()).values("pk")


def told(event, facts):
    """The event with the row it is about and the participation it belongs to."""
    about = _row(event.about_kind, event.about_id)
    way = about if isinstance(about, Participation) else getattr(about, "participation", None)
    return Told(event, facts, about, way)


def people(audience, what):
    """The ids of everybody of this audience, now."""
    function = _RESOLVERS.get((audience, what.event.about_kind)) or _RESOLVERS.get((audience, ""))
    return set(function(what)) if function else set()


def _row(kind, pk):
    model = _model(kind)
    return model._base_manager.filter(pk=pk).first() if model else None


def _model(kind):
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


@resolves(telling.PARTICIPANT)
def _participant(what):
    person_id = what.participation.person_id if what.participation else getattr(what.about, "subject_id", None)
    return [person_id] if person_id else []


@resolves(telling.SUPPORTERS)
def _supporters(what):
    return supporters(what.participation)


@resolves(telling.COORDINATORS)
def _coordinators(what):
    """Of its program; of every program of the house while it is not decided which."""
    rows = Coordinating.objects.filter(ended_at=None)
    if program_id := getattr(what.participation or what.about, "program_id", None):
        return rows.filter(program_id=program_id).values_list("person_id", flat=True)
    rows = rows.filter(organization_id=what.event.organization_id)
    return rows.values_list("person_id", flat=True)


@resolves(telling.NAMED)
def _named(what):
    """Whoever the facts name as ``person``, of the same organization."""
    rows = Person.objects.filter(pk=what.facts.get("person"), organization_id=what.event.organization_id)
    return rows.values_list("pk", flat=True)


@resolves(telling.HANDLERS, "concerns.concern")
def _handlers(what):
    """Whoever hears of it now; its own room says who, and never whoever is named in it."""
    return concerns.hearers_of(what.event.about_id)


@resolves(telling.ASKED)
def _asked(what):
    """The supporter who is asked to walk with somebody."""
    person_id = getattr(what.about, "supporter_id", None)
    return [person_id] if person_id else []


def supporters(participation):
    """The ids of who supports this participant now."""
    if participation is None:
        return []
    rows = TeamMember.objects.filter(participation=participation, ended_at=None)
    return list(rows.filter(part__in=(Part.SUPPORTER, Part.BACKUP)).values_list("person_id", flat=True))
