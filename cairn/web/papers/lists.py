"""The papers of a record: where somebody stands with each, and beginning one."""

from urllib.parse import urlencode

from django.urls import reverse

from cairn.journey import reading as journey
from cairn.papers import filling, reading
from cairn.people.acts import Act
from cairn.teams import reading as teams

from .. import once
from ..page import Page
from ..people import show as people
from ..typed import an_id
from . import show_list
from .page import OWN, WORKS, own_way, way_for


class Papers(Page):
    """Everybody's papers are laid out alike; whose they are, ``way`` says."""

    template = "papers/list.html"

    def answer(self, request, way, begin, here, **values):
        """The list for this way, or an empty one where no way has begun."""
        before = an_id(request.GET.get("before"))
        if way is None:
            return self.show(request, self.template, groups=[], before=[], older="", permissions=None, **values)
        standing = reading.standing(way, again=journey.again(way))
        kept = reading.papers_of(request.who, way, before=before)
        older = f"{here}?{urlencode({'before': kept[-1].pk})}" if len(kept) == reading.PAGE else ""
        return self.show(
            request,
            self.template,
            groups=[] if before else show_list.groups(request, standing, begin),
            permissions=None if before else show_list.permissions(standing),
            before=show_list.before(kept, standing, way.organization.zone),
            older=older,
            **values,
        )


class Own(Papers):
    """One's own papers."""

    roles = OWN

    def get(self, request):
        way = own_way(request.who)
        return self.answer(
            request,
            way,
            reverse("my-paper-begin"),
            request.path,
            consents=reverse("my-consents"),
            card=reverse("my-card"),
        )


class OwnBegin(Page):
    """A paper of one's own is begun."""

    roles = OWN

    def post(self, request):
        return begun(self, request, own_way(request.who), reverse("my-papers"))


class Of(Papers):
    """The papers of somebody one walks with."""

    roles = WORKS
    template = "papers/of.html"

    def get(self, request, pk):
        way = way_for(request.who, pk, Act.PAPER_BEGIN)
        teams.look(way, by=request.who, looked=way.looked)
        return self.answer(
            request,
            way,
            reverse("person-paper-begin", args=[pk]),
            request.path,
            head=people.head(way, request.who, "person-papers"),
            consents=reverse("person-consents", args=[pk]),
            card=reverse("person-card", args=[pk]),
        )


class Begin(Page):
    """A paper of theirs is begun."""

    roles = WORKS

    def post(self, request, pk):
        way = way_for(request.who, pk, Act.PAPER_BEGIN)
        return begun(self, request, way, reverse("person-papers", args=[pk]))


def begun(page, request, way, back):
    """The paper is there, and here is the page on which it is filled in; ``back`` where none was chosen."""
    key = request.POST.get("key", "")
    if way is None or not key:
        return page.go_to(back)
    made = filling.begin(way, key=key, by=request.who, pk=once.asked(request))
    return page.go("paper", made.pk)
