from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.notes import amending, reading
from cairn.notes.rules.life import Stage
from cairn.people.acts import Act

from .. import once
from ..page import Page
from ..typed import an_id
from . import show, show_names


class Show(Page):
    """A note: sealed, all of it; open, where it stands and the one next thing."""

    on_lent = True

    def get(self, request, pk):
        note = reading.page_for(request.who, pk)
        reading.look(note, by=request.who)
        if note.stage == Stage.SEALED:
            return self.show(request, "notes/note.html", **sealed(note, request.who))
        return self.show(request, "notes/open.html", **standing(note, request.who))


def sealed(note, who):
    """Everything that the page of a sealed note shows."""
    body = note.seal.body
    head = show.head(note, body)
    return {
        "note": {"id": note.pk, "may_write": note.may_write, "stage": note.stage},
        "head": head,
        "title": show.title(note, who, head["day"]),
        "wins": show.wins(body["parts"]["wins"], body["people"]),
        "sections": show.sections(body),
        "steps": show.steps(body["parts"]["steps"], body["people"]),
        "goals": body["parts"]["goals"],
        "shares": show.shares(body),
        "facts": show.facts(body),
        "feeling": show.feeling(body),
        "names": show_names.signatures(body),
        "seal": show_names.seal(note),
        "amendments": show_names.amendments(reading.amendments(note), body["meeting"]["zone"]),
        "late": note.late_own and note.may_write,
        "is_own": who.person_id == note.subject_id,
    }


def standing(note, who):
    """Where an open note stands: its stage, the names so far, what to do next."""
    head = show.head(note)
    names = reading.names(note) if note.stage != Stage.DRAFT else []
    return {
        "note": {"id": note.pk, "may_write": note.may_write, "stage": note.stage},
        "head": head,
        "title": show.title(note, who, head["day"]),
        "names": show_names.names_so_far(note, names),
        "next": show_names.next_thing(note, who, names),
    }


class Sealed(Page):
    """After the last name: a calm moment, and what happens now."""

    on_lent = True

    def get(self, request, pk):
        note = reading.page_for(request.who, pk)
        if note.stage != Stage.SEALED:
            return self.go("note", pk)
        body = note.seal.body
        return self.show(
            request,
            "notes/sealed.html",
            note={"id": note.pk, "may_write": note.may_write},
            head=show.head(note, body),
            stones=reading.stones(note),
            seal=show_names.seal(note),
            steps=show.steps(body["parts"]["steps"], body["people"]),
            is_own=request.who.person_id == note.subject_id,
        )


class Print(Page):
    """For paper: all of a sealed note on one page."""

    def get(self, request, pk):
        note = reading.page_for(request.who, pk)
        if note.stage != Stage.SEALED:
            return self.go("note", pk)
        reading.look(note, by=request.who)
        return self.show(request, "notes/print.html", **sealed(note, request.who))


class Amendments(Page):
    """Something is added after the seal, or late words are taken in."""

    def get(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_AMEND)
        if note.stage != Stage.SEALED:
            return self.go("note", pk)
        return self.show(request, "notes/amendments.html", **self.values(request, note))

    def post(self, request, pk):
        note = reading.note_for(request.who, pk, Act.NOTE_AMEND)
        said = request.POST
        try:
            made = amending.amend(
                note,
                words=said.get("words", ""),
                reason=said.get("reason", ""),
                late=an_id(said.get("late", "")),
                by=request.who,
                pk=once.asked(request),
            )
        except Refused as refusal:
            if note.stage != Stage.SEALED:
                return self.go("note", pk)
            typed = {name: said.get(name, "") for name in ("words", "reason", "late")}
            return self.refuse(request, "notes/amendments.html", refusal, **self.values(request, note, typed))
        return self.go(
            "note", pk, said=_("Added. It stands under the note, with your name."), anchor=f"#added-{made.number}"
        )

    def values(self, request, note, typed=None):
        waiting = amending.waiting(note, request.who)
        late = [{"id": str(row.pk), "section": key, "words": words} for row, key, words in waiting]
        return {
            "note": {"id": note.pk},
            "head": show.head(note, note.seal.body),
            "typed": typed or {"words": "", "reason": "", "late": ""},
            "late": show_names.late(late, note.seal.body["sections"]),
            "once": once.fresh(request),
        }
