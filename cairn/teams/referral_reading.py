"""Doors to referrals: the waiting list and one referral, with who may be the same person."""

import datetime
import uuid
import zoneinfo
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import clock, codes, keys
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act
from cairn.programs import reading as programs

from .glance import LOOK_LASTS
from .models import Contact, Merge, Offer, Participation, Referral, ReferralMove
from .rules import likeness
from .rules import referral as life
from .rules.referral import MOST_URGENT_FIRST, OPEN, State

PAGE = 50
SORTS = ("urgent", "longest", "newest")
_LAST = 300  # how many open referrals and known people a likeness is looked for among, newest first


def waiting_list(who, *, program=None, state="open", language="", urgency="", sort="urgent", after="", limit=PAGE):
    """``(referrals of this page, where the next page goes on or "")``.

    ``program``: an id, or "none" for those without one. ``state``: one state, "open", or "closed". Key paging.
    """
    rows = access.scope(who, Act.REFERRAL_READ, _filtered(program, state, language, urgency))
    rows = _listed(_ordered(rows, sort, after)[: limit + 1])
    return rows[:limit], _place(rows[limit - 1]) if len(rows) > limit else ""


def take_along(who, *, program=None, state="open", language="", urgency="", sort="urgent"):
    """Every row of the list as it is filtered and sorted, to be kept as a table; that it was taken is recorded."""
    rows = access.scope(who, Act.REFERRAL_EXPORT, _filtered(program, state, language, urgency))
    rows = _listed(_ordered(rows, sort, ""))
    with atomic():
        record(Act.REFERRAL_EXPORT, who.organization, by=who, rows=len(rows))
    return rows


def _listed(rows):
    """The rows, each with ``due_on``: by when the first contact, an offer or the answers are looked for."""
    rows = rows.select_related("program", "organization").annotate(
        contacted_at=Subquery(_moves_to(State.CONTACTED)),
        lapses_on=Subquery(Offer.objects.open().filter(referral=OuterRef("pk")).values("lapses_on")[:1]),
    )
    rows = list(rows.defer("why", "born_on", "phone", "before", "wishes"))
    keys.warm([row.key_id for row in rows])
    days = programs.clocks_of_many({row.program_id for row in rows})
    for row in rows:
        row.due_on = life.due_on(
            row.state,
            received=_day(row.received_at, row),
            contacted=_day(row.contacted_at, row),
            lapses_on=row.lapses_on,
            days=days[row.program_id],
        )
    return rows


def _moves_to(state):
    return ReferralMove.objects.filter(referral=OuterRef("pk"), now=state).order_by("-at").values("at")[:1]


def _day(moment, row):
    return moment and moment.astimezone(zoneinfo.ZoneInfo(row.organization.zone)).date()


def _filtered(program, state, language, urgency):
    rows = Referral.objects.standing()
    if program:
        rows = rows.filter(program=None) if program == "none" else rows.filter(program_id=program)
    if state == "closed":
        rows = rows.exclude(state__in=OPEN)
    else:
        rows = rows.filter(state__in=OPEN) if state not in set(State) else rows.filter(state=state)
    if language:
        rows = rows.filter(languages__contains=f" {language} ")
    return rows.filter(urgency=urgency) if urgency else rows


def _ordered(rows, sort, after):
    ranks = [When(urgency=code, then=Value(n)) for n, code in enumerate(MOST_URGENT_FIRST)]
    rows = rows.annotate(rank=Case(*ranks, output_field=IntegerField()))
    place = _read(after)
    if sort == "newest":
        rows = rows.filter(Q(received_at__lt=place[1]) | Q(received_at=place[1], pk__lt=place[2])) if place else rows
        return rows.order_by("-received_at", "-pk")
    later = Q(received_at__gt=place[1]) | Q(received_at=place[1], pk__gt=place[2]) if place else None
    if sort == "longest":
        return (rows.filter(later) if place else rows).order_by("received_at", "pk")
    return (rows.filter(Q(rank__gt=place[0]) | Q(later, rank=place[0])) if place else rows).order_by(
        "rank", "received_at", "pk"
    )


def _place(row):
    return f"{row.rank}_{row.received_at.timestamp()!r}_{row.pk}"


def _read(after):
    try:
        rank, moment, pk = after.split("_")
        return int(rank), datetime.datetime.fromtimestamp(float(moment), datetime.UTC), uuid.UUID(pk)
    except (ValueError, OverflowError, OSError):
        return None


def named(who, words, *, limit=PAGE):
    """Referrals whose name holds these words, or whose reference code this is, newest first. Opened in memory."""
    rows = access.scope(who, Act.REFERRAL_READ, Referral.objects.standing())
    by_code = reference_index(who.organization_id, words)
    wanted, found = likeness.folded(words).split(), []
    rows = _listed(rows.order_by("-received_at", "-pk"))
    for row in rows:
        if bytes(row.reference_index) == by_code or all(word in likeness.folded(row.name) for word in wanted):
            found.append(row)
            if len(found) == limit:
                break
    return found


def reference_index(organization_id, code):
    """The blind index under which a reference code is found again."""
    return keys.index("reference", str(organization_id), codes.normal(code))


def referral_counts(who):
    """{state: how many} of the open referrals that this person may see; "urgent": how many of them cannot wait."""
    rows = access.scope(who, Act.REFERRAL_READ, Referral.objects.standing().filter(state__in=OPEN))
    counted = rows.order_by().values_list("state").annotate(n=Count("pk"), urgent=Count("pk", filter=~Q(urgency="")))
    found = {state: (n, urgent) for state, n, urgent in counted}
    return {**{state: n for state, (n, _) in found.items()}, "urgent": sum(urgent for _, urgent in found.values())}


def referral_for(who, pk, act=Act.REFERRAL_READ):
    """One referral that this person may see (or do that act to); ``looked``: they looked a moment ago."""
    since = clock.now() - LOOK_LASTS
    rows = Referral.objects.filter(pk=pk).select_related("program", "participation", "subject", "received_by")
    return access.one(
        who, act, rows.annotate(looked=audit.happened(Act.REFERRAL_READ, about="pk", by_id=who.person_id, since=since))
    )


def look(referral, *, by):
    """That somebody looked at this referral stands in the history."""
    if not getattr(referral, "looked", False):
        with atomic():
            record(Act.REFERRAL_READ, referral, by=by)


def moves(referral):
    """How it went from state to state, newest first. The caller came through the door."""
    return list(ReferralMove.objects.filter(referral=referral).select_related("by").order_by("-at", "-pk"))


def contacts(referral):
    """Who got in touch or tried to, newest first. The caller came through the door."""
    return list(Contact.objects.filter(referral=referral).select_related("by").order_by("-at", "-pk"))


def merges(who, referral):
    """What was found to be the same: ``(this one joined with something else or None, others joined with this one)``."""
    rows = Merge.objects.filter(Q(referral=referral) | Q(into=referral), undone_at=None)
    rows = list(access.scope(who, Act.REFERRAL_READ, rows).select_related("referral", "into", "person", "by"))
    own = next((row for row in rows if row.referral_id == referral.pk), None)
    return own, [row for row in rows if row.into_id == referral.pk]


def merge_for(who, pk):
    """One of them, for whoever takes it apart."""
    rows = Merge.objects.filter(pk=pk, undone_at=None).select_related("referral")
    return access.one(who, Act.REFERRAL_PART, rows)


@dataclass(frozen=True)
class Alike:
    """Somebody who may be the same person as the one referred, and the sentences that say why."""

    reasons: list
    referral: Referral | None = None
    participation: Participation | None = None

    @property
    def name(self):
        """The name that they go by."""
        return self.referral.name if self.referral else self.participation.person.chosen_name


def alike(who, referral):
    """Who may be the same person: among open referrals and participants whom this coordinator may see, nobody else.

    Somebody in a program of others is not looked for: even that a likeness was found would tell that they are here.
    """
    asks = access.scope(who, Act.REFERRAL_READ, Referral.objects.standing().filter(state__in=OPEN))
    asks = list(asks.exclude(pk=referral.pk).select_related("program").order_by("-received_at")[:_LAST])
    ways = access.scope(who, Act.REFERRAL_MERGE, Participation.objects.all()).select_related("person", "program")
    ways = {way.person_id: way for way in ways.order_by("started_on", "pk") if way.person_id != referral.subject_id}
    keys.warm([row.key_id for row in asks] + [way.person.key_id for way in ways.values()])
    faces = [likeness.Face(row, row.name, row.born_on, row.phone) for row in asks]
    faces += [_face(way) for way in ways.values()]
    own = likeness.Face(None, referral.name, referral.born_on, referral.phone)
    return [
        Alike(reasons, referral=face.id) if isinstance(face.id, Referral) else Alike(reasons, participation=face.id)
        for face, reasons in likeness.alike(own, faces)
    ]


def _face(way):
    person = way.person
    return likeness.Face(way, person.chosen_name, person.born_on or "", person.phone or "")
