"""Whose turn it is to do a chore: one at a time, on both databases, also when somebody is killed in the middle."""

import datetime

from django.db import connection

from cairn.lib import clock
from cairn.lib.db import atomic

from .models import Turn

LASTS = datetime.timedelta(minutes=30)


@atomic
def take(name):
    """True when it is this caller's turn until they give it back, or half an hour is over."""
    Turn.objects.bulk_create([Turn(name=name)], ignore_conflicts=True)
    rows = Turn.objects.filter(pk=name)
    turn = (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
    now = clock.now()
    if turn.taken_until and turn.taken_until > now:
        return False
    turn.taken_until = now + LASTS
    turn.save(update_fields=["taken_until"])
    return True


@atomic
def give_back(name, *, done=True):
    """It is somebody else's turn; ``done``: the chore was finished now."""
    fresh = {"done_at": clock.now()} if done else {}
    Turn.objects.filter(pk=name).update(taken_until=None, **fresh)


def done_at(name):
    """When the chore was last finished; None when it never was."""
    return Turn.objects.filter(pk=name).values_list("done_at", flat=True).first()
