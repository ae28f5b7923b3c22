"""How and when somebody is written to. Nobody is, unless they chose it or work here."""

import datetime
import zoneinfo

from cairn.lib.words import _
from cairn.people.roles import STAFF, Role

CHANNELS = {"email": _("E-mail"), "text": _("Text message")}
QUIET = (21 * 60, 8 * 60)  # minutes of the day, from and to
TOGETHER = datetime.timedelta(hours=1)  # what comes within it goes as one message
AGAIN = (5, 30, 120, 480)  # minutes until a message that surely did not go is tried once more
TRIES = len(AGAIN) + 1
DAY = 24 * 60


def channels(*, roles, chosen, addresses, safe=None):
    """The channels on which this person is written to.

    ``chosen``: what they said, None when they said nothing yet; ``addresses``: the channels they have an address for.
    ``safe``: what is known about reaching them safely; it can only take away. Whoever is a participant, besides
    whatever else they are, is not written to before they chose it.
    """
    if chosen is None:
        at_work = bool(roles & STAFF) and Role.PARTICIPANT not in roles
        chosen = ["email"] if at_work else []
    if safe:
        named = safe.get("channels") or list(CHANNELS)
        chosen = [c for c in chosen if c in named and not safe.get("leave_no_message", True)]
    return [c for c in chosen if c in CHANNELS and c in addresses]


def wants(kinds, kind):
    """True when somebody who chose these kinds (None: never chose) is written to about this one."""
    return kinds is None or kind in kinds


def not_before(now, *, zone, quiet, last=None):
    """The first moment at which a message may go: outside the quiet hours, and an hour after the last one."""
    at = max(now, last + TOGETHER) if last else now
    here = at.astimezone(zoneinfo.ZoneInfo(zone))
    begins, ends = quiet
    minute = here.hour * 60 + here.minute
    if not _is_within(minute, begins, ends):
        return at
    day = here.date() + datetime.timedelta(days=minute >= ends)
    wake = datetime.datetime.combine(day, datetime.time(ends // 60, ends % 60), tzinfo=here.tzinfo)
    return wake.astimezone(datetime.UTC)


def _is_within(minute, begins, ends):
    if begins == ends:
        return False
    return begins <= minute < ends if begins < ends else minute >= begins or minute < ends


def again_at(now, tries):
    """When a message that surely did not go is tried once more; None when it was tried often enough."""
    return now + datetime.timedelta(minutes=AGAIN[tries - 1]) if tries < TRIES else None


def why_not_choose(chosen, kinds, quiet, *, known_kinds, addresses):
    """``(sentence, field)``: what stands in the way of these wishes, or ("", "")."""
    if not set(chosen) <= set(CHANNELS) or not set(kinds) <= set(known_kinds):
        return _("Please choose from the list."), "channels"
    if any(not 0 <= minute < DAY for minute in quiet):
        return _("Please give times of day, such as 21:00."), "quiet"
    email, phone = addresses.get("email", ""), addresses.get("text", "")
    if "email" in chosen and (email.count("@") != 1 or any(c.isspace() or ord(c) < 32 for c in email)):
        return _("Please give the e-mail address to write to."), "email"
    if "text" in chosen and sum(c.isdigit() for c in phone) < 7:
        return _("Please give the phone number to write to."), "phone"
    if len(email) > 254 or len(phone) > 40:
        return _("That address is too long. Please check it."), "email"
    return "", ""
