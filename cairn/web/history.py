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
    Act.CODE_MAKE: _("{who} made a code to sign in with."),
    Act.HISTORY_READ: _("{who} read the history of this record."),
    Act.HOUSE_LOOK: _("{who} read the history of the house."),
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
    Act.ORGANIZATION_FOUND: _("The organization was founded."),
    Act.PARTICIPATION_BEGIN: _("{who} began the way through a program."),
    Act.PARTICIPATION_READ: _("{who} looked at this record."),
    Act.PARTICIPATION_SEARCH: _("{who} searched this record for words."),
    Act.PERSON_CHANGE: _("{who} changed a name, pronouns or languages."),
    Act.PERSON_GRANT: _("{who} gave a role: {role}."),
    Act.PERSON_JOIN: _("{who} came in with a code and chose a secret."),
    Act.PERSON_KEEP_SECRET: _("{who} changed their own PIN or passphrase."),
    Act.PERSON_REVOKE: _("{who} ended a role: {role}."),
    Act.PERSON_SIGN_IN: _("{who} signed in."),
    Act.PERSON_SIGN_OUT: _("{who} signed out a device."),
    Act.PERSON_WELCOME: _("{who} welcomed somebody to the house."),
    Act.PROGRAM_CHARGE: _("{who} said who coordinates a program: {person}."),
    Act.PROGRAM_FOUND: _("{who} founded a program."),
    Act.STEP_ADD: _("{who} added a next step."),
    Act.STEP_MARK: _("{who} said how a next step went."),
    Act.STEP_REMOVE: _("{who} took a next step out."),
    Act.TEAM_JOIN: _("{who} put {person} on the team."),
    Act.TEAM_LEAVE: _("{who} took {person} off the team."),
    Act.WIN_KEEP: _("{who} kept a strength or a win."),
    Act.WIN_LET_GO: _("{who} let go of a strength or a win."),
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
    (Act.PERSON_SIGN_IN, "lent", True): _("{who} took over the device that was handed to them."),
    (Act.PROGRAM_CHARGE, "ended", True): _("{who} said that {person} coordinates a program no more."),
    (Act.STEP_MARK, "state", "done"): _("{who} marked a next step as done."),
    (Act.STEP_MARK, "state", "let_go"): _("{who} let a next step go."),
    (Act.STEP_MARK, "state", "open"): _("{who} opened a next step again."),
}
LOOKS = frozenset(
    {
        Act.HISTORY_READ,
        Act.HOUSE_LOOK,
        Act.MEETING_READ,
        Act.NOTE_READ,
        Act.PARTICIPATION_READ,
        Act.PARTICIPATION_SEARCH,
    }
)
PAGE = 50
PAGES = {"notes.note": "note", "meetings.meeting": "meeting"}


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
    return gettext(marked).format(
        who=_name(event.by_id, names, me),
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
