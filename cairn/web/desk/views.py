from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.journey import late
from cairn.notes import lists as notes
from cairn.papers import lists as papers
from cairn.people.roles import Role

from .. import table
from ..page import Page
from . import show

WORKS = frozenset({Role.SUPPORTER, Role.COORDINATOR})


class Notes(Page):
    """Notes that wait for words or names, the oldest first; those past their program's time can be seen alone."""

    roles = WORKS

    def get(self, request):
        said = show.chosen(request, ("stage", "only", "sort"))
        rows, more = notes.waiting(request.who, before=request.GET.get("before", ""), **show.notes_asked(said))
        return self.show(
            request,
            "desk/notes.html",
            said=said,
            rows=[show.note(row) for row in rows],
            older=f"{request.path}?{urlencode({**said, 'before': rows[-1].place})}" if more else "",
            filtered=bool(said["stage"] or said["only"]),
            stages=show.stages(),
            only=[("", _("All of them")), ("late", _("Past their time"))],
            sorts=[("", _("Oldest first")), ("newest", _("Newest first"))],
            tables=table.links(lambda kind: reverse("desk-notes-table", args=[kind]), urlencode(said)),
        )


class NotesTable(Page):
    """The same list as a file."""

    roles = WORKS

    def get(self, request, kind):
        said = show.chosen(request, ("stage", "only", "sort"))
        rows, _more = notes.waiting(request.who, limit=None, **show.notes_asked(said))
        cells = [show.note_cells(row) for row in rows]
        title = _("Notes that wait")
        return table.answer("notes", table.asked(kind), show.note_columns(), cells, by=request.who, title=title)


class Papers(Page):
    """Papers that wait for words or names, are to be renewed or looked at again, or are late at the beginning."""

    roles = WORKS

    def get(self, request):
        said, language = show.chosen(request, ("what", "key")), translation.get_language() or "en"
        rows, older = self.asked(request, said, language)
        return self.show(
            request,
            "desk/papers.html",
            said=said,
            rows=rows,
            older=f"{request.path}?{urlencode({**said, 'before': older})}" if older else "",
            filtered=bool(said["key"]),
            kinds=[
                ("", _("Waiting for words or names")),
                (papers.DUE, _("To renew or look at again")),
                (show.STARTING, _("Getting started, past their day")),
            ],
            forms=[("", _("Every paper")), *show.forms(request.who, language)],
            tables=table.links(lambda kind: reverse("desk-papers-table", args=[kind]), urlencode(said)),
        )

    def asked(self, request, said, language):
        """``(rows, where the list goes on or "")`` of what was chosen."""
        before = request.GET.get("before", "")
        if said["what"] == show.STARTING:
            found, older = late.starting(request.who, before=before)
            return [show.late(row) for row in found], older
        found, more = show.papers_door(said)(request.who, key=said["key"], before=before)
        return [show.paper(row, language) for row in found], papers.place(found[-1]) if more else ""


class PapersTable(Page):
    """The same list as a file."""

    roles = WORKS

    def get(self, request, kind):
        said, language = show.chosen(request, ("what", "key")), translation.get_language() or "en"
        if said["what"] == show.STARTING:
            cells = [show.late_cells(row) for row in late.starting(request.who, limit=None)[0]]
        else:
            rows, _more = show.papers_door(said)(request.who, key=said["key"], limit=None)
            cells = [show.paper_cells(row, language) for row in rows]
        title = _("Papers that wait")
        return table.answer("papers", table.asked(kind), show.paper_columns(), cells, by=request.who, title=title)
