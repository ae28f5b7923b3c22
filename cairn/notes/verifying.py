"""Seals walked again: body, digest, log, and the line in the history must tell the same."""

from dataclasses import dataclass

from cairn.audit.models import Event
from cairn.lib import canonical, keys
from cairn.people.acts import Act

from . import drafting, shown
from .amending import manifest
from .models import Amendment, Seal, Signature


@dataclass(frozen=True)
class Check:
    """What a walk over an organization's seals found."""

    organization_id: object
    notes: int
    amendments: int
    broken: str


def seals(organization_id):
    """Walk every seal of an organization, oldest first, to the first break."""
    count = 0
    told = _told(organization_id, Act.NOTE_SEAL)
    rows = Seal.objects.filter(note__organization_id=organization_id).select_related("note").order_by("at", "pk")
    for seal in rows.iterator(chunk_size=200):
        if why := _broken(seal, told.pop(str(seal.note_id), None)):
            return Check(organization_id, count, 0, f"note {seal.note_id}: {why}")
        count += 1
    if told:
        return Check(
            organization_id, count, 0, f"note {min(told)}: the history says it was sealed, and the seal is gone"
        )
    return _amendments(organization_id, count)


def _broken(seal, told):
    try:
        body = seal.body
    except keys.CannotOpen:
        return "the seal's body does not open"
    digest = canonical.digest(body)
    if digest != bytes(seal.digest):
        return "the seal's body is not what was sealed"
    if told is None or told.get("digest") != digest.hex() or told.get("log") != bytes(seal.log).hex():
        return "the history tells another digest"
    if why := _log(seal, body):
        return why
    return _names(seal, body)


def _log(seal, body):
    head = drafting.walk(seal.note_id)
    if head != bytes(seal.log):
        return "the log of its words is not the one that was sealed"
    entries = drafting.entries(seal.note_id)
    people = [p["id"] for p in body["people"]]
    for number, section in enumerate(body["sections"]):
        runs = [[people.index(str(p)), t] for p, t in shown.voices(entries, number)]
        if runs != section["runs"]:
            return f"the words of the part “{section['key']}” are not those of its log"
    return ""


def _names(seal, body):
    core = {k: v for k, v in body.items() if k not in ("answers", "feeling", "signatures")}
    digest = canonical.digest(core)
    standing = list(Signature.objects.filter(note_id=seal.note_id, voided_at=None))
    if len(standing) != len(body["signatures"]) or any(bytes(s.digest) != digest for s in standing):
        return "a name stands under other words"
    if not shown.has_words(core["sections"]):
        return "it holds no words"
    return ""


def _amendments(organization_id, notes):
    count, told = 0, _told(organization_id, Act.NOTE_AMEND, many=True)
    rows = Amendment.objects.filter(note__organization_id=organization_id).select_related("note")
    for row in rows.order_by("at", "pk").iterator(chunk_size=200):
        digest = canonical.digest(manifest(row, row.note.salt)).hex()
        if digest != bytes(row.digest).hex() or (str(row.note_id), row.number, digest) not in told:
            return Check(organization_id, notes, count, f"note {row.note_id}: amendment {row.number} was changed")
        count += 1
    if count != len(told):
        return Check(organization_id, notes, count, "an amendment that the history names is gone")
    return Check(organization_id, notes, count, "")


def _told(organization_id, act, many=False):
    events = Event.objects.filter(organization_id=organization_id, act=act).values_list("about_id", "facts")
    facts = [(str(about), canonical.loads(said)) for about, said in events]
    return {(a, f["number"], f["digest"]) for a, f in facts} if many else dict(facts)
