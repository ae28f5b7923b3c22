"""What stands under the words, laid out: names, the seal, what was added, and what comes next."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.lib import canonical
from cairn.notes import shown

from .. import texts
from .show import moment, names

SHORT_DIGEST = 16


def choices():
    """{choice: how it reads under a name}."""
    return {
        "signed": _("Signed"),
        "agreed": _("Read it and agrees"),
        "declined": _("Would rather not sign"),
        "absent": _("Was not there"),
        "later": _("Will say so later"),
    }


def signatures(body):
    """The names and choices under the words, as they were given."""
    zone, labels = body["meeting"]["zone"], choices()
    voices = {p["id"]: p["voice"] for p in body["people"]}
    return [
        {
            "person": s["person"],
            "name": s["name"],
            "voice": voices.get(s["person"], "other"),
            "choice": s["choice"],
            "choice_label": labels[s["choice"]],
            "credential": s["credential"],
            "at": texts.moment(moment(s["at"]), zone),
            "reason": s["reason"],
        }
        for s in body["signatures"]
    ]


def names_so_far(note, rows):
    """The names that stand under an open note, and void ones, as rows say."""
    labels = choices()
    return [
        {
            "name": row.name,
            "voice": "participant" if row.person_id == note.subject_id else "supporter",
            "choice": row.choice,
            "choice_label": labels[row.choice],
            "credential": row.credential,
            "at": texts.moment(row.at, note.meeting.zone),
            "reason": row.reason,
        }
        for row in rows
    ]


def next_thing(note, who, rows):
    """What comes next for this person: {text, url, label, quiet}; no address where it is not theirs to do."""
    participant, supporter = names(note)
    two = {"participant": participant, "supporter": supporter}
    if not note.may_write:
        said = {
            "draft": _("{participant} and {supporter} are still writing it. You can read it once it is sealed."),
            "offered": _("{participant} and {supporter} are reading it through. You can read it once it is sealed."),
            "signed": _("{supporter} has signed, and {participant} has yet to say. You can read it once it is sealed."),
        }[note.stage]
        return {"text": said.format(**two), "url": "", "label": "", "quiet": False}
    if note.stage == "draft":
        return _next(_("It is open for both of you."), "note-write", _("Go on writing"), note)
    mine = any(row.person_id == who.person_id and row.choice != "later" for row in rows)
    if not mine:
        return _next(
            _("It is being read through. Your word is still to come."), "note-reading", _("Read it through"), note
        )
    other = supporter if who.person_id == note.subject_id else participant
    return _next(
        _("Your word stands under it. It waits for {name}.").format(name=other),
        "note-reading",
        _("Look at it"),
        note,
        quiet=True,
    )


def _next(text, page, label, note, quiet=False):
    return {"text": text, "url": reverse(page, args=[note.pk]), "label": label, "quiet": quiet}


def void(rows, zone):
    """Sentences about names that stood under earlier words."""
    return [
        _("{name}, {moment}: the words were opened again after this name.").format(
            name=row.name, moment=texts.moment(row.at, zone)
        )
        for row in rows
    ]


def seal(note):
    """The seal: when, its short digest, its place in the history of the house."""
    return {
        "at": texts.moment(note.seal.at, note.seal.body["meeting"]["zone"]),
        "digest": bytes(note.seal.digest).hex()[:SHORT_DIGEST],
        "place": note.place or "",
    }


def amendments(rows, zone):
    """What was added, in order."""
    return [
        {
            "number": a.number,
            "name": a.name,
            "voice": "participant" if a.role == "participant" else "supporter",
            "at": texts.moment(a.at, zone),
            "reason": a.reason,
            "words": a.words,
            "is_late": a.late_id is not None,
            "digest": bytes(a.digest).hex()[:SHORT_DIGEST],
        }
        for a in rows
    ]


def late(found, sections):
    """Words that came too late, with the title of their part."""
    titles = {s["key"]: s["title"] for s in sections}
    return [{**row, "title": titles.get(row["section"], "")} for row in found]


def digest(body):
    """Hex, of what both sign: the body without what the participant said to it, how it felt, and the names."""
    return canonical.digest({k: v for k, v in body.items() if k not in ("answers", "feeling", "signatures")}).hex()


def signs(body):
    """What a name stands under, in a sentence."""
    parts = body["parts"]
    number = sum(1 for s in body["sections"] if shown.text(s).strip())
    found = [ngettext("the words of {n} part", "the words of {n} parts", number).format(n=number)]
    if parts["wins"]:
        count = len(parts["wins"])
        found.append(ngettext("{n} strength or win", "{n} strengths and wins", count).format(n=count))
    if parts["steps"]:
        count = len(parts["steps"])
        found.append(ngettext("{n} next step", "{n} next steps", count).format(n=count))
    if parts["goals"]:
        found.append(_("the goals touched"))
    return ", ".join(found)
