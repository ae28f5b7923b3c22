"""Doors to the history. Who may open them is asked by the room that calls."""

from django.db.models import Exists, OuterRef, Subquery

from .models import Chain, Event


def about_subject(organization_id, subject_id, *, before=None, limit=50):
    """The newest events that touch this participant's record, newest first; ``before`` is a place to go on from."""
    events = Event.objects.filter(organization_id=organization_id, subject_id=subject_id)
    if before is not None:
        events = events.filter(seq__lt=before)
    return list(events.order_by("-seq")[:limit])


def of_house(organization_id, *, before=None, limit=50):
    """The newest events of the organization, newest first."""
    events = Event.objects.filter(organization_id=organization_id)
    if before is not None:
        events = events.filter(seq__lt=before)
    return list(events.order_by("-seq")[:limit])


def about(about_id, *, limit=200):
    """What happened to one thing, newest first, in whichever history it stands. The caller came through its door."""
    return list(Event.objects.filter(about_id=about_id).order_by("-seq")[:limit])


def has_happened(organization_id, act, about_id, by_id, *, since):
    """True when this person did this to this thing since that moment."""
    return Event.objects.filter(
        organization_id=organization_id, about_id=about_id, act=str(act), by_id=by_id, at__gte=since
    ).exists()


def latest(organization_id, act, about_id, by_id, *, limit=1):
    """The moments at which this person did this to this thing, the latest first."""
    events = Event.objects.filter(organization_id=organization_id, about_id=about_id, act=str(act), by_id=by_id)
    return list(events.order_by("-seq").values_list("at", flat=True)[:limit])


def happened(act, *, about, by_id, since):
    """An expression: this person did this since that moment to the thing whose id is in the field ``about``."""
    return Exists(Event.objects.filter(about_id=OuterRef(about), act=str(act), by_id=by_id, at__gte=since))


def place(act, *, about):
    """An expression: the place of this act in the history of the house, done to the thing whose id is in ``about``."""
    return Subquery(Event.objects.filter(about_id=OuterRef(about), act=str(act)).order_by("-seq").values("seq")[:1])


def places():
    """{organization id: how far its history has come}: whether anything happened, in one question."""
    return dict(Chain.objects.values_list("pk", "seq"))


def after(organization_id, seq, *, acts, limit):
    """The events after this place that are one of these acts, oldest first."""
    events = Event.objects.filter(organization_id=organization_id, seq__gt=seq, act__in=[str(act) for act in acts])
    return list(events.order_by("seq")[:limit])


def place_at(organization_id, moment):
    """The place of the last event before this moment; 0 when everything came later."""
    events = Event.objects.filter(organization_id=organization_id, at__lt=moment)
    return events.order_by("-seq").values_list("seq", flat=True).first() or 0
