"""What happens along a way: sessions and their notes, steps from stage to stage, reviews, decisions, endings.

Each deed calls verbs as the people would, at the moment at which the clock stands.
"""

import datetime
import zoneinfo

from cairn.goals import stepping
from cairn.journey import answering, deciding, leaving, moving, pausing, returning, reviewing, telling
from cairn.journey import reading as journey
from cairn.lib import canonical, clock
from cairn.meetings import holding
from cairn.notes import amending, describing, drafting, offering, opening, reading, shown, signing
from cairn.notes import answering as notes_answering
from cairn.notes.rules.templates import template
from cairn.teams import building, changing, inviting, pairing

WHO = {"s": 0, "p": 1}


# -- a way begins


def begin(cast, name, supporter, *, by="Sam", program="Peer Bridges"):
    """Their way begins, with that supporter beside them."""
    cast.ways[name] = pairing.begin(cast.programs[program], person=cast.person(name), by=cast.who(by))
    pairing.join(cast.ways[name], person=cast.person(supporter), by=cast.who(by))


def built(cast, name, step, words, *, by, done=True):
    """A step of team building was done, or tried."""
    building.mark(cast.ways[name], step=step, words=words, by=cast.who(by), done=done)


def tell(cast, name, **told):
    """They say where they want to grow, what was before, how things are now."""
    for kind, words in told.items():
        telling.tell(cast.ways[name], kind=kind, words=words, by=cast.who(name))


def ticked(cast, name, item, words, *, by):
    """Something that the stage asks for was done in another way, said in words."""
    telling.tick(cast.ways[name], item=item, words=words, by=cast.who(by))


def move(cast, name, to, *, by, why=""):
    """The way goes on to that stage."""
    moving.move(cast.ways[name], to=to, by=cast.who(by), why=why)


def ask_along(cast, name, ally, *, days):
    """They ask somebody along, who may read their notes for so long."""
    until = clock.today(cast.who(name).zone) + datetime.timedelta(days=days)
    inviting.invite(cast.ways[name], chosen_name=ally, by=cast.who(name), sees_notes=True, until=until)


# -- a session and its note


def plan(cast, name, supporter, *, days, place="Eastside Library"):
    """They will meet in so many days, at two in the afternoon."""
    by = cast.who(supporter)
    day = (cast.now + datetime.timedelta(days=days)).astimezone(zoneinfo.ZoneInfo(by.zone))
    holding.plan(cast.ways[name], at=day.replace(hour=14, minute=0, second=0, microsecond=0), by=by, place=place)


def missed(cast, name, supporter, *, why):
    """They had planned to meet, and it did not come to pass."""
    by = cast.who(supporter)
    meeting = holding.plan(cast.ways[name], at=clock.now() + datetime.timedelta(minutes=1), by=by, place="")
    holding.miss(meeting, why=why, by=by)


def session(cast, name, supporter, chapter):
    """One session and its note (a chapter: see ``chapters``)."""
    by, own, start = cast.who(supporter), cast.who(name), clock.now()
    meeting = holding.begin(
        cast.ways[name], by=by, place=chapter["place"], method=chapter.get("method", "in_person"),
        place_kind=chapter.get("kind", "community"),
    )  # fmt: skip
    with clock.stopped(start + datetime.timedelta(minutes=chapter["minutes"])):
        holding.end(meeting, by=by)
        note = opening.open(meeting, by=by, key=chapter.get("template", "joint"))
        for key, passages in chapter["words"].items():
            _write(note, key, passages, (by, own))
        _parts(note, chapter, by, own)
        offering.offer(note, by=by)
        _close(note, chapter, by, own)


def _write(note, key, passages, both):
    """Both write the part in turn: [("s" or "p", words)]."""
    place, text, seq = template(note.template).place(key), "", 0
    for who, words in passages:
        text = f"{text} {words}".strip()
        seq = drafting.rewrite(note, section=place, text=text, seq=seq, by=both[WHO[who]])


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
    note = reading.note_for(supporter, note.pk)
    core = shown.core(note)
    for key, words in chapter.get("differ", {}).items():
        digest = shown.section_digest(core, key).hex()
        notes_answering.answer(note, section=key, choice="differ", words=words, digest=digest, by=participant)
    for who, choice in chapter.get("names", (("s", "signed"), ("p", "signed"))):
        by = {"s": supporter, "p": participant}[who]
        digest = canonical.digest(core).hex()
        signing.sign(note, choice=choice, name=by.person.chosen_name, digest=digest, by=by)
    for words, reason in chapter.get("amended", ()):
        amending.amend(note, words=words, reason=reason, by=participant)


# -- looking back, and deciding


def reviewed(cast, name, *, by, kind="talk", talked=(), words="", own=""):
    """They looked back together; the one that the clock had planned, or one put there now."""
    way, today = cast.ways[name], clock.today(cast.who(by).zone)
    ahead = [review for review in journey.ahead(cast.who(by), way) if review.kind == kind]
    review = ahead[0] if ahead else reviewing.plan(way, kind=kind, due_on=today, by=cast.who(by))
    cast.things[f"{name} review"] = reviewing.hold(
        review, held_on=today, talked=talked, words=words, own_words=own, by=cast.who(by)
    )


def remarked(cast, name, words):
    """Their own words stand beside the last review."""
    telling.remark(cast.things[f"{name} review"], words=words, by=cast.who(name))


def decided(cast, name, tier, *, by, reasons, view, own, rhythm, days):
    """A tier is put to both, resting on the last review, and both agree. ``days``: until they look again."""
    way, review = cast.ways[name], cast.things.get(f"{name} review")
    decision = deciding.propose(
        way, tier=tier, next_on=clock.today(cast.who(by).zone) + datetime.timedelta(days=days), by=cast.who(by),
        reasons=reasons, supporter_view=view, rhythm=rhythm, review=review,
        evidence=[("review", review.pk)] if review else (),
    )  # fmt: skip
    for who, words in ((by, ""), (name, own)):
        signer = cast.who(who)
        deciding.answer(decision, choice="agree", name=signer.person.chosen_name, words=words, by=signer)


def rest(cast, name, *, days, words):
    """They rest from today for so many days."""
    today = clock.today(cast.who(name).zone)
    pausing.begin(
        cast.ways[name], first_on=today, last_on=today + datetime.timedelta(days=days), words=words, by=cast.who(name)
    )


def asks_for_another(cast, name, words):
    """They ask for another supporter."""
    changing.ask(cast.ways[name], words=words, by=cast.who(name))


# -- leaving, and coming back


def leaves(cast, name, *, why):
    """The last part of the way begins, because they said so."""
    leaving.begin(cast.ways[name], by=cast.who(name), why=why)


def parting(cast, name, supporter, *, goals, taper, **body):
    """An exit plan is written and both agree to it.

    ``goals``: [(words, how far it came)]; ``taper``: [(days from now, rhythm)].
    """
    way, by, today = cast.ways[name], cast.who(supporter), clock.today(cast.who(supporter).zone)
    going = journey.leaving_of(by, way)
    rows = [{"from": (today + datetime.timedelta(days=days)).isoformat(), "rhythm": rhythm} for days, rhythm in taper]
    goals = [{"words": words, "met": met, "on": ""} for words, met in goals]
    seen = going.latest.version if going.latest else 0
    made = leaving.plan(going, body={"goals": goals, "taper": rows, **body}, seen=seen, by=by)
    for signer in (by, cast.who(name)):
        leaving.agree(going, version=made.version, choice="agree", name=signer.person.chosen_name, by=signer)


def code_given(cast, name):
    """They have a code with which they can come back."""
    returning.give_code(cast.ways[name], by=cast.who(name))


def nameless(cast, name, **answers):
    """They answer the exit survey without a name."""
    answering.answer_nameless(cast.ways[name], answers=answers, by=cast.who(name))


def parts(cast, name, *, why=""):
    """Their way has ended, by their own word."""
    leaving.part(cast.ways[name], by=cast.who(name), why=why)


def asks_back(cast, name, *, words, reach):
    """They ask to come back, and share what was."""
    cast.things[f"{name} coming"] = returning.ask(
        cast.ways[name], by=cast.who(name), words=words, reach=reach, shares_notes=True, shares_plans=True
    )


def welcomed_back(cast, name, supporter, *, by="Sam"):
    """A new way begins after the old one, with that supporter."""
    coming = cast.things[f"{name} coming"]
    cast.ways[name] = returning.welcome(coming, program=cast.programs["Peer Bridges"], by=cast.who(by))
    pairing.join(cast.ways[name], person=cast.person(supporter), by=cast.who(by))
