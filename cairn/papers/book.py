"""The manual: every text of the house that is in use, as one book, and what is new in it."""

from dataclasses import dataclass

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams.reading import LOOK_LASTS

from . import library, shown
from .models import Version

KEY = "manual"


@dataclass(frozen=True)
class Book:
    """``cover``: the bundle's own text. ``chapters``: the rest in order. ``made_at``: when the newest came into use."""

    cover: Version
    chapters: list
    made_at: object


def manual(who):
    """The book as it is now, in texts of this person's house. Three queries."""
    cover, *chapters = library.book(who, KEY)
    return Book(cover, chapters, max(version.published_at for version in [cover, *chapters]))


def news(who, *, since):
    """The texts that came into use after that moment, the newest first, without their items. One query."""
    rows = access.scope(who, Act.TEXT_READ, Version.objects.filter(published_at__gt=since))
    return list(rows.select_related("form").defer("items").order_by("-published_at", "-pk"))


def look(book, *, by):
    """When this person read the book the last time before now; None: never.

    That they read it now stands in the history, so that it can say what is new the next time. Reading on for a while
    is one reading.
    """
    form, edge = book.cover.form, clock.now() - LOOK_LASTS
    moments = audit.latest(by.organization_id, Act.TEXT_READ, form.pk, by.person_id, limit=2)
    if not moments or moments[0] < edge:
        with atomic():
            record(Act.TEXT_READ, form, by=by, form=form.key)
    return next((at for at in moments if at < edge), None)


def sheets(book, *, language):
    """The cover and each chapter as a page shows them, empty, in one language."""
    return [shown.sheet(shown.plain(version), {}, language=language) for version in [book.cover, *book.chapters]]
