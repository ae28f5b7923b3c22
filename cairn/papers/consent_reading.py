"""Doors to permissions: those of a record and where each stands, and what left under them."""

from dataclasses import dataclass

from cairn.people import access
from cairn.people.acts import Act

from . import consenting
from .models import Consent, Release

PAGE = 50


@dataclass(frozen=True)
class Given:
    """A permission with where it stands on a day. ``why_not``: "" while it holds. ``sent``: how often it was used."""

    consent: Consent
    kind: str
    elements: dict
    until_on: object
    why_not: str
    revocation: object
    sent: int


def consents(who, participation, today):
    """Every permission of this record that this person may see, the newest first; none given is an empty list."""
    rows = access.scope(who, Act.PAPER_READ, Consent.objects.filter(participation=participation))
    sent = {}
    for pk in Release.objects.filter(consent__in=rows).values_list("consent_id", flat=True):
        sent[pk] = sent.get(pk, 0) + 1
    rows = rows.select_related("revocation", "paper").order_by("-given_at", "-pk")
    return [given(row, today, sent=sent.get(row.pk, 0)) for row in rows]


def given(consent, today, *, sent=0):
    """A permission with where it stands on that day. The caller came through a door."""
    revocation = getattr(consent, "revocation", None)
    no = consenting.why_not_active(consent, revocation, today=today)
    return Given(consent, consent.kind, consent.elements, consent.until_on, no, revocation, sent)


def consent_for(who, pk, act=Act.PAPER_READ):
    """One permission, for the act that is meant."""
    rows = Consent.objects.filter(pk=pk).select_related(
        "paper__form", "participation__person", "participation__program", "organization", "revocation__taken_by"
    )
    return access.one(who, act, rows)


def releases(who, participation, *, consent=None, limit=PAGE, before=None):
    """What left this record, the newest first: all of it, or (``consent``) who already has something under that one."""
    rows = Release.objects.filter(participation=participation, **({"consent": consent} if consent else {}))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(access.scope(who, Act.PAPER_READ, rows).select_related("made_by").order_by("-pk")[:limit])
