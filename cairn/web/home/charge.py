"""What a coordinator keeps an eye on: who needs a person today, who is where, who has room, who waits for a match."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.concerns import reading as concerns
from cairn.journey import lists as journey
from cairn.journey import reading as ways
from cairn.journey.rules import stages
from cairn.lib import clock
from cairn.notes import lists as notes
from cairn.papers import lists as papers
from cairn.teams import match_reading as matches
from cairn.teams import reading as teams
from cairn.teams import referral_reading as referrals
from cairn.teams.rules.referral import URGENCY

from .. import texts
from ..journey import show as ways_show

SHOWN = 5
NOTHING: dict = {"needs": [], "path": [], "room": [], "waiting": [], "asks": [], "alone": []}


def values(who):
    """Everything that the coordinator's part of the first page shows."""
    return {
        "needs": needs(who),
        "path": path(journey.path_counts(who)),
        "room": [room(row) for row in matches.room(who)],
        "waiting": [waiting(row, who) for row in referrals.waiting_list(who, limit=SHOWN)[0]],
        "asks": asks(who),
        "alone": alone(teams.alone(who)),
    }


def needs(who):
    """The figures on top, each with the list it opens."""
    return [_concerns(who), _referrals(who), _reviews(who), _papers(who), _notes(who)]


def _concerns(who):
    found, hint = concerns.counts(who), ""
    if found["late"]:
        hint = ngettext("%(n)s past its day", "%(n)s past their day", found["late"]) % {"n": found["late"]}
    elif found["new"]:
        hint = ngettext("%(n)s to acknowledge", "%(n)s to acknowledge", found["new"]) % {"n": found["new"]}
    return _stat(_("Concerns"), found["open"], hint, "concerns", grave=bool(found["late"]))


def _referrals(who):
    found = referrals.referral_counts(who)
    urgent, open_ = found["urgent"], sum(n for state, n in found.items() if state != "urgent")
    hint = ngettext("%(n)s is urgent", "%(n)s are urgent", urgent) % {"n": urgent} if urgent else _("The waiting list")
    return _stat(_("Waiting for a match"), open_, hint, "referrals", tone="sky")


def _reviews(who):
    rows, more = journey.reviews_due(who)
    late = sum(row.due_on < clock.today(who.zone) for row in rows)
    hint = ngettext("%(n)s past its day", "%(n)s past their day", late) % {"n": late} if late else _("In two weeks")
    return _stat(_("Reviews due"), f"{len(rows)}+" if more else len(rows), hint, "reviews-due", tone="amber")


def _papers(who):
    found = papers.counts(who)
    hint = ngettext("%(n)s to renew soon", "%(n)s to renew soon", found["due"]) % {"n": found["due"]}
    return _stat(_("Papers under way"), found["waiting"], hint, "desk-papers", tone="plum")


def _notes(who):
    found = notes.counts(who)
    late = found["late"]
    hint = ngettext("%(n)s past its time", "%(n)s past their time", late) % {"n": late} if late else _("All in time")
    return _stat(_("Notes to finish"), found["open"], hint, "desk-notes", tone="pine")


def _stat(label, figure, hint, name, *, tone="pine", grave=False):
    return {
        "label": label,
        "figure": figure,
        "hint": hint or _("See the list"),
        "url": reverse(name),
        "tone": "brick" if grave else tone,
    }


def path(counts):
    """The path today: people per stage and tier, as bars whose length is their share of the longest."""
    most = max((count.people for count in counts), default=0)
    return [
        {
            "name": _(stages.NAMES[count.stage]),
            "tier": ways_show.short_tier(count.tier),
            "people": count.people,
            "width": round(100 * count.people / most),
            "url": f"{reverse('path')}?stage={count.stage}" + (f"&tier={count.tier}" if count.tier else ""),
        }
        for count in counts
    ]


def room(row):
    """A supporter with how many they walk with, and whether there is room for one more."""
    if row.paused:
        said, tone = _("on a pause"), "plain"
    elif row.capacity is None:
        said, tone = ngettext("%(n)s person", "%(n)s people", row.load) % {"n": row.load}, "plain"
    else:
        said = _("{load} of {capacity}").format(load=row.load, capacity=row.capacity)
        tone = "amber" if row.load >= row.capacity else "pine"
    return {"name": row.person.chosen_name, "initials": row.person.initials, "said": said, "tone": tone}


def waiting(row, who):
    """One referral on the short list: who, since when, and what they asked for."""
    days = (clock.now() - row.received_at).days
    return {
        "name": row.name,
        "initials": "".join(part[0] for part in row.name.split()[:2]).upper(),
        "days": ngettext("%(n)s day", "%(n)s days", days) % {"n": days},
        "asks": row.asks,
        "urgent": _(URGENCY[row.urgency]) if row.urgency else "",
        "url": reverse("referral", args=[row.pk]),
    }


def asks(who):
    """Who asked to come back, and who asked for another supporter."""
    found = [
        {
            "name": row.participation.person.chosen_name,
            "initials": row.participation.person.initials,
            "what": _("wants to come back · since {day}").format(day=texts.local_day(row.at, who.zone)),
            "url": reverse("coming", args=[row.pk]),
        }
        for row in ways.returns(who, limit=SHOWN)
    ]
    return found + [
        {
            "name": row.participation.person.chosen_name,
            "initials": row.participation.person.initials,
            "what": _("asked for another supporter · since {day}").format(day=texts.local_day(row.at, who.zone)),
            "url": reverse("person-match", args=[row.participation_id]),
        }
        for row in matches.asked_anew(who, limit=SHOWN)
    ]


def alone(rows):
    """Those who have no supporter."""
    return [
        {
            "name": row.person.chosen_name,
            "initials": row.person.initials,
            "what": _("{program} · since {day}").format(program=row.program.name, day=texts.short_day(row.started_on)),
            "url": reverse("person-team", args=[row.pk]),
        }
        for row in rows
    ]
