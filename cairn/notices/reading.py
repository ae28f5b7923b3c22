"""Doors to notices, wishes and calendars. Everybody opens their own."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.lib.words import NotHere
from cairn.meetings import reading as meetings
from cairn.people import access, secrets, signing_in
from cairn.people.acts import Act

from . import posting
from .choosing import index
from .models import Feed, Notice, Wish
from .rules import reaching, telling

PAGE = 30
MOST_COUNTED = 100


def notices(who, *, before=None, limit=PAGE):
    """``(rows, whether there are older ones)``: one's notices, the newest first, with whom each is about.

    ``before``: moment and id of the last one that was shown.
    """
    rows = access.scope(who, Act.NOTICE_READ, Notice.objects.all())
    if before is not None:
        at, pk = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    found = list(rows.select_related("participation__person__key").order_by("-at", "-pk")[: limit + 1])
    keys.warm({row.participation.person.key_id for row in found if row.participation})
    return found[:limit], len(found) > limit


def notice_for(who, pk):
    """One of them."""
    return access.one(who, Act.NOTICE_READ, Notice.objects.filter(pk=pk).select_related("participation"))


def unread(who):
    """How many one has not seen, up to a hundred. Asks nothing when the sign-in says that there are none."""
    if not getattr(who.sign_in, "told", True):
        return 0
    return access.scope(who, Act.NOTICE_READ, Notice.objects.filter(read_at=None))[:MOST_COUNTED].count()


def told():
    """An expression on sign-ins: something is unseen. It rides along with the one query of signing in."""
    return Exists(Notice.objects.filter(person_id=OuterRef("person_id"), read_at=None))


@dataclass(frozen=True)
class Wishes:
    """How somebody is written to: as they chose, or as it is until they do."""

    channels: list
    kinds: list
    quiet: tuple
    email: str
    phone: str
    is_own: bool  # they said so themselves
    held_back: bool  # what is known about reaching them safely says: no
    has_calendar: bool
    shows_places: bool


def wishes(who):
    """One's own."""
    wish = access.scope(who, Act.NOTICE_CHOOSE, Wish.objects.all()).first()
    feed = access.scope(who, Act.CALENDAR_OPEN, Feed.objects.filter(ended_at=None)).first()
    reached = posting.reached(who, wish)
    chosen = wish.channels if wish else list(reached)
    return Wishes(
        channels=chosen,
        kinds=wish.kinds if wish else list(telling.KINDS),
        quiet=(wish.quiet_from, wish.quiet_to) if wish else reaching.QUIET,
        email=wish.email if wish else who.person.email,
        phone=wish.phone if wish else (who.person.phone or ""),
        is_own=wish is not None,
        held_back=any(channel not in reached for channel in chosen),
        has_calendar=feed is not None,
        shows_places=bool(feed and feed.shows_places),
    )


def calendar(token, *, network):
    """``(Who, whether places are shown, sessions)`` behind a calendar's secret. Wrong ones are counted and alike."""
    counts = secrets.calendar_buckets(network)
    secrets.ask(counts)
    feed = Feed.objects.select_related("person__organization").filter(token_index=index(token), ended_at=None).first()
    who = signing_in.of(feed.person) if feed else None
    if who is None or not who.roles:
        with atomic():
            secrets.count(counts)
        raise NotHere
    return who, feed.shows_places, meetings.dates(who, since=clock.now() - meetings.KEPT)
