"""What the lists of the desk show."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.journey.rules import checklist
from cairn.journey.rules.stages import Stage as WayStage
from cairn.notes.rules.life import Stage
from cairn.papers import library, lists
from cairn.papers.rules.life import State
from cairn.people.roles import NAMES

from .. import texts, timeline


def chosen(request, names):
    """The filters that stand in the address."""
    return {name: request.GET.get(name, "")[:60] for name in names}


# -- notes


def notes_asked(said):
    """The filters as the door takes them."""
    return {"stage": said["stage"], "late": said["only"] == "late", "sort": said["sort"] or "oldest"}


def stages():
    """What a note can wait for."""
    return [("", _("Whatever they wait for"))] + [
        (str(stage), _(timeline.STAGES[stage])) for stage in (Stage.DRAFT, Stage.OFFERED, Stage.SIGNED)
    ]


def note(row):
    """One note that waits."""
    found, zone = row.note, row.note.meeting.zone
    return {
        "person": _badge(found.participation.person),
        "detail": _("{day} · with {name}").format(
            day=texts.local_day(found.happened_at, zone), name=found.meeting.supporter.chosen_name
        ),
        "program": found.participation.program.name,
        "stage": _(timeline.STAGES[Stage(found.stage)]),
        "late": _late(row),
        "url": reverse("note", args=[found.pk]),
    }


def _late(row):
    if not row.is_late:
        return ""
    return _("wanted by {moment}").format(moment=texts.short_moment(row.due_at, row.note.meeting.zone))


def note_columns():
    """The heads of the table."""
    return [_("Person"), _("Program"), _("Session"), _("Supporter"), _("Waits for"), _("Wanted by")]


def note_cells(row):
    """One row of the table."""
    found, zone = row.note, row.note.meeting.zone
    return [
        found.participation.person.chosen_name,
        found.participation.program.name,
        texts.local(found.happened_at, zone),
        found.meeting.supporter.chosen_name,
        _(timeline.STAGES[Stage(found.stage)]),
        texts.local(row.due_at, zone) if row.due_at else "",
    ]


# -- papers


def papers_door(said):
    """The door for what was chosen."""
    return lists.due if said["what"] == lists.DUE else lists.waiting


def forms(who, language):
    """The papers that people fill in, by title."""
    return sorted(library.titles(who, language).items(), key=lambda pair: pair[1].casefold())


def paper(row, language):
    """One paper that waits, or is due."""
    return {
        "person": {**_person(row), "voice": "participant"},
        "title": row.title(language),
        "waits": waits(row),
        "due": texts.date(row.due_on) if row.due_on and row.state == State.SIGNED else "",
        "url": reverse("paper", args=[row.paper.pk]),
    }


def waits(row):
    """What a paper waits for, in words."""
    if row.state == State.SIGNED:
        return _("to renew or look at again")
    names = ", ".join(_(NAMES[role]) for role in row.missing)
    if row.state == State.WAITING and names:
        return _("a name: {names}").format(names=names)
    return _("being filled in")


STARTING = "starting"  # papers of getting started that are past the day of the program


def late(row):
    """Somebody whose papers of getting started are late: which, and since when."""
    person = row.participation.person
    return {
        "person": _badge(person),
        "title": ", ".join(open_papers(row)),
        "waits": ngettext("%(n)s still open", "%(n)s still open", len(row.missing)) % {"n": len(row.missing)},
        "due": _("wanted since {day}").format(day=texts.short_day(row.due_on)),
        "url": reverse("person-way", args=[row.participation.pk]) + "#asked",
    }


def open_papers(row):
    """What is still open, in words and in order."""
    asks = checklist.ASKS[WayStage.GETTING_STARTED]
    return [_(what) for key, what, _why in asks if key in row.missing]


def late_cells(row):
    """The same for the table."""
    way = row.participation
    return [way.person.chosen_name, way.program.name, ", ".join(open_papers(row)), _("still open"), row.due_on]


def paper_columns():
    """The heads of the table."""
    return [_("Person"), _("Program"), _("Paper"), _("Waits for"), _("Due")]


def paper_cells(row, language):
    """One row of the table."""
    program = row.paper.participation.program.name
    return [row.name, program, row.title(language), waits(row), row.due_on or ""]


def _person(row):
    return {"name": row.name, "initials": row.paper.participation.person.initials}


def _badge(person):
    return {"name": person.chosen_name, "initials": person.initials, "voice": "participant"}
