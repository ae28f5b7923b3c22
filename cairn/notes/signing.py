"""Names under the words. A signature says what was shown, who signed, how they proved it, when."""

from dataclasses import dataclass

from cairn.audit.recording import record
from cairn.lib import canonical, clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people import rules as people_rules
from cairn.people.acts import Act
from cairn.people.roles import Role

from . import sealing, shown
from .models import Head, Note, Signature
from .offering import become, hold
from .rules import life
from .rules.life import Choice, Stage


@dataclass
class _Sheet:
    """The note as it lies on the table: held, as it is shown now, with the names that stand under it."""

    note: Note
    head: Head
    core: dict
    names: list
    body: dict

    @property
    def digest(self):
        """Of what is signed, as 32 bytes."""
        return canonical.digest(self.core)

    def name_of(self, person_id):
        """The choice of theirs that stands, or None."""
        return next((s for s in self.names if s.person_id == person_id), None)


@atomic
def sign(note, *, choice, name, digest, by, reason="", method="secret"):
    """``by`` signs, or says their other choice (agreed, declined, later). The last needed name seals the note.

    ``digest``: hex, of the words and parts as the page showed them. The secret was given within the last ten minutes.
    """
    access.require(by, Act.NOTE_SIGN, note)
    sheet = _lay(note)
    own = by.person_id == note.subject_id
    sentence = (
        life.why_not_choose(choice, signer_is_participant=own)
        or _why_not(sheet, choice, by.person_id, reason, digest)
        or _unproved(by)
    )
    if sentence:
        raise Refused(sentence)
    signer = by.person.chosen_name
    if choice == Choice.SIGNED:
        own_names = (signer, by.person.legal_name)
        if sentence := life.why_not_name(name, own_names):
            raise Refused(sentence, field="name", name=signer)
        signer = life.signed_as(name, own_names)
    role = Role.PARTICIPANT if own else Role.SUPPORTER
    _stand(sheet, person=by.person, by=by, choice=choice, reason=reason, method=method, name=signer, role=role)
    record(Act.NOTE_SIGN, note, by=by, choice=choice, digest=sheet.digest.hex(), seq=sheet.head.seq)
    _go_on(sheet, by)


@atomic
def excuse(note, *, reason, digest, by):
    """The participant is not there, with a reason: the supporter's signature does not wait for theirs."""
    access.require(by, Act.NOTE_EXCUSE, note)
    sheet = _lay(note)
    if sentence := _why_not(sheet, Choice.ABSENT, note.subject_id, reason, digest):
        raise Refused(sentence, field="reason")
    person = note.participation.person
    _stand(
        sheet,
        person=person,
        by=by,
        choice=Choice.ABSENT,
        reason=reason,
        method="none",
        name=person.chosen_name,
        role=Role.PARTICIPANT,
    )
    record(Act.NOTE_EXCUSE, note, by=by, digest=sheet.digest.hex(), seq=sheet.head.seq)
    _go_on(sheet, by)


def _lay(note):
    head, names = hold(note), shown.standing(note)
    core = shown.core(note)
    return _Sheet(note, head, core, names, shown.whole(note, core, names))


def _why_not(sheet, choice, person_id, reason, digest):
    earlier = sheet.name_of(person_id)
    return life.why_not_sign(
        sheet.note.stage,
        choice=choice,
        chosen=earlier.choice if earlier else "",
        reason=reason,
        seen_now=sheet.digest.hex() == digest,
    )


def _unproved(by):
    if by.sign_in is not None and not people_rules.is_proved(by.sign_in, clock.now()):
        return life.PROVE
    return ""


def _stand(sheet, *, person, by, choice, reason, method, name, role):
    """The choice stands under the note, in the place of the one they made before."""
    now, earlier = clock.now(), sheet.name_of(person.pk)
    if earlier is not None:
        earlier.voided_at = now
        earlier.save(update_fields=["voided_at"])
    made = Signature.of(
        sheet.note,
        person=person,
        put_by=by.person,
        role=role,
        choice=choice,
        name=name,
        credential=next((p["credential"] for p in sheet.core["people"] if p["id"] == str(person.pk)), ""),
        reason=reason.strip()[:300],
        digest=sheet.digest,
        shown=canonical.digest(sheet.body),
        seq=sheet.head.seq,
        method=method,
        at=now,
    )
    made.save(force_insert=True)
    sheet.names = [s for s in sheet.names if s is not earlier] + [made]
    sheet.body = shown.named(sheet.body, sheet.names)


def _go_on(sheet, by):
    """Seal when the last needed name stands; else the note waits for the other one."""
    note = sheet.note
    choices = [(s.person_id == note.subject_id, s.choice) for s in sheet.names]
    if life.is_complete(choices):
        sealing.seal(note, sheet.body, head=sheet.head, by=by)
    elif note.stage == Stage.OFFERED and any(not own for own, _ in choices):
        become(note, Stage.SIGNED)
