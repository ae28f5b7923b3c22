"""Access is one answer, and this is the place. Default deny.

``TABLE`` says for each act which role with which tie may do it. ``scope`` turns it into a filter on rows; ``require``
asks the same filter about one row, so the two cannot disagree. Status and dates of memberships, teams and sharing are
part of the ties themselves (each noun's queryset answers ``tied``), never filters that somebody has to remember.
"""

from django.db.models import Q

from cairn.lib.words import NotHere

from .acts import Act
from .roles import HEARS, STAFF, Role, Tie

_SELF = (Role.PARTICIPANT, Tie.SELF)
_TEAM = (Role.SUPPORTER, Tie.TEAM)
_BEFORE = (Role.SUPPORTER, Tie.BEFORE)
_ASKED = (Role.SUPPORTER, Tie.SELF)  # it is about them: an offer made to them, their own profile
_SHARED = (Role.ALLY, Tie.SHARED)
_PROGRAM = (Role.COORDINATOR, Tie.PROGRAM)
_HOUSE = (Role.ADMINISTRATOR, Tie.HOUSE)
_AUDIT = (Role.AUDITOR, Tie.HOUSE)
_ANYONE_SELF = tuple((role, Tie.SELF) for role in Role)
_ANYONE_HERE = tuple((role, Tie.HOUSE) for role in Role)
_HANDLES = tuple((role, Tie.HANDLES) for role in HEARS)

TABLE = {
    Act.ALLY_INVITE: {_SELF},
    Act.ALLY_PART: {_SELF},
    Act.BUILDING_MARK: {_TEAM, _PROGRAM},
    Act.CALENDAR_CLOSE: set(_ANYONE_SELF),
    Act.CALENDAR_OPEN: set(_ANYONE_SELF),
    Act.CHANGE_ASK: {_SELF},
    Act.CHANGE_END: {_SELF, _PROGRAM},
    Act.CHANGE_READ: {_SELF, _PROGRAM},  # never the supporter
    Act.CHECKLIST_TICK: {_TEAM, _PROGRAM},
    Act.CODE_MAKE: {_TEAM, _PROGRAM},
    Act.CONCERN_ACKNOWLEDGE: set(_HANDLES),
    Act.CONCERN_ACT: set(_HANDLES),
    Act.CONCERN_ADD: set(_ANYONE_SELF),  # and whoever holds its code
    Act.CONCERN_ANSWER: set(_HANDLES),
    Act.CONCERN_ASSIGN: set(_HANDLES),
    Act.CONCERN_CLOSE: set(_HANDLES),
    Act.CONCERN_FOLLOW: set(_ANYONE_SELF),  # and whoever holds its code
    Act.CONCERN_RAISE: set(_ANYONE_HERE),  # and anybody, through the open page
    Act.CONCERN_READ: set(_HANDLES),
    Act.CONCERN_REOPEN: {*_ANYONE_SELF, *_HANDLES},
    Act.CONCERN_ROUTE: set(_HANDLES),
    Act.CONCERN_SETTLE: set(_HANDLES),
    Act.CONCERN_TELL: set(_HANDLES),
    Act.CONFLICT_END: {_PROGRAM},
    Act.CONFLICT_SAY: {_SELF, _ASKED, _PROGRAM},
    Act.CONSENT_ACTIVATE: {_SELF, _TEAM, _PROGRAM},
    Act.CONSENT_REVOKE: {_SELF, _TEAM, _PROGRAM},
    Act.DECISION_ANSWER: {_SELF, _TEAM},
    Act.DECISION_PROPOSE: {_TEAM, _PROGRAM},
    Act.DECISION_SETTLE: {_PROGRAM},
    Act.DECISION_WITHDRAW: {_TEAM, _PROGRAM},
    Act.FORM_DESIGN: {_HOUSE},
    Act.FORM_PUBLISH: {_HOUSE},
    Act.FORM_READ: {_HOUSE, _AUDIT, (Role.COORDINATOR, Tie.HOUSE)},
    Act.HANDOVER_OPEN: {_PROGRAM},
    Act.HANDOVER_WORD: {_TEAM},
    Act.HISTORY_READ: {_SELF, _PROGRAM},
    Act.HOUSE_LOOK: {_HOUSE, _AUDIT},
    Act.LEAVING_AGREE: {_SELF, _TEAM},
    Act.LEAVING_BEGIN: {_SELF, _TEAM, _PROGRAM},
    Act.LEAVING_PART: {_SELF, _TEAM, _PROGRAM},
    Act.LEAVING_PLAN: {_SELF, _TEAM, _PROGRAM},
    Act.LEAVING_STAY: {_SELF, _TEAM, _PROGRAM},
    Act.LIST_TAKE: {(Role.COORDINATOR, Tie.HOUSE), (Role.SUPPORTER, Tie.HOUSE)},  # rows have doors of their own
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
    Act.NOTE_READ: {_SELF, _TEAM, _BEFORE, _SHARED, _PROGRAM},
    Act.NOTE_REOPEN: {_SELF, _TEAM},
    Act.NOTE_SEAL: {_SELF, _TEAM},
    Act.NOTE_SIGN: {_SELF, _TEAM},
    Act.NOTE_WRITE: {_SELF, _TEAM},
    Act.NOTICE_CHOOSE: set(_ANYONE_SELF),
    Act.NOTICE_READ: set(_ANYONE_SELF),
    Act.OFFER_ANSWER: {_SELF, _ASKED, _PROGRAM},
    Act.OFFER_MAKE: {_PROGRAM},
    Act.OFFER_WITHDRAW: {_PROGRAM},
    Act.ORGANIZATION_CHANGE: {_HOUSE},
    Act.ORGANIZATION_FOUND: set(),  # only the command line, which asks nobody
    Act.PAPER_AGREE: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_ANSWER: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_BEGIN: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_COPY: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_DECLINE: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_FINISH: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_HAND_BACK: {_SELF},
    Act.PAPER_HAND_OVER: {_TEAM, _PROGRAM},
    Act.PAPER_LET_GO: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_PROPOSE: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_READ: {_SELF, _TEAM, _BEFORE, _PROGRAM},
    Act.PAPER_REVIEW: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_SEAL: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_SIGN: {_SELF, _TEAM, _PROGRAM},
    Act.PAPER_WITNESS: {_TEAM, _PROGRAM},
    Act.PARTICIPATION_BEGIN: {_PROGRAM},
    Act.PARTICIPATION_END: {_SELF, _TEAM, _PROGRAM},
    Act.PARTICIPATION_READ: {_SELF, _TEAM, _SHARED, _PROGRAM},
    Act.PARTICIPATION_SEARCH: {_SELF, _TEAM, _PROGRAM},
    Act.PAUSE_BEGIN: {_SELF, _TEAM, _PROGRAM},
    Act.PAUSE_END: {_SELF, _TEAM, _PROGRAM},
    Act.PERSON_CHANGE: {*_ANYONE_SELF, _TEAM, _PROGRAM, _HOUSE},
    Act.PERSON_GRANT: {_HOUSE},
    Act.PERSON_JOIN: set(),  # whoever holds a code
    Act.PERSON_KEEP_SECRET: set(_ANYONE_SELF),
    Act.PERSON_REACH: {_SELF, _TEAM, _PROGRAM},
    Act.PERSON_REVOKE: {_HOUSE},
    Act.PERSON_SIGN_IN: set(),  # whoever knows the secret
    Act.PERSON_SIGN_OUT: set(_ANYONE_SELF),
    Act.PERSON_WELCOME: {_HOUSE, (Role.COORDINATOR, Tie.HOUSE)},
    Act.PROFILE_KEEP: {_ASKED},
    Act.PROGRAM_CHARGE: {_HOUSE},
    Act.PROGRAM_FOUND: {_HOUSE},
    Act.PROGRAM_RULE: {_HOUSE},
    Act.REFERRAL_CHANGE: {_PROGRAM},
    Act.REFERRAL_CONTACT: {_PROGRAM},
    Act.REFERRAL_DECLINE: {_PROGRAM},
    Act.REFERRAL_EXPORT: {_PROGRAM},
    Act.REFERRAL_MERGE: {_PROGRAM},
    Act.REFERRAL_PART: {_PROGRAM},
    Act.REFERRAL_READ: {_PROGRAM},
    Act.REFERRAL_RECEIVE: {_PROGRAM},  # and anybody, over the public page, which asks nobody
    Act.REFERRAL_REOPEN: {_PROGRAM},
    Act.REFERRAL_WAIT: {_PROGRAM},
    Act.REFERRAL_WITHDRAW: {_PROGRAM},
    Act.RELEASE_EXCEPT: {_TEAM, _PROGRAM},
    Act.RELEASE_MAKE: {_TEAM, _PROGRAM},
    Act.RETURN_ANSWER: {_PROGRAM},
    Act.RETURN_ASK: {_SELF, _PROGRAM},
    Act.RETURN_CODE: {_SELF, _TEAM, _PROGRAM},
    Act.RETURN_OPEN: {_SELF},
    Act.REVIEW_HOLD: {_TEAM, _PROGRAM},
    Act.REVIEW_PLAN: {_SELF, _TEAM, _PROGRAM},
    Act.REVIEW_SET_ASIDE: {_TEAM, _PROGRAM},
    Act.SERIOUS_READ: {(Role.SUPPORTER, Tie.SELF), (Role.COORDINATOR, Tie.SELF), _PROGRAM, *_HANDLES},
    Act.SERIOUS_WRITE: {_TEAM, _PROGRAM},
    Act.STAGE_MOVE: {_TEAM, _PROGRAM},
    Act.STAGE_REMARK: {_SELF},
    Act.STEP_ADD: {_SELF, _TEAM},
    Act.STEP_MARK: {_SELF, _TEAM},
    Act.STEP_REMOVE: {_SELF, _TEAM},
    Act.SURVEY_READ: {_HOUSE, (Role.COORDINATOR, Tie.HOUSE)},
    Act.TEAM_JOIN: {_PROGRAM},
    Act.TEAM_LEAVE: {_PROGRAM},
    Act.TEXT_READ: {(role, Tie.HOUSE) for role in (Role.PARTICIPANT, *STAFF)},
    Act.WAY_READ: {_SELF, _TEAM, _PROGRAM},
    Act.WAY_TELL: {_SELF, _TEAM},
    Act.WIN_KEEP: {_SELF, _TEAM},
    Act.WIN_LET_GO: {_SELF, _TEAM},
    Act.WISHES_KEEP: {_SELF, _PROGRAM},
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
