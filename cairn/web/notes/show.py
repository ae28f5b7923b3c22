"""A note as its pages lay it out: values made from its body. Everything was asked and permitted before."""

import datetime
import zoneinfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.meetings import rules as meetings
from cairn.notes import shown
from cairn.notes.rules import life

from .. import texts

KINDS = ("win", "strength", "strategy")


def kinds():
    """{kind: what a person calls it}."""
    return {"win": _("What went well"), "strength": _("Strengths"), "strategy": _("What helped")}


def kinds_to_choose():
    """{kind: what somebody chooses when they keep one}."""
    return {"strength": _("A strength"), "win": _("Something that went well"), "strategy": _("Something that helped")}


def head(note, body=None):
    """What a page of a note has on top: whose it is, when it was, where; names and meeting as sealed where it is."""
    meeting = body["meeting"] if body else shown.meeting(note.meeting)
    participant, supporter = names(note, body)
    zone = meeting["zone"]
    begun = moment(meeting["started_at"]) or note.happened_at
    times = [texts.time(begun, zone)]
    if ended := moment(meeting["ended_at"]):
        times.append(texts.time(ended, zone))
    place = meeting["place"] or texts.sentence(meetings.METHODS[meeting["method"]])
    return {
        "participant": participant,
        "supporter": supporter,
        "day": texts.day(local(begun, zone)),
        "session": " · ".join([participant, f"{texts.day(local(begun, zone))}, {'–'.join(times)}", place]),
        "template": body["title"] if body else "",
    }


def names(note, body=None):
    """The chosen names of the two, as sealed where it is."""
    if body:
        return body["people"][0]["name"], body["people"][1]["name"]
    return note.participation.person.chosen_name, note.meeting.supporter.chosen_name


def title(note, who, day):
    """The heading of a note, for one of the two or for somebody else."""
    is_one_of_us = who.person_id in (note.subject_id, note.meeting.supporter_id)
    return (_("Our note of {day}") if is_one_of_us else _("Note of {day}")).format(day=day)


def sections(body):
    """The words by section, each run with whose it is, and what the participant said to it."""
    said = {a["section"]: a for a in body["answers"]}
    return [section(body, s, said.get(s["key"])) for s in body["sections"]]


def section(body, part, said):
    """One of them. ``said``: the answer that stands, or None."""
    return {
        "key": part["key"],
        "title": part["title"],
        "own": part["who"] == "participant",
        "runs": runs(part["runs"], body["people"]) if shown.text(part).strip() else [],
        "choice": said["choice"] if said else "",
        "words": said["words"] if said else "",
        "digest": shown.digest_of(part, body["salt"]).hex(),
    }


def runs(pairs, people):
    """[(place of a person, words)] as the passage takes them."""
    return [{"text": words, "voice": people[n]["voice"], "name": people[n]["name"]} for n, words in pairs]


def shares(body):
    """Whose words, in whole percent that make a hundred."""
    return percentages(zip(body["people"], body["shares"], strict=True))


def percentages(counted):
    """[(person, letters)] as shares; the one whose rest is largest gets what rounding left over."""
    counted = [(p, n) for p, n in counted if n or p["voice"] != "other"]
    total = sum(n for _p, n in counted) or 1
    whole = [100 * n // total for _p, n in counted]
    rest = sorted(range(len(counted)), key=lambda i: -(100 * counted[i][1] % total))
    for i in rest[: 100 - sum(whole) if any(n for _p, n in counted) else 0]:
        whole[i] += 1
    return [{"name": p["name"], "voice": p["voice"], "share": s} for (p, _n), s in zip(counted, whole, strict=True)]


def wins(found, people):
    """What was kept, by kind: [{kind, label, items: [{id, words, passage, name, voice}]}]. Empty kinds are left out."""
    labels = kinds()
    groups = [(k, [win(w, people) for w in found if w["kind"] == k]) for k in KINDS]
    return [{"kind": k, "label": labels[k], "items": items} for k, items in groups if items]


def win(kept, people):
    """One of them."""
    voice = people[kept["voice"]] if kept["voice"] is not None else None
    return {
        "id": kept["id"],
        "words": kept["words"],
        "passage": kept["passage"],
        "name": voice["name"] if voice else "",
        "voice": voice["voice"] if voice else "other",
    }


def steps(found, people):
    """Next steps for the list: who does what by when."""
    return [
        {
            "id": s["id"],
            "what": s["what"],
            "who": person(people[s["whose"]] if s["whose"] is not None else None),
            "due": due(datetime.date.fromisoformat(s["due_on"])) if s["due_on"] else "",
        }
        for s in found
    ]


def person(found):
    """Somebody as a badge shows them."""
    if found is None:
        return {"name": _("somebody else"), "initials": "·", "voice": "other"}
    return {"name": found["name"], "initials": found["initials"], "voice": found["voice"]}


def due(day):
    """By when, in few letters."""
    return _("by {day}").format(day=texts.short_day(day))


def facts(body):
    """The session and how it was written, as (term, answer)."""
    meeting, parts = body["meeting"], body["parts"]
    found = [(_("How we met"), texts.sentence(meetings.METHODS[meeting["method"]]))]
    if meeting["place_kind"] in meetings.PLACES and meeting["method"] == "in_person":
        found.append((_("Where"), meeting["place"] or texts.sentence(meetings.PLACES[meeting["place_kind"]])))
    if meeting["minutes"]:
        minutes = meeting["minutes"]
        found.append((_("How long"), ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)))
    if parts["together"]:
        found.append((_("How it was written"), together(parts)))
    found.append((_("Program"), body["program"]))
    return found


def together(parts):
    """How it was written, with the reason where there is one."""
    said = texts.sentence(life.TOGETHER[parts["together"]])
    return f"{said}: {parts['together_why']}" if parts["together_why"] else said


def feeling(body):
    """How the participant felt about it: {label, words}, or None."""
    if not body["feeling"]:
        return None
    level, words = body["feeling"]
    return {"label": texts.sentence(life.FEELINGS[level]), "words": words}


def moment(text):
    """A moment from a body; None when there is none."""
    return datetime.datetime.fromisoformat(text) if text else None


def local(at, zone):
    """The moment as a clock on the wall there shows it."""
    return at.astimezone(zoneinfo.ZoneInfo(zone))
