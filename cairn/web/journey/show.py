"""What the pages of the way show."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.journey.rules import checklist, clocks, deciding, stages
from cairn.journey.rules.stages import ORDER, Stage

from .. import texts
from . import drawn


def name(stage):
    """A stage in words."""
    return _(stages.NAMES[Stage(stage)])


def tier(number):
    """A tier in words; "" when none is decided."""
    return _(stages.TIER_NAMES[number]) if number else ""


def short_tier(number):
    """The same beside a stage, which says the rest already."""
    return _("Tier {n}").format(n=number) if number else ""


def kind(value):
    """What kind of review it is."""
    return {"talk": _("Talk about the goals"), "formal": _("Assessment of the year")}[value]


def rhythm(code, words=""):
    """How often they meet, in words."""
    said = _(deciding.RHYTHMS[code])
    return _("{rhythm} · {words}").format(rhythm=said, words=words) if words else said


def place(way, today):
    """Where a way is: the path, the stage and its words, tier, since when, and what rests."""
    visited = {m.from_stage for m in way.moves} | {m.to_stage for m in way.moves}
    return {
        "path": drawn.path(way.stage, visited),
        "names": [
            {"name": name(stone["stage"]), "kind": stone["kind"]} for stone in drawn.path(way.stage, visited)["stones"]
        ],
        "stage": name(way.stage),
        "about": _(stages.ABOUT[way.stage]),
        "tier": tier(way.tier),
        "since": texts.date(way.since),
        "ended": texts.date(way.participation.ended_on) if way.participation.ended_on else "",
        "is_over": way.stage == Stage.EXITED,
        "is_exiting": way.stage == Stage.EXITING,
        "is_reviewed": way.stage in stages.REVIEWED,
        "pause": pause(way.pause, today) if way.pause else None,
    }


def pause(row, today):
    """A pause that is planned or goes on."""
    return {
        "begun": row.first_on <= today,
        "first": texts.date(row.first_on),
        "last": texts.date(row.last_on) if row.last_on else "",
        "words": row.words,
    }


def asked(items, to=None, today=None):
    """The checklist: each thing with why, where it is done, when and by whom it was, and by when it is looked for.

    ``to``: the addresses of the way (``base.Addresses``); without them nothing is linked.
    """
    return [
        {
            "key": item.key,
            "text": _(item.what),
            "hint": _(item.why),
            "done": item.done,
            "told": item.key in checklist.TOLD,
            "built": item.key in checklist.BUILDING,
            "words": item.how.words,
            "how": how(item),
            "due": texts.short_day(item.due_on) if item.due_on else "",
            "late": bool(item.due_on and today and item.due_on < today),
            "paper": item.paper,
            "begins": bool(item.paper and not item.sheet and item.paper != "release"),
            "url": place_of(item, to) if to else "",
        }
        for item in items
    ]


def how(item):
    """When it was done and by whom, as far as that is known."""
    on = texts.short_day(item.how.on) if item.how.on else ""
    return " · ".join(filter(None, (on, item.how.by)))


def place_of(item, to):
    """Where that is filled in or told: its paper, the permissions, how it began, the exit plan; "" where nowhere."""
    if item.paper == "release":
        return to["consents"]
    if item.paper:
        return reverse("paper", args=[item.sheet]) if item.sheet else to["papers"]
    if item.key in checklist.TOLD:
        return to["beginning"]
    return {"exit-plan": to["leaving"], "end-goals": to["leaving"], "supports": to["leaving"], "back": to["code"]}.get(
        item.key, ""
    )


def onward(way):
    """The stages that a press leads to from here: [{value, label, back}]."""
    return [
        {"value": str(to), "label": name(to), "back": stages.is_back(way.stage, to)} for to in stages.NEXT[way.stage]
    ]


def steps(moves, remarks):
    """Every move, newest first, with what was open and what the participant said to it."""
    return [
        {
            "id": m.pk,
            "title": _("Tier talked over: {stage}").format(stage=name(m.to_stage))
            if m.from_stage == m.to_stage
            else name(m.to_stage),
            "when": texts.date(m.on),
            "by": m.by.chosen_name,
            "tier": tier(m.tier),
            "decision": m.decision_id,
            "why": m.why,
            "open": [_(what) for key in m.open_items for what in _what(m.from_stage, key)],
            "remarks": [{"words": r.words, "when": texts.date(r.at)} for r in remarks.get(m.pk, ())],
            "kind": "milestone" if ORDER.index(Stage(m.to_stage)) >= ORDER.index(Stage(m.from_stage)) else "note",
        }
        for m in moves
    ]


def _what(stage, key):
    return [what for item, what, _why in checklist.ASKS[Stage(stage)] if item == key]


def ahead(reviews, today):
    """Reviews to come: kind, day, and whether it is late or soon."""
    return [
        {
            "id": r.pk,
            "url": reverse("review", args=[r.pk]),
            "kind": kind(r.kind),
            "day": texts.short_day(r.due_on),
            "late": clocks.state(r.due_on, today) == "late",
            "why": r.asked_why,
        }
        for r in reviews
    ]


def held(review, remarks=()):
    """A review that was held."""
    return {
        "id": review.pk,
        "url": reverse("review", args=[review.pk]),
        "kind": kind(review.kind),
        "day": texts.date(review.held_on) if review.held_on else "",
        "due": texts.date(review.due_on),
        "by": review.held_by.chosen_name if review.held_by else "",
        "talked": [{"goal": goal, "said": said} for goal, said in review.talked],
        "words": review.words,
        "own_words": review.own_words,
        "is_formal": review.kind == "formal",
        "asked_why": review.asked_why,
        "aside": review.set_aside_why if review.set_aside_at else "",
        "remarks": [{"words": r.words, "when": texts.date(r.at)} for r in remarks],
    }


def told(tellings):
    """What was told at the beginning, for its form and for reading."""
    labels = {"now": _("How things are now"), "past": _("What was before"), "growth": _("Where to grow")}
    return [
        {
            "kind": each,
            "label": label,
            "words": tellings[each].words if each in tellings else "",
            "by": tellings[each].by.chosen_name if each in tellings else "",
            "when": texts.date(tellings[each].at) if each in tellings else "",
        }
        for each, label in labels.items()
    ]
