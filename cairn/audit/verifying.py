"""Walk a history and name its first break."""

from dataclasses import dataclass

from . import rules
from .models import Chain, Event


@dataclass(frozen=True)
class Walk:
    """What a walk found: how many links, the head's hash, and the first break ("" when whole)."""

    organization_id: object
    links: int
    head: str
    broken: str


def histories():
    """One Walk per organization."""
    return [walk(chain.pk) for chain in Chain.objects.order_by("pk")]


def walk(organization_id):
    """Follow one organization's chain from its first event to its head."""
    previous, seq = b"", 0
    for event in Event.objects.filter(organization_id=organization_id).order_by("seq").iterator(chunk_size=2000):
        if event.seq != seq + 1:
            return Walk(organization_id, seq, previous.hex(), f"event {seq + 1} is missing")
        if bytes(event.previous) != previous or rules.chained(previous, event) != bytes(event.hash):
            return Walk(organization_id, seq, previous.hex(), f"event {event.seq} ({event.act}) was changed")
        previous, seq = bytes(event.hash), event.seq
    head = Chain.objects.get(pk=organization_id)
    if (head.seq, bytes(head.hash)) != (seq, previous):
        return Walk(organization_id, seq, previous.hex(), f"the head names event {head.seq}, the last one is {seq}")
    return Walk(organization_id, seq, previous.hex(), "")
