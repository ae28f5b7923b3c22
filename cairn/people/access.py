"""Access is one answer, and this is the place. Default deny.

``TABLE`` says for each act which role with which tie may do it. ``scope`` turns it into a filter on rows; ``require``
asks the same filter about one row, so the two cannot disagree. Status and dates of memberships, teams and sharing are
part of the ties themselves (each noun's queryset answers ``tied``), never filters that somebody has to remember.
"""

from django.db.models import Q

from cairn.lib.words import NotHere

from .acts import Act
from .roles import Role, Tie

_SELF = (Role.PARTICIPANT, Tie.SELF)
_TEAM = (Role.SUPPORTER, Tie.TEAM)
_SHARED = (Role.ALLY, Tie.SHARED)
_PROGRAM = (Role.COORDINATOR, Tie.PROGRAM)
_HOUSE = (Role.ADMINISTRATOR, Tie.HOUSE)
_AUDIT = (Role.AUDITOR, Tie.HOUSE)
_ANYONE_SELF = tuple((role, Tie.SELF) for role in Role)

TABLE = {
    Act.ALLY_INVITE: {_SELF},
    Act.ALLY_PART: {_SELF},
    Act.CODE_MAKE: {_TEAM, _PROGRAM},
    Act.HISTORY_READ: {_SELF, _PROGRAM},
    Act.HOUSE_LOOK: {_HOUSE, _AUDIT},
    Act.MEETING_BEGIN: {_TEAM},
    Act.MEETING_CANCEL: {_SELF, _TEAM},
    Act.MEETING_CHANGE: {_TEAM},
    Act.MEETING_END: {_TEAM},
    Act.MEETING_MISS: {_TEAM},
    Act.MEETING_PLAN: {_TEAM},
    Act.MEETING_READ: {_SELF, _TEAM, _PROGRAM},
    Act.NOTE_AMEND: {_SELF, _TEAM},
    Act.NOTE_ANSWER: {_SELF},
    Act.NOTE_DESCRIBE: {_SELF, _TEAM},
    Act.NOTE_EXCUSE: {_TEAM},
    Act.NOTE_FEEL: {_SELF},
    Act.NOTE_HAND_BACK: {_SELF},
    Act.NOTE_HAND_OVER: {_TEAM},
    Act.NOTE_OFFER: {_SELF, _TEAM},
    Act.NOTE_OPEN: {_TEAM},
    Act.NOTE_READ: {_SELF, _TEAM, _SHARED, _PROGRAM},
    Act.NOTE_REOPEN: {_SELF, _TEAM},
    Act.NOTE_SEAL: {_SELF, _TEAM},
    Act.NOTE_SIGN: {_SELF, _TEAM},
    Act.NOTE_WRITE: {_SELF, _TEAM},
    Act.ORGANIZATION_FOUND: set(),  # only the command line, which asks nobody
    Act.PARTICIPATION_BEGIN: {_PROGRAM},
    Act.PARTICIPATION_READ: {_SELF, _TEAM, _SHARED, _PROGRAM},
    Act.PARTICIPATION_SEARCH: {_SELF, _TEAM, _PROGRAM},
    Act.PERSON_CHANGE: {*_ANYONE_SELF, _TEAM, _PROGRAM, _HOUSE},
    Act.PERSON_GRANT: {_HOUSE},
    Act.PERSON_JOIN: set(),  # whoever holds a code
    Act.PERSON_KEEP_SECRET: set(_ANYONE_SELF),
    Act.PERSON_REVOKE: {_HOUSE},
    Act.PERSON_SIGN_IN: set(),  # whoever knows the secret
    Act.PERSON_SIGN_OUT: set(_ANYONE_SELF),
    Act.PERSON_WELCOME: {_HOUSE, (Role.COORDINATOR, Tie.HOUSE)},
    Act.PROGRAM_CHARGE: {_HOUSE},
    Act.PROGRAM_FOUND: {_HOUSE},
    Act.STEP_ADD: {_SELF, _TEAM},
    Act.STEP_MARK: {_SELF, _TEAM},
    Act.STEP_REMOVE: {_SELF, _TEAM},
    Act.TEAM_JOIN: {_PROGRAM},
    Act.TEAM_LEAVE: {_PROGRAM},
    Act.WIN_KEEP: {_SELF, _TEAM},
    Act.WIN_LET_GO: {_SELF, _TEAM},
}


def ties(who, act):
    """The ties through which this person may do this, given their roles now."""
    return sorted({tie for role, tie in TABLE[act] if role in who.roles})


def scope(who, act, queryset):
    """Those of these rows to which this person may do this. Nothing of another organization, ever."""
    allowed = Q(pk__in=())
    for tie in ties(who, act):
        allowed |= queryset.tied(tie, who)
    return queryset.filter(allowed, **{queryset.house: who.organization_id})


def one(who, act, queryset):
    """The one row of these to which this person may do this; ``NotHere`` when missing and when forbidden alike."""
    found = scope(who, act, queryset).first()
    if found is None:
        raise NotHere
    return found


def require(who, act, noun):
    """Nothing when this person may do this to it; ``NotHere`` otherwise."""
    if not allows(who, act, noun):
        raise NotHere


def allows(who, act, noun):
    """True when this person may do this to it, asked of the database at this moment."""
    return scope(who, act, type(noun).objects.filter(pk=noun.pk)).exists()
