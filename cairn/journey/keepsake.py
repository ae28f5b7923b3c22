"""A keepsake for the participant: the way come, and what went well, in their own words. Plain values, for paper."""

from cairn.goals.models import Step, Win
from cairn.lib import keys
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Person
from cairn.teams.models import TeamMember

from . import reading
from .models import Move

MOST = 60


def keepsake(who, participation):
    """What the participant takes along; ``NotHere`` for anybody but them and their team.

    ``{name, program, started_on, ended_on, beginning, moves, wins, strengths, steps, goals, supports, thanks,
    companions}``; each win has words, passage, on and voice (participant or supporter). Days are dates.
    """
    access.require(who, Act.WAY_READ, participation)
    plan = reading.last_leaving(who, participation)
    body = plan.body if plan else {}
    told = reading.tellings(who, participation)
    wins = list(access.scope(who, Act.WIN_KEEP, Win.objects.filter(participation=participation)).order_by("on", "pk"))
    done = Step.objects.filter(participation=participation, state=Step.State.DONE).order_by("marked_at")
    return {
        "name": participation.person.chosen_name,
        "program": participation.program.name,
        "started_on": participation.started_on,
        "ended_on": participation.ended_on,
        "beginning": told["now"].words if "now" in told else "",
        "moves": [
            {"to": m.to_stage, "on": m.on} for m in Move.objects.filter(participation=participation).order_by("number")
        ],
        "wins": [_win(w, participation) for w in wins if w.kind != Win.Kind.STRENGTH][-MOST:],
        "strengths": [_win(w, participation) for w in wins if w.kind == Win.Kind.STRENGTH][-MOST:],
        "steps": [{"what": s.what, "word": s.word} for s in done[:MOST]],
        "goals": [goal for goal in body.get("goals", []) if goal["met"] in ("met", "partly")],
        "supports": body.get("supports", ""),
        "thanks": body.get("thanks", ""),
        "companions": _companions(participation),
    }


def _win(row, participation):
    own = row.voice_id == participation.person_id
    return {
        "words": row.words,
        "passage": row.passage,
        "on": row.on,
        "kind": row.kind,
        "voice": "participant" if own else "supporter",
    }


def _companions(participation):
    members = TeamMember.objects.filter(participation=participation).order_by("started_at")
    ids = list(dict.fromkeys(members.values_list("person_id", flat=True)))
    people = {p.pk: p for p in Person.objects.filter(pk__in=ids)}
    keys.warm([p.key_id for p in people.values()])
    return [people[pk].chosen_name for pk in ids]
