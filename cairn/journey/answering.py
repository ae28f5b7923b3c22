"""The exit survey without a name. What is kept leads to nobody: not by a row, not by a moment, not by an order."""

import random
import uuid

from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people.acts import Act

from .models import Survey
from .rules import leaving as rules

_random = random.SystemRandom()


@atomic
def answer_nameless(participation, *, answers, by):
    """The answers are kept, and nothing else: no history line, no way, no person, the month and an id by chance.

    Databases lay rows down in the order in which they come, and remember it. So all answers of the organization are
    laid down anew, by chance, each time: which of them came last is not kept either.
    """
    access.require(by, Act.LEAVING_AGREE, participation)
    said = {name: str(answers.get(name, "")).strip() for name in rules.NAMELESS}
    if sentence := rules.why_not_answers(said):
        raise Refused(sentence)
    organization = participation.organization
    rows = list(Survey.objects.select_for_update().filter(organization=organization))
    known = [(row.month, row.answers) for row in rows]
    known.append((clock.today(organization.zone).replace(day=1), said))
    _random.shuffle(known)
    Survey.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for month, body in known:
        Survey(
            id=uuid.UUID(bytes=_random.randbytes(16), version=4),
            organization=organization,
            key_id=organization.key_id,
            month=month,
            answers=body,
        ).save(force_insert=True)
