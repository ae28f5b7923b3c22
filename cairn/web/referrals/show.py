"""What the pages of referrals show."""

import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.lib import clock, codes
from cairn.lib.words import _ as mark
from cairn.people import rules as people
from cairn.teams.rules import referral as rules
from cairn.teams.rules import wishes
from cairn.teams.rules.referral import State

from .. import asking, texts, typed

EXCERPT = 110
TONES = {State.RECEIVED: "amber", State.OFFERED: "sky", State.ACCEPTED: "pine", State.DECLINED: "plain",
         State.WITHDRAWN: "plain"}  # fmt: skip


def asked(request):
    """The filters of an address: only what can be chosen."""
    said = request.GET
    program = said.get("program", "")
    return {
        "program": program if program == "none" else typed.an_id(program),
        "state": said.get("state", "") if said.get("state") in {*State, "closed"} else "open",
        "language": said.get("language", "") if said.get("language") in wishes.LANGUAGES else "",
        "urgency": said.get("urgency", "") if said.get("urgency") in ("soon", "now") else "",
        "sort": said.get("sort", "") if said.get("sort") in ("longest", "newest") else "urgent",
    }


def filters(wanted, programs):
    """The choices of the filter form, with what is chosen."""
    states = [("open", _("All that are open")), *((s.value, texts.sentence(rules.NAMES[s])) for s in State)]
    return {
        "program": [("", _("Every program")), ("none", _("Not decided yet")), *((p.pk, p.name) for p in programs)],
        "state": [*states, ("closed", _("All that are closed"))],
        "language": [("", _("Every language")), *asking.named(wishes.LANGUAGES)],
        "urgency": [("", _("However urgent")), ("now", _("Today or tomorrow")), ("soon", _("This week"))],
        "sort": [("urgent", _("Urgent first")), ("longest", _("Longest first")), ("newest", _("Newest first"))],
        "chosen": {name: value or "" for name, value in wanted.items()},
    }


def address(name, wanted, *args, **more):
    """The address of a list with these filters."""
    said = {k: v for k, v in {**wanted, **more}.items() if v and (k, v) not in {("state", "open"), ("sort", "urgent")}}
    return reverse(name, args=args) + (f"?{urlencode(said)}" if said else "")


def row(referral, now):
    """One person on the waiting list."""
    asks = " ".join(referral.asks.split())
    return {
        "name": referral.name,
        "url": reverse("referral", args=[referral.pk]),
        "since": how_long(referral.received_at, now),
        "asks": asks if len(asks) <= EXCERPT else asks[:EXCERPT].rsplit(" ", 1)[0] + " …",
        "urgency": texts.sentence(rules.URGENCY[referral.urgency]) if referral.urgency else "",
        "urgency_why": referral.urgency_why if referral.urgency else "",
        "is_now": referral.urgency == "now",
        "state": texts.sentence(rules.NAMES[State(referral.state)]),
        "tone": TONES.get(State(referral.state), "pine"),
        "program": referral.program.name if referral.program else _("program not decided"),
        "languages": asking.in_words("languages", referral.spoken),
        "from": texts.sentence(rules.REFERRERS[referral.referrer]),
        **due(referral, now),
    }


NEXT = {
    State.RECEIVED: mark("first contact by {day}"),
    State.CONTACTED: mark("an offer by {day}"),
    State.WAITING: mark("an offer by {day}"),
    State.OFFERED: mark("answers by {day}"),
}


def due(referral, now):
    """By when the next thing is looked for, in words, and whether that day is over."""
    day = getattr(referral, "due_on", None)
    if day is None:
        return {"due": "", "late": False}
    today = texts.local(now, referral.organization.zone).date()
    return {"due": texts.sentence(NEXT[State(referral.state)], day=texts.short_day(day)), "late": day < today}


def asked_anew(row, now):
    """Somebody who asked for another supporter."""
    way = row.participation
    return {
        "name": way.person.chosen_name,
        "id": way.pk,
        "since": how_long(row.at, now),
        "program": way.program.name,
    }


def how_long(since, now):
    """For how long somebody waits, in words."""
    days = (now - since) // datetime.timedelta(days=1)
    if days < 1:
        return _("since today")
    if days < 21:
        return ngettext("for %(n)s day", "for %(n)s days", days) % {"n": days}
    weeks = days // 7
    return ngettext("for %(n)s week", "for %(n)s weeks", weeks) % {"n": weeks}


def columns():
    """The heads of the table to take along."""
    return [_("Name"), _("Received"), _("Where it stands"), _("Program"), _("Urgent"), _("Why"), _("Asked for"),
            _("Languages"), _("From"), _("Due")]  # fmt: skip


def cells(rows, zone):
    """The rows of the table to take along: what the list shows."""
    now = clock.now()
    for referral in rows:
        said = row(referral, now)
        day = texts.local(referral.received_at, zone).date().isoformat()
        yield [said["name"], day, said["state"], said["program"], said["urgency"], said["urgency_why"], referral.asks,
               said["languages"], said["from"], referral.due_on or ""]  # fmt: skip


def form(said, programs):
    """What the form of a referral shows, with what was typed."""
    return {
        "said": said,
        "ask": asking.choices(),
        "own": False,
        "programs": [("", _("Not decided yet")), *((p.pk, p.name) for p in programs)],
        "referrers": [{"value": code, "label": words} for code, words in asking.named(rules.REFERRERS)],
        "urgencies": [{"value": code, "label": words} for code, words in asking.named(rules.URGENCY)],
    }


def flat(referral):
    """A referral as its form shows it."""
    words = ("name", "referrer", "referrer_name", "answer_how", "why", "asks", "urgency", "urgency_why")
    return {
        **{name: getattr(referral, name) for name in words},
        **asking.reached(referral.safe_contact, phone=referral.phone, born_on=referral.born_on),
        **asking.wished(referral.wishes),
        "program": referral.program_id or "",
    }


def whole(referral, zone):
    """One referral, for its page."""
    safe = {**people.SAFE_CONTACT, **(referral.safe_contact or {})}
    before = referral.before or {}
    return {
        **row(referral, clock.now()),
        "id": referral.pk,
        "stage": str(referral.state),
        "is_open": referral.state in rules.OPEN,
        "received": texts.short_moment(referral.received_at, zone),
        "by": referral.received_by.chosen_name if referral.received_by else _("the public page"),
        "reference": codes.spoken(referral.reference),
        "why": referral.why,
        "all_asks": referral.asks,
        "who_asks": ", ".join(part for part in (referral.referrer_name, referral.answer_how) if part),
        "born": texts.date(datetime.date.fromisoformat(referral.born_on)) if referral.born_on else "",
        "safe": asking.safe_lines(safe, referral.phone),
        "no_message": safe["leave_no_message"],
        "wishes": asking.wish_lines(referral.wishes),
        "was_here": bool(before.get("was_here")),
        "before_code": before.get("code", ""),
        "may_offer": referral.state in (State.CONTACTED, State.WAITING, State.OFFERED),
        "way": reverse("person", args=[referral.participation_id]) if referral.participation_id else "",
    }


def move(one, zone):
    """One step of how it went, in words."""
    return {
        "text": texts.sentence(rules.NAMES[State(one.now)]),
        "when": texts.short_moment(one.at, zone),
        "by": one.by.chosen_name if one.by else _("the public page") if not one.was else _("the house"),
        "reason": one.reason,
    }


def contact(one, zone):
    """One time somebody got in touch, or tried to."""
    return {
        "text": asking.in_words("channels", [one.how]),
        "reached": one.reached,
        "when": texts.short_moment(one.at, zone),
        "by": one.by.chosen_name,
        "words": one.words,
    }


def alike(found):
    """Somebody who may be the same person, and why."""
    known = found.participation
    return {
        "name": found.name,
        "reasons": [texts.sentence(reason) for reason in found.reasons],
        "what": _known(known) if known else _("another referral"),
        "url": reverse("person", args=[known.pk]) if known else reverse("referral", args=[found.referral.pk]),
        "field": "participation" if known else "into",
        "id": known.pk if known else found.referral.pk,
    }


def _known(way):
    """Somebody who is, or was, a participant."""
    if way.ended_on is None:
        return _("participant in {program}").format(program=way.program.name)
    day = texts.date(way.ended_on)
    return _("was in {program} until {day}; a new way goes on from it").format(program=way.program.name, day=day)


def returning(coming):
    """The ask to come back that came with this referral; None when there is none that waits."""
    if coming is None:
        return None
    return {"url": reverse("coming", args=[coming.pk]), "name": coming.participation.person.chosen_name}


def merged(row):
    """What this referral was joined with."""
    if row is None:
        return None
    other = row.into.name if row.into else row.person.chosen_name
    return {"id": row.pk, "name": other, "why": row.why, "by": row.by.chosen_name,
            "url": reverse("referral", args=[row.into_id]) if row.into_id else ""}  # fmt: skip
