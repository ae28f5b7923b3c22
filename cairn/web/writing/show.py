"""What the page of a note that is being written shows: its words, what stands beside them, what is still to do."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.meetings import rules as meetings
from cairn.notes import drafting, reading, shown
from cairn.notes.rules import life
from cairn.notes.rules.templates import template

from .. import once, texts
from ..notes import show as sheet
from ..notes import show_names
from ..notes.show import head


def page(note, request):
    """Everything: the words by section, and the parts."""
    found = shown.words(note)
    form = template(note.template, note.template_version)
    mine = drafting.places_of(note, request.who)
    badges = [badge(note, person) for person in found.people]
    names = {"participant": badges[0]["name"], "supporter": badges[1]["name"]}
    sections = [
        {
            "key": part["key"],
            "title": part["title"],
            "hint": hint(form.sections[number], note.language, names, number in mine),
            "who": part["who"],
            "may_write": number in mine,
            "text": shown.text(part),
            "runs": sheet.runs(part["runs"], badges),
            "url": reverse("note-section", args=[note.pk, part["key"]]),
        }
        for number, part in enumerate(found.sections)
    ]
    return {
        "sections": sections,
        "seq": found.seq,
        "people": badges,
        "shares": sheet.percentages(letters(found, badges)),
        "me": {"name": request.who.person.chosen_name},
        "head": head(note),
        "title": form.title(note.language),
        "void": show_names.void(reading.names_void(note), note.meeting.zone),
        **parts(note, request, found.people),
    }


def hint(section, language, names, may_write):
    """What a part asks. Whoever cannot write in it is told so anyway, and not twice."""
    said = section.hint(language, **names)
    told = _("This part belongs to {name}. Nobody else can write here.").format(name=names["participant"])
    return "" if said == told and not may_write else said


def badge(note, person):
    """Somebody of the note as a badge shows them."""
    voice = {note.subject_id: "participant", note.meeting.supporter_id: "supporter"}.get(person.pk, "other")
    return {"name": person.chosen_name, "initials": person.initials, "voice": voice, "away": False}


def letters(found, badges):
    """[(badge, how many letters of theirs)]."""
    count = [0] * len(badges)
    for part in found.sections:
        for n, words in part["runs"]:
            count[n] += sum(not c.isspace() for c in words)
    return list(zip(badges, count, strict=True))


def parts(note, request, people=None):
    """What stands beside the words, with its forms."""
    people = people or [note.participation.person, note.meeting.supporter]
    badges = [badge(note, person) for person in people]
    wins, steps, before = reading.beside(note, people, who=request.who)
    own = request.who.person_id == note.subject_id
    asked = template(note.template, note.template_version).parts
    found = {
        "note": short(note, request.who),
        "asked": asked,
        "wins": sheet.wins(wins, badges),
        "kinds": list(sheet.kinds_to_choose().items()),
        "steps": sheet.steps(steps, badges),
        "before": [step(row, note) for row in before],
        "whose": [("theirs", badges[0]["name"]), ("mine", badges[1]["name"])],
        "mine": "theirs" if own else "mine",
        "goals": note.goals,
        "together": note.together,
        "together_why": note.together_why,
        "ways": [{"value": k, "label": texts.sentence(v)} for k, v in life.TOGETHER.items()],
        "feeling": sheet.feeling({"feeling": note.feeling}),
        "felt": note.feeling or ["", ""],
        "feelings": feelings(),
        "checklist": checklist(note, request.who, asked, bool(wins), bool(steps)),
        "once_win": once.fresh(request),
        "once_step": once.fresh(request),
        "wrong": {"form": "", "error": ""},
        "typed": {},
        "said": "",
    }
    return found


def short(note, who):
    """The note as its pages name it: names, stage, addresses."""
    participant, supporter = sheet.names(note)
    return {
        "id": note.pk,
        "stage": note.stage,
        "participant": participant,
        "supporter": supporter,
        "is_own": who.person_id == note.subject_id,
        "urls": {
            "ticket": reverse("note-ticket", args=[note.pk]),
            "live": f"/live/{note.pk}",
            "again": reverse("again"),
            "stage": reverse("note-reading", args=[note.pk]),
        },
    }


def step(row, note):
    """A step that is still open from before."""
    return {
        "id": row.pk,
        "what": row.what,
        "who": badge(note, row.whose),
        "due": sheet.due(row.due_on) if row.due_on else "",
    }


def feelings():
    """The five answers, the best first."""
    return [{"value": level, "label": texts.sentence(words)} for level, words in life.FEELINGS.items()]


def checklist(note, who, asked, has_wins, has_steps):
    """What is good to have before it is read through. Nothing of it is required."""
    meeting, name = note.meeting, note.participation.person.chosen_name
    is_placed = bool(meeting.place) or meeting.method != "in_person" or meeting.place_kind == "remote"
    is_whole = bool(meeting.started_at and meeting.ended_at and is_placed)
    is_theirs = who.person_id == note.subject_id or who.sign_in.only_note
    times = "" if is_theirs else reverse("meeting", args=[note.meeting_id])
    items = [
        ("wins", _("A strength or a win is kept"), has_wins, "#wins", ""),
        ("steps", _("Who does what until next time"), has_steps, "#steps", ""),
        ("", _("When and where we met"), is_whole, times, session(meeting)),
        ("goals", _("Which goals it touched"), bool(note.goals), "#described", ""),
        ("together", _("How we wrote it"), bool(note.together), "#described", ""),
        ("feeling", _("How {name} feels about it").format(name=name), bool(note.feeling), "#feeling", ""),
    ]
    return [
        {"text": text, "done": done, "url": "" if done else url, "hint": hint}
        for part, text, done, url, hint in items
        if not part or part in asked
    ]


def session(meeting):
    """A word on what is open about the session."""
    if not meeting.ended_at:
        return _("(the session is still open)")
    return "" if meeting.place else texts.sentence(meetings.METHODS[meeting.method])
