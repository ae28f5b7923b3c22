from django.http import JsonResponse

from cairn.lib.words import NotHere, Refused, _
from cairn.live import door
from cairn.notes import drafting, offering, reading
from cairn.notes.rules.life import Stage
from cairn.notes.rules.templates import template
from cairn.people.acts import Act

from .. import texts
from ..page import Page
from ..typed import a_number
from . import show

SAVED = _("Saved.")
RELOAD = _("This page was not whole. Please load it again, and add your words there.")


class Write(Page):
    """The note while it is written: the words, live, and what stands beside them."""

    on_lent = True

    def get(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_WRITE)
        # With ``send`` the page opens for a closed note as well, so that words that wait on this device can arrive.
        if note.stage != Stage.DRAFT and "send" not in request.GET:
            return self.go("note" if note.stage == Stage.SEALED else "note-reading", pk)
        return self.show(request, "writing/page.html", **show.page(note, request))


class Ticket(Page):
    """What opens the socket: a ticket that works once, the key of this device's copy, which number one has."""

    on_lent = True

    def post(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_WRITE)
        return JsonResponse(door.ticket(note, by=request.who))


class Section(Page):
    """A part of the note from a plain form. What was written meanwhile stays; both are merged."""

    on_lent = True

    def get(self, request, pk, key):
        return self.go("note-write", pk, anchor=f"#part-{key}")

    def post(self, request, pk, key):
        note = reading.note_for(request.who, pk, Act.NOTE_WRITE)
        place = template(note.template, note.template_version).place(key)
        if place is None:
            raise NotHere
        text, seq = request.POST.get("text", ""), a_number(request.POST.get("seq"))
        try:
            if seq is None:
                raise Refused(RELOAD)
            drafting.rewrite(note, section=place, text=text, seq=seq, by=request.who)
        except Refused as refusal:
            values = {"note": show.short(note, request.who), "head": show.head(note), "key": key, "text": text}
            return self.refuse(request, "writing/kept.html", refusal, **values)
        return self.go("note-write", pk, said=texts.sentence(SAVED), anchor=f"#part-{key}")


class Offer(Page):
    """The words are closed, and here is the page on which they are read through."""

    on_lent = True

    def get(self, request, pk):
        return self.go("note-reading", pk)

    def post(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_OFFER)
        try:
            offering.offer(note, by=request.who)
        except Refused as refusal:
            if note.stage == Stage.SEALED:
                return self.go("note", pk)
            values = show.page(note, request) | {"wrong": {"form": "offer", "error": texts.refusal(refusal)}}
            return self.show(request, "writing/page.html", 422, **values)
        return self.go("note-reading", pk)
