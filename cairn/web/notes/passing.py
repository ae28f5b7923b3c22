"""One device passed across the table, and back."""

from django.middleware.csrf import rotate_token

from cairn.lib.words import NotHere, Refused
from cairn.notes import handing, reading
from cairn.notes.rules.life import Stage
from cairn.people.acts import Act

from ..page import Page
from ..signed import let_in
from . import show


def place(note):
    """The page on which the two are with this note now."""
    return {Stage.DRAFT: "note-write", Stage.SEALED: "note"}.get(note.stage, "note-reading")


class Handover(Page):
    """The supporter hands the device over; the participant takes it with their own PIN, for this note alone."""

    def get(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_HAND_OVER)
        return self.show(request, "notes/handover.html", **self.values(note))

    def post(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_HAND_OVER)
        secret = request.POST.get("secret", "")
        try:
            _who, token = handing.hand_over(
                note, secret=secret, by=request.who, device=request.device, network=request.network
            )
        except Refused as refusal:
            return self.refuse(request, "notes/handover.html", refusal, **self.values(note))
        rotate_token(request)
        return let_in(self.go(place(note), pk), token)

    def values(self, note):
        return {"note": {"id": note.pk}, "head": show.head(note), "back": place(note)}


class Return(Page):
    """The lent device goes back to the supporter, who gives their own secret."""

    on_lent = True

    def get(self, request, pk):
        return self.show(request, "notes/return.html", **self.values(request, pk))

    def post(self, request, pk):
        values = self.values(request, pk)
        note = reading.note_for(request.who, pk, Act.NOTE_HAND_BACK)
        try:
            token = handing.hand_back(
                note, secret=request.POST.get("secret", ""), by=request.who, network=request.network
            )
        except Refused as refusal:
            return self.refuse(request, "notes/return.html", refusal, **values)
        rotate_token(request)
        return let_in(self.go(place(note), pk), token)

    def values(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_HAND_BACK)
        if request.who.sign_in.lent_by_id is None:
            raise NotHere
        return {"note": {"id": note.pk}, "head": show.head(note), "back": place(note)}
