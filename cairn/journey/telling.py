"""What is said along the way: how things were at the beginning, what is done, and the participant's remarks."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from .models import Decision, Move, Remark, Telling, Tick
from .rules import checklist

LONGEST = 4000


@atomic
def tell(participation, *, kind, words, by):
    """So it was at the beginning; what was told before stays kept. The same words again change nothing."""
    access.require(by, Act.WAY_TELL, participation)
    if kind not in checklist.TOLD:
        raise Refused(_("That is not on the list."))
    words = _said(words)
    last = Telling.objects.filter(participation=participation, kind=kind).order_by("-pk").first()
    if last and last.words == words:
        return last
    made = Telling.of(participation, kind=kind, words=words, by=by.person, at=clock.now())
    made.save(force_insert=True)
    record(Act.WAY_TELL, made, by=by, kind=kind)
    return made


@atomic
def tick(participation, *, item, words, by):
    """That thing of the checklist is done, or not needed, in somebody's words."""
    access.require(by, Act.CHECKLIST_TICK, participation)
    sentence, field = checklist.why_not_tick(item, words)
    if sentence:
        raise Refused(sentence, field=field)
    last = Tick.objects.filter(participation=participation, item=item).order_by("-pk").first()
    if last and last.words == words.strip():
        return last
    made = Tick.of(participation, item=item, words=words.strip(), by=by.person, at=clock.now())
    made.save(force_insert=True)
    record(Act.CHECKLIST_TICK, made, by=by, item=item)
    return made


@atomic
def remark(thing, *, words, by, pk=None):
    """The participant's own words stand beside this move, decision or review, and stay. Nobody else can add any."""
    access.require(by, Act.STAGE_REMARK, thing)
    if pk and (there := Remark.objects.filter(pk=pk).first()):
        return there
    about = {Move: "move", Decision: "decision"}.get(type(thing), "review")
    made = Remark.of(thing.participation, words=_said(words), at=clock.now(), **{about: thing})
    made.pk = pk or made.pk
    made.save(force_insert=True)
    record(Act.STAGE_REMARK, made, by=by, to=next(iter(about)))
    return made


def _said(words):
    words = words.strip()
    if not words:
        raise Refused(_("Please write a few words first."), field="words")
    if len(words) > LONGEST:
        raise Refused(_("Please say it in up to four thousand letters."), field="words")
    return words
