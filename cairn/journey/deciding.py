"""The tier: put to both by people, answered by both with their names, settled. No code path gives one by itself."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.programs import reading as programs
from cairn.teams.models import Part, TeamMember

from . import known, leaving, moving, reviewing
from .models import Decision, Review, Say, Settlement
from .rules import deciding as rules
from .rules.stages import Stage, stage_of_tier


@atomic
def propose(participation, *, tier, next_on, by, evidence=(), review=None, pk=None, **said):
    """A tier that somebody chose lies before both, with what it rests on. Nothing has moved yet.

    ``said``: reasons, supporter_view, rhythm and, perhaps, rhythm_words. ``evidence``: [(kind, id)] of reviews, papers,
    notes and steps that people picked. ``pk``: the id it shall have.
    """
    access.require(by, Act.DECISION_PROPOSE, participation)
    last = moving.hold(participation)
    if pk and (there := Decision.objects.filter(pk=pk, participation=participation).first()):
        return there
    words = {name: said.get(name, "").strip() for name in ("reasons", "supporter_view", "rhythm", "rhythm_words")}
    asked = {name: words[name] for name in ("reasons", "supporter_view", "rhythm")}
    now = {"stage": moving.at(last), "today": clock.today(by.zone), "has_open": _open(participation).exists()}
    sentence, field = rules.why_not_propose(tier, next_on=next_on, **asked, **now)
    if sentence:
        raise Refused(sentence, field=field)
    decision = Decision.of(
        participation,
        number=Decision.objects.filter(participation=participation).count() + 1,
        tier=tier,
        **{**words, "rhythm_words": words["rhythm_words"][:300]},
        next_on=next_on,
        evidence=[[kind, str(each)] for kind, each in evidence][:100],
        review=review,
        by=by.person,
        at=clock.now(),
    )
    decision.pk = pk or decision.pk
    decision.save(force_insert=True)
    record(Act.DECISION_PROPOSE, decision, by=by, tier=tier)
    return decision


@atomic
def answer(decision, *, choice, by, name="", words="", pk=None):
    """They agree, with their name, or say how they see it. When both agree, the tier is theirs.

    The participant's words stand beside the decision unedited, whatever is settled.
    """
    access.require(by, Act.DECISION_ANSWER, decision)
    moving.hold(decision.participation)
    if pk and Say.objects.filter(pk=pk).exists():
        return
    own = (by.person.chosen_name, by.person.legal_name)
    sentence, field = rules.why_not_answer(choice, words=words, name=name, names=own, is_open=is_open(decision))
    if sentence:
        raise Refused(sentence, field=field, name=own[0])
    _say(decision, by, choice=choice, name=rules.signed_as(name, own), words=words, pk=pk, decision=decision)
    record(Act.DECISION_ANSWER, decision, by=by, choice=choice)
    if rules.is_agreed(known.choices(known.says(decision=decision))):
        _settle(decision, how=Settlement.How.BOTH, by=by)


@atomic
def settle(decision, *, why, by):
    """A coordinator decides, with a reason that both can read. What each of them said stays beside it."""
    access.require(by, Act.DECISION_SETTLE, decision)
    moving.hold(decision.participation)
    has_supporter = TeamMember.objects.filter(
        participation=decision.participation, part__in=(Part.SUPPORTER, Part.BACKUP), ended_at=None
    ).exists()
    sentence, field = rules.why_not_settle(
        known.choices(known.says(decision=decision)),
        why=why,
        is_open=is_open(decision),
        has_supporter=has_supporter,
        waited=(clock.today(by.zone) - decision.at.date()).days,
        patience=programs.clocks_of(decision.participation.program_id)["answer"],
    )
    if sentence:
        raise Refused(sentence, field=field)
    record(Act.DECISION_SETTLE, decision, by=by, tier=decision.tier)
    _settle(decision, how=Settlement.How.COORDINATOR, by=by, why=why)


@atomic
def withdraw(decision, *, why, by):
    """It is off the table, and why stands there. Another one can be put."""
    access.require(by, Act.DECISION_WITHDRAW, decision)
    moving.hold(decision.participation)
    if not is_open(decision):
        return
    if not why.strip():
        raise Refused(_("Please say in a few words why it is taken back."), field="why")
    _close(decision, how=Settlement.How.WITHDRAWN, by=by, why=why)
    record(Act.DECISION_WITHDRAW, decision, by=by)


def is_open(decision):
    """True while it waits for an answer, asked of the database now."""
    return not Settlement.objects.filter(decision=decision).exists()


def _open(participation):
    return Decision.objects.filter(participation=participation, settlement=None)


def _say(thing, by, *, choice, name, words, pk, **about):
    role = "participant" if by.person_id == thing.subject_id else "supporter"
    said = Say.of(
        thing.participation,
        person=by.person,
        role=role,
        choice=choice,
        name=name,
        words=words.strip(),
        at=clock.now(),
        **about,
    )
    said.pk = pk or said.pk
    said.save(force_insert=True)


def _close(decision, *, how, by, why=""):
    Settlement.of(
        decision.participation, decision=decision, how=how, why=why.strip()[:2000], by=by.person, at=clock.now()
    ).save(force_insert=True)


def _settle(decision, *, how, by, why=""):
    """The tier that people chose is now this way's, and what follows from it follows."""
    way = decision.participation
    _close(decision, how=how, by=by, why=why)
    last, to = known.last_move(way), stage_of_tier(decision.tier)
    if moving.at(last) != to or (last and last.tier != decision.tier):
        moving._go(way, last, to=to, by=by, why=why or decision.reasons, decision=decision)
    if to == Stage.EXITING:
        leaving._open(way, why=decision.reasons, by=by)
    else:
        leaving._close(way, end="stayed")
    ahead = reviewing._ahead(way).get(Review.Kind.TALK)
    reviewing._put(way, ahead, kind=Review.Kind.TALK, due_on=decision.next_on, by=by)
