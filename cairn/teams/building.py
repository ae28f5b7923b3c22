"""Team building: each step done when it is done, attempts at first contact included."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people.acts import Act

from .models import Building
from .rules import team_building


@atomic
def mark(participation, *, step, by, words="", done=True):
    """This step is done, with a word about it; marked again, it keeps its first day and takes the new words.

    ``done`` False: an attempt (at first contact) that reached nobody. Attempts are all kept.
    """
    access.require(by, Act.BUILDING_MARK, participation)
    if sentence := team_building.why_not_mark(step, words):
        raise Refused(sentence, field="step")
    row = Building.objects.filter(participation=participation, step=step, done=True).first() if done else None
    if row is None:
        row = Building.of(participation, step=step, done=done, by=by.person, at=clock.now())
    row.words = words.strip()
    row.save()
    record(Act.BUILDING_MARK, row, by=by, step=step, done=done)
    return row
