"""Added after the seal: with author, reason and time. The old text stays readable, late words are offered here."""

from cairn.audit.recording import record
from cairn.lib import canonical, clock, ids
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role

from . import drafting
from .models import Amendment, LateWords
from .offering import hold
from .rules.life import Stage

LONGEST = 8000


@atomic
def amend(note, *, words, reason, by, late=None, pk=None):
    """An amendment stands under the sealed note. ``late``: the id of late words of their own that it takes in.

    ``pk``: the id it shall have; a form that is sent twice makes one.
    """
    access.require(by, Act.NOTE_AMEND, note)
    hold(note)
    if note.stage != Stage.SEALED:
        raise Refused(_("This note is not sealed yet: you can still write in it."))
    words, reason = words.strip(), " ".join(reason.split())
    if not words:
        raise Refused(_("Please write what you want to add."), field="words")
    if not reason:
        raise Refused(_("Please say in a few words why you add it."), field="reason")
    if len(words) > LONGEST or len(reason) > 300:
        raise Refused(_("That is very long. Please split it into two."), field="words")
    if made := Amendment.objects.filter(note=note, pk=pk).first():
        return made
    taken = LateWords.objects.filter(note=note, pk=late, person_id=by.person_id).first() if late else None
    made = Amendment.of(
        note,
        number=Amendment.objects.filter(note=note).count() + 1,
        author=by.person,
        role=_role(note, by),
        name=by.person.chosen_name,
        reason=reason,
        words=words,
        late=taken,
        at=clock.now(),
        pk=pk or ids.uuid7(),
    )
    made.digest = canonical.digest(manifest(made, note.salt))
    made.save(force_insert=True)
    record(Act.NOTE_AMEND, note, by=by, number=made.number, digest=made.digest.hex(), late=taken is not None)
    return made


def manifest(amendment, salt):
    """What an amendment's digest is over."""
    return {
        "note": str(amendment.note_id),
        "number": amendment.number,
        "author": str(amendment.author_id),
        "name": amendment.name,
        "reason": amendment.reason,
        "words": amendment.words,
        "at": amendment.at.isoformat(),
        "salt": salt,
    }


def waiting(note, who):
    """One's own words that came too late and are in no amendment yet: [(LateWords, section key, text)]."""
    return [row for row in drafting.late(note) if row[0].person_id == who.person_id]


def _role(note, by):
    return Role.PARTICIPANT if by.person_id == note.subject_id else Role.SUPPORTER
