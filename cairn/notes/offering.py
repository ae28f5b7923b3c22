"""Read back: the words are closed, looked at together, and opened again when something is not right."""

from django.db import connection

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people.acts import Act

from . import drafting, shown
from .models import Head, Signature
from .rules import life
from .rules.life import Stage

MAY_CHANGE = ("stage", "together", "together_why", "goals", "feeling")


def hold(note):
    """Nobody else adds to, signs or seals this note until the transaction ends; what may change is as it is now."""
    heads = Head.objects.filter(note_id=note.pk).select_related("note")
    if connection.features.has_select_for_update:
        heads = heads.select_for_update(no_key=True)  # both rows, so that after a wait both are read afresh
    head = heads.get()
    for name in MAY_CHANGE:
        setattr(note, name, head.note.__dict__[name])
    return head


@atomic
def offer(note, *, by):
    """The words are closed and can be read back, answered and signed."""
    access.require(by, Act.NOTE_OFFER, note)
    head = hold(note)
    if note.stage in (Stage.OFFERED, Stage.SIGNED):
        return
    if sentence := life.why_not_offer(note.stage, shown.has_words(shown.words(note).sections)):
        raise Refused(sentence)
    become(note, Stage.OFFERED)
    record(Act.NOTE_OFFER, note, by=by, seq=head.seq)


@atomic
def reopen(note, *, by):
    """The words are open again. Names that stood under them are void, and the page says so; late words come in."""
    access.require(by, Act.NOTE_REOPEN, note)
    hold(note)
    if note.stage == Stage.DRAFT:
        return
    if note.stage == Stage.SEALED:
        raise Refused(life.why_not_write(note.stage))
    become(note, Stage.DRAFT)
    voided = Signature.objects.filter(note=note, voided_at=None).update(voided_at=clock.now())
    drafting.let_in(note, by=by)
    record(Act.NOTE_REOPEN, note, by=by, voided=voided)


def become(note, stage):
    """The note is in that stage."""
    note.stage = stage
    note.save(update_fields=["stage"])
