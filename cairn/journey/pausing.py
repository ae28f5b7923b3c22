"""A pause: the participant or the team rests, and the clocks wait."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import moving, reviewing
from .models import Pause
from .rules import stages
from .rules.stages import Stage


@atomic
def begin(participation, *, first_on, by, last_on=None, words=""):
    """The way rests from that day, and the reviews ahead wait as long. Asked twice, it is one pause."""
    access.require(by, Act.PAUSE_BEGIN, participation)
    last = moving.hold(participation)
    if there := Pause.objects.filter(participation=participation, ended_at=None).first():
        return there
    if moving.at(last) == Stage.EXITED:
        raise Refused(stages.ENDED)
    if first_on is None:
        raise Refused(_("Please give the day on which the pause begins."), field="first_on")
    if last_on is not None and last_on < max(first_on, clock.today(by.zone)):
        raise Refused(_("The last day lies before the first, or is over. Please check the days."), field="last_on")
    made = Pause.of(
        participation,
        first_on=first_on,
        last_on=last_on,
        words=words.strip()[:1000],
        by=by.person,
        at=clock.now(),
    )
    made.save(force_insert=True)
    record(Act.PAUSE_BEGIN, made, by=by)
    reviewing.look_ahead(participation, stage=moving.at(last))
    return made


@atomic
def end(pause, *, by):
    """The way goes on; the clocks count again from today."""
    access.require(by, Act.PAUSE_END, pause)
    last = moving.hold(pause.participation)
    now = Pause.objects.get(pk=pause.pk)
    if now.ended_at is not None:
        return
    day = max(clock.today(pause.participation.organization.zone), now.first_on)
    now.ended_at, now.last_on = clock.now(), min(day, now.last_on or day)
    now.save(update_fields=["ended_at", "last_on"])
    record(Act.PAUSE_END, now, by=by)
    reviewing.look_ahead(pause.participation, stage=moving.at(last))
