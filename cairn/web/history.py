"""The history in sentences: who did what, and who looked. One sentence for each act, translated as a whole."""

import json
import zoneinfo
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from cairn.lib.words import _
from cairn.people.acts import Act
from cairn.people.roles import NAMES, Role

from . import texts

SENTENCES = {
    Act.ALLY_INVITE: _("{who} said what an ally on the team may see."),
    Act.ALLY_PART: _("{who} took leave of an ally on the team."),
    Act.BUILDING_MARK: _("{who} marked a step of building the team."),
    Act.CALENDAR_CLOSE: _("{who} closed the address of their calendar."),
    Act.CALENDAR_OPEN: _("{who} made a secret address for their calendar."),
    Act.CHANGE_ASK: _("{who} asked for another supporter."),
    Act.CHANGE_END: _("{who} wrote down that asking for another supporter is settled."),
    Act.CHANGE_READ: _("{who} looked at what was asked about the team."),
    Act.CHECKLIST_TICK: _("{who} said that something on the checklist is done."),
    Act.CODE_MAKE: _("{who} made a code to sign in with."),
    Act.CONCERN_ACKNOWLEDGE: _("{who} said that the concern was heard."),
    Act.CONCERN_ACT: _("{who} wrote down what was done about it."),
    Act.CONCERN_ADD: _("{who} added something to a concern."),
    Act.CONCERN_ANSWER: _("{who} answered whoever raised the concern."),
    Act.CONCERN_ASSIGN: _("{who} asked {person} to look after the concern."),
    Act.CONCERN_CLOSE: _("{who} closed the concern."),
    Act.CONCERN_FOLLOW: _("{who} looked how a concern stands."),
    Act.CONCERN_RAISE: _("{who} raised a concern."),
    Act.CONCERN_READ: _("{who} read the concern."),
    Act.CONCERN_REOPEN: _("{who} opened the concern again."),
    Act.CONCERN_ROUTE: _("{who} led the concern around somebody who is part of it."),
    Act.CONCERN_SETTLE: _("{who} wrote down what came of it."),
    Act.CONCERN_TELL: _("{who} told whoever raised the concern what came of it."),
    Act.CONFLICT_END: _("{who} wrote down that two people can be matched again."),
    Act.CONFLICT_SAY: _("{who} wrote down that two people are not to be matched."),
    Act.CONSENT_ACTIVATE: _("{who} put the last needed name; a permission to share holds from now on."),
    Act.CONSENT_REVOKE: _("{who} wrote down that a permission to share is taken back."),
    Act.DECISION_ANSWER: _("{who} answered a decision on a tier."),
    Act.DECISION_PROPOSE: _("{who} put a tier to both, with the reasons."),
    Act.DECISION_SETTLE: _("{who} settled a decision on a tier, with a reason."),
    Act.DECISION_WITHDRAW: _("{who} took back a decision on a tier."),
    Act.FORM_DESIGN: _("{who} worked on the text of a paper."),
    Act.FORM_PUBLISH: _("{who} brought a new text of a paper into use."),
    Act.FORM_READ: _("{who} looked at the papers of the house."),
    Act.HANDOVER_OPEN: _("{who} began to prepare a change of supporter."),
    Act.HANDOVER_WORD: _("{who} left a word for the next supporter."),
    Act.HISTORY_READ: _("{who} read the history of this record."),
    Act.HOUSE_LOOK: _("{who} read the history of the house."),
    Act.LEAVING_AGREE: _("{who} answered an exit plan."),
    Act.LEAVING_BEGIN: _("{who} began the last part of the way."),
    Act.LEAVING_PART: _("{who} ended the way."),
    Act.LEAVING_PLAN: _("{who} wrote in the exit plan."),
    Act.LEAVING_STAY: _("{who} said that the way goes on after all."),
    Act.LIST_TAKE: _("{who} took a list along as a file."),
    Act.MEETING_BEGIN: _("{who} began a session."),
    Act.MEETING_CANCEL: _("{who} called off a session."),
    Act.MEETING_CHANGE: _("{who} changed when or where a session is."),
    Act.MEETING_END: _("{who} ended a session."),
    Act.MEETING_MISS: _("{who} wrote down that a session did not come to pass."),
    Act.MEETING_PLAN: _("{who} planned a session."),
    Act.MEETING_READ: _("{who} looked at a session."),
    Act.NOTE_AMEND: _("{who} added something to a sealed note."),
    Act.NOTE_ANSWER: _("{who} answered a part of a note."),
    Act.NOTE_DESCRIBE: _("{who} changed what stands beside a note."),
    Act.NOTE_EXCUSE: _("{who} wrote down why the participant’s name is not under a note."),
    Act.NOTE_FEEL: _("{who} said how a note feels."),
    Act.NOTE_HAND_BACK: _("{who} handed the device back."),
    Act.NOTE_HAND_OVER: _("{who} handed the device over, to write a note."),
    Act.NOTE_OFFER: _("{who} closed the words of a note, to read it back."),
    Act.NOTE_OPEN: _("{who} started a note."),
    Act.NOTE_READ: _("{who} read a note."),
    Act.NOTE_REOPEN: _("{who} opened the words of a note again."),
    Act.NOTE_SEAL: _("{who} put the last needed name; the note is sealed."),
    Act.NOTE_SIGN: _("{who} said their choice under a note."),
    Act.NOTE_WRITE: _("{who} wrote in a note."),
    Act.NOTICE_CHOOSE: _("{who} chose how they are written to."),
    Act.NOTICE_READ: _("{who} read a notice."),
    Act.OFFER_ANSWER: _("{who} wrote down an answer to an offered match."),
    Act.OFFER_MAKE: _("{who} offered a match."),
    Act.OFFER_WITHDRAW: _("{who} took an offered match back."),
    Act.ORGANIZATION_CHANGE: _("{who} changed what the organization says on its pages."),
    Act.ORGANIZATION_FOUND: _("The organization was founded."),
    Act.PAPER_AGREE: _("{who} agreed to a plan."),
    Act.PAPER_ANSWER: _("{who} filled in a paper."),
    Act.PAPER_BEGIN: _("{who} started a paper."),
    Act.PAPER_COPY: _("{who} wrote down that a copy of a paper was given."),
    Act.PAPER_DECLINE: _("{who} chose not to sign a paper."),
    Act.PAPER_FINISH: _("{who} finished a paper."),
    Act.PAPER_HAND_BACK: _("{who} handed the device back."),
    Act.PAPER_HAND_OVER: _("{who} handed the device over, to fill in a paper."),
    Act.PAPER_LET_GO: _("{who} put a paper away."),
    Act.PAPER_PROPOSE: _("{who} put a plan forward."),
    Act.PAPER_READ: _("{who} read a paper."),
    Act.PAPER_REVIEW: _("{who} looked at a paper again; it stays as it is."),
    Act.PAPER_SEAL: _("{who} made a paper complete; it stays as it is."),
    Act.PAPER_SIGN: _("{who} signed a paper."),
    Act.PAPER_WITNESS: _("{who} put a witness’s name under a paper."),
    Act.PARTICIPATION_BEGIN: _("{who} began the way through a program."),
    Act.PARTICIPATION_END: _("{who} closed the way, and the team with it."),
    Act.PARTICIPATION_READ: _("{who} looked at this record."),
    Act.PARTICIPATION_SEARCH: _("{who} searched this record for words."),
    Act.PAUSE_BEGIN: _("{who} began a pause."),
    Act.PAUSE_END: _("{who} ended a pause."),
    Act.PERSON_CHANGE: _("{who} changed a name, pronouns or languages."),
    Act.PERSON_GRANT: _("{who} gave a role: {role}."),
    Act.PERSON_JOIN: _("{who} came in with a code and chose a secret."),
    Act.PERSON_KEEP_SECRET: _("{who} changed their own PIN or passphrase."),
    Act.PERSON_REACH: _("{who} changed how somebody is reached safely."),
    Act.PERSON_REVOKE: _("{who} ended a role: {role}."),
    Act.PERSON_SIGN_IN: _("{who} signed in."),
    Act.PERSON_SIGN_OUT: _("{who} signed out a device."),
    Act.PERSON_WELCOME: _("{who} welcomed somebody to the house."),
    Act.PROFILE_KEEP: _("{who} said what they bring as a supporter."),
    Act.PROGRAM_CHARGE: _("{who} said who coordinates a program: {person}."),
    Act.PROGRAM_FOUND: _("{who} founded a program."),
    Act.PROGRAM_RULE: _("{who} changed the rules of a program."),
    Act.REFERRAL_CHANGE: _("{who} changed a referral."),
    Act.REFERRAL_CONTACT: _("{who} got in touch about a referral, or tried to."),
    Act.REFERRAL_DECLINE: _("{who} wrote down that a referral is not taken up."),
    Act.REFERRAL_EXPORT: _("{who} took the waiting list along as a table."),
    Act.REFERRAL_MERGE: _("{who} joined a referral with somebody who is the same person."),
    Act.REFERRAL_PART: _("{who} took a referral apart again from somebody else."),
    Act.REFERRAL_READ: _("{who} looked at a referral."),
    Act.REFERRAL_RECEIVE: _("{who} received a referral."),
    Act.REFERRAL_REOPEN: _("{who} opened a referral again."),
    Act.REFERRAL_WAIT: _("{who} put a referral on the waiting list."),
    Act.REFERRAL_WITHDRAW: _("{who} wrote down that a person chose not to go on."),
    Act.RELEASE_EXCEPT: _("{who} wrote down that something was shared without a permission, as the law allows."),
    Act.RELEASE_MAKE: _("{who} shared something with a permission."),
    Act.RETURN_ANSWER: _("{who} answered somebody who asked to come back."),
    Act.RETURN_ASK: _("{who} asked to come back."),
    Act.RETURN_CODE: _("{who} made a code for coming back."),
    Act.RETURN_OPEN: _("{who} said what of an earlier way a new team may see."),
    Act.REVIEW_HOLD: _("{who} wrote down a review."),
    Act.REVIEW_PLAN: _("{who} put a review on the calendar."),
    Act.REVIEW_SET_ASIDE: _("{who} set a review aside."),
    Act.SERIOUS_READ: _("{who} read what was written down when something serious came up."),
    Act.SERIOUS_WRITE: _("{who} wrote down the facts when something serious came up."),
    Act.STAGE_MOVE: _("{who} moved the way to another stage."),
    Act.STAGE_REMARK: _("{who} said something about a step of the way."),
    Act.STEP_ADD: _("{who} added a next step."),
    Act.STEP_MARK: _("{who} said how a next step went."),
    Act.STEP_REMOVE: _("{who} took a next step out."),
    Act.SURVEY_READ: _("{who} read the answers that have no name."),
    Act.TEAM_JOIN: _("{who} put {person} on the team."),
    Act.TEAM_LEAVE: _("{who} took {person} off the team."),
    Act.TEXT_READ: _("{who} read a text of the house."),
    Act.WAY_READ: _("{who} looked at where somebody is on their way."),
    Act.WAY_TELL: _("{who} told how things were at the beginning."),
    Act.WIN_KEEP: _("{who} kept a strength or a win."),
    Act.WIN_LET_GO: _("{who} let go of a strength or a win."),
    Act.WISHES_KEEP: _("{who} said what is wished for in a supporter."),
}

# Said more exactly where the facts allow it: (act, fact, its value).
CLOSER = {
    (Act.NOTE_ANSWER, "choice", "right"): _("{who} said that a part of a note is right."),
    (Act.NOTE_ANSWER, "choice", "change"): _("{who} asked to change a part of a note."),
    (Act.NOTE_ANSWER, "choice", "differ"): _("{who} put another view beside a part of a note."),
    (Act.NOTE_SIGN, "choice", "signed"): _("{who} signed a note."),
    (Act.NOTE_SIGN, "choice", "agreed"): _("{who} read a note and agreed to it."),
    (Act.NOTE_SIGN, "choice", "declined"): _("{who} chose not to sign a note."),
    (Act.NOTE_SIGN, "choice", "later"): _("{who} wants to sign a note later."),
    (Act.DECISION_ANSWER, "choice", "agree"): _("{who} agreed to a decision on a tier."),
    (Act.DECISION_ANSWER, "choice", "differ"): _("{who} put another view beside a decision on a tier."),
    (Act.LEAVING_AGREE, "choice", "agree"): _("{who} agreed to an exit plan."),
    (Act.LEAVING_AGREE, "choice", "differ"): _("{who} put another view beside an exit plan."),
    (Act.OFFER_ANSWER, "choice", "yes"): _("{who} wrote down a yes to an offered match."),
    (Act.OFFER_ANSWER, "choice", "no"): _("{who} wrote down a “not this time” to an offered match."),
    (Act.OFFER_WITHDRAW, "lapsed", True): _("An offered match was over without both answers."),
    (Act.PERSON_SIGN_IN, "lent", True): _("{who} took over the device that was handed to them."),
    (Act.PROGRAM_CHARGE, "ended", True): _("{who} said that {person} coordinates a program no more."),
    (Act.STEP_MARK, "state", "done"): _("{who} marked a next step as done."),
    (Act.STEP_MARK, "state", "let_go"): _("{who} let a next step go."),
    (Act.STEP_MARK, "state", "open"): _("{who} opened a next step again."),
}
# What somebody without an account can do: then it was not the house that did it.
OPEN_TO_ALL = frozenset({Act.CONCERN_ADD, Act.CONCERN_RAISE, Act.CONCERN_REOPEN})
LOOKS = frozenset(
    {
        Act.CONCERN_FOLLOW,
        Act.CONCERN_READ,
        Act.CHANGE_READ,
        Act.HISTORY_READ,
        Act.HOUSE_LOOK,
        Act.MEETING_READ,
        Act.NOTE_READ,
        Act.PAPER_READ,
        Act.PARTICIPATION_READ,
        Act.PARTICIPATION_SEARCH,
        Act.SERIOUS_READ,
        Act.SURVEY_READ,
        Act.WAY_READ,
        Act.REFERRAL_READ,
    }
)
PAGE = 50
PAGES = {"meetings.meeting": "meeting", "notes.note": "note", "papers.consent": "consent", "papers.paper": "paper"}


@dataclass(frozen=True)
class Line:
    """One sentence of a history, with the times at which it became true on one day, the newest first."""

    text: str
    url: str
    about: str
    is_look: bool
    moments: list

    @property
    def times(self):
        """The times in words: each when there are few, else the first, the last, and how often."""
        several = list(dict.fromkeys(self.moments))
        if len(several) < 3:
            return ", ".join(several)
        return gettext("{first} – {last}, {n} times").format(first=several[-1], last=several[0], n=len(self.moments))


def people_in(events):
    """The ids of everybody who is named in these events."""
    found = {event.by_id for event in events if event.by_id}
    for event in events:
        if person := json.loads(event.facts).get("person"):
            found.add(person)
    return found


def days(events, names, *, zone, me=None, linked=False, about=None):
    """``[(day, [Line])]``, newest first. What was done again and again on one day is one line with its times.

    ``names``: {id as text: name}. ``me``: the id of who reads, called "you". ``linked``: lines lead to notes and
    sessions. ``about``: a function that says in a word what an event is about, where ids must do without names.
    """
    here = zoneinfo.ZoneInfo(zone)
    found = []
    for day, of_day in groupby(events, key=lambda event: event.at.astimezone(here).date()):
        lines = {}
        for event in of_day:
            url, word = _url(event) if linked else "", about(event) if about else ""
            line = Line(said(event, names, me=me), url, word, event.act in LOOKS, [])
            lines.setdefault((line.text, url, word), line).moments.append(texts.time(event.at, zone))
        found.append((day, list(lines.values())))
    return found


def said(event, names, *, me=None):
    """The sentence of one event."""
    facts = json.loads(event.facts)
    act = Act(event.act)
    marked = next(
        (words for (a, fact, value), words in CLOSER.items() if a is act and facts.get(fact) == value), SENTENCES[act]
    )
    role = facts.get("role")
    from_outside = event.by_id is None and act in OPEN_TO_ALL
    return gettext(marked).format(
        who=gettext("Somebody") if from_outside else _name(event.by_id, names, me),
        person=_name(facts.get("person"), names, me),
        role=gettext(NAMES[Role(role)]) if role in set(Role) else "",
    )


def _name(pk, names, me):
    if pk is None:
        return gettext("The house")
    if me is not None and str(pk) == str(me):
        return gettext("You")
    return names.get(str(pk)) or gettext("Somebody")


def _url(event):
    page = PAGES.get(event.about_kind)
    return reverse(page, args=[event.about_id]) if page else ""


def named(names):
    """``{id as text: name}`` of ``{id: name}``."""
    return {str(pk): name for pk, name in names.items()}


def asked():
    """How many events a page asks for: one more than it shows, to know whether there are older ones."""
    return PAGE + 1


def turned(path, events):
    """``(events of this page, address of the older ones)``; "" when these are the first that happened."""
    if len(events) <= PAGE:
        return events, ""
    return events[:PAGE], f"{path}?{urlencode({'before': events[PAGE - 1].seq})}"
