import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token, rotate_token
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cairn.lib import clock, codes
from cairn.lib.words import NotHere, Refused
from cairn.people import joining, signing_in

from .. import again, texts
from ..page import Page
from ..signed import keep, let_in, let_out
from . import show

YEAR = 365 * 24 * 3600


class Door(Page):
    """A page for people who are not signed in, or not yet."""

    public = True

    def let(self, request, token, path):
        """They are in: whoever sat here before is out, and the forms of that time are void."""
        if request.who is not None:
            signing_in.go_out(by=request.who, why="somebody else")
        rotate_token(request)
        return let_in(self.go_to(path), token)


class SignIn(Door):
    """Name or e-mail address, and secret."""

    def get(self, request):
        path = again.safe_next(request, request.GET.get("next"))
        if request.who is not None:
            return self.go_to(path)
        return self.show(request, "door/sign-in.html", next=path, name="")

    def post(self, request):
        path = again.safe_next(request, request.POST.get("next"))
        if "choice" in request.POST:
            return self.chosen(request, path)
        name = request.POST.get("name", "")
        try:
            found = self.come_in(request, name)
        except Refused as refusal:
            return self.refuse(request, "door/sign-in.html", refusal, next=path, name=name)
        if len(found) > 1:
            return self.show(
                request, "door/choose.html", next=path, houses=show.houses(found), kept=show.put_by(request, found)
            )
        return self.let(request, found[0][1], path)

    def come_in(self, request, name):
        secret = request.POST.get("secret", "")
        if not name.strip():
            raise Refused(_("Please type the name or e-mail address you sign in with."), field="name")
        if not secret:
            raise Refused(_("Please type your PIN or passphrase."), field="secret")
        return signing_in.come_in(
            name, secret, device=request.device, network=request.network, device_name=show.device_kind(request)
        )

    def chosen(self, request, path):
        """One of several organizations: the others' sign-ins are over."""
        tokens = show.taken_up(request, request.POST.get("kept", ""))
        choice = request.POST["choice"]
        if not choice.isdecimal() or int(choice) >= len(tokens):
            return self.go("sign-in")
        for n, token in enumerate(tokens):
            if n != int(choice) and (other := signing_in.who(token)):
                signing_in.go_out(by=other, why="not chosen")
        return self.let(request, tokens[int(choice)], path)


class SignOut(Door):
    """This device is signed out, and what the site kept on it is gone."""

    def post(self, request):
        if by := request.who or request.stale:
            signing_in.go_out(by=by)
        rotate_token(request)
        return let_out(self.go("home"))


@method_decorator(csrf_exempt, name="dispatch")
class Exit(Door):
    """Leave fast. It works from any page, however old: all a stranger could do with it is sign somebody out."""

    def post(self, request):
        if by := request.who or request.stale:
            signing_in.go_out(by=by, why="left fast")
        answer = HttpResponseRedirect(settings.EXIT_TO)
        answer.status_code = 303
        return let_out(answer)


class Join(Door):
    """A code first, then a name and secret of one's own. Opening the address uses nothing up."""

    def get(self, request, code=""):
        return self.show(request, "door/join.html", code=codes.spoken(codes.normal(code)))

    def post(self, request, code=""):
        code = request.POST.get("code", code)
        try:
            invitation = joining.invitation(code, network=request.network)
        except Refused as refusal:
            return self.refuse(request, "door/join.html", refusal, code=code)
        values = {"code": codes.spoken(codes.normal(code)), "invitation": invitation, "name": invitation.handle}
        if "secret" not in request.POST:
            return self.show(request, "door/arrive.html", **values)
        values["name"] = request.POST.get("name", "")
        try:
            token = self.join(request, code, values["name"])
        except Refused as refusal:
            return self.refuse(request, "door/arrive.html", refusal, **values)
        return self.let(request, token, reverse("home"))

    def join(self, request, code, name):
        if request.POST["secret"] != request.POST.get("repeat", request.POST["secret"]):
            raise Refused(_("The two are not the same. Please type it once more."), field="repeat")
        about = {"device": request.device, "network": request.network, "device_name": show.device_kind(request)}
        return joining.join(code, name=name, secret=request.POST["secret"], **about)[1]


class Again(Door):
    """The secret given once more: over an open page (JSON), or as a page that then goes on with what was kept."""

    def get(self, request):
        by = request.who or request.stale
        path = again.safe_next(request, request.GET.get("next"))
        if by is None:
            return self.go_to(f"{reverse('sign-in')}?{urlencode({'next': path})}")
        return self.show(request, "door/again.html", kept="", next=path, name=by.person.chosen_name)

    def post(self, request):
        by = request.who or request.stale
        kept, path = request.POST.get("kept", ""), again.safe_next(request, request.POST.get("next"))
        if by is None:
            return self.gone(request)
        try:
            signing_in.prove_again(by, request.POST.get("secret", ""), network=request.network)
        except Refused as refusal:
            return self.wrong(request, refusal, {"kept": kept, "next": path, "name": by.person.chosen_name})
        if again.wants_json(request):
            return JsonResponse({"ok": True, "csrf": get_token(request)})
        if not kept:
            return self.go_to(path)
        return self.onward(request, kept)

    def onward(self, request, kept):
        """What was kept, in a form that goes on to where it was meant."""
        to, fields = again.unwrap(request, kept)
        if to is None:
            return self.go(
                "home", said=_("What you had sent was too long ago to go on with. Please look whether it is there.")
            )
        return self.show(request, "door/onward.html", to=to, fields=show.hidden(fields), words=again.words(fields))

    def wrong(self, request, refusal, values):
        if again.wants_json(request):
            return JsonResponse({"sentence": texts.refusal(refusal)}, status=403)
        errors = texts.errors({"secret": texts.refusal(refusal)})
        return self.show(request, "door/again.html", status=422, errors=errors, **values)

    def gone(self, request):
        """Nobody is known here any more: a whole sign-in is needed."""
        sentence = _("This device was signed out. Please sign in anew, in another tab if you have words open here.")
        if again.wants_json(request):
            return JsonResponse({"sentence": sentence, "to": reverse("sign-in")}, status=403)
        return self.go("sign-in")


class Language(Door):
    """The language of this browser."""

    def post(self, request):
        answer = self.go_to(again.safe_next(request, request.POST.get("next")))
        if (chosen := request.POST.get("language")) in dict(settings.LANGUAGES):
            keep(answer, settings.LANGUAGE_COOKIE_NAME, chosen, YEAR)
        return answer


class Health(Door):
    """200 once pages can be served."""

    def get(self, request):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return JsonResponse({"ok": False}, status=503)
        return JsonResponse({"ok": True, "name": "cairn"})


class Robots(Door):
    """Nothing here is for a search engine."""

    def get(self, request):
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


class Security(Door):
    """Whom to tell about a hole in the wall (RFC 9116), where the organization has said so."""

    def get(self, request):
        if not settings.SECURITY_CONTACT:
            raise NotHere
        until = (clock.now() + datetime.timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
        said = f"Contact: {settings.SECURITY_CONTACT}\nExpires: {until}\nPreferred-Languages: en, es\n"
        return HttpResponse(said, content_type="text/plain; charset=utf-8")
