"""Days, times and sentences as a person reads them. Moments are shown in the zone that the caller names."""

import datetime
import zoneinfo
from collections import defaultdict

from django.utils import formats, translation


def day(value):
    """A date: "Tuesday, November 17, 2026"."""
    pattern = "l j \\d\\e F \\d\\e Y" if _spanish() else "l, F j, Y"
    return formats.date_format(value, pattern)


def short_day(value):
    """A date in few letters: "Fri, Nov 20"."""
    return formats.date_format(value, "D j M" if _spanish() else "D, M j")


def date(value):
    """A date with its year and without the day of the week: "November 20, 2026"."""
    return formats.date_format(value, "j \\d\\e F \\d\\e Y" if _spanish() else "F j, Y")


def local_day(value, zone):
    """The day of a moment in its zone, in few letters: "Fri, Nov 20"."""
    return short_day(value.astimezone(zoneinfo.ZoneInfo(zone)))


def year(value, zone):
    """The year of a moment in its zone."""
    return str(value.astimezone(zoneinfo.ZoneInfo(zone)).year)


def from_stamp(seconds):
    """A moment from seconds since 1970."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def local(value, zone):
    """A moment as the clocks of that zone show it."""
    return value.astimezone(zoneinfo.ZoneInfo(zone))


def hour(value, zone):
    """The hour of the day of a moment in its zone."""
    return value.astimezone(zoneinfo.ZoneInfo(zone)).hour


def time(value, zone):
    """A time of day: "2:00 pm"."""
    local = value.astimezone(zoneinfo.ZoneInfo(zone))
    return (
        formats.date_format(local, "H:i")
        if _spanish()
        else formats.date_format(local, "g:i") + (" am" if local.hour < 12 else " pm")
    )


def moment(value, zone):
    """Day and time: "Tuesday, November 17, 2026, 2:00 pm"."""
    return f"{day(value.astimezone(zoneinfo.ZoneInfo(zone)))}, {time(value, zone)}"


def short_moment(value, zone):
    """Day and time in few letters: "Fri, Nov 20, 2:00 pm"."""
    return f"{local_day(value, zone)}, {time(value, zone)}"


def sentence(text, **values):
    """A marked sentence, translated, with its places filled."""
    said = translation.gettext(text) if text else ""
    return said.format(**values) if values else said


def refusal(refused):
    """The sentence of a ``Refused``, translated and filled."""
    return sentence(refused.sentence, **refused.values)


def errors(said=()):
    """{field: sentence} for a form; a field that is not named says nothing."""
    return defaultdict(str, said)


def _spanish():
    return (translation.get_language() or "en").startswith("es")
