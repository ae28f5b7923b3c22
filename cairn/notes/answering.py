"""What the participant says to each section as it is read back. Their own hands only; staff cannot take it away."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import shown
from .models import Answer
from .offering import hold
from .rules import life
from .rules.life import Said

LONGEST = 4000


@atomic
def answer(note, *, section, choice, digest, by, words=""):
    """The participant says *right*, *change it* or *I see it differently* to a section as it was shown to them.

    ``digest``: hex, of the section as the page showed it; another one means that it changed meanwhile.
    """
    access.require(by, Act.NOTE_ANSWER, note)
    hold(note)
    if sentence := life.why_not_answer(note.stage, choice, words):
        raise Refused(sentence, field=section)
    part = next((s for s in shown.words(note).sections if s["key"] == section), None)
    if part is None:
        raise Refused(_("That part is not in this note."))
    now = shown.digest_of(part, note.salt)
    if now.hex() != digest:
        raise Refused(
            _("This part has changed since you read it. Please read it again; nothing is lost."), field=section
        )
    words = words.strip()[:LONGEST] if choice == Said.DIFFER else ""
    found = Answer.objects.filter(note=note, section=section).first() or Answer.of(note, section=section)
    found.choice, found.words, found.digest, found.at = choice, words, now, clock.now()
    found.save()
    record(Act.NOTE_ANSWER, note, by=by, section=section, choice=choice)
    return found
