"""Read back: the participant says to each part what they think of it, or the words are opened again."""

from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.notes import answering, offering, reading
from cairn.notes.rules.life import Stage
from cairn.people.acts import Act

from .. import texts
from ..page import Page
from . import show, show_names, show_reading


class Reading(Page):
    """The note as it stands, part by part, with what the participant says to each, and the names under it."""

    on_lent = True

    def get(self, request, pk):
        note = reading.page_for(request.who, pk, Act.NOTE_SIGN)
        if note.stage == Stage.DRAFT:
            return self.go("note-write", pk)
        if note.stage == Stage.SEALED:
            return self.go("note-sealed" if "HX-Request" in request.headers else "note", pk)
        values = show_reading.page(note, request.who)
        reading.look(note, by=request.who)
        return self.show(request, "notes/reading.html", **values)


class Answer(Page):
    """What the participant says to one part as it was read back."""

    on_lent = True

    def get(self, request, pk, key):
        return self.go("note-reading", pk, anchor=f"#part-{key}")

    def post(self, request, pk, key):
        note = reading.page_for(request.who, pk, Act.NOTE_ANSWER)
        said = {name: request.POST.get(name, "") for name in ("choice", "words", "digest")}
        try:
            answering.answer(note, section=key, by=request.who, **said)
        except Refused as refusal:
            return self.refused(request, note, key, refusal, said)
        if "Cairn-Part" in request.headers:
            return self.part(request, note, key)
        return self.go("note-reading", pk, anchor=f"#part-{key}")

    def part(self, request, note, key, status=200, **wrong):
        """The one part anew, for a script."""
        part = show_reading.part(note, request.who, key) | wrong
        return self.show(request, "notes/part.html", status, note=show_reading.short(note, request.who), part=part)

    def refused(self, request, note, key, refusal, said):
        """What was written stays in its field, with the sentence above it."""
        if note.stage in (Stage.DRAFT, Stage.SEALED):
            return self.go("note", note.pk)
        error = texts.refusal(refusal)
        if "Cairn-Part" in request.headers:
            return self.part(request, note, key, 422, error=error, typed=said["words"])
        values = show_reading.page(note, request.who, wrong={key: {"error": error, "typed": said["words"]}})
        return self.show(request, "notes/reading.html", 422, **values)


class Reopening(Page):
    """The words are opened again; names that stood under them are void, and it says so before."""

    on_lent = True

    def get(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_REOPEN)
        if note.stage in (Stage.DRAFT, Stage.SEALED):
            return self.go("note", pk)
        names = show_names.names_so_far(note, reading.names(note))
        return self.show(request, "notes/reopening.html", note={"id": note.pk}, head=show.head(note), names=names)

    def post(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_REOPEN)
        try:
            offering.reopen(note, by=request.who)
        except Refused:
            return self.go("note", pk)
        return self.go("note-write", pk, said=_("The note is open again. Change what is not right."))
