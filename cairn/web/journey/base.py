"""What the pages of one way have in common: whose way it is, for staff by its id, for a participant without one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.journey import reading
from cairn.lib.words import NotHere
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.teams import reading as teams

from ..page import Page
from ..people import show as persons

WORKS = frozenset({Role.SUPPORTER, Role.COORDINATOR})
OWN = frozenset({Role.PARTICIPANT})


class OfWay(Page):
    """A page about one way. ``pk`` is staff's; the participant's own pages carry none, and lead to the newest way."""

    roles = WORKS

    def way(self, request, pk, act=Act.WAY_READ):
        """The way this page is about, for the act that is meant."""
        if pk is not None:
            return teams.participation_for(request.who, pk, act)
        found = teams.own(request.who)
        if found is None:
            raise NotHere
        return teams.participation_for(request.who, found.pk, act)

    def values(self, request, way, pk, here="person-way"):
        """What every such page shows around its own matter."""
        own = pk is None
        head = persons.head(way, request.who, here)
        return {
            "layout": "journey/own.html" if own else "people/page.html",
            "own": own,
            "head": {**head, "short": _("you") if own else head["short"], "title": head["name"]},
            "to": Addresses(way.pk, own),
            "today": reading.today_of(way),
        }

    def back(self, request, pk, said="", page="way", anchor=""):
        """Go on to a page of this way."""
        return self.go_to(Addresses(pk, pk is None)[page] + anchor, said=said)


class Addresses(dict):
    """The addresses of the pages of one way: ``to.leaving``; the participant's own carry no id."""

    EVERYBODYS = ("beginning", "pause", "pause_end", "leaving", "leave", "agree", "stay", "part", "code", "reviews")
    STAFF_ONLY = ("move", "tick", "build", "decide", "before")
    BESIDE = {"papers": "papers", "consents": "consents", "begin": "paper-begin"}  # of the papers, beside the way

    def __init__(self, pk, own):
        first, ids = ("my-way", []) if own else ("person-way", [pk])
        names = self.EVERYBODYS if own else self.EVERYBODYS + self.STAFF_ONLY
        super().__init__({name: reverse(f"{first}-{name.replace('_', '-')}", args=ids) for name in names})
        self["way"] = reverse(first, args=ids)
        self |= {name: reverse(f"{'my' if own else 'person'}-{page}", args=ids) for name, page in self.BESIDE.items()}
