"""What the pages about concerns show."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.concerns.rules.asking import ANSWERS, KINDS, URGENCY
from cairn.concerns.rules.handling import TOLD, Kind, Stage
from cairn.concerns.rules.routing import Circle
from cairn.lib import clock

from .. import texts


def form(said, *, known=None):
    """What the form asks, with what was said so far."""
    values = {
        "said": said,
        "kinds": [("", _("Choose what comes closest"))] + [(key, _(words)) for key, words in KINDS.items()],
        "urgencies": [{"value": key, "label": _(words)} for key, words in URGENCY.items()],
        "answers": [{"value": key, "label": _(words)} for key, words in ANSWERS.items()],
    }
    if known is not None:
        people = [(person.pk, person.chosen_name) for person in known.people]
        values["people"] = [("", _("Nobody, or somebody I write below")), *people]
        values["programs"] = [(program.pk, program.name) for program in known.programs]
    return values


def stage(concern):
    """Where a concern is, in a word, and the tone of its chip."""
    words = {
        Stage.RAISED: _("not acknowledged yet"),
        Stage.HEARD: _("acknowledged"),
        Stage.ACTING: _("being looked after"),
        Stage.SETTLED: _("outcome written"),
        Stage.TOLD: _("told"),
        Stage.CLOSED: _("closed"),
    }
    tones = {Stage.RAISED: "amber", Stage.TOLD: "pine", Stage.CLOSED: "plain"}
    return {"text": words[Stage(concern.stage)], "tone": tones.get(Stage(concern.stage), "sky")}


def due(name, day, today):
    """What is asked for next and by when, in words and without blame."""
    by, since = {
        "concern_acknowledge": (_("acknowledge by {day}"), _("to be acknowledged since {day}")),
        "concern_act": (_("do something by {day}"), _("something to do since {day}")),
        "concern_tell": (_("tell them by {day}"), _("to be told since {day}")),
        "concern_close": (_("close by {day}"), _("to be closed since {day}")),
    }[name]
    if day == today:
        return by.format(day=_("today"))
    return (since if day < today else by).format(day=texts.short_day(day))


def sender(concern):
    """Who raised it, as who handles it reads it."""
    if concern.raised_by:
        return concern.raised_by.chosen_name
    return _("{name}, from outside").format(name=concern.name) if concern.name else _("somebody who gave no name")


def row(handled, who):
    """An open concern in the list of what needs a person."""
    concern = handled.concern
    return {
        **line(concern, who.zone),
        "due": due(handled.clock, handled.due_on, clock.today(who.zone)),
        "is_late": handled.is_late,
        "urgency": _(URGENCY[concern.urgency]) if concern.urgency == "now" else "",
    }


def line(concern, zone, *, mine=False):
    """One line about a concern: what it is about, since when, from whom."""
    day = texts.local_day(concern.raised_at, zone)
    where = concern.program.name if concern.program_id and not mine else ""
    about = day if mine else _("{day}, from {name}").format(day=day, name=sender(concern))
    return {
        "url": reverse("my-concern" if mine else "concern", args=[concern.pk]),
        "title": _(KINDS[concern.kind]),
        "about": " · ".join(words for words in (about, where) if words),
        "stage": stage(concern),
        "with": concern.assigned_to.chosen_name if not mine and concern.assigned_to else "",
    }


def words(concern):
    """What was said, as (question, answer) pairs; what was left open is left out."""
    asked = [
        (_("What happened"), concern.what),
        (_("When"), concern.when),
        (_("About whom"), concern.whom),
        (_("What was tried"), concern.tried),
        (_("What should come of it"), concern.wish),
        (_("How soon"), _(URGENCY[concern.urgency])),
        (_("An answer"), _(ANSWERS[concern.answer])),
        (_("How to reach them"), concern.contact),
    ]
    return [(question, answer) for question, answer in asked if answer]


def steps(rows, zone, *, me=None, outside=False):
    """What happened since, in order. ``outside``: whoever reads came with a code, and is told no names."""
    return [
        {
            "title": _title(step),
            "who": _by(step, me, outside),
            "when": texts.short_moment(step.at, zone),
            "words": "" if outside and step.by_id is None else step.words,
            "kind": "win" if step.kind in (Kind.ANSWER, Kind.TELL) else "note",
        }
        for step in rows
    ]


def _title(step):
    name = step.person.chosen_name if step.person else ""
    if step.kind == Kind.ASSIGN:
        return _("{name} was asked to look after it").format(name=name)
    if step.kind == Kind.ROUTE:
        return _("{name} is kept out of it").format(name=name) if name else _("It goes around the coordinators")
    if step.kind == Kind.TELL:
        return _("Told: {how}").format(how=_(TOLD[step.how]))
    return {
        Kind.ACKNOWLEDGE: _("It was heard"),
        Kind.ACT: _("What was done"),
        Kind.ANSWER: _("An answer"),
        Kind.SETTLE: _("What came of it"),
        Kind.CLOSE: _("Closed"),
        Kind.REOPEN: _("Opened again"),
        Kind.ADD: _("More words"),
    }[Kind(step.kind)]


def _by(step, me, outside):
    if step.by_id is None:
        return _("You") if outside else _("Whoever raised it")
    if outside:
        return _("The organization")
    return _("You") if step.by_id == me else step.by.chosen_name


def circle(name):
    """Who hears a concern, as a sentence."""
    return {
        Circle.COORDINATORS: _("It came to the coordinators."),
        Circle.SECOND: _("It goes around the coordinators, and came to the second person."),
        Circle.ADMINISTRATORS: _("It came to the administrators: nobody nearer is free to hear it."),
        Circle.OTHERS: _("It came to the coordinators of the house: nobody nearer is free to hear it."),
        Circle.NOBODY: _("It waits for an administrator who is not part of it. Nobody else can hear it now."),
    }[name]


def waits(name):
    """Who reads what somebody raised, as they are told: by what they are, not by name."""
    return {
        Circle.COORDINATORS: _("The coordinators read it."),
        Circle.SECOND: _("The second person reads it, not the coordinators."),
        Circle.ADMINISTRATORS: _("An administrator reads it, not the coordinators."),
        Circle.OTHERS: _("A coordinator of another program reads it."),
        Circle.NOBODY: _("It waits for an administrator who is not part of it. Nobody can read it yet."),
    }[name]


def next_forms(concern):
    """The steps that can be taken now, the one asked for first."""
    order = {
        Stage.RAISED: ["acknowledgement", "assignment", "route"],
        Stage.HEARD: ["action", "outcome", "answer", "assignment", "route"],
        Stage.ACTING: ["outcome", "action", "answer", "assignment", "route"],
        Stage.SETTLED: ["telling", "action", "answer", "assignment", "route"],
        Stage.TOLD: ["closure", "action", "answer", "assignment", "route"],
        Stage.CLOSED: ["reopening", "route"],
    }[Stage(concern.stage)]
    return [name for name in order if name != "answer" or concern.answer != "none"]


def tellings(concern):
    """The ways in which somebody can be told; a page can only tell who comes back to it."""
    return [("", _("Choose how"))] + [(key, _(words)) for key, words in TOLD.items()]
