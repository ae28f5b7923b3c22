"""Doors to papers of a record: who may see which, looks recorded, where somebody stands with every form."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, Least

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.teams import reading as teams

from . import consenting, library, shown
from .consent_reading import Given, consent_for, consents, given, releases  # noqa: F401 - the doors in one place
from .models import Consent, Copy, Name, Paper, Review, Revocation, Version
from .rules import differences as rules
from .rules import life
from .rules import standing as stands
from .rules.life import OPEN, State

PAGE = 50
forms = library.forms  # doors to the texts themselves stand in a file of their own
_WITH = ("form", "version__form", "participation__person__key", "participation__program", "organization", "seal")


@dataclass(frozen=True)
class Standing:
    """Where a participant stands with one form. ``open_id``: a paper under way beside the one that counts."""

    key: str
    kind: str
    titles: dict
    state: str  # missing, draft, waiting, signed, due, expired, revoked
    paper_id: object = None
    open_id: object = None
    signed_on: object = None
    due_on: object = None
    version: int = 0
    asks_again: bool = False
    what_changed: dict = field(default_factory=dict)
    declined_on: object = None
    looked_for: object = None  # the day since which it is to be looked at again

    def title(self, language):
        """Its title in that language."""
        return self.titles.get(language) or self.titles.get("en", "")


@dataclass(frozen=True)
class Waiting:
    """A paper that waits for words or names, in a list. ``missing``: the roles whose names are needed still."""

    paper: Paper
    name: str
    key: str
    titles: dict
    state: str
    missing: list
    due_on: object = None

    def title(self, language):
        """Its title in that language."""
        return self.titles.get(language) or self.titles.get("en", "")


def standing(participation, *, today=None, again=()):
    """{form key: Standing} of every form that is filled in. The caller came through a door. Two queries.

    ``again``: {form key: the day since which it is to be looked at again}, as a room above knows it.
    """
    zone = participation.organization.zone
    today = today or clock.today(zone)
    forms = {}
    rows = Version.objects.filter(organization_id=participation.organization_id, published_at__isnull=False)
    rows = rows.exclude(form__kind__in=[str(kind) for kind in life.NOT_FILLED])
    for version in rows.select_related("form").defer("items", "why").order_by("form__key", "number"):
        forms.setdefault(version.form, []).append(version)
    facts = {}
    for paper in _facts(Paper.objects.filter(participation=participation)).order_by("pk"):
        facts.setdefault(paper.form_id, []).append(_fact(paper, zone))
    return {
        form.key: _standing(form, versions, facts.get(form.pk, []), zone, today, dict(again).get(form.key))
        for form, versions in forms.items()
    }


def _facts(papers):
    """The rows, with what their standing needs besides."""
    again = Review.objects.filter(paper=OuterRef("pk")).order_by("-pk").values("next_on")[:1]
    taken = Revocation.objects.filter(consent__paper=OuterRef("pk"))
    return papers.annotate(
        number=Subquery(Version.objects.filter(pk=OuterRef("version")).values("number")[:1]),
        look_on=Coalesce(Subquery(again), "review_on"),
        ends_on=Coalesce(Subquery(Consent.objects.filter(paper=OuterRef("pk")).values("until_on")[:1]), "renew_on"),
        is_revoked=Exists(taken),
    ).defer("salt")


def _fact(paper, zone):
    return stands.Fact(
        paper.pk,
        paper.state,
        paper.number,
        consenting.day(paper.closed_at, zone) if paper.closed_at else None,
        paper.ends_on,
        paper.look_on,
        paper.is_revoked,
    )


def _standing(form, versions, facts, zone, today, since):
    asked = {v.number: consenting.day(v.published_at, zone) for v in versions if v.asks_again}
    found, last = stands.stand(form.kind, facts, asked=asked, today=today, since=since), versions[-1]
    return Standing(
        form.key,
        form.kind,
        last.title,
        found.state,
        found.paper,
        found.open,
        found.signed_on,
        found.due_on,
        found.number or last.number,
        found.asks_again,
        next((v.what_changed for v in reversed(versions) if v.asks_again), {}) if found.asks_again else {},
        found.declined_on,
        found.looked_for,
    )


def papers_of(who, participation, *, key="", limit=PAGE, before=None):
    """The papers of a record that this person may read, the newest first, without those that were put away.

    Each comes with ``number``, ``look_on``, ``ends_on`` and ``is_revoked``. ``before``: the id to go on from.
    """
    rows = Paper.objects.filter(participation=participation).exclude(state=State.LET_GO)
    rows = access.scope(who, Act.PAPER_READ, rows.filter(form__key=key) if key else rows)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(_facts(rows).select_related("form", "version").defer("version__items", "salt").order_by("-pk")[:limit])


def under_way(who, participation, kind):
    """The papers of this kind that are still filled in or wait for names, for somebody who may read them."""
    rows = Paper.objects.filter(participation=participation, form__kind=kind, state__in=OPEN)
    rows = access.scope(who, Act.PAPER_READ, rows).select_related("form", "version")
    return list(rows.defer("version__items", "salt").order_by("pk"))


def paper_for(who, pk, act=Act.PAPER_READ):
    """One paper that this person may read (or do that act to), with all that its page needs in the same query.

    ``looked``: a moment ago. ``outdated``: a newer text asks everybody to sign anew. ``newer``: there is a newer text.
    ``place``: of its seal, in the history of the house. ``look_on``: when a living plan is looked at again. Its
    consent comes as ``consent_id``, with ``is_revoked``.
    """
    newer = Version.objects.filter(form=OuterRef("form"), number__gt=OuterRef("number"), published_at__isnull=False)
    rows = _facts(Paper.objects.filter(pk=pk)).annotate(
        looked=audit.happened(Act.PAPER_READ, about="pk", by_id=who.person_id, since=clock.now() - teams.LOOK_LASTS),
        newer=Exists(newer),
        outdated=Exists(newer.filter(asks_again=True)),
        consent_id=Subquery(Consent.objects.filter(paper=OuterRef("pk")).values("pk")[:1]),
        place=audit.place(Act.PAPER_SEAL, about="pk"),
    )
    found = access.one(who, act, rows.select_related(*_WITH).defer(None))
    keys.meet(found.participation.person.key)
    return found


def can(who, act, paper):
    """True when this person may do that to this paper, asked now."""
    return access.allows(who, act, paper)


def look(paper, *, by):
    """That somebody read this paper stands in its history. One's own is looked at freely; a look lasts a while."""
    if by.person_id != paper.subject_id and not getattr(paper, "looked", False):
        with atomic():
            record(Act.PAPER_READ, paper, by=by, form=paper.form.key)


def answers(paper):
    """{item: what stands there}: as sealed, or as it is now. The caller came through a door."""
    return shown.said(paper)[1]


def copies(paper):
    """How and when copies of it were given, in order. The caller came through a door."""
    return list(Copy.objects.filter(paper=paper).select_related("given_by").order_by("pk"))


def own_waiting(who, *, limit=PAGE):
    """Papers of one's own record that wait for one's words or name."""
    rows = access.scope(who, Act.PAPER_READ, Paper.objects.filter(subject_id=who.person_id))
    found = _waiting(rows.filter(state__in=OPEN), limit)
    return [row for row in found if row.state == State.DRAFT or Role.PARTICIPANT in row.missing]


def waiting(who, *, limit=PAGE):
    """Papers of those whom this person supports or coordinates that wait for words or names, the oldest first."""
    rows = access.scope(who, Act.PAPER_READ, Paper.objects.exclude(subject_id=who.person_id))
    return _waiting(rows.filter(state__in=OPEN, participation__ended_on=None), limit)


def due(who, *, today=None, limit=PAGE):
    """Signed papers that run out or are to be looked at again soon, and have no newer one; the soonest first.

    Of those whom this person supports or coordinates, or their own.
    """
    rows = access.scope(who, Act.PAPER_READ, Paper.objects.filter(state=State.SIGNED, participation__ended_on=None))
    return _waiting(soon(rows, today or clock.today(who.zone)), limit, "day", "pk")


def soon(rows, today):
    """Of these signed papers those that are due soon and have no newer one, with the ``day`` on which it is asked."""
    later = Paper.objects.filter(
        participation=OuterRef("participation"), form=OuterRef("form"), pk__gt=OuterRef("pk"), many=False
    ).exclude(state__in=[State.LET_GO, State.DECLINED])
    rows = _facts(rows).annotate(  # the two databases see the least of a day and nothing differently
        day=Least(Coalesce("ends_on", "look_on"), Coalesce("look_on", "ends_on"))
    )
    return rows.filter(~Exists(later), is_revoked=False, day__lte=today + stands.DUE_AHEAD)


def _waiting(rows, limit, *order):
    rows = list(
        _facts(rows)
        .select_related("form", "version", "participation__person")
        .defer("version__items", "version__why", "salt")
        .order_by(*(order or ("started_at", "pk")))[:limit]
    )
    keys.warm([row.key_id for row in rows])
    named = {}
    names = Name.objects.filter(paper__in=[row.pk for row in rows], voided_at=None)
    for pk, role in names.exclude(kind=Name.Kind.WITNESS).values_list("paper_id", "role"):
        named.setdefault(pk, set()).add(role)
    return [_row(paper, named.get(paper.pk, ())) for paper in rows]


def _row(paper, named):
    days = [day for day in (paper.ends_on, paper.look_on) if day is not None]
    return Waiting(
        paper,
        paper.participation.person.chosen_name,
        paper.form.key,
        paper.version.title,
        paper.state,
        [role for role in paper.version.signs if role not in named],
        min(days, default=None),
    )


def plan_versions(who, participation, key):
    """The agreed fillings of a living plan, the newest first, each with its seal."""
    rows = Paper.objects.filter(participation=participation, form__key=key, state=State.SIGNED)
    rows = access.scope(who, Act.PAPER_READ, rows).select_related("seal", "form", "version")
    return list(rows.defer("version__items").order_by("-pk"))


def plans(who, participation):
    """Every living plan of this record as it was agreed last, for somebody who may read it, by its form."""
    rows = Paper.objects.filter(participation=participation, form__kind=life.Kind.PLAN.value, state=State.SIGNED)
    rows = access.scope(who, Act.PAPER_READ, rows).select_related("form", "version")
    last = {row.form_id: row for row in rows.defer("version__items", "salt").order_by("pk")}
    return sorted(last.values(), key=lambda row: row.form.key)


def differences(old, new):
    """What ``new`` says otherwise than ``old`` (papers, sealed or not), as ``rules.differences`` has it."""
    return rules.differences(shown.said(old), shown.said(new))
