"""Sign in again without losing what was typed.

An expired sign-in over an open form: the words that were sent are put, encrypted and bound to the person and the
device, into the page that asks for the secret, and go on to where they were meant once it is given.
"""

import json
import time
from urllib.parse import urlencode

from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from cairn.lib import keys

from . import texts

LASTS = 24 * 3600
LARGEST = 1_500_000
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "secret", "old", "new"})


def ask(request):
    """Ask for the secret: over the page for a script, as a page for a browser, keeping what was sent."""
    if wants_json(request):
        answer = JsonResponse({"sentence": _("Please sign in again. Nothing is lost.")}, status=401)
        answer["HX-Trigger"] = "cairn:again"
        return answer
    if request.method in ("GET", "HEAD"):
        page = "again" if request.stale else "sign-in"
        return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")
    if request.stale is None:
        return render(request, "door/lost.html", {"words": words(_fields(request))}, status=401)
    values = {"kept": wrap(request), "name": request.stale.person.chosen_name, "next": "", "errors": texts.errors()}
    return render(request, "door/again.html", values, status=401)


def wants_json(request):
    """True when a script asks, over a page that stays open."""
    return "Cairn-Part" in request.headers or request.headers.get("Accept", "").startswith("application/json")


def wrap(request):
    """What was sent, as text that only this server opens, for this person on this device; "" when it is too much."""
    data = json.dumps({"to": request.get_full_path(), "at": int(time.time()), "fields": _fields(request)}).encode()
    return keys.seal_text("again", _bound(request), data) if len(data) <= LARGEST else ""


def unwrap(request, kept):
    """``(path, fields)`` again; ``(None, [])`` when it is too old, somebody else's, or was tampered with."""
    try:
        data = json.loads(keys.open_text("again", _bound(request), kept))
    except (keys.CannotOpen, ValueError):
        return None, []
    if time.time() - data["at"] > LASTS:
        return None, []
    return data["to"], data["fields"]


def words(fields):
    """Of these fields, what somebody wrote in words: to be shown, so that they see it is there."""
    return [value for name, value in fields if len(value.split()) > 1]


def safe_next(request, path):
    """The path to go on to after signing in: one of ours, or the first page."""
    ok = path and path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ok else reverse("home")


def _fields(request):
    return [[name, value] for name, values in request.POST.lists() for value in values if name not in NEVER_KEPT]


def _bound(request):
    who = request.who or request.stale
    return f"{request.device}|{who.person_id if who else ''}"
