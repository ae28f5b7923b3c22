import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.exchange import pdf
from cairn.lib.words import Refused
from cairn.papers import book
from cairn.people.roles import STAFF, Role

from .. import moments, texts
from ..page import Page
from . import sheets, show, words
from .library import SEES
from .texts import READS, download

OWN = frozenset({Role.PARTICIPANT})
WORKERS = frozenset(STAFF)
HOUSE = SEES


class Manual(Page):
    """All papers of the house as one book in the reader's language, with what is new since they read it last."""

    def get(self, request):
        who, language = request.who, words.asked_language(request)
        found = book.manual(who)
        last, errors = book.look(found, by=who), {}
        try:
            since = self.since(request) or last
        except Refused as refusal:
            since, errors = last, {"since": texts.refusal(refusal)}
        return self.show(
            request,
            "forms/manual.html",
            cover=self.laid(found, language)[0],
            chapters=self.laid(found, language)[1:],
            made_on=edition(found, who.zone, language),
            languages=show.languages(language, request.path),
            language=language,
            since=texts.date(texts.local(since, who.zone)) if since else "",
            is_asked="since" in request.GET and not errors,
            news=[news(v, who.zone, found) for v in book.news(who, since=since)] if since else [],
            typed=request.GET.get("since", "")[:10],
            errors=texts.errors(errors),
        )

    def since(self, request):
        """The moment at which the day begins that somebody asked about."""
        day = moments.day(request.GET.get("since", ""), "since")
        return datetime.datetime.combine(day, datetime.time(), ZoneInfo(request.who.zone)) if day else None

    def laid(self, found, language):
        """Cover and chapters as the page lays them out."""
        versions = [found.cover, *found.chapters]
        return [
            {**sheets.with_conditions(sheet, version), "kind_name": words.kind(sheet["kind"])}
            for sheet, version in zip(book.sheets(found, language=language), versions, strict=True)
        ]


def edition(found, zone, language):
    """The day of the edition, in words."""
    with translation.override(language):
        return texts.date(texts.local(found.made_at, zone))


def news(version, zone, found):
    """A text that came into use lately: what changed, and whether people sign anew."""
    return {
        "title": words.in_(version.title),
        "url": f"#{version.form.key}" if version.form.kind != "bundle" else reverse("manual-pdf"),
        "is_new": version.number == 1,
        "on": texts.date(texts.local(version.published_at, zone)),
        "what_changed": words.in_(version.what_changed),
        "asks_again": version.asks_again,
    }


class Pdf(Page):
    """The book as a file, with a page of contents."""

    roles = READS

    def get(self, request):
        who, language = request.who, words.asked_language(request)
        found = book.manual(who)
        versions = [found.cover, *found.chapters]
        with translation.override(language):
            laid = [
                {
                    **sheets.chapter(sheets.with_conditions(sheet, version)),
                    "title": sheet["title"],
                    "about": about(version),
                }
                for sheet, version in zip(book.sheets(found, language=language), versions, strict=True)
            ]
            data = {
                "organization": {"name": who.organization.name, "lines": []},
                "edition": _("Edition of {day}").format(day=edition(found, who.zone, language)),
                "contents": _("What is in this book"),
                "why": laid[0]["why"],
                "items": laid[0]["items"],
                "chapters": laid[1:],
                "blank": True,
            }
        title = words.in_(found.cover.title, language)
        made = pdf.typeset("manual", data, language=language, title=title, as_of=found.made_at)
        return download(made, "application/pdf", f"manual-{language}.pdf")


def about(version):
    """A small line under the title of a chapter."""
    return f"{words.kind(version.form.kind)} · {_('text {n}').format(n=version.number)}"
