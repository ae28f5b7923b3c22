"""Doors to the history. Who may open them is asked by the room that calls."""

from .models import Event


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


def has_happened(organization_id, act, about_id, by_id, *, since):
    """True when this person did this to this thing since that moment."""
    return Event.objects.filter(
        organization_id=organization_id, about_id=about_id, act=str(act), by_id=by_id, at__gte=since
    ).exists()
