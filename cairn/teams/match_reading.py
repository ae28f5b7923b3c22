"""Doors to matching: supporters as ``rules.fit`` compares them, offers, wishes, changes of supporter."""

from dataclasses import dataclass

from django.db.models import Count, Q

from cairn.lib import clock, keys
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Membership
from cairn.people.roles import Role

from .models import AskedAnew, Building, Conflict, Handover, Offer, Part, Profile, TeamMember, Wishes
from .rules import fit, team_building
from .rules import wishes as choices
from .rules.offer import Outcome, Side


@dataclass(frozen=True)
class Room:
    """A supporter with how many people they walk with, were offered, and have room for (None: no limit said)."""

    person: object
    load: int
    capacity: int | None
    paused: bool


def room(who):
    """The supporters of the house with their load and room, by name. For coordinators."""
    if not access.ties(who, Act.OFFER_MAKE):
        return []
    people = _supporters(who.organization_id)
    load, profiles = _loads(people), _profiles(people)
    return [
        Room(p, load.get(p.pk, 0), getattr(profiles.get(p.pk), "capacity", None), _is_paused(profiles.get(p.pk)))
        for p in people
    ]


def sides(who, *, referral=None, person_id=None, but=None):
    """Every supporter of the house as ``rules.fit`` compares them with this referral or person.

    ``but``: a participation that does not count as load, since it is the one a supporter is looked for.
    """
    people = _supporters(who.organization_id)
    load, profiles = _loads(people, but=but), _profiles(people)
    against = _conflicts(people, referral=referral, person_id=person_id)
    return [_side(p, load, profiles.get(p.pk), against, person_id) for p in people]


def side_of(person, *, referral=None, person_id=None, but=None):
    """One supporter as ``rules.fit`` compares them. Locks their profile: their last place is given away once."""
    profile = Profile.objects.select_for_update(of=("self",)).filter(person=person).first()
    load = _loads([person], but=but)
    return _side(person, load, profile, _conflicts([person], referral=referral, person_id=person_id), person_id)


def wishes_of(participation):
    """What the participant wishes for in a supporter now (a row), None when nothing was said."""
    return Wishes.objects.filter(participation=participation).order_by("-said_at", "-pk").first()


def profile_of(who):
    """One's own profile as a supporter; None when nothing was said yet."""
    return access.scope(who, Act.PROFILE_KEEP, Profile.objects.all()).first()


def conflicts(who, *, referral=None, person_id=None):
    """Who is not to be matched with whom, as it was said of this referral or person and still holds."""
    rows = Conflict.objects.filter(_about(referral, person_id), ended_at=None)
    rows = access.scope(who, Act.CONFLICT_END, rows).select_related("supporter").order_by("said_at", "pk")
    return _warmed(rows, "supporter")


def conflict_for(who, pk):
    """One of them, for the coordinator who lets it go."""
    return access.one(who, Act.CONFLICT_END, Conflict.objects.filter(pk=pk, ended_at=None))


@dataclass(frozen=True)
class Asked:
    """An offer as the one who is asked sees it: the minimum, never the whole referral."""

    offer: Offer
    name: str  # they go by: of the participant for a supporter, of the supporter for a participant
    asks: str
    meet: tuple
    until: object
    answered: bool


def offers(who):
    """The open offers that wait for this supporter's yes or no (or for the other side's), the oldest first."""
    rows = access.scope(who, Act.OFFER_ANSWER, Offer.objects.open().filter(supporter_id=who.person_id))
    rows = list(
        rows.filter(lapses_on__gte=clock.today(who.zone))
        .select_related("referral", "participation__person")
        .annotate(answered=Count("answers", filter=Q(answers__side=Side.SUPPORTER)))
        .order_by("made_at", "pk")
    )
    keys.warm([row.key_id for row in rows])
    wishes = {w.participation_id: w for w in _wishes_of([r.participation_id for r in rows if r.participation_id])}
    return [_asked(row, wishes.get(row.participation_id)) for row in rows]


def own_offer(who):
    """The open offer that waits for the participant's own answer, with the name of the supporter; None else."""
    rows = access.scope(who, Act.OFFER_ANSWER, Offer.objects.open().filter(subject_id=who.person_id))
    rows = rows.filter(lapses_on__gte=clock.today(who.zone)).select_related("supporter", "participation")
    rows = rows.annotate(answered=Count("answers", filter=Q(answers__side=Side.PARTICIPANT)))
    row = rows.order_by("made_at").first()
    return row and Asked(row, row.supporter.chosen_name, "", (), row.lapses_on, bool(row.answered))


def offer_for(who, pk, act=Act.OFFER_ANSWER):
    """One offer, for the act that is meant."""
    return access.one(who, act, Offer.objects.filter(pk=pk).select_related("supporter", "referral", "participation"))


def offers_of(who, *, referral=None, participation=None):
    """Every offer for this referral or way, the newest first, with its answers. For the coordinator."""
    about = {"referral": referral} if referral is not None else {"participation": participation}
    rows = access.scope(who, Act.OFFER_MAKE, Offer.objects.filter(**about)).select_related("supporter")
    rows = list(rows.prefetch_related("answers").order_by("-made_at", "-pk"))
    keys.warm([row.supporter.key_id for row in rows])
    return rows


def asked_anew(who, *, limit=50):
    """Participants who asked for another supporter and wait for one, the longest first. Supporters never see it."""
    rows = access.scope(who, Act.CHANGE_READ, AskedAnew.objects.filter(ended_at=None))
    rows = rows.select_related("participation__person", "participation__program").order_by("at", "pk")[:limit]
    rows = list(rows)
    keys.warm([row.key_id for row in rows])
    return rows


def own_asking(who):
    """One's own asking for another supporter, while it is open; None else."""
    rows = AskedAnew.objects.filter(ended_at=None, subject_id=who.person_id)
    return access.scope(who, Act.CHANGE_READ, rows).first()


def handover_of(who, participation, act=Act.HANDOVER_OPEN):
    """The change of supporter that is being prepared for this way; None when there is none."""
    rows = Handover.objects.filter(participation=participation, ended_at=None).select_related("leaving__person")
    return access.scope(who, act, rows).first()


def handovers(who):
    """The changes in which this supporter is the one who leaves, to leave a word for whoever comes."""
    rows = Handover.objects.filter(ended_at=None, leaving__person_id=who.person_id)
    return _warmed(access.scope(who, Act.HANDOVER_WORD, rows).select_related("participation__person"))


def handover_for(who, pk):
    """One of them."""
    rows = Handover.objects.filter(pk=pk, ended_at=None, leaving__person_id=who.person_id)
    return access.one(who, Act.HANDOVER_WORD, rows.select_related("participation__person"))


def left_for(who):
    """The words that supporters before left for this one, as long as they walk with the person; newest first."""
    rows = Handover.objects.filter(coming__person_id=who.person_id, coming__ended_at=None).exclude(word_at=None)
    rows = access.scope(who, Act.HANDOVER_WORD, rows).select_related("participation__person", "leaving__person")
    return _warmed(rows.order_by("-ended_at"))


def own_words(who, *, limit=3):
    """What supporters who left wrote about oneself for whoever came, newest first."""
    rows = Handover.objects.filter(subject_id=who.person_id).exclude(word_at=None).select_related("leaving__person")
    rows = list(access.scope(who, Act.CHANGE_READ, rows).order_by("-opened_at")[:limit])
    keys.warm([row.leaving.person.key_id for row in rows])
    return rows


def building(participation):
    """The checklist of team building: ``[(step, words, hint, row or None)]``. The caller came through a door."""
    rows = list(Building.objects.filter(participation=participation, done=True).select_related("by"))
    keys.warm([row.by.key_id for row in rows])
    return team_building.checklist({row.step: row for row in rows})


def attempts(participation):
    """Attempts at first contact that reached nobody, newest first. The caller came through a door."""
    rows = Building.objects.filter(participation=participation, done=False).select_related("by")
    return list(rows.order_by("-at", "-pk"))


def _asked(offer, wishes):
    if offer.participation_id:
        said, name = wishes, offer.participation.person.chosen_name
        asks = said.asks if said else ""
    else:
        said, name, asks = offer.referral, offer.referral.name, offer.referral.asks
    meet = tuple((said.wishes or {}).get("meet", ())) if said else ()
    return Asked(offer, name, asks, meet, offer.lapses_on, bool(offer.answered))


def _wishes_of(participations):
    """The latest wishes of each of these ways."""
    rows = Wishes.objects.filter(participation__in=participations).order_by("said_at", "pk") if participations else ()
    return {row.participation_id: row for row in rows}.values()


def _supporters(organization_id):
    rows = Membership.objects.now().filter(role=Role.SUPPORTER, organization_id=organization_id)
    rows = list(rows.select_related("person").defer("credential"))
    keys.warm([row.person.key_id for row in rows])
    return sorted((row.person for row in rows), key=lambda p: p.chosen_name.casefold())


def _loads(people, *, but=None):
    """{person id: how many they support, with those they are offered to at the moment}."""
    ids, found = [p.pk for p in people], {}
    walks = TeamMember.objects.filter(
        person__in=ids, part=Part.SUPPORTER, ended_at=None, participation__ended_on=None
    ).exclude(participation=but)
    open_ = Offer.objects.open().filter(supporter__in=ids, lapses_on__gte=clock.today())
    open_ = open_.exclude(participation=but) if but is not None else open_
    for rows, field in ((walks, "person_id"), (open_, "supporter_id")):
        for pk, n in rows.order_by().values_list(field).annotate(n=Count("pk")):
            found[pk] = found.get(pk, 0) + n
    return found


def _profiles(people):
    rows = Profile.objects.filter(person__in=[p.pk for p in people])
    return {row.person_id: row for row in rows}


def _conflicts(people, *, referral, person_id):
    """{person id: [kinds]} of what stands between these supporters and that referral or person."""
    found = {}
    if referral is None and person_id is None:
        return found
    rows = Conflict.objects.filter(_about(referral, person_id), ended_at=None, supporter__in=[p.pk for p in people])
    for pk, kind in rows.values_list("supporter_id", "kind"):
        found.setdefault(pk, []).append(kind)
    return found


def _about(referral, person_id):
    about = Q(pk__in=())
    if referral is not None:
        about |= Q(referral=referral)
    if person_id is not None:
        about |= Q(person_id=person_id)
    return about


def _side(person, load, profile, against, person_id):
    said = choices.read({"languages": person.languages, **((profile.wishes if profile else None) or {})})
    return fit.Side(
        id=person.pk,
        name=person.chosen_name,
        wishes=said,
        load=load.get(person.pk, 0),
        capacity=profile.capacity if profile else None,
        paused=_is_paused(profile),
        conflicts=tuple(against.get(person.pk, ())),
        is_self=person.pk == person_id,
    )


def _is_paused(profile):
    return bool(profile and profile.paused_at)


def _warmed(rows, *people):
    rows = list(rows)
    keys.warm([row.key_id for row in rows] + [getattr(row, name).key_id for row in rows for name in people])
    return rows


def outcome_of(offer):
    """What an offer is now: an open one whose last day is over has lapsed, whether or not the night came by."""
    if offer.outcome == Outcome.OPEN and offer.lapses_on < clock.today():
        return Outcome.LAPSED
    return Outcome(offer.outcome)
