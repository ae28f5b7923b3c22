"""Things that happened before a story begins, told by verbs in the house's own data. Run as a command, prints JSON."""

import json
import os
import sys
import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")

import django

django.setup()

from datetime import timedelta

from cairn.concerns import raising, writing
from cairn.concerns.models import Concern
from cairn.journey.models import Decision, Review
from cairn.lib import canonical, clock
from cairn.lib.db import atomic
from cairn.meetings import holding
from cairn.meetings.models import Meeting
from cairn.notes import drafting, offering, opening, reading, shown, signing
from cairn.notes.models import Entry, Note, Seal
from cairn.notes.rules.templates import template
from cairn.papers import designing, filling
from cairn.papers.models import Consent, Form, Paper
from cairn.people import signing_in
from cairn.people.models import Person, SignIn
from cairn.teams import pairing
from cairn.teams.models import Participation, Referral, TeamMember


def somebody(name):
    """The example person of that chosen name."""
    for person in Person.objects.select_related("organization"):
        if person.chosen_name.split()[0] == name:
            return signing_in.of(person)
    raise LookupError(name)


def jordans_way():
    """Jordan's participation."""
    return Participation.objects.select_related("person", "program").get(person=somebody("Jordan").person)


def draft(key="joint"):
    """Avery and Jordan met, and the note is open."""
    avery = somebody("Avery")
    note = opening.open(holding.begin(jordans_way(), by=avery, place="Library"), by=avery, key=key)
    return {"note": str(note.pk)}


def written(key="joint"):
    """The same, with words of both."""
    note = draft(key)["note"]
    write(note, "Avery", "talked", "We looked at the lease together. ")
    write(note, "Jordan", "talked", "I asked about the deposit myself. ")
    return {"note": note}


def rich():
    """A note as it reads after ten minutes together; and an older, sealed one, a planned session, and Jordan's way."""
    note = draft()["note"]
    for name, section, words in (
        ("Avery", "wins", "Jordan planned the call, made it, and stayed calm when put on hold. "),
        ("Jordan", "wins", "I used the breathing thing before I dialed."),
        ("Avery", "talked", "We went through the lease together. Jordan had written questions down beforehand. "),
        ("Jordan", "talked", "I asked the landlord about the deposit myself and he agreed to two payments."),
        ("Jordan", "own", "Last spring I would have just hung up. I’m not where I want to be but I’m not where I was."),
        ("Avery", "hard", "The first call did not go through; Jordan tried again the next day."),
    ):
        write(note, name, section, words)
    sealed = Note.objects.filter(participation=jordans_way(), stage="sealed").order_by("-happened_at").first()
    planned = Meeting.objects.filter(participation=jordans_way(), state="planned").first()
    return {
        "note": note,
        "sealed": str(sealed.pk),
        "planned": str(planned.pk),
        "way": str(jordans_way().pk),
        "avery": str(somebody("Avery").person_id),
    }


def everywhere():
    """The ids of one of each thing that pages are about; what nobody has begun yet is begun."""
    way, avery, jordan = jordans_way(), somebody("Avery"), somebody("Jordan")
    form = Form.objects.get(key="goals")
    text = form.versions.filter(published_at__isnull=False).last()
    paper = filling.begin(way, key="liability", by=avery)
    referrals = Referral.objects.filter(program=way.program)
    ways = {name: str(Participation.objects.filter(person=somebody(name).person).latest("started_on").pk)
            for name in ("Casey", "Deshawn", "Mei", "Tomasz")}  # fmt: skip
    return rich() | ways | {
        "form": str(form.pk), "text": str(text.pk), "next": str(designing.draft(form, by=somebody("Robin")).pk),
        "paper": str(paper.pk), "signed": str(Paper.objects.filter(participation=way, state="signed").first().pk),
        "plan": str(Paper.objects.filter(participation=way, version__form__key="emergency-plan").last().pk),
        "consent": str(Consent.objects.filter(participation=way).last().pk),
        "decision": str(Decision.objects.filter(participation=way).last().pk),
        "held": str(Review.objects.filter(participation=way, held_on__isnull=False).last().pk),
        "review": str(Review.objects.filter(participation=way, held_on=None, set_aside_at=None).last().pk),
        "referral": str(referrals.filter(state="waiting").first().pk), "program": str(way.program_id),
        "concern": str(Concern.objects.exclude(stage="closed").first().pk),
        "own": str(raising.begin(jordan.organization, by=jordan, said=WRONG).pk),
        "serious": str(writing.write(way, facts="A fall on the stairs.", by=avery).pk),
    }  # fmt: skip


WRONG = {"kind": "place", "what": "The door does not lock.", "urgency": "time", "answer": "here"}


def write(note, name, section, words):
    """They write that at the end of the section."""
    by = somebody(name)
    found = reading.note_for(by, uuid.UUID(note))
    place = template(found.template, found.template_version).place(section)
    before = "".join(text for _, text in shown.voices(drafting.entries(found.pk), place))
    seq = Entry.objects.filter(note=found).order_by("-seq").values_list("seq", flat=True).first() or 0
    drafting.rewrite(found, section=place, text=before + words, seq=seq, by=by)
    return {}


def offer(note):
    """It is read back."""
    avery = somebody("Avery")
    offering.offer(reading.note_for(avery, uuid.UUID(note)), by=avery)
    return {}


def sign(note, name, choice="signed"):
    """They put their name under what is shown."""
    by = somebody(name)
    found = reading.note_for(by, uuid.UUID(note))
    digest = canonical.digest(shown.core(found)).hex()
    signing.sign(found, choice=choice, name=by.person.chosen_name, digest=digest, by=by)
    return {}


def said(note):
    """What the log holds: {section: [[first name, words], ...]}, and the stage."""
    found = Note.objects.get(pk=note)
    entries = drafting.entries(found.pk)
    names = {p.pk: p.chosen_name.split()[0] for p in Person.objects.filter(pk__in={e.person_id for e in entries})}
    form = template(found.template, found.template_version)
    runs = {s.key: [[names[p], t] for p, t in shown.voices(entries, n)] for n, s in enumerate(form.sections)}
    return {"said": runs, "stage": found.stage, "sealed": Seal.objects.filter(note=found).exists()}


def expire(name):
    """Their sign-ins have been idle for an hour."""
    past = clock.now() - timedelta(hours=1)
    with atomic():
        return {"ended": SignIn.objects.filter(person=somebody(name).person, ended_at=None).update(seen_at=past)}


def dismiss(name):
    """They are on Jordan's team no more (in another process than the server: it hears of it on its round)."""
    for member in TeamMember.objects.filter(participation=jordans_way(), person=somebody(name).person, ended_at=None):
        pairing.leave(member, by=somebody("Sam"))
    return {}


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
