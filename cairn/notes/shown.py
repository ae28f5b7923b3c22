"""A note as it is shown: one plain dictionary, the same for the page, the signature, the seal and the print.

While a note is open it is put together from its log and its parts; once sealed it is the seal's body. The digest that
people sign is over ``core``; ``whole`` adds the participant's answers, their feeling and the names under the words.
"""

from dataclasses import dataclass

from cairn.goals.models import Step
from cairn.lib import canonical, keys
from cairn.people.models import Membership, Person
from cairn.people.roles import Role

from .lines import opened
from .models import Answer, Kept, NextStep, Signature
from .rules import document
from .rules.templates import template


def core(note):
    """What both sign: the words with who wrote each, the meeting, the structured parts, names as they are today.

    ``note`` comes with participation.person, participation.program and meeting.supporter.
    """
    form = template(note.template, note.template_version)
    found = words(note)
    people, sections = _described(note, found.people), found.sections
    place = {p["id"]: n for n, p in enumerate(people)}
    return {
        "note": str(note.pk),
        "template": form.key,
        "version": form.version,
        "title": form.title(note.language),
        "language": note.language,
        "program": note.participation.program.name,
        "people": people,
        "meeting": meeting(note.meeting),
        "sections": sections,
        "parts": _parts(note, place),
        "salt": note.salt,
        "shares": _shares(sections, len(people)),
    }


@dataclass(frozen=True)
class Words:
    """The words of a note by section, as in ``core``; the people whose they are; the place in the log they stand at."""

    sections: list
    people: list
    seq: int


def words(note):
    """What is written, and nothing beside it. One query, two when others than these two wrote."""
    form = template(note.template, note.template_version)
    lines = opened(note.pk, note.key_id)
    people = _people(note, lines)
    place = {p.pk: n for n, p in enumerate(people)}
    names = {"participant": people[0].chosen_name, "supporter": people[1].chosen_name}
    sections = [
        {
            "key": section.key,
            "who": section.who,
            "title": section.title(note.language, **names),
            "runs": [[place[person], text] for person, text in voices(lines, number)],
        }
        for number, section in enumerate(form.sections)
    ]
    return Words(sections, people, lines[-1].seq if lines else 0)


def whole(note, core, names=None):
    """Everything that stands on the page: the core, what the participant said to it, and the names under it.

    ``names``: the signatures that stand, when the caller has them.
    """
    titles = {s["key"]: section_digest(core, s["key"]).hex() for s in core["sections"]}
    answers = [
        {"section": a.section, "choice": a.choice, "words": a.words}
        for a in Answer.objects.filter(note=note).order_by("section")
        if bytes(a.digest).hex() == titles.get(a.section)
    ]
    body = {**core, "answers": answers, "feeling": note.feeling}
    return named(body, standing(note) if names is None else names)


def named(body, names):
    """The same with these names under it."""
    return {**body, "signatures": [_signature(s) for s in names]}


def standing(note):
    """The signatures and choices that stand now, in the order they were made."""
    return list(Signature.objects.filter(note=note, voided_at=None).order_by("at", "pk"))


def section_digest(core, key):
    """The digest of one section as it is shown, salted with the note's own salt."""
    return digest_of(next(s for s in core["sections"] if s["key"] == key), core["salt"])


def digest_of(section, salt):
    """The same, of the section itself."""
    return canonical.digest([salt, section])


def voices(entries, number):
    """[(person id, words)] of one section, in the order in which they stand."""
    return document.voices([(e.person_id, e.update) for e in entries if e.section == number])


def text(section):
    """The plain words of a section."""
    return "".join(words for _, words in section["runs"])


def has_words(sections):
    """True when anything was written."""
    return any(text(section).strip() for section in sections)


def _people(note, entries):
    """Who stands in this note: the participant first, the supporter second, then others who wrote."""
    participant, supporter = note.participation.person, note.meeting.supporter
    found = {participant.pk: participant, supporter.pk: supporter}
    if others := {e.person_id for e in entries} - set(found):
        found |= {p.pk: p for p in Person.objects.filter(pk__in=others).order_by("pk")}
    keys.warm([p.key_id for p in found.values()])
    return list(found.values())


def _described(note, people):
    """The same people with name, voice and credential as they are today."""
    participant, supporter = people[0].pk, people[1].pk
    held = Membership.objects.now().filter(person__in=people, role=Role.SUPPORTER)
    credentials = {m.person_id: m.credential for m in held}
    return [
        {
            "id": str(p.pk),
            "name": p.chosen_name,
            "pronouns": p.pronouns,
            "initials": p.initials,
            "voice": "participant" if p.pk == participant else "supporter" if p.pk == supporter else "other",
            "credential": credentials.get(p.pk, "") if p.pk != participant else "",
        }
        for p in people
    ]


def meeting(held):
    """The session, as the note shows it."""
    return {
        "started_at": _iso(held.started_at),
        "ended_at": _iso(held.ended_at),
        "zone": held.zone,
        "breaks": held.breaks,
        "minutes": held.minutes,
        "place_kind": held.place_kind,
        "place": held.place,
        "method": held.method,
    }


def _parts(note, place):
    steps = Step.objects.filter(pk__in=NextStep.objects.filter(note=note).values("step_id")).order_by("added_at", "pk")
    return {
        "wins": wins(note, place),
        "steps": [step(s, place) for s in steps],
        "goals": note.goals,
        "together": note.together,
        "together_why": note.together_why,
    }


def wins(note, place):
    """What was kept from this note. ``place``: {person id: their number in the note}."""
    return [
        {
            "id": str(k.win_id),
            "kind": k.win.kind,
            "words": k.win.words,
            "passage": k.win.passage,
            "section": k.section,
            "voice": place.get(str(k.win.voice_id)),
        }
        for k in Kept.objects.filter(note=note).select_related("win").order_by("win_id")
    ]


def step(row, place):
    """A next step as the note shows it."""
    return {
        "id": str(row.pk),
        "what": row.what,
        "whose": place.get(str(row.whose_id)),
        "due_on": row.due_on and row.due_on.isoformat(),
    }


def _shares(sections, people):
    letters = [0] * people
    for section in sections:
        for n, words in section["runs"]:
            letters[n] += sum(1 for c in words if not c.isspace())
    return letters


def _signature(s):
    return {
        "person": str(s.person_id),
        "role": s.role,
        "choice": s.choice,
        "name": s.name,
        "credential": s.credential,
        "reason": s.reason,
        "at": _iso(s.at),
        "seq": s.seq,
        "method": s.method,
        "digest": bytes(s.digest).hex(),
    }


def _iso(moment):
    return moment.isoformat() if moment else None
