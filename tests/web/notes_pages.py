"""What the tests of a note's pages share."""

import random

from cairn.notes import drafting, keeping
from cairn.notes.models import LateWords
from cairn.notes.rules import document
from cairn.notes.rules.admission import admit
from tests import town as towns


def at(note, *rest):
    """The address of a note's page."""
    return "/".join(["/notes", str(note.pk), *rest])


def late_words(town, note, said):
    """Ben's phone was away and comes back when the note is closed."""
    draft = drafting.draft(towns.fresh(town, note))
    update = document.change([], 0, said, random.getrandbits(32))
    admitted = admit(draft.known, 1, town.ben.person_id, True, update)
    keeping.append([keeping.Row(draft.ledger, 1, town.ben.person_id, admitted, is_late=True, by=town.ben)])
    assert LateWords.objects.filter(note=note).exists()
