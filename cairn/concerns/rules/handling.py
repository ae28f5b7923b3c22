"""What comes after what when a concern is looked after, and by when."""

from datetime import timedelta
from enum import StrEnum

from cairn.lib.words import _


class Stage(StrEnum):
    """Where a concern is."""

    RAISED = "raised"
    HEARD = "heard"
    ACTING = "acting"
    SETTLED = "settled"
    TOLD = "told"
    CLOSED = "closed"


class Kind(StrEnum):
    """What one step was."""

    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    ACT = "act"
    ANSWER = "answer"
    SETTLE = "settle"
    TELL = "tell"
    CLOSE = "close"
    REOPEN = "reopen"
    ADD = "add"
    ROUTE = "route"


OPEN = frozenset(Stage) - {Stage.CLOSED}
# {step: {stage in which it can be taken: the stage that follows}}
STEPS = {
    Kind.ACKNOWLEDGE: {Stage.RAISED: Stage.HEARD},
    Kind.ASSIGN: {stage: stage for stage in OPEN},
    Kind.ACT: {
        Stage.HEARD: Stage.ACTING,
        Stage.ACTING: Stage.ACTING,
        Stage.SETTLED: Stage.SETTLED,
        Stage.TOLD: Stage.TOLD,
    },
    Kind.ANSWER: {stage: stage for stage in OPEN - {Stage.RAISED}},
    Kind.SETTLE: {Stage.HEARD: Stage.SETTLED, Stage.ACTING: Stage.SETTLED},
    Kind.TELL: {Stage.SETTLED: Stage.TOLD},
    Kind.CLOSE: {Stage.TOLD: Stage.CLOSED},
    Kind.REOPEN: {Stage.CLOSED: Stage.RAISED},
    Kind.ADD: {stage: stage for stage in OPEN},
    Kind.ROUTE: {stage: stage for stage in Stage},
}
# What whoever raised it is shown. What was done in the house, by whom and about whom, stays with who handles it.
SHOWN = frozenset({Kind.ACKNOWLEDGE, Kind.ANSWER, Kind.TELL, Kind.CLOSE, Kind.REOPEN, Kind.ADD})
WORDLESS = frozenset({Kind.ACKNOWLEDGE, Kind.ASSIGN, Kind.CLOSE})  # words are welcome, and not needed
TOLD = {
    "here": _("Here, on the page of the concern"),
    "person": _("Face to face"),
    "call": _("By phone"),
    "letter": _("In writing"),
    "other": _("Another way that they chose"),
    "unwanted": _("They did not want to be told"),
    "unreached": _("They could not be reached"),
}
_CLOSED = _("This concern is closed. It can be opened again, with a reason.")
_WHY_NOT = {
    Kind.ACKNOWLEDGE: _("It was acknowledged already."),
    Kind.ACT: _("Please acknowledge it first, so that whoever raised it knows that it was heard."),
    Kind.ANSWER: _("Please acknowledge it first, so that whoever raised it knows that it was heard."),
    Kind.TELL: _("What came of it was told already."),
    Kind.REOPEN: _("It is open."),
}


def why_not(kind, stage, *, wants_answer=True, how=""):
    """The sentence a person should read, or "" when this step can be taken now."""
    if stage in STEPS[kind]:
        if kind is Kind.ANSWER and not wants_answer:
            return _("They asked for no answer. What came of it can still be written down.")
        return _("Please say how they were told.") if kind is Kind.TELL and how not in TOLD else ""
    if stage is Stage.CLOSED:
        return _CLOSED
    return _not_yet(kind, stage) or _WHY_NOT[kind]


def _not_yet(kind, stage):
    if kind is Kind.SETTLE:
        if stage is Stage.RAISED:
            return _("Please acknowledge it first, so that whoever raised it knows that it was heard.")
        return _("What came of it is written already.")
    if kind is Kind.TELL and stage is not Stage.TOLD:
        return _("Please write down first what came of it.")
    if kind is Kind.CLOSE:
        return _("Please tell whoever raised it first, or say why that could not be.")
    return ""


def after(kind, stage):
    """The stage that follows this step."""
    return STEPS[kind][stage]


# Which clock runs in which stage, and what it asks for.
CLOCKS = {
    Stage.RAISED: "concern_acknowledge",
    Stage.HEARD: "concern_act",
    Stage.ACTING: "concern_tell",
    Stage.SETTLED: "concern_tell",
    Stage.TOLD: "concern_close",
}


def due(stage, opened_on, clocks):
    """``(clock, day)``: what is asked for next and its last day; None when it is closed.

    ``opened_on``: the day on which it was raised, or opened again. ``clocks``: {clock: days} of its program.
    """
    clock = CLOCKS.get(stage)
    return None if clock is None else (clock, opened_on + timedelta(days=clocks[clock]))


def is_late(day, today):
    """True when that day is over."""
    return today > day
