"""What the first page shows, by role."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.lib import clock
from cairn.meetings.rules import State
from cairn.notes.rules.life import Stage
from cairn.people.roles import Role

from .. import history, sessions, texts, timeline


def greeting(who):
    """The time of day and the name they chose."""
    hour = texts.hour(clock.now(), who.zone)
    name = who.person.chosen_name.split()[0]
    if hour < 12:
        return _("Good morning, {name}").format(name=name)
    if hour < 18:
        return _("Good afternoon, {name}").format(name=name)
    return _("Good evening, {name}").format(name=name)


def today(who):
    """The day it is for them."""
    return texts.day(clock.today(who.zone))


def also(who):
    """Where else somebody with several roles may want to go."""
    found = []
    if who.is_a(Role.PARTICIPANT) and who.is_a(Role.SUPPORTER, Role.COORDINATOR):
        found.append({"url": reverse("my-notes"), "label": _("My own record"), "icon": "journey"})
    if who.is_a(Role.ADMINISTRATOR, Role.AUDITOR):
        found.append({"url": reverse("house"), "label": _("Our house"), "icon": "building"})
    return found


def wins(rows, who, subject_id=None):
    """Strengths and wins, newest first."""
    return timeline.kept(rows, subject_id=subject_id or who.person_id)


def steps(rows, who):
    """Next steps: who does what, by when in words."""
    now = clock.today(who.zone)
    return [
        {
            "id": step.pk,
            "what": step.what,
            "due": due(step.due_on, now),
            "who": {
                "name": step.whose.chosen_name,
                "initials": step.whose.initials,
                "voice": "participant" if step.whose_id == step.subject_id else "supporter",
            },
        }
        for step in rows
    ]


def due(day, today):
    """By when, without blame for what is over."""
    if day is None:
        return ""
    if day == today:
        return _("today")
    if day < today:
        return _("since {day}").format(day=texts.short_day(day))
    return _("by {day}").format(day=texts.short_day(day))


def own_notes(table, who):
    """The notes that wait for the participant: what each asks of them, and where."""
    found = []
    for meeting in table:
        if meeting.note_id is None or (meeting.named and meeting.note_stage != Stage.DRAFT):
            continue
        name = meeting.supporter.chosen_name
        stage = Stage(meeting.note_stage)
        found.append(
            {
                "title": {
                    Stage.DRAFT: _("{name} started a note with you"),
                    Stage.OFFERED: _("{name} and you can read your note back"),
                    Stage.SIGNED: _("Your note with {name} waits for your name"),
                }[stage].format(name=name.split()[0]),
                "about": sessions.line(meeting),
                "is_draft": stage == Stage.DRAFT,
                "url": timeline.note_url(meeting.note_id, stage),
                "read": reverse("note", args=[meeting.note_id]),
                "who": _badge(meeting.supporter, "supporter"),
            }
        )
    return found


def next_meeting(table, who):
    """The participant's next session, if one is planned or under way."""
    ahead_of_us = [m for m in table if m.state in (State.PLANNED, State.BEGUN)]
    return sessions.card(ahead_of_us[0]) if ahead_of_us else None


def lookers(events, who):
    """The ids of the others who looked."""
    return list(
        dict.fromkeys(e.by_id for e in events if e.act in history.LOOKS and e.by_id and e.by_id != who.person_id)
    )


def looks(events, names):
    """Who looked lately, by name."""
    return list(names.values()) if events else []


def first(table, who):
    """The session to prepare for: the one under way, else the soonest that is planned."""
    rows = [m for m in table if m.state in (State.PLANNED, State.BEGUN) and m.subject_id != who.person_id]
    begun = [m for m in rows if m.state == State.BEGUN]
    return (begun or rows or [None])[0]


def glance(meeting, who):
    """The session to prepare for, and whose way it belongs to."""
    person = meeting.participation.person
    return {
        **sessions.card(meeting),
        "person": {**_badge(person, "participant"), "pronouns": person.pronouns},
        "url": reverse("meeting", args=[meeting.pk]),
        "record": reverse("person", args=[meeting.participation_id]),
        "begun": meeting.state == State.BEGUN,
        "id": meeting.pk,
        "note": timeline.note_url(meeting.note_id, meeting.note_stage) if meeting.note_id else "",
    }


def drafts(table, who):
    """Notes to finish, the oldest first: whose, of when, what they wait for."""
    return [
        {
            "person": _badge(m.participation.person, "participant"),
            "when": texts.local_day(m.when, m.zone),
            "title": timeline.title(m.note_template),
            "stage": _waits(m, who),
            "url": timeline.note_url(m.note_id, m.note_stage),
        }
        for m in table
        if m.note_id
    ]


def ahead(table, who, *, but):
    """Further sessions, the soonest first."""
    rows = [m for m in table if m.state in (State.PLANNED, State.BEGUN) and m is not but]
    return [
        {
            **sessions.card(m),
            "person": _badge(m.participation.person, "participant"),
            "url": reverse("meeting", args=[m.pk]),
        }
        for m in rows
    ]


def _waits(meeting, who):
    if meeting.note_stage == Stage.SIGNED:
        return _("waits for {name}").format(name=meeting.participation.person.chosen_name.split()[0])
    if meeting.note_stage == Stage.OFFERED:
        return (
            _("waits for {name}").format(name=meeting.participation.person.chosen_name.split()[0])
            if meeting.named
            else _("to read back")
        )
    return _("being written")


def _badge(person, voice):
    return {"name": person.chosen_name, "initials": person.initials, "voice": voice}
