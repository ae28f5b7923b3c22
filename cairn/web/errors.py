"""What stands in the way, as a page. Missing and forbidden answer alike."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.shortcuts import render

from cairn.lib.words import NotHere, Refused

from . import texts


class Answers:
    """Turns what the house says into pages."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        return self.answer(request)

    def process_exception(self, request, exception):
        """The same page for all that is not here for this person."""
        if isinstance(exception, (NotHere, Http404, PermissionDenied)):
            return not_here(request)
        if isinstance(exception, Refused):
            return stands_in_the_way(request, exception)
        return None


def not_here(request, exception=None):
    """404: nothing here, for whatever reason."""
    return render(request, "errors/404.html", status=404)


def stands_in_the_way(request, refusal):
    """422: it could not be done, and this is why; for acts that have no form of their own to say it in."""
    return render(request, "errors/422.html", {"sentence": texts.refusal(refusal)}, status=422)


def forged(request, reason=""):
    """403: the form did not come from a page of ours, or the page is old."""
    return render(request, "errors/403.html", status=403)


def odd(request, exception=None):
    """400: the request makes no sense."""
    too_large = isinstance(exception, SuspiciousOperation) and "TooBig" in type(exception).__name__
    return render(request, "errors/413.html" if too_large else "errors/404.html", status=413 if too_large else 400)


def broken(request):
    """500: a page that needs nothing, since anything may be broken."""
    return render(request, "errors/500.html", status=500)
