"""A referral: where it stands, what it may become, and what needs to be said."""

import datetime
from enum import StrEnum

from cairn.lib.words import _
from cairn.people import rules as people

LONG, SHORT = 4000, 200
FIRST_BIRTH = datetime.date(1900, 1, 1)


class State(StrEnum):
    """Where a referral stands."""

    RECEIVED = "received"
    CONTACTED = "contacted"
    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


NAMES = {
    State.RECEIVED: _("received"),
    State.CONTACTED: _("contacted"),
    State.WAITING: _("waiting"),
    State.OFFERED: _("a match is offered"),
    State.ACCEPTED: _("the way has begun"),
    State.DECLINED: _("not taken up by us"),
    State.WITHDRAWN: _("they chose not to go on"),
}
OPEN = frozenset({State.RECEIVED, State.CONTACTED, State.WAITING, State.OFFERED})
NEXT = {
    State.RECEIVED: {State.CONTACTED, State.WAITING, State.DECLINED, State.WITHDRAWN},
    State.CONTACTED: {State.WAITING, State.OFFERED, State.DECLINED, State.WITHDRAWN},
    State.WAITING: {State.OFFERED, State.DECLINED, State.WITHDRAWN},
    State.OFFERED: {State.WAITING, State.ACCEPTED, State.DECLINED, State.WITHDRAWN},
    State.ACCEPTED: {State.WAITING},
    State.DECLINED: {State.RECEIVED, State.WAITING},
    State.WITHDRAWN: {State.RECEIVED, State.WAITING},
}

REFERRERS = {
    "themself": _("The person themself"),
    "family": _("Family or a friend"),
    "agency": _("An agency"),
    "clinic": _("A clinic or hospital"),
    "court": _("A court"),
    "staff": _("Somebody who works here"),
}
URGENCY = {
    "": _("It can wait its turn"),
    "soon": _("This week would help"),
    "now": _("Today or tomorrow"),
}
MOST_URGENT_FIRST = ("now", "soon", "")
# Fields of words, and how long each may be.
WORDS = {
    "name": people.NAME_LENGTH,
    "referrer_name": SHORT,
    "answer_how": SHORT,
    "why": LONG,
    "asks": LONG,
    "urgency_why": SHORT * 2,
}


def why_not(state, to):
    """The sentence to read, or "" when a referral in this state may become ``to``."""
    if State(to) in NEXT[State(state)]:
        return ""
    if to == State.OFFERED and state == State.RECEIVED:
        return _("Please get in touch with them first, and write down how it went. Then a match can be offered.")
    return {
        State.RECEIVED: _("Nobody has been in touch with them yet."),
        State.CONTACTED: _("Somebody has been in touch with them already."),
        State.WAITING: _("They are on the waiting list already."),
        State.OFFERED: _("A match is offered already. Take it back first, or wait for both answers."),
        State.ACCEPTED: _("Their way has begun already. It can be reopened with a reason."),
        State.DECLINED: _("This referral was not taken up. It can be reopened with a reason."),
        State.WITHDRAWN: _("They chose not to go on. It can be reopened with a reason."),
    }[State(state)]


def why_not_reopen(state, reason):
    """The sentence to read, or "" when a closed referral may be opened again for this reason."""
    if State(state) in OPEN:
        return _("This referral is open.")
    return why_not_reason(reason)


def why_not_reason(reason):
    """The sentence to read, or "" when a reason was said."""
    if not reason.strip():
        return _("Please say why, in a few words. It helps whoever looks at this later.")
    return _("That is long. Two hundred letters are enough.") if len(reason) > SHORT else ""


def reopened(states):
    """What a closed referral becomes when it is opened again, from the states it went through."""
    return State.WAITING if {State.CONTACTED, State.WAITING, State.OFFERED} & set(states) else State.RECEIVED


def why_not_said(said, *, today):
    """``(sentence, field)``: what stands in the way of taking this referral, or ("", "")."""
    if not said.get("name", "").strip():
        return _("Please give the name they go by. A first name is enough."), "name"
    for field, most in WORDS.items():
        if len(said.get(field, "")) > most:
            return _("That is longer than we can keep here. Please say it in fewer words."), field
    if said.get("referrer") not in REFERRERS:
        return _("Please say who refers."), "referrer"
    if said.get("urgency", "") not in URGENCY:
        return _("Please choose how soon."), "urgency"
    if said.get("urgency") and not said.get("urgency_why", "").strip():
        return _("Please say in a few words why it cannot wait."), "urgency_why"
    sentence, field = people.why_not_reach(said, today=today)
    if sentence:
        return sentence, field
    if not can_be_answered(said):
        return _("Please give one way to reach them, or you: a phone number, an e-mail address, or how else."), "phone"
    return "", ""


def can_be_answered(said):
    """True when there is any way to get back to the person or to whoever refers them."""
    safe = said.get("safe") or {}
    return any(word.strip() for word in (said.get("phone", ""), safe.get("email", ""), safe.get("words", ""),
                                         said.get("answer_how", "")))  # fmt: skip


def due_on(state, *, received, contacted, lapses_on, days):
    """The day by which the next thing is looked for: the first contact, an offer, both answers; None when closed.

    ``days``: the clocks of the program, or those that hold where none is decided.
    """
    if state == State.RECEIVED:
        return received + datetime.timedelta(days=days["contact"])
    if state in (State.CONTACTED, State.WAITING):
        return (contacted or received) + datetime.timedelta(days=days["offer"])
    return lapses_on if state == State.OFFERED else None
