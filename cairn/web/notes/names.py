"""Names under the words, and the word that somebody was not there."""

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.notes import reading, signing
from cairn.notes.rules import life
from cairn.notes.rules.life import Stage
from cairn.people import signing_in
from cairn.people.acts import Act

from ..page import Page
from . import show_reading

FIELDS = ("choice", "name", "reason", "digest")


class _Under(Page):
    """Something is put under the words, as they were shown."""

    def get(self, request, pk):
        return self.go("note-reading", pk, anchor="#names")

    def put(self, request, note, verb, typed):
        """``verb()`` is done; the answer goes on, or shows the page again with what was typed."""
        try:
            verb()
        except Refused as refusal:
            if note.stage in (Stage.SEALED, Stage.DRAFT):
                return self.go("note", note.pk)
            if refusal.sentence == life.PROVE:
                refusal.field = "secret"
            if refusal.sentence == life.SAID:
                return self.go("note-reading", note.pk, anchor="#names")
            values = show_reading.page(note, request.who, typed=typed)
            return self.refuse(request, "notes/reading.html", refusal, **values)
        if note.stage == Stage.SEALED:
            return self.go("note-sealed", note.pk)
        return self.go("note-reading", note.pk, said=_("It stands under the note."), anchor="#names")


class Signature(_Under):
    """A name, or the participant's other choice, under exactly what was shown."""

    on_lent = True

    def post(self, request, pk):
        note = reading.page_for(request.who, pk, Act.NOTE_SIGN)
        typed = {name: request.POST.get(name, "") for name in FIELDS}
        method = "lent device" if request.who.sign_in.only_note else "secret"

        def sign():
            signing.sign(note, **typed, by=self.proved(request), method=method)

        return self.put(request, note, sign, typed)

    def proved(self, request):
        """Who signs, their secret given anew when the form brought it."""
        if secret := request.POST.get("secret", ""):
            try:
                signing_in.prove_again(request.who, secret, network=request.network)
            except Refused as wrong:
                wrong.field = "secret"
                raise
            request.who = signing_in.who(request.COOKIES[settings.SIGNED_COOKIE])
        return request.who


class Absence(_Under):
    """The participant was not there, with a reason. The supporter says so."""

    def post(self, request, pk):
        note = reading.page_for(request.who, pk, Act.NOTE_EXCUSE)
        typed = {"absence": request.POST.get("reason", ""), "digest": request.POST.get("digest", "")}

        def excuse():
            signing.excuse(note, reason=typed["absence"], digest=typed["digest"], by=request.who)

        return self.put(request, note, excuse, typed)
