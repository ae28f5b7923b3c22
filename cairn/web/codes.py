"""A code shown huge and as a picture. It is shown where it was made, for as long as it lasts, and stands in no log."""

import io
import json

import segno
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.lib import clock, keys
from cairn.people.rules import CODE_LASTS

from . import texts


def put(request, code, about):
    """The code as text for an address, which only this person opens, on this device, for this page (``about``)."""
    data = json.dumps({"code": code, "until": (clock.now() + CODE_LASTS).timestamp()}).encode()
    return keys.seal_text("code", _bound(request, about), data)


def take(request, about, door="join"):
    """What the page shows: the code, its picture, and until when it works. None when there is none (any more).

    ``door``: the page to bring it to.
    """
    try:
        data = json.loads(keys.open_text("code", _bound(request, about), request.GET.get("shown", "")))
    except (keys.CannotOpen, ValueError):
        return None
    now = clock.now()
    if data["until"] < now.timestamp():
        return None
    link = request.build_absolute_uri(reverse("join-link", args=[data["code"]])) if door == "join" else ""
    return {
        "code": data["code"],
        "qr": picture(link) if link else "",
        "until": texts.time(texts.from_stamp(data["until"]), request.who.zone),
        "at": request.build_absolute_uri(reverse(door)).split("://", 1)[1],
    }


def picture(link):
    """The link as a QR code: an SVG that takes its size from the page and brings no style of its own."""
    out = io.BytesIO()
    segno.make(link, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=2,
        svgclass=None,
        lineclass=None,
        title=_("The code as a picture to scan"),
    )
    return Markup(out.getvalue().decode())


def _bound(request, about):
    return f"{request.device}|{request.who.person_id}|{about}"
