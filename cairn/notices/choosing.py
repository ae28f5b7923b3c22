"""What somebody chooses about being told: channels, kinds, quiet hours, and a calendar of their own."""

import secrets

from cairn.audit.recording import record
from cairn.lib import clock, keys
from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people.acts import Act

from .models import Feed, Wish
from .rules import reaching, telling


@atomic
def choose(*, by, channels, kinds, quiet, email="", phone=""):
    """From now on they are written to in this way only. ``quiet``: minutes of the day, from and to."""
    access.require(by, Act.NOTICE_CHOOSE, by.person)
    email, phone = email.strip(), phone.strip()
    addresses = {"email": email, "text": phone}
    sentence, field = reaching.why_not_choose(channels, kinds, quiet, known_kinds=telling.KINDS, addresses=addresses)
    if sentence:
        raise Refused(sentence, field=field)
    wish = Wish.objects.filter(person_id=by.person_id).first() or Wish(person=by.person)
    is_new = wish.organization_id is None
    wish.organization_id, wish.key_id = by.organization_id, by.person.key_id
    wish.channels = [c for c in reaching.CHANNELS if c in channels]
    wish.kinds = [k for k in telling.KINDS if k in kinds]
    wish.quiet_from, wish.quiet_to = quiet
    wish.email, wish.phone, wish.chosen_at = email, phone, clock.now()
    wish.save(force_insert=is_new)
    record(Act.NOTICE_CHOOSE, by.person, by=by, channels=wish.channels)
    return wish


@atomic
def open_calendar(*, by, shows_places=False):
    """A fresh secret address for their calendar; the one before it works no more. Returns the token, once."""
    access.require(by, Act.CALENDAR_OPEN, by.person)
    _end(by)
    token = secrets.token_urlsafe(24)
    feed = Feed(
        organization_id=by.organization_id,
        person=by.person,
        token_index=index(token),
        shows_places=shows_places,
        made_at=clock.now(),
    )
    feed.save(force_insert=True)
    record(Act.CALENDAR_OPEN, feed, by=by, shows_places=shows_places)
    return token


@atomic
def close_calendar(*, by):
    """Their calendar reads nothing any more, from this second."""
    access.require(by, Act.CALENDAR_CLOSE, by.person)
    if _end(by):
        record(Act.CALENDAR_CLOSE, by.person, by=by)


def _end(by):
    return Feed.objects.filter(person_id=by.person_id, ended_at=None).update(ended_at=clock.now())


def index(token):
    """What the row keeps of a calendar's secret."""
    return keys.index("calendar", "", token)
