"""How one is written to, and the calendar of one's own."""

import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.exchange import calendar
from cairn.lib import keys
from cairn.lib.words import Refused
from cairn.meetings.rules import PLACES, State
from cairn.notices import choosing, reading
from cairn.notices.rules import telling

from ..page import Page
from . import show


class Wishes(Page):
    """Where, about what and when somebody is written to: their own choice."""

    def get(self, request):
        return self.answer(request, _shown(reading.wishes(request.who)))

    def post(self, request):
        said = request.POST
        typed = {
            "channels": said.getlist("channels"),
            "kinds": said.getlist("kinds") + _unasked(request.who),
            "quiet": (said.get("quiet_from", ""), said.get("quiet_to", "")),
            "email": said.get("email", "").strip(),
            "phone": said.get("phone", "").strip(),
        }
        try:
            choosing.choose(by=request.who, **{**typed, "quiet": tuple(_minute(t) for t in typed["quiet"])})
        except Refused as refusal:
            return self.answer(request, typed, refusal)
        return self.go("my-notices", said=_("It is kept. We write to you in this way only."))

    def answer(self, request, said, refusal=None):
        wishes = reading.wishes(request.who)
        values = {
            "said": said,
            "kinds": show.kinds(said["kinds"], request.who),
            "at_work": not wishes.is_own and bool(wishes.channels),
            "held_back": wishes.held_back,
            "has_calendar": wishes.has_calendar,
            "shows_places": wishes.shows_places,
            "address": _address(request),
        }
        if refusal:
            return self.refuse(request, "notices/wishes.html", refusal, **values)
        return self.show(request, "notices/wishes.html", **values)


def _shown(wishes):
    return {
        "channels": wishes.channels,
        "kinds": wishes.kinds,
        "quiet": tuple(show.clock(minute) for minute in wishes.quiet),
        "email": wishes.email,
        "phone": wishes.phone,
    }


def _unasked(who):
    """What is no question for them now holds if they ever come to work here."""
    return [kind for kind in telling.KINDS if kind not in telling.kinds_for(who.roles)]


def _minute(text):
    try:
        time = datetime.time.fromisoformat(text.strip()[:5])
    except ValueError:
        raise Refused(_("Please give times of day, such as 21:00."), field="quiet") from None
    return time.hour * 60 + time.minute


class Calendar(Wishes):
    """A secret address for one's calendar, shown once; the one before it works no more."""

    http_method_names = ("post",)

    def post(self, request):
        token = choosing.open_calendar(by=request.who, shows_places="places" in request.POST)
        sealed = keys.seal_text("calendar", _bound(request), token.encode())
        return self.go_to(f"{reverse('my-notices')}?shown={sealed}#calendar")


def _address(request):
    """The new address, for as long as the page that made it stays open; "" otherwise."""
    try:
        token = keys.open_text("calendar", _bound(request), request.GET.get("shown", "")).decode()
    except keys.CannotOpen:
        return ""
    return request.build_absolute_uri(reverse("calendar", args=[token]))


def _bound(request):
    return f"{request.device}|{request.who.person_id}"


class CalendarEnd(Page):
    """The address works no more."""

    http_method_names = ("post",)

    def post(self, request):
        choosing.close_calendar(by=request.who)
        return self.go("my-notices", said=_("The address works no more."), anchor="#calendar")


class Dates(Page):
    """One's sessions for a calendar program: when, and nothing else. Whoever has the secret address may come."""

    public = True

    def get(self, request, token):
        who, shows_places, meetings = reading.calendar(token, network=request.network)
        language = who.person.language or who.organization.language
        sessions = [_session(m, shows_places) for m in meetings]
        written = calendar.feed(_("Calendar"), sessions, language)
        return HttpResponse(written, content_type="text/calendar; charset=utf-8")


def _session(meeting, shows_places):
    place = _(PLACES[meeting.place_kind]) if shows_places and meeting.place_kind in PLACES else ""
    return calendar.Session(
        uid=f"{keys.index('calendar session', '', str(meeting.pk)).hex()[:32]}@cairn",
        starts=meeting.started_at or meeting.planned_for,
        ends=meeting.ended_at,
        zone=meeting.zone,
        is_cancelled=meeting.state in (State.CANCELLED, State.MISSED),
        place=place,
    )
