"""How one person is reached safely, said on their About page."""

from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.people import reaching
from cairn.people.acts import Act
from cairn.teams import reading as teams

from .. import asking
from .views import About


class Reach(About):
    """What is known about reaching them is what was said."""

    http_method_names = ("post",)

    def post(self, request, pk):
        way = teams.participation_for(request.who, pk, Act.PERSON_REACH)
        said = asking.typed(request.POST)
        try:
            reaching.reach(
                way.person, by=request.who, through=way, safe=asking.reach(said), phone=said.get("phone", "").strip(),
                born_on=said.get("born_on", "").strip(),
            )  # fmt: skip
        except Refused as refusal:
            return self.answer(request, way, self.known(way), refusal, reach=said)
        return self.go("person-about", pk, said=_("It is changed."))
