"""Notices in sentences, and where each leads."""

import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from cairn.notices.rules import telling

from .. import texts, typed

ICONS = {
    "concern": "concern",
    "match": "heart",
    "note": "note",
    "paper": "papers",
    "referral": "person-add",
    "session": "calendar",
    "step": "step",
    "team": "team",
    "way": "journey",
}
# Pages of things; whatever has none leads to the record it belongs to.
LONGEST_STAMP = 16  # microseconds, until the year 2286
PAGES = {
    "concerns.concern": "concern",
    "journey.decision": "decision",
    "journey.review": "review",
    "meetings.meeting": "meeting",
    "notes.note": "note",
    "papers.paper": "paper",
    "teams.referral": "referral",
}
OFFERS = {True: "my-supporter", False: "my-profile"}  # an offer is answered where one's own matters stand


def item(notice, who):
    """One notice: its sentence, when, whether it is new, and where it leads."""
    way = notice.participation
    own = way is not None and way.person_id == who.person_id
    name = way.person.chosen_name if way and not own else ""
    return {
        "id": notice.pk,
        "day": texts.local(notice.at, who.zone).date(),
        "text": texts.sentence(telling.sentence(notice.template, own=own or not name), name=name),
        "time": texts.time(notice.at, who.zone),
        "is_new": notice.read_at is None,
        "icon": ICONS[telling.kind_of(notice.template)],
    }


def placed(notice):
    """Where the next page goes on from, for an address."""
    return f"{round(notice.at.timestamp() * 1_000_000)}_{notice.pk}"


def place(text):
    """The same again as ``(moment, id)``; None for nonsense."""
    stamp, _, pk = text.partition("_")
    seconds, pk = typed.a_number(stamp[:-6]), typed.an_id(pk)
    if len(stamp) > LONGEST_STAMP or seconds is None or pk is None or not stamp[-6:].isdigit():
        return None
    return texts.from_stamp(seconds) + datetime.timedelta(microseconds=int(stamp[-6:])), pk


def days(items):
    """``[(day, items)]``, as they came."""
    return [(texts.short_day(day), list(of_day)) for day, of_day in groupby(items, key=lambda i: i["day"])]


def target(notice, who):
    """The page that a notice leads to."""
    if page := PAGES.get(notice.about_kind):
        return reverse(page, args=[notice.about_id])
    way = notice.participation
    if notice.about_kind == "teams.offer":
        return reverse(OFFERS[way is not None and way.person_id == who.person_id])
    if way is not None and way.person_id != who.person_id:
        return reverse("person", args=[way.pk])
    return reverse("home")


def bell(count):
    """What the bell in the bar says: the count, and the same in a sentence; None when nothing is new."""
    if not count:
        return None
    few = str(count) if count < 100 else "99+"
    return {"count": few, "label": ngettext("%(n)s new notice", "%(n)s new notices", count) % {"n": few}}


def clock(minute):
    """Minutes of the day as ``<input type="time">`` takes them."""
    return f"{minute // 60:02}:{minute % 60:02}"


def kinds(chosen, who):
    """What this person can choose, and whether it is chosen."""
    return [{"value": k, "label": gettext(telling.KINDS[k]), "on": k in chosen} for k in telling.kinds_for(who.roles)]
