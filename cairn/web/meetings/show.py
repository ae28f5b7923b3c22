"""What the pages of a session show."""

from collections import defaultdict

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.lib import clock, keys
from cairn.meetings.rules import METHODS, PLACES, State
from cairn.notes.rules import life
from cairn.notes.rules.life import Stage
from cairn.notes.rules.templates import all_templates, template

from .. import moments, sessions, texts, timeline

TAKES_PLACE = (State.PLANNED, State.BEGUN, State.HELD)
MOVES = (State.PLANNED, State.MISSED, State.CANCELLED)
SHORT_WAYS = ("phone", "text", "in_person", "outreach")
ICONS = {"in_person": "people", "phone": "phone", "video": "device", "text": "message", "outreach": "seedling"}


def head(way, who):
    """Whose record it stands in, and whose time it is told in."""
    person = way.person
    return {
        "id": way.pk,
        "name": person.chosen_name,
        "who": {"name": person.chosen_name, "initials": person.initials, "voice": "participant"},
        "url": reverse("person", args=[way.pk]),
        "zone": city(who.zone),
        "now": moments.shown(clock.now(), who.zone),
    }


def page(meeting, who, changes, note):
    """One session. ``changes``: they support the participant; ``note``: its id and stage, or None."""
    keys.warm([meeting.key_id, meeting.supporter.key_id])
    own, zone = meeting.subject_id == who.person_id, meeting.zone
    other = meeting.supporter if own else meeting.participation.person
    return {
        "meeting": {
            "id": meeting.pk,
            "when": texts.moment(meeting.when, zone),
            "where": sessions.where(meeting),
            "state": sessions.state(meeting),
            "is": str(meeting.state),
            "pairs": pairs(meeting),
            "note": note_link(note, writes=changes or own, own=own),
            "begun_at": texts.time(meeting.started_at, zone) if meeting.started_at else "",
            "at": moments.shown(meeting.planned_for, zone) if meeting.state == State.PLANNED else "",
            "now": moments.shown(clock.now(), zone),
            "zone": city(zone),
        },
        "other": {"name": other.chosen_name, "short": other.chosen_name.split()[0]},
        "record": "" if own else reverse("person", args=[meeting.participation_id]),
        "short": reverse("short", args=[meeting.participation_id]),
        "may": may(meeting, note, changes=changes, own=own),
    }


def may(meeting, note, *, changes, own):
    """What this person can do with it now."""
    state = State(meeting.state)
    planned = state is State.PLANNED
    return {
        "begin": changes and planned,
        "end": changes and state is State.BEGUN,
        "miss": changes and planned,
        "cancel": planned and (changes or own),
        "move": changes and state in MOVES,
        "write": changes and note is None and state in (State.BEGUN, State.HELD),
        "correct": changes and may_correct(meeting, note),
    }


def may_correct(meeting, note):
    """True while times and place may change: it took place or will, and its note is not read back yet."""
    return meeting.state in TAKES_PLACE and (note is None or not life.why_not_time(note["stage"]))


def pairs(meeting):
    """What the session is, as terms and answers."""
    found = [(_("When"), _when(meeting))]
    if meeting.minutes is not None:
        together = ngettext("%(n)s minute", "%(n)s minutes", meeting.minutes) % {"n": meeting.minutes}
        found.append((_("Time together"), together))
    if meeting.breaks:
        found.append((_("Breaks"), ", ".join(_span(a, b, meeting.zone) for a, b in meeting.pauses)))
    where = " · ".join(filter(None, [_(PLACES[meeting.place_kind]), meeting.place]))
    found += [(_("How"), _(METHODS[meeting.method])), (_("Where"), where), (_("With"), meeting.supporter.chosen_name)]
    if meeting.why and meeting.state in (State.MISSED, State.CANCELLED):
        found.append((_("A word about it"), meeting.why))
    return found


def note_link(note, *, writes, own):
    """Where its note is, and what it asks; None when there is none."""
    if note is None:
        return None
    stage = Stage(note["stage"])
    label, icon = {
        Stage.DRAFT: (_("Write together"), "edit"),
        Stage.OFFERED: (_("Read it back"), "sign"),
        Stage.SIGNED: (_("Read it back"), "sign"),
        Stage.SEALED: (_("Read the note"), "note"),
    }[stage if writes else Stage.SEALED]
    return {
        "url": timeline.note_url(note["pk"], stage, writes=writes),
        "stage": _(timeline.STAGES[stage]),
        "label": label,
        "icon": icon,
        "style": "own" if own else "",
    }


def times(meeting, who, typed=None):
    """The form of times and place, with what stands or what was ``typed`` (a QueryDict)."""
    zone = meeting.zone
    if typed is None:
        said = {name: getattr(meeting, name) for name in ("place", "place_kind", "method")}
        said["started_at"], said["ended_at"] = moments.shown(meeting.when, zone), moments.shown(meeting.ended_at, zone)
        breaks = [tuple(moments.clock_face(m, zone) for m in pair) for pair in meeting.pauses]
    else:
        said = typed.dict()
        breaks = [pair for pair in zip(typed.getlist("from"), typed.getlist("to"), strict=False) if any(pair)]
    return {
        "head": head(meeting.participation, who),
        "meeting": {"id": meeting.pk, "zone": city(zone), "is": str(meeting.state)},
        "typed": filled(said),
        "breaks": [*breaks, ("", "")],
        "now": moments.shown(clock.now(), zone),
        **choices(),
    }


def templates(proposed):
    """Kinds of note to choose from, in the language of the page: those that the program proposes first."""
    here, known = translation.get_language() or "en", {key for key, _version in all_templates()}
    ordered = [*proposed, *sorted(known.difference(proposed))] if proposed else []
    forms = [template(key) for key in ordered if key in known]
    return [{"value": form.key, "label": form.title(here), "hint": form.about(here)} for form in forms]


def choices():
    """Ways to meet and kinds of place to choose from."""
    return {
        "methods": [{"value": key, "label": _(words), "icon": ICONS[key]} for key, words in METHODS.items()],
        "places": [(key, _(words)) for key, words in PLACES.items()],
    }


def short_ways():
    """How a short contact was made, the likeliest first."""
    return [{"value": key, "label": _(METHODS[key]), "icon": ICONS[key]} for key in SHORT_WAYS]


def ways(path, how):
    """Now, or at a day and time."""
    plans = how == "plan"
    return [
        {"url": f"{path}?how=now", "label": _("Now"), "icon": "forward", "current": not plans},
        {"url": f"{path}?how=plan", "label": _("At a day and time"), "icon": "calendar", "current": plans},
    ]


def filled(said):
    """What was typed into a form; nothing where nothing was."""
    return defaultdict(str, said)


def city(zone):
    """A time zone as people say it."""
    return zone.split("/")[-1].replace("_", " ")


def _when(meeting):
    if meeting.started_at and meeting.ended_at:
        return f"{texts.moment(meeting.started_at, meeting.zone)} – {texts.time(meeting.ended_at, meeting.zone)}"
    return texts.moment(meeting.when, meeting.zone)


def _span(a, b, zone):
    return f"{texts.time(a, zone)} – {texts.time(b, zone)}"
