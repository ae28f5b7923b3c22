from urllib.parse import urlencode

from django.urls import reverse

from cairn.journey import returning
from cairn.lib.words import Refused
from cairn.teams import referring

from .. import asking
from ..page import Page
from . import show


class Refer(Page):
    """Anybody refers somebody, or themself. The answer is the same whoever is known here."""

    public = True

    def get(self, request, slug):
        house = referring.house_of(slug)
        return self.show(request, "refer/form.html", house=house.name, token=show.token(slug), **show.values({}))

    def post(self, request, slug):
        house, said = referring.house_of(slug), asking.typed(request.POST)
        try:
            pk = show.opened(request.POST, slug)
            if said.get("referrer") == "staff":
                said["referrer"] = ""
            asked = {**said, "safe": asking.reach(said), "wishes": said}
            reach = show.reach(asked["safe"], said.get("phone", ""))
            reference = returning.refer(slug, asked, reach=reach, network=request.network, pk=pk)
        except Refused as refusal:
            values = show.values(said) | {"house": house.name, "token": show.kept_token(request.POST, slug)}
            return self.refuse(request, "refer/form.html", refusal, **values)
        shown = urlencode({"shown": show.put_by(slug, reference)})
        return self.go_to(f"{reverse('refer-received', args=[slug])}?{shown}")


class Received(Page):
    """It is here, with a code to ask by. Nothing of what was sent is shown again."""

    public = True

    def get(self, request, slug):
        house = referring.house_of(slug)
        reference = show.taken_up(request.GET.get("shown", ""), slug)
        return self.show(request, "refer/received.html", house=house.name, slug=slug, reference=reference)
