"""People at browsers: real sign-in over the pages, and forms sent as they were shown."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client

from tests import town as people

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Browser(Client):
    """A browser that sends each form with what is hidden in it, as it was shown."""

    def __init__(self, **options):
        super().__init__(enforce_csrf_checks=True, **options)

    def see(self, path, status=200, **asked):
        """The words of a page."""
        answer = self.get(path, asked or None)
        assert answer.status_code == status, f"{path} answered {answer.status_code}"
        return answer.content.decode()

    def find(self, path, q, status=200):
        """The page of what was found: the words are sent, and stand in no address."""
        if settings.CSRF_COOKIE_NAME not in self.cookies:
            self.get(path)
        answer = self.post(path, {"q": q}, headers={"X-CSRFToken": self.cookies[settings.CSRF_COOKIE_NAME].value})
        assert answer.status_code == status, f"{path} answered {answer.status_code}"
        return answer.content.decode()

    def send(self, path, fields=None, *, page=None, status=303, **more):
        """A form is sent from ``page`` (or the page of its address), with the hidden fields for that address."""
        shown = self.get(page or path).content.decode()
        answer = self.post(path, {**hidden(shown, path), **(fields or {}), **more})
        assert answer.status_code == status, f"{path} answered {answer.status_code}: {sentences(answer)}"
        return answer


def hidden(page, path):
    """The hidden fields of the form that goes to this address, or else to the address of its own page."""
    forms = re.findall(r'<form[^>]*method="post"[^>]*>.*?</form>', page, re.S)
    mine = [form for form in forms if f'action="{path}"' in form.split(">")[0]]
    own = [form for form in forms if "action=" not in form.split(">")[0]]
    form = (mine or own or forms or [""])[0]
    return {name: html.unescape(value) for name, value in HIDDEN.findall(form)}


def sentences(answer):
    """What the page says stands in the way."""
    page = answer.content.decode()
    return re.findall(r'class="field-error"[^>]*>.*?<span>(.*?)</span>', page, re.S) + re.findall(
        r'class="notice .*?<p>(.*?)</p>', page, re.S
    )


def words(page):
    """A page's text as one line, without its markup."""
    body = re.sub(r"<(script|style|svg|head)\b.*?</\1>", " ", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
def stranger():
    """Somebody who is not signed in."""
    return Browser()


@pytest.fixture
def browser(town):
    """``browser("ana")`` or ``browser(who)``: a browser in which they have signed in over the page."""

    def sign_in(who, **options):
        who = getattr(town, who) if isinstance(who, str) else who
        at = Browser(**options)
        at.send("/sign-in", name=people.sign_in_name(who), secret=people.secret(who))
        return at

    return sign_in
