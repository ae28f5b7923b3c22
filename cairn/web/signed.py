"""From a cookie to a person, and back."""

import ipaddress
import secrets

from django.conf import settings
from django.utils import translation

from cairn.people import signing_in

DEVICE_LASTS = 400 * 24 * 3600


class SignedIn:
    """``request.who`` is the person who asks, or None; ``request.stale`` whoever may only give their secret again."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        token = request.COOKIES.get(settings.SIGNED_COOKIE, "")
        request.device = request.COOKIES.get(settings.DEVICE_COOKIE) or secrets.token_urlsafe(24)
        request.network = network(request)
        request.who = signing_in.who(token) if token else None
        request.stale = signing_in.whose(token) if token and request.who is None else None
        language = _language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.answer(request)
        if request.who is not None and request.who.sign_in is not None:
            signing_in.seen(request.who)
        if settings.DEVICE_COOKIE not in request.COOKIES and not request.path.startswith(("/static/", "/health")):
            keep(response, settings.DEVICE_COOKIE, request.device, DEVICE_LASTS)
        return response


def _language(request):
    """The person's own language first, then what the browser was set to, then what it asks for."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    who = request.who or request.stale
    if who is not None and not chosen:
        chosen = who.person.language or who.organization.language
    known = dict(settings.LANGUAGES)
    return chosen if chosen in known else translation.get_language_from_request(request)


def network(request):
    """The asker's block of addresses (/24 or /48), so that a count is of a network and no address is kept."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False))


def keep(response, name, value, seconds=None):
    """Set a cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(name, value, max_age=seconds, httponly=True, secure=settings.HTTPS, samesite="Lax", path="/")


def let_in(response, token):
    """The browser holds this token until it is closed or the sign-in ends."""
    keep(response, settings.SIGNED_COOKIE, token)
    return response


def let_out(response):
    """The browser forgets the token and everything that this site left on the device."""
    response.delete_cookie(settings.SIGNED_COOKIE, path="/", samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
