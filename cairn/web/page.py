"""The base page: who asks, which door. Every page of the house inherits it and says who may come."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views import View

from cairn.lib.words import NotHere
from cairn.notices import reading
from cairn.people.roles import STAFF, Role

from . import again, navigation, texts
from .notices import show as notices

EVERYBODY = frozenset(Role)
TONES = ("tip", "good", "own", "done", "calm", "grave")


class Page(View):
    """A page for people who are signed in with one of ``roles``; ``public`` pages are for anybody.

    ``on_lent`` pages also open on a device that was handed over, for the one note or paper it was handed over for.
    """

    roles = EVERYBODY
    public = False
    on_lent = False

    def dispatch(self, request, *args, **kwargs):
        """The first wall: signed in, in a role that has this page, and not on a lent device."""
        if not self.public:
            if request.who is None:
                return again.ask(request)
            lent_for = request.who.sign_in.lent_for
            if lent_for and not (self.on_lent and kwargs.get("pk") == lent_for):
                raise NotHere
            if not request.who.is_a(*self.roles):
                raise NotHere
        return super().dispatch(request, *args, **kwargs)

    def show(self, request, template, status=200, **values):
        """The template with these values."""
        values.setdefault("errors", texts.errors())
        return render(request, template, values, status=status)

    def refuse(self, request, template, refusal, **values):
        """The template again, with the sentence at its field and what was typed still in the form."""
        return self.show(request, template, status=422, errors=refused(refusal), **values)

    def go(self, name, *args, said="", anchor=""):
        """Go on to another page; ``said`` is shown there once."""
        return self.go_to(reverse(name, args=args) + anchor, said=said)

    def go_to(self, path, *, said=""):
        """The same by its path, which must be one of ours."""
        if said:
            messages.success(self.request, said)
        if "Cairn-Part" in self.request.headers:
            answer = HttpResponse(status=204)
            answer["Cairn-Go"] = path
            return answer
        answer = HttpResponseRedirect(path)
        answer.status_code = 303
        return answer


def frame(request):
    """What every template may use, as ``page``: who asks, where they can go, what was said, the lines for a crisis."""
    who = getattr(request, "who", None)
    known = who or getattr(request, "stale", None)
    house = getattr(request, "house", None)  # an open page of this organization
    return {
        "page": {
            "site": "Cairn",
            "home": reverse("home"),
            "path": request.path,
            "back": "",
            "language": translation.get_language() or "en",
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "languages": settings.LANGUAGES,
            "theme": "",
            "who": navigation.badge(who),
            "nav": navigation.places(who, request.path),
            "menu": navigation.menu(who),
            "news": lambda: notices.bell(reading.unread(who)),
            "quick_exit": {"url": reverse("exit"), "to": settings.EXIT_TO},
            "messages": [
                {"text": str(m), "tone": m.level_tag if m.level_tag in TONES else "done"}
                for m in messages.get_messages(request)
            ],
            "crisis": crisis_lines(known, house),
            "card": navigation.card(who),
            "organization": who.organization.name if who else "",
            "lent": bool(who and who.sign_in and who.sign_in.lent_for),
        }
    }


def crisis_lines(known, house):
    """The lines for a crisis: on every page of a participant or an ally, and on the open pages of an organization."""
    if house is not None:
        return list(house.crisis_lines)
    return list(known.organization.crisis_lines) if known and not known.is_a(*STAFF) else []


def refused(refusal):
    """{field: sentence} of a ``Refused``; the field "" is the form's own, and every other field says nothing."""
    return texts.errors({refusal.field: texts.refusal(refusal)})
