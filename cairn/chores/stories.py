"""The example organization, told by calling verbs, so that it can only be what the house allows."""

import datetime
import zoneinfo

from cairn.goals import stepping
from cairn.lib import canonical, clock
from cairn.lib.db import atomic
from cairn.meetings import holding
from cairn.notes import amending, answering, describing, drafting, offering, opening, reading, shown, signing
from cairn.notes.rules.templates import template
from cairn.people import joining, signing_in
from cairn.people import reading as people
from cairn.people.roles import Role
from cairn.programs import founding
from cairn.teams import pairing

from . import chapters, examples

CRISIS = [
    {"label": "988 Suicide & Crisis Lifeline", "tel": "988", "text": "Call or text, day and night"},
    {"label": "Emergency", "tel": "911", "text": "When somebody is in danger now"},
]


def is_told():
    """True when the example organization is there."""
    return people.is_founded("hope-street")


@atomic
def tell():
    """Hope Street is there, with its people, its teams, and Jordan's way so far."""
    now = clock.now()
    with clock.stopped(now - datetime.timedelta(days=240)):
        house = joining.found(examples.HOUSE, slug="hope-street", zone="America/Chicago", crisis_lines=CRISIS)
        cast = {e.name.split()[0]: _arrive(house, e) for e in examples.PEOPLE}
        robin, sam = cast["Robin"], cast["Sam"]
        program = founding.found("Peer Bridges", by=robin)
        founding.charge(program, person=sam.person, by=robin)
        founding.found("Recovery Café", by=robin)
        ways = {}
        for participant, supporter in (("Jordan", "Avery"), ("Luis", "Dee"), ("Casey", "Avery")):
            ways[participant] = pairing.begin(program, person=cast[participant].person, by=sam)
            pairing.join(ways[participant], person=cast[supporter].person, by=sam)
    for chapter in chapters.JORDAN:
        _session(chapter, ways["Jordan"], cast["Avery"], cast["Jordan"], now)
    for chapter in chapters.LUIS:
        _session(chapter, ways["Luis"], cast["Dee"], cast["Luis"], now)
    _plan(ways["Jordan"], cast["Avery"], now, days=2)
    _plan(ways["Casey"], cast["Avery"], now, days=3)


def _arrive(house, example):
    staff = example.role is not Role.PARTICIPANT
    person = joining.welcome(
        example.name,
        roles=[example.role],
        by=None,
        organization=house,
        credential=example.credential,
        email=example.sign_in_name if staff else "",
        pronouns=example.pronouns,
        languages=list(example.languages),
    )
    joining.endow(person, name="" if staff else example.sign_in_name, secret=example.secret)
    return signing_in.of(person)


def _plan(way, supporter, now, days):
    day = (now + datetime.timedelta(days=days)).astimezone(zoneinfo.ZoneInfo(supporter.zone))
    at = day.replace(hour=14, minute=0, second=0, microsecond=0)
    holding.plan(way, at=at, by=supporter, place="Eastside Library")


def _session(chapter, way, supporter, participant, now):
    """One session and its note, on its day."""
    start = (now - datetime.timedelta(days=chapter["days_ago"])).replace(hour=19, minute=0, second=0, microsecond=0)
    with clock.stopped(start):
        meeting = holding.begin(way, by=supporter, place=chapter["place"], method=chapter.get("method", "in_person"))
    with clock.stopped(start + datetime.timedelta(minutes=chapter["minutes"])):
        holding.end(meeting, by=supporter)
        note = opening.open(meeting, by=supporter, key=chapter.get("template", "joint"))
        cast = {"s": supporter, "p": participant}
        for key, passages in chapter["words"].items():
            _write(note, key, passages, cast)
        _parts(note, chapter, supporter, participant)
        offering.offer(note, by=supporter)
        _close(note, chapter, supporter, participant)


def _write(note, key, passages, cast):
    """Both write the part in turn: [("s" or "p", words)]."""
    place, text, seq = template(note.template).place(key), "", 0
    for who, words in passages:
        text = f"{text} {words}".strip()
        seq = drafting.rewrite(note, section=place, text=text, seq=seq, by=cast[who])


def _parts(note, chapter, supporter, participant):
    for kind, words, passage, section in chapter.get("wins", ()):
        describing.keep_win(note, kind=kind, words=words, passage=passage, section=section, by=participant)
    for what, mine, days, done in chapter.get("steps", ()):
        due = (clock.now() + datetime.timedelta(days=days)).date() if days else None
        step = describing.add_step(note, what=what, mine=mine, due_on=due, by=participant)
        if done:
            stepping.mark(step, state="done", word=done, by=participant)
    describing.describe(note, goals=chapter.get("goals", []), together=chapter.get("together", "fully"), by=supporter)
    if "feeling" in chapter:
        describing.feel(note, feeling=chapter["feeling"][0], words=chapter["feeling"][1], by=participant)


def _close(note, chapter, supporter, participant):
    """Read back, answered, signed: as far as the chapter goes."""

    def fresh():
        return reading.note_for(supporter, note.pk)

    core = shown.core(fresh())
    for key, words in chapter.get("differ", {}).items():
        digest = shown.section_digest(core, key).hex()
        answering.answer(fresh(), section=key, choice="differ", words=words, digest=digest, by=participant)
    for who, choice in chapter.get("names", (("s", "signed"), ("p", "signed"))):
        by = {"s": supporter, "p": participant}[who]
        digest = canonical.digest(core).hex()
        signing.sign(fresh(), choice=choice, name=by.person.chosen_name, digest=digest, by=by)
    for words, reason in chapter.get("amended", ()):
        amending.amend(fresh(), words=words, reason=reason, by=participant)
