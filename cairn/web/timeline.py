"""A record as a timeline: strengths first, then the notes as a trail, newest on top. Shared by many pages."""

from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from cairn.lib.words import _
from cairn.notes.rules.life import Stage
from cairn.notes.rules.templates import template

from . import texts

EXCERPT, STRENGTHS, CHIPS = 180, 6, 3
STAGES = {
    Stage.DRAFT: _("being written"),
    Stage.OFFERED: _("to read back"),
    Stage.SIGNED: _("waiting for a name"),
    Stage.SEALED: _("sealed"),
}
KINDS = {"strength": _("Strength"), "win": _("Win"), "strategy": _("What helped")}
ICONS = {"strength": "star", "win": "win", "strategy": "strategy"}


def note_url(note_id, stage, *, writes=True):
    """Where a note in this stage is gone on with by somebody who writes in it; else where it is read."""
    if writes and stage == Stage.DRAFT:
        return reverse("note-write", args=[note_id])
    if writes and stage in (Stage.OFFERED, Stage.SIGNED):
        return reverse("note-reading", args=[note_id])
    return reverse("note", args=[note_id])


def title(key, version=None):
    """What a note of this template is called, in the reader's language."""
    return template(key, version).title(translation.get_language() or "en")


def years(rows, *, zone, writes=True):
    """``[(year, items)]`` of ``notes.reading`` rows, for the macro of the trail."""
    items = [item(row, zone=zone, writes=writes) for row in rows]
    return [(year, list(of_year)) for year, of_year in groupby(items, key=lambda i: i["year"])]


def item(row, *, zone, writes=True, sentences=()):
    """One note on the trail: when, what it was about in somebody's own words, its wins, whose words."""
    note, body = row.note, row.body
    here = body["meeting"]["zone"] if body else zone
    return {
        "id": note.pk,
        "year": texts.year(note.happened_at, here),
        "when": texts.local_day(note.happened_at, here),
        "title": title(note.template, note.template_version),
        "url": note_url(note.pk, note.stage, writes=writes),
        "kind": "sealed" if body else "note",
        "stage": "" if body else gettext(STAGES[Stage(note.stage)]),
        "text": "" if sentences else _excerpt(body),
        "sentences": list(sentences),
        "wins": [w["words"] for w in body["parts"]["wins"]][:CHIPS] if body else [],
        "share": _share(body),
    }


def strengths(rows):
    """What went well lately, from the notes on this page: the words, the passage they stand in, and whose they are."""
    found, known = [], set()
    for row in rows:
        for win in row.body["parts"]["wins"] if row.body else ():
            if win["words"].casefold() in known or len(found) == STRENGTHS:
                continue
            known.add(win["words"].casefold())
            voice = row.body["people"][win["voice"]] if win["voice"] is not None else None
            found.append(
                {
                    "words": win["words"],
                    "kind": gettext(KINDS[win["kind"]]),
                    "icon": ICONS[win["kind"]],
                    "passage": win["passage"],
                    "voice": voice["voice"] if voice else "supporter",
                    "name": voice["name"] if voice else "",
                    "when": texts.local_day(row.note.happened_at, row.body["meeting"]["zone"]),
                }
            )
    return found


def kept(wins, *, subject_id):
    """The same from rows of the goals room."""
    return [
        {
            "words": w.words,
            "kind": gettext(KINDS[w.kind]),
            "icon": ICONS[w.kind],
            "passage": w.passage,
            "voice": "participant" if w.voice_id == subject_id else "supporter",
            "name": w.voice.chosen_name if w.voice else "",
            "when": texts.short_day(w.on),
        }
        for w in wins
    ]


def older(path, rows, there_are):
    """The address of the next page, "" when this is the last."""
    return f"{path}?{urlencode({'before': rows[-1].place})}" if there_are and rows else ""


def found(pairs, *, zone, writes=True):
    """Search results as items of the trail with the sentences that were found."""
    return [item(row, zone=zone, writes=writes, sentences=sentences) for row, sentences in pairs]


def counted(number):
    """How many notes a search found, as a sentence."""
    return ngettext("%(n)s note holds these words.", "%(n)s notes hold these words.", number) % {"n": number}


def _excerpt(body):
    """The participant's own words when there are some; else the first that were written."""
    if not body:
        return ""
    said = ["".join(words for who, words in s["runs"]).strip() for s in body["sections"]]
    own = [text for text, s in zip(said, body["sections"], strict=True) if text and s["who"] == "participant"]
    text = " ".join((own or [t for t in said if t] or [""])[0].split())
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _share(body):
    """The participant's share of the words in whole percent; None while the note is open or empty."""
    total = sum(body["shares"]) if body else 0
    return round(100 * body["shares"][0] / total) if total else None
