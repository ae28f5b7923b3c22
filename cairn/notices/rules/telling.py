"""What is told to whom. Keyed by the name of the act as it stands in the history.

An act that this house does not know yet is never found there, and so tells nobody. An audience that nobody resolves is
empty. Whoever did something is never told of it.
"""

from cairn.lib.words import _
from cairn.people.roles import STAFF

PARTICIPANT, SUPPORTERS, COORDINATORS = "participant", "supporters", "coordinators"
NAMED, ASKED, HANDLERS = "named", "asked", "handlers"


def _both(template):
    return [(PARTICIPANT, template), (SUPPORTERS, template)]


def _all(template):
    return [*_both(template), (COORDINATORS, template)]


TELLS = {
    # Handlers are resolved by the concerns room alone: whoever is named in a concern never hears that it exists.
    "concern.assign": [(HANDLERS, "concern-yours")],
    "concern.raise": [(HANDLERS, "concern-new")],
    "consent.revoke": [(SUPPORTERS, "paper-revoked"), (COORDINATORS, "paper-revoked")],
    "decision.propose": _both("way-asked"),
    "decision.settle": _all("way-decided"),
    "leaving.begin": _all("way-leaving"),
    "leaving.plan": _both("way-asked"),
    "meeting.cancel": _both("session-off"),
    "meeting.change": _both("session-moved"),
    "meeting.plan": _both("session-planned"),
    "note.amend": _both("note-amended"),
    "note.excuse": [(PARTICIPANT, "note-excused")],
    "note.offer": _both("note-to-read"),
    "note.reopen": _both("note-reopened"),
    "note.sign": _both("note-named"),
    "offer.make": [(PARTICIPANT, "match-offered"), (ASKED, "match-offered")],
    "paper.agree": _both("paper-named"),
    "paper.copy": [(PARTICIPANT, "paper-copy")],
    "paper.propose": _both("paper-asked"),
    "paper.sign": _both("paper-named"),
    "participation.begin": [(COORDINATORS, "way-begun")],
    "referral.receive": [(COORDINATORS, "referral-new")],
    "return.ask": [(COORDINATORS, "way-return")],
    "review.hold": _both("way-reviewed"),
    "stage.move": _all("way-moved"),
    "step.add": _both("step-added"),
    "team.join": [(PARTICIPANT, "team-new"), (NAMED, "team-yours")],
}

# Kinds of things that have a door of their own: a notice about one is seen by whom this act allows, at this moment, and
# by nobody else, whoever may see the record. A kind or an act that is not known here is seen by nobody.
DOORS = {
    "concerns.concern": "concern.read",
    "teams.offer": "offer.answer",
    "teams.referral": "referral.read",
}

# Each template: what the participant reads about their own record, and what others read, with the name put in.
SENTENCES = {
    "concern-new": (_("A concern came in."), _("A concern came in.")),
    "concern-late": (_("A concern waits for its next step."), _("A concern waits for its next step.")),
    "concern-yours": (_("A concern was given to you."), _("A concern was given to you.")),
    "match-offered": (_("Somebody could walk with you. You choose."), _("You are asked to walk with somebody.")),
    "note-amended": (_("Something was added to a note of yours."), _("Something was added to a note with {name}.")),
    "note-excused": (
        _("A note was signed without you. You can read it and add to it."),
        _("A note with {name} was signed."),
    ),
    "note-late": (_("A note waits for its names."), _("A note with {name} waits for its names.")),
    "note-named": (_("Somebody put their choice under a note."), _("{name}’s note has a new choice under it.")),
    "note-reopened": (
        _("A note was opened again, to change something."),
        _("A note with {name} was opened again, to change something."),
    ),
    "note-to-read": (_("A note is ready to read together."), _("A note with {name} is ready to read together.")),
    "paper-asked": (_("A plan of yours waits for your yes."), _("A plan with {name} waits for your yes.")),
    "paper-copy": (_("A copy of a paper was given to you."), _("{name} was given a copy of a paper.")),
    "paper-due": (
        _("A paper of yours is to be renewed, or looked at again."),
        _("A paper with {name} is to be renewed, or looked at again."),
    ),
    "paper-named": (_("Somebody signed a paper of yours."), _("A paper with {name} was signed.")),
    "paper-revoked": (_("A consent was taken back."), _("{name} took back a consent.")),
    "referral-new": (_("Somebody new is asking for support."), _("Somebody new is asking for support.")),
    "session-moved": (_("A session has a new time or place."), _("A session with {name} has a new time or place.")),
    "session-off": (_("A session was called off."), _("A session with {name} was called off.")),
    "session-planned": (_("A session is planned."), _("A session with {name} is planned.")),
    "session-tomorrow": (_("You have a session tomorrow."), _("You meet {name} tomorrow.")),
    "step-added": (_("A next step was added."), _("A next step was added with {name}.")),
    "step-due": (_("A next step of yours is for today."), _("A next step of yours with {name} is for today.")),
    "team-new": (_("Somebody new is on your team."), _("{name}’s team has somebody new.")),
    "team-yours": (_("You are on a new team."), _("You are on {name}’s team now.")),
    "way-asked": (_("Something about your way waits for your answer."), _("{name}’s way waits for your answer.")),
    "way-begun": (_("Your way in a program has begun."), _("{name} has begun their way in a program.")),
    "way-decided": (_("Something about your way was decided together."), _("{name}’s way has a new decision.")),
    "way-leaving": (_("The last part of your way begins."), _("{name}’s last part of the way begins.")),
    "way-moved": (_("You are at a new stage of your way."), _("{name} is at a new stage of their way.")),
    "way-return": (_("You asked to come back."), _("{name} asks to come back.")),
    "way-review": (_("A talk about your goals comes up."), _("A review with {name} comes up.")),
    "way-reviewed": (_("Your goals were talked over."), _("{name}’s goals were talked over.")),
}

# What somebody can choose to be written about: the first word of the template says which kind it is.
KINDS = {
    "session": _("Sessions"),
    "note": _("Notes to read and sign"),
    "step": _("Next steps"),
    "paper": _("Papers"),
    "way": _("The way: reviews, stages, decisions"),
    "team": _("The team"),
    "match": _("Somebody to walk with"),
    "referral": _("People who ask for support"),
    "concern": _("Concerns"),
}
AT_WORK = frozenset({"concern", "referral"})


def kinds_for(roles):
    """The kinds that somebody in these roles can ever be told of."""
    return [kind for kind in KINDS if kind not in AT_WORK or roles & STAFF]


def kind_of(template):
    """Which of ``KINDS`` a template is."""
    return template.split("-", 1)[0]


def sentence(template, *, own):
    """The marked sentence of a template, for the participant themself or for others."""
    mine, others = SENTENCES[template]
    return mine if own else others
