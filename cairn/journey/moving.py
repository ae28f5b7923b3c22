"""A way goes from one stage to another: by a press of somebody's, with a reason where something is still open."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams.models import Participation

from . import known, reviewing
from .models import Move
from .rules import checklist, stages
from .rules.stages import Stage


def hold(participation):
    """Nobody else moves, decides or ends this way until the transaction ends. Returns its last move, as it is now."""
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    return known.last_move(participation)


def at(last):
    """The stage after this move."""
    return Stage(last.to_stage) if last else Stage.TEAM_BUILDING


@atomic
def move(participation, *, to, by, why=""):
    """The way is in the stage ``to``; what was still open stands beside it, with why it went on all the same.

    Pressing twice, and two people pressing at once, move it once.
    """
    access.require(by, Act.STAGE_MOVE, participation)
    last = hold(participation)
    now = at(last)
    if last and to == now:
        return last
    ahead = to in list(Stage) and not stages.is_back(now, to)
    still_open = checklist.still_open(known.asked(participation, now, dated=False)) if ahead else []
    if sentence := stages.why_not_move(now, to, open_items=still_open, why=why):
        raise Refused(sentence, field="why")
    return _go(participation, last, to=Stage(to), by=by, why=why, open_items=still_open)


def _go(participation, last, *, to, by, why="", decision=None, open_items=()):
    """One more move in the chain, recorded; reviews are planned where the stage has them. The caller holds the way."""
    made = Move.of(
        participation,
        number=last.number + 1 if last else 1,
        from_stage=at(last),
        to_stage=to,
        tier=decision.tier if decision else None,
        decision=decision,
        why=why.strip()[:2000],
        open_items=list(open_items),
        by=by.person,
        at=clock.now(),
        on=clock.today(participation.organization.zone),
    )
    made.save(force_insert=True)
    record(Act.STAGE_MOVE, made, by=by, to=to, open_items=list(open_items))
    reviewing.look_ahead(participation, stage=to)
    return made
