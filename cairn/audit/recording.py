"""Write down what happened, in the transaction in which it happens."""

import uuid

from django.db import connection

from cairn.lib import canonical, clock

from . import bell, rules
from .models import Chain, Event


def record(act, about, *, by=None, **facts):
    """The act stands in the history of its organization, chained to the one before; the bell rings after commit.

    ``about`` is the noun: its id, ``organization_id`` and, when it belongs to a participant, ``subject_id``.
    A noun with a ``history_id`` stands in a history of its own (see ``apart``), and leaves no gap in that of the house.
    ``facts`` may hold ids, counts, codes and digests; nothing personal. Two queries.
    """
    assert connection.in_atomic_block, "what happened is recorded in the transaction in which it happens"
    history_id = getattr(about, "history_id", None) or about.organization_id
    head = _head(history_id)
    event = Event(
        organization_id=history_id,
        seq=head.seq + 1,
        at=clock.now(),
        act=str(act),
        by_id=by.person_id if by else None,
        by_role=by.role_for(about) if by else "",
        about_kind=about._meta.label_lower,
        about_id=about.pk,
        subject_id=getattr(about, "subject_id", None),
        facts=canonical.dumps({k: _plain(v) for k, v in facts.items()}).decode(),
        previous=bytes(head.hash),
    )
    event.hash = rules.chained(event.previous, event)
    event.save(force_insert=True)
    bell.ring(event)
    return event


def _head(history_id):
    heads = Chain.objects.filter(pk=history_id)
    if connection.features.has_select_for_update:
        heads = heads.select_for_update()
    return heads.get()


def apart(organization_id, name):
    """The id of a history of the organization that is kept apart: chained and proved like the first, listed nowhere.

    What must not be known to exist cannot stand in a history that others page through: leaving lines out shows a gap.
    """
    return uuid.uuid5(organization_id, name)


def _plain(value):
    return value if value is None or isinstance(value, (bool, int, str, list)) else str(value)


def begin(organization_id):
    """A new organization has an empty history."""
    _begin(organization_id)


def begin_apart(organization_id, name):
    """The organization has a history apart under this name. It may be there already."""
    _begin(apart(organization_id, name))


def _begin(history_id):
    Chain.objects.get_or_create(pk=history_id, defaults={"seq": 0, "hash": b""})
