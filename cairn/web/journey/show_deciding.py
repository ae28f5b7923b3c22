"""What the pages of a decision and of leaving show."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.journey.rules import deciding, leaving, stages

from .. import texts
from . import show


def tiers():
    """The three tiers to choose from. None is chosen before somebody does."""
    return [
        {"value": str(tier), "label": show.tier(tier), "hint": _(stages.ABOUT[stage])}
        for tier, stage in stages.TIERS.items()
    ]


def rhythms(first=True):
    """How often to meet, as choices."""
    return ([("", _("Choose"))] if first else []) + [(code, _(words)) for code, words in deciding.RHYTHMS.items()]


def evidence(reviews, papers, notes, steps):
    """What a decision can rest on: [{value, label}], chosen by people from what is there."""
    found = [("review", r.pk, f"{show.kind(r.kind)}, {texts.date(r.held_on)}") for r in reviews]
    found += papers
    found += [("note", pk, label) for pk, label in notes]
    found += [("step", s.pk, _("Step: {what}").format(what=s.what)) for s in steps]
    return [{"value": f"{kind}:{pk}", "label": label} for kind, pk, label in found]


def decision(row, says, *, me, remarks=()):
    """A decision with both views beside each other, and how it was settled."""
    settled = getattr(row, "settlement", None)
    views = [said(s) for s in says]
    mine = [s for s in says if s.person_id == me]
    return {
        "id": row.pk,
        "url": reverse("decision", args=[row.pk]),
        "tier": show.tier(row.tier),
        "stage": show.name(stages.TIERS[row.tier]),
        "when": texts.date(row.at),
        "by": row.by.chosen_name,
        "reasons": row.reasons,
        "supporter_view": row.supporter_view,
        "rhythm": show.rhythm(row.rhythm, row.rhythm_words),
        "next_on": texts.date(row.next_on),
        "says": views,
        "differs": [s for s in views if s["choice"] == "differ"],
        "answered": mine[-1].choice if mine else "",
        "is_open": settled is None,
        "settled": _settled(settled) if settled else None,
        "remarks": [{"words": r.words, "when": texts.date(r.at)} for r in remarks],
    }


def said(row):
    """What somebody said to it, with their name and role."""
    return {
        "name": row.person.chosen_name,
        "signed": row.name,
        "voice": "participant" if row.role == "participant" else "supporter",
        "role": _("participant") if row.role == "participant" else _("peer supporter"),
        "choice": row.choice,
        "words": row.words,
        "when": texts.date(row.at),
    }


def _settled(row):
    sentences = {
        "both": _("Both agreed on {day}."),
        "coordinator": _("{name} decided on {day}, because:"),
        "withdrawn": _("{name} took it back on {day}, because:"),
    }
    sentence = sentences[row.how].format(name=row.by.chosen_name, day=texts.date(row.at))
    return {"sentence": sentence, "why": row.why, "how": row.how}


def plan(body, extra=2):
    """The exit plan for its form: the lines that are there, and a few empty ones."""
    rows = leaving.MOST
    goals = [*body["goals"], *[{"words": "", "met": "open", "on": ""}] * extra][:rows]
    taper = [*body["taper"], *[{"from": "", "rhythm": ""}] * extra][:rows]
    return {**leaving.EMPTY, **body, "goals": goals, "taper": taper}


def planned(body):
    """The exit plan for reading."""
    return {
        "goals": [
            {
                "words": g["words"],
                "met": _(leaving.MET[g["met"]]),
                "done": g["met"] in ("met", "partly"),
                "on": day(g["on"]),
            }
            for g in body["goals"]
        ],
        "taper": [{"from": day(row["from"]), "rhythm": show.rhythm(row["rhythm"])} for row in body["taper"]],
        "supports": body["supports"],
        "resources": body["resources"],
        "back": body["back"],
        "thanks": body.get("thanks", ""),
    }


def day(text):
    """A day of the plan in words; as it was typed, when it is none."""
    try:
        return texts.date(datetime.date.fromisoformat(text))
    except ValueError:
        return text


def met():
    """How far a goal came, as choices."""
    return [(code, _(words)) for code, words in leaving.MET.items()]


def survey():
    """The questions that are answered without a name."""
    return [
        {
            "name": name,
            "label": _(words),
            "options": [{"value": v, "label": _(w)} for v, w in leaving.CHOICES[name].items()]
            if name in leaving.CHOICES
            else [],
        }
        for name, words in leaving.NAMELESS.items()
    ]


def answered(answers):
    """Answers without a name, question by question, for reading."""
    return [
        (_(leaving.NAMELESS[name]), _(leaving.CHOICES[name][value]) if name in leaving.CHOICES else value)
        for name, value in answers.items()
        if value
    ]
