"""An offered match: who may answer, and what the answers make of it."""

from enum import StrEnum

from cairn.lib.words import _

LASTS_DAYS = 14  # an offer without both answers lapses; a program may say otherwise (clocks)
HOW = 200


class Side(StrEnum):
    """Who is asked."""

    SUPPORTER = "supporter"
    PARTICIPANT = "participant"


class Outcome(StrEnum):
    """How an offer ended; "" while it is open."""

    OPEN = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OUTCOMES = {
    Outcome.ACCEPTED: _("both said yes"),
    Outcome.DECLINED: _("not this time"),
    Outcome.WITHDRAWN: _("taken back"),
    Outcome.LAPSED: _("over without an answer"),
}
CHOICES = {"yes": _("Yes"), "no": _("Not this time")}
# What can pass on to a new supporter, each only when the participant says so.
PASSES = {
    "notes": _("Our notes, and the wins kept from them"),
    "steps": _("My next steps"),
    "plans": _("My plans and goals"),
}


def why_not_answer(outcome, *, lapsed, choice, before):
    """The sentence to read, or "" when somebody may answer so. ``before``: their answer until now, or ""."""
    if outcome:
        return {
            Outcome.ACCEPTED: _("Both said yes already. Nothing more is needed."),
            Outcome.DECLINED: _("This offer is over. Nothing more is needed."),
            Outcome.WITHDRAWN: _("This offer was taken back. Nothing more is needed."),
            Outcome.LAPSED: _("This offer is over. Nothing more is needed."),
        }[Outcome(outcome)]
    if lapsed:
        return _("The time for this offer is over. A new one can be made.")
    if choice not in CHOICES:
        return _("Please choose yes, or not this time.")
    return _("You said yes already, and the other answer is still to come.") if before == choice else ""


def why_not_record(how):
    """The sentence to read, or "" when somebody's answer may be written down for them."""
    if not how.strip():
        return _("Please say how they told you: on the phone, face to face, through somebody they trust.")
    return _("That is long. Two hundred letters are enough.") if len(how) > HOW else ""


def becomes(answers):
    """What an offer with these answers ({side: choice}) is."""
    if "no" in answers.values():
        return Outcome.DECLINED
    return Outcome.ACCEPTED if {s: answers.get(s) for s in Side} == dict.fromkeys(Side, "yes") else Outcome.OPEN
