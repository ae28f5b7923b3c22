"""The page on which a note is read back, prepared: the parts with their answers, the names, and what one may say."""

from django.utils.translation import gettext as _

from cairn.lib import clock
from cairn.lib.words import NotHere
from cairn.notes import drafting, reading
from cairn.notes.rules import life
from cairn.notes.rules.templates import template
from cairn.people import rules as people

from .. import texts
from . import show, show_names


def page(note, who, *, typed=None, wrong=None):
    """Everything on it. ``typed``: what was sent with a name; ``wrong``: {key: {error, words}} of a part."""
    body = reading.content(note)
    names = show_names.signatures(body)
    parts = [{**part, **(wrong or {}).get(part["key"], {"error": "", "typed": ""})} for part in show.sections(body)]
    mine = next((s for s in names if s["person"] == str(who.person_id)), None)
    theirs = next((s for s in names if s["person"] == str(note.subject_id)), None)
    return {
        "note": short(note, who),
        "head": show.head(note, body),
        "sections": parts,
        "said": {
            "done": sum(bool(p["choice"]) for p in parts if p["runs"]),
            "all": sum(bool(p["runs"]) for p in parts),
        },
        "wins": show.wins(body["parts"]["wins"], body["people"]),
        "steps": show.steps(body["parts"]["steps"], body["people"]),
        "goals": body["parts"]["goals"],
        "facts": show.facts(body),
        "shares": show.shares(body),
        "feeling": show.feeling(body),
        "felt": body["feeling"] or ["", ""],
        "feelings": [{"value": n, "label": texts.sentence(words)} for n, words in life.FEELINGS.items()],
        "names": names,
        "void": show_names.void(reading.names_void(note), body["meeting"]["zone"]),
        "mine": mine["choice"] if mine else "",
        "theirs": theirs["choice"] if theirs else "",
        "choices": choices(show.names(note)[1]),
        "my_name": who.person.chosen_name,
        "digest": show_names.digest(body),
        "signs": show_names.signs(body),
        "needs_secret": who.sign_in is not None and not people.is_proved(who.sign_in, clock.now()),
        "typed": {"choice": "", "name": "", "reason": "", "absence": "", **(typed or {})},
        "late": late(note, body),
        "asked": template(note.template, note.template_version).parts,
        "wrong": {"form": "", "error": ""},
    }


def part(note, who, key):
    """One part of it, to be shown anew."""
    found = next((p for p in show.sections(reading.content(note)) if p["key"] == key), None)
    if found is None:
        raise NotHere
    return {**found, "error": "", "typed": ""}


def short(note, who):
    """The note as these pages name it."""
    participant, supporter = show.names(note)
    return {
        "id": note.pk,
        "stage": note.stage,
        "participant": participant,
        "supporter": supporter,
        "is_own": who.person_id == note.subject_id,
    }


def choices(supporter):
    """What the participant can say under the words."""
    return [
        {
            "value": "signed",
            "label": _("I sign it"),
            "hint": _("My name stands under these words."),
            "tone": "own",
            "icon": "sign",
        },
        {
            "value": "agreed",
            "label": _("I read it and agree"),
            "hint": _("Without signing. It says that you read it."),
            "tone": "own",
            "icon": "check",
        },
        {
            "value": "declined",
            "label": _("I’d rather not sign"),
            "hint": _("That is fine. The note is kept and says so."),
            "tone": "own",
            "icon": "pause",
        },
        {
            "value": "later",
            "label": _("Later"),
            "hint": _("{name} can sign meanwhile. It waits for you.").format(name=supporter),
            "tone": "own",
            "icon": "clock",
        },
    ]


def late(note, body):
    """Words that came after the reading began: {name, title, words}."""
    if not note.late_any:
        return []
    titles = {s["key"]: s["title"] for s in body["sections"]}
    people = {p["id"]: p["name"] for p in body["people"]}
    return [
        {"name": people.get(str(row.person_id), ""), "title": titles[key], "words": words}
        for row, key, words in drafting.late(note)
    ]
