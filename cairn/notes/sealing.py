"""The seal: words, attribution, parts, names and digest, frozen. Nothing can change them, in the database as well."""

from cairn.audit.recording import record
from cairn.lib import canonical, clock
from cairn.people import access
from cairn.people.acts import Act

from .models import Seal
from .offering import become
from .rules.life import Stage


def seal(note, body, *, head, by):
    """The note is sealed with this body: as it is shown now, every name under it.

    Part of the transaction of the last needed name, which holds the note by its ``head``.
    """
    access.require(by, Act.NOTE_SEAL, note)
    become(note, Stage.SEALED)
    sealed = Seal.of(note, at=clock.now(), seq=head.seq, log=bytes(head.hash), digest=canonical.digest(body), body=body)
    sealed.save(force_insert=True)
    record(Act.NOTE_SEAL, note, by=by, digest=sealed.digest.hex(), log=sealed.log.hex(), seq=head.seq)
    return sealed
