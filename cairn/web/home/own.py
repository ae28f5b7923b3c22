"""The participant's first page beside strengths and notes: where they are, and what waits for their word."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.journey import glance
from cairn.journey.rules import stages
from cairn.journey.rules.stages import Stage
from cairn.papers import reading as papers
from cairn.teams import match_reading as matches

from .. import texts
from ..journey import drawn
from ..journey import show as ways
from ..papers import show as sheets

SHOWN = 3


def values(who):
    """``place``: where they are; ``asks``: what waits for their word, each with its one next thing; ``papers``."""
    found = glance.own(who)
    waiting = papers.own_waiting(who)
    return {
        "place": place(found) if found else None,
        "asks": asks(found, matches.own_offer(who)),
        "papers": [{**sheets.card(row), "line": line(row)} for row in waiting[:SHOWN]],
        "more_papers": len(waiting) > SHOWN,
    }


def place(found):
    """The stage in warm words with the path drawn small; or that the door is open."""
    way = found.participation
    is_over = found.stage == Stage.EXITED or way.ended_on is not None
    return {
        "path": drawn.path(found.stage, found.visited),
        "stage": ways.name(found.stage),
        "about": _(stages.ABOUT[found.stage]),
        "since": texts.date(found.since),
        "program": way.program.name,
        "is_over": is_over,
        "ended": texts.date(way.ended_on) if way.ended_on else "",
        "came": found.came,
    }


def line(row):
    """What a paper waits for, said to the one whose paper it is."""
    return _("begun, and yours to go on with") if row.state == "draft" else _("waits for your name")


def asks(found, offer):
    """A supporter who is offered, a decision, a review that comes up: {title, text, url, label, icon}."""
    said = []
    if offer is not None and not offer.answered:
        said.append(
            {
                "title": _("Could {name} walk with you?").format(name=offer.name.split()[0]),
                "text": _("You are asked first. Say yes or no until {day}; you need no reason.").format(
                    day=texts.date(offer.until)
                ),
                "url": reverse("my-supporter"),
                "label": _("See who it is"),
                "icon": "people",
            }
        )
    if found and found.decision:
        said.append(
            {
                "title": _("A decision waits for your word"),
                "text": _("It says how you go on together. Read the reasons, and say how you see it."),
                "url": reverse("decision", args=[found.decision]),
                "label": _("Read it"),
                "icon": "edit",
            }
        )
    if found and found.review:
        pk, kind, day = found.review
        said.append(
            {
                "title": _("{kind}, by {day}").format(kind=ways.kind(kind), day=texts.short_day(day)),
                "text": _("You talk about your goals, in your words. You do not have to prepare anything."),
                "url": reverse("review", args=[pk]),
                "label": _("What it is"),
                "icon": "calendar",
                "quiet": True,
            }
        )
    return said
