"""What every page of a paper has: one door, the language it is read in, and where it lies."""

from cairn.papers import reading
from cairn.papers.rules.life import OPEN, State
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.teams import reading as teams

from ..page import Page
from . import show

WORKS = frozenset({Role.SUPPORTER, Role.COORDINATOR})
OWN = frozenset({Role.PARTICIPANT})
ROLES = WORKS | OWN


def own_way(who):
    """One's own way, with the house that the asker is of, which need not be fetched again."""
    way = teams.own(who)
    if way is not None:
        way.organization = who.organization
    return way


def way_for(who, pk, act):
    """Somebody's way, for the act that is meant, likewise."""
    way = teams.participation_for(who, pk, act)
    way.organization = who.organization
    return way


class PaperPage(Page):
    """A page of one paper. ``act``: what somebody comes for."""

    roles = ROLES
    act = Act.PAPER_READ

    def paper(self, request, pk):
        """The paper, through the door of this page's act."""
        return reading.paper_for(request.who, pk, self.act)

    def onward(self, request, paper, name="", said="", anchor=""):
        """To the page on which the paper is now, or to the one that is named, in the language that was asked for."""
        return self.go_to(show.address(request, name or place(paper), paper.pk) + anchor, said=said)


def place(paper):
    """The page on which a paper is gone on with, or read."""
    return {State.DRAFT: "paper-filling", State.WAITING: "paper-reading"}.get(paper.state, "paper")


def is_open(paper):
    """True while it is filled in and waits for names."""
    return paper.state in OPEN
