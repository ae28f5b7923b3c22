"""Sessions for somebody's own calendar. It lies on servers that we do not know, so it says when, and nothing else."""

import datetime
import zoneinfo
from dataclasses import dataclass

import icalendar

REFRESH = datetime.timedelta(hours=1)
LASTS = datetime.timedelta(hours=1)  # how long a session without an end is shown
TITLES = {"en": "Meeting", "es": "Reunión"}


@dataclass(frozen=True)
class Session:
    """What a calendar learns of a session. ``place`` only where somebody chose that it is shown."""

    uid: str
    starts: datetime.datetime
    zone: str
    ends: datetime.datetime | None = None
    changed: datetime.datetime | None = None
    is_cancelled: bool = False
    place: str = ""


def feed(name, sessions, language):
    """The calendar as the bytes of an iCalendar file. ``name``: how the calendar is called on the person's device."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Cairn//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for session in sessions:
        calendar.add_component(_event(session, TITLES.get(language[:2], TITLES["en"])))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(session, title):
    zone = zoneinfo.ZoneInfo(session.zone)
    starts = session.starts.astimezone(zone)
    event = icalendar.Event()
    event.add("uid", session.uid)
    event.add("dtstamp", session.changed or session.starts)
    event.add("dtstart", starts)
    event.add("dtend", session.ends.astimezone(zone) if session.ends else starts + LASTS)
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    if session.place:
        event.add("location", session.place)
    return event
