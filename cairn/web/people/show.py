"""What the pages about people show."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.journey import glance
from cairn.journey.rules import stages
from cairn.meetings.rules import State
from cairn.notes.reading import folded
from cairn.people.roles import Role

from .. import texts

PAGE = 50


def listed(walks, words, page):
    """``(walks of this page, number of pages, how many there are)`` of those whose name holds all these words."""
    wanted = folded(words).split()
    if wanted:
        walks = [w for w in walks if all(word in folded(w.name) for word in wanted)]
    pages = max(1, -(-len(walks) // PAGE))
    page = min(max(page, 1), pages)
    return walks[(page - 1) * PAGE : page * PAGE], page, pages, len(walks)


def row(walk, meeting):
    """One person in the list."""
    return {
        "who": {"name": walk.name, "initials": walk.initials, "voice": "participant", "pronouns": walk.pronouns},
        "program": walk.program,
        "url": reverse("person", args=[walk.participation.pk]),
        "begin": reverse("meeting-new", args=[walk.participation.pk]),
        "next": _when(meeting.state, meeting.when, meeting.zone) if meeting else "",
    }


def pages(words, page, last, more):
    """Addresses of the pages before and after this one."""

    def address(n):
        return f"{reverse('people')}?{urlencode({'page': n, **more})}"

    if words:  # a name stands in no address; whoever looks for one sees the first of them
        return {"newer": "", "older": ""}
    return {"newer": address(page - 1) if page > 1 else "", "older": address(page + 1) if page < last else ""}


def head(participation, who, here):
    """The head of every page about one person: who they are, and the pages there are."""
    person, pk = participation.person, participation.pk
    is_ally = not who.is_a(Role.SUPPORTER, Role.COORDINATOR)
    ways = [("person", _("Their way"), "journey")]
    if not is_ally:
        ways += [
            ("person-way", _("Stage"), "overview"),
            ("person-papers", _("Papers"), "papers"),
            ("person-team", _("Team"), "team"),
            ("person-about", _("About"), "person"),
        ]
    if who.is_a(Role.COORDINATOR):
        ways.append(("person-history", _("History"), "history"))
    return {
        "id": pk,
        "name": person.chosen_name,
        "short": person.chosen_name.split()[0],
        "pronouns": person.pronouns,
        "program": participation.program.name,
        "since": texts.date(participation.started_on),
        "who": {"name": person.chosen_name, "initials": person.initials, "voice": "participant"},
        "url": reverse("person", args=[pk]),
        "is_ally": is_ally,
        "stage": None if is_ally else stage(participation, who),
        "ways": [
            {"url": reverse(name, args=[pk]), "label": label, "icon": icon, "current": name == here}
            for name, label, icon in ways
        ],
    }


def stage(participation, who):
    """Where their way is, as a chip that leads there; None for somebody who may not see it."""
    found = glance.stage_for(who, participation)
    if found is None:
        return None
    at, tier = found
    return {"name": _(stages.NAMES[at]), "tier": tier, "url": reverse("person-way", args=[participation.pk])}


def soonest(participation):
    """The next session, as the door told in passing; None when there is none."""
    if participation.next_id is None:
        return None
    return {
        "url": reverse("meeting", args=[participation.next_id]),
        "id": participation.next_id,
        "when": _when(participation.next_state, participation.next_at, participation.next_zone),
        "begun": participation.next_state == State.BEGUN,
    }


def member(row):
    """Somebody on the team."""
    parts = {"supporter": _("peer supporter"), "backup": _("backup supporter"), "ally": _("ally")}
    return {
        "id": row.pk,
        "name": row.person.chosen_name,
        "part": parts[row.part],
        "is_ally": row.part == "ally",
        "who": {
            "name": row.person.chosen_name,
            "initials": row.person.initials,
            "pronouns": row.person.pronouns,
            "voice": "other" if row.part == "ally" else "supporter",
        },
        "since": texts.date(row.started_at),
        "sees_notes": row.sees_notes,
        "until": texts.date(row.sees_until) if row.sees_until else "",
        "until_day": row.sees_until.isoformat() if row.sees_until else "",
    }


def languages(chosen):
    """Every language of the house with whether it is chosen, and those said that the house does not speak."""
    return [{"code": code, "name": name, "chosen": code in chosen} for code, name in settings.LANGUAGES]


def in_order(chosen, first):
    """The chosen languages, the one they get first."""
    known = dict(settings.LANGUAGES)
    chosen = [c for c in chosen if c in known]
    return ([first] if first in chosen else []) + [c for c in chosen if c != first]


def _when(state, at, zone):
    if state == State.BEGUN:
        return _("under way since {time}").format(time=texts.time(at, zone))
    return _("{day}, {time}").format(day=texts.local_day(at, zone), time=texts.time(at, zone))
