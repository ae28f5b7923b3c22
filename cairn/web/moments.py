"""Moments and days as forms send them: local times of a named zone, without one in the text."""

import datetime
import zoneinfo

from cairn.lib.words import Refused, _

PATTERN = "%Y-%m-%dT%H:%M"


def shown(moment, zone):
    """A moment for ``<input type="datetime-local">``; "" when there is none."""
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).strftime(PATTERN) if moment else ""


def said(text, zone, field):
    """The moment (UTC) that somebody typed; None when nothing was typed."""
    text = text.strip()
    if not text:
        return None
    try:
        local = datetime.datetime.strptime(text[:16].replace(" ", "T"), PATTERN)  # noqa: DTZ007 - the zone is put to it next
        return local.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise Refused(_("Please give a day and a time, such as 2026-11-24 14:00."), field=field) from None


def day(text, field):
    """The day that somebody typed; None when nothing was typed."""
    text = text.strip()
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        raise Refused(_("Please give a day, such as 2026-11-24."), field=field) from None


def clock_face(moment, zone):
    """The time of day of a moment, for ``<input type="time">``."""
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).strftime("%H:%M")


def after(text, moment, zone, field):
    """The first moment (UTC) from ``moment`` on at which a clock in the zone shows the time that somebody typed."""
    here = moment.astimezone(zoneinfo.ZoneInfo(zone)).replace(second=0, microsecond=0, tzinfo=None)
    try:
        typed = datetime.time.fromisoformat(text.strip()[:5])
    except ValueError:
        raise Refused(_("Please give a time of day, such as 14:20."), field=field) from None
    local = datetime.datetime.combine(here.date(), typed)
    local += datetime.timedelta(days=local < here)
    return local.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.UTC)
