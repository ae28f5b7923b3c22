"""Nothing personal lies in the database in the clear: every value of every table is looked at, on both databases."""

import pytest
from django.db import connection

from cairn.concerns import handling, raising, writing
from cairn.journey import answering as surveys
from cairn.journey import deciding, leaving, moving, pausing, returning, reviewing, telling
from cairn.journey.rules.leaving import EMPTY
from cairn.lib import clock
from cairn.meetings import holding
from cairn.notes import amending, answering, describing, shown
from cairn.notices import choosing, noticing
from cairn.notices.models import Letter
from cairn.papers import consenting, filling, releasing, signing
from cairn.papers.models import Consent
from cairn.people import reaching
from cairn.teams import building, changing, matching, merging, offering, referring
from tests import town as people
from tests.papers import paperwork

# Each is written into another kind of field below, or is a name of the town.
WORDS = (
    "Quittenbaum",
    "Löwenzahn",
    "Haselnuss",
    "Mohnblume",
    "Distelfink",
    "Zaunkönig",
    "Robin Vega",
    "555 010 2030",
    "1990-05-04",
    "Feuersalamander",
    "Goldammer",
    "Ben",
    "Ana",
    "Olga",
    "Library",
    "hope.example",
    "of hope",
    "Certified",
    "inbox.example",
    "555-0177",
)


def everything():
    """Every value of every table, as bytes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("django_"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    if value is not None:
                        yield table, bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


@pytest.mark.django_db
def test_no_word_of_a_note_and_no_name_lies_in_the_clear(town):
    people.ally(town)
    note = people.draft(town)
    people.write(note, "Quittenbaum ", by=town.ana)
    people.write(note, "Löwenzahn", by=town.ben, section="own")
    describing.keep_win(note, words="Haselnuss", passage="Mohnblume", by=town.ben)
    describing.add_step(note, what="Distelfink", mine=False, by=town.ben)
    describing.describe(note, goals=["Zaunkönig"], by=town.ana)
    describing.feel(note, feeling=4, words="Quittenbaum", by=town.ben)
    people.offering.offer(note, by=town.ana)
    note = people.fresh(town, note)
    digest = shown.section_digest(shown.core(note), "talked").hex()
    answering.answer(note, section="talked", choice="differ", words="Löwenzahn", digest=digest, by=town.ben)
    people.sign(note, by=town.ana)
    people.sign(note, by=town.ben)
    amending.amend(people.fresh(town, note), words="Mohnblume", reason="Distelfink", by=town.ben)
    choosing.choose(
        by=town.ben,
        channels=["email", "text"],
        kinds=["note", "session"],
        quiet=(0, 0),
        email="ben@inbox.example",
        phone="937-555-0177",
    )
    holding.plan(town.ben_way, at=clock.now(), place="Library", by=town.ana)
    noticing.catch_up()
    assert Letter.objects.filter(person_id=town.ben.person_id).count() == 2
    wrong(town)
    found = [(table, word) for table, value in everything() for word in WORDS if word.encode() in value]
    assert found == []


def wrong(town):
    """A concern by name and one without, each step of one, and facts when something serious came up."""
    said = dict.fromkeys(("what", "when", "tried", "wish", "whom", "contact"), "Quittenbaum")
    concern = people.concern(town, **said)
    handling.acknowledge(concern, words="Haselnuss", by=town.chloe)
    raising.add(concern, words="Mohnblume", by=town.ben)
    people.nameless(town, **said, name="Distelfink")
    writing.write(town.ben_way, facts="Löwenzahn", when="Library", told="Zaunkönig", by=town.ana)


@pytest.mark.django_db
def test_no_word_of_the_way_lies_in_the_clear(town):
    """Moves, remarks, tellings, ticks, reviews, decisions, pauses, exit plans, answers without a name, returns."""
    way, on = town.ben_way, clock.today("America/Chicago")
    telling.tell(way, kind="now", words="Quittenbaum", by=town.ben)
    telling.tick(way, item="contact", words="Löwenzahn", by=town.ana)
    for stage in ("getting_started", "making_progress"):
        move = moving.move(way, to=stage, why="Haselnuss", by=town.ana)
    telling.remark(move, words="Mohnblume", by=town.ben)
    review = reviewing.plan(way, kind="talk", due_on=on, why="Distelfink", by=town.ben)
    reviewing.hold(review, held_on=on, talked=[("Zaunkönig", "Löwenzahn")], own_words="Mohnblume", by=town.ana)
    decision = deciding.propose(
        way, tier=2, reasons="Quittenbaum", supporter_view="Haselnuss", rhythm="weekly", rhythm_words="Zaunkönig",
        next_on=on.replace(year=on.year + 1), by=town.ana,
    )  # fmt: skip
    deciding.answer(decision, choice="differ", words="Löwenzahn", by=town.ben)
    deciding.answer(decision, choice="agree", name="Ana", by=town.ana)
    deciding.settle(decision, why="Mohnblume", by=town.chloe)
    pausing.begin(way, first_on=on, words="Distelfink", by=town.ben)
    found = leaving.begin(way, why="Quittenbaum", by=town.ben)
    body = {**EMPTY, "goals": [{"words": "Haselnuss", "met": "met", "on": ""}], "supports": "Mohnblume"}
    leaving.plan(found, body=body, seen=0, by=town.ana)
    leaving.agree(found, version=1, choice="agree", name="Ben", by=town.ben)
    surveys.answer_nameless(way, answers={"helped": "Zaunkönig"}, by=town.ben)
    leaving.part(way, why="Löwenzahn", by=town.ben)
    asked = returning.ask(way, words="Distelfink", reach="Quittenbaum", by=town.ben)
    returning.put_off(asked, words="Haselnuss", by=town.chloe)
    found = [(table, word) for table, value in everything() for word in WORDS if word.encode() in value]
    assert found == []


@pytest.mark.django_db
def test_nothing_of_a_referral_or_a_match_lies_in_the_clear(town):
    words = ("why", "asks", "urgency_why", "referrer_name", "answer_how", "before_code")
    safe = {"channels": ["call"], "hours": "Goldammer", "neutral_name": "Goldammer", "words": "Goldammer"}
    said = dict.fromkeys(words, "Feuersalamander") | {"urgency": "now", "born_on": "1990-05-04", "safe": safe}
    row = people.waiting(town, **said, wishes={"interests": "Goldammer"}, was_here=True)
    referring.contact(row, how="call", reached=True, words="Goldammer", by=town.chloe)
    matching.keep_profile({"interests": "Goldammer"}, by=town.eva)
    matching.say_conflict(row, supporter=town.ana.person, kind="relative", words="Goldammer", by=town.chloe)
    other = people.referral(town, name="Robin Vega Feuersalamander")
    merging.merge(other, into=row, why="Goldammer", by=town.chloe)
    made = offering.offer(row, supporter=town.eva.person, reason="Goldammer", by=town.chloe)
    offering.answer(made, side="participant", choice="yes", how="Feuersalamander", by=town.chloe)
    offering.answer(made, side="supporter", choice="yes", by=town.eva)
    changing.ask(town.ben_way, words="Goldammer", by=town.ben)
    matching.wish(town.ben_way, {"interests": "Goldammer"}, asks="Feuersalamander", by=town.ben)
    handover = changing.open_handover(town.ben_way.team.get(ended_at=None), by=town.chloe)
    changing.leave_word(handover, words="Goldammer", by=town.ana)
    building.mark(town.ben_way, step="past", words="Goldammer", by=town.ana)
    reaching.reach(town.ben.person, by=town.ben, safe=safe, phone="555 010 2030", born_on="1990-05-04")
    found = [(table, word) for table, value in everything() for word in WORDS if word.encode() in value]
    assert found == []


@pytest.mark.django_db
def test_no_word_of_a_paper_lies_in_the_clear(town, monkeypatch):
    monkeypatch.setattr("cairn.papers.shipping.FOLDER", paperwork.DOCUMENTS)
    paper = paperwork.signed(town, belt="Quittenbaum", own="Löwenzahn")
    signing.give_copy(paper, how="printed", by=town.ana)
    other = paperwork.liability(town)
    filling.answer(other, item="belt", value="Haselnuss", revision=0, by=town.ana)
    signing.decline(other, by=town.ana, reason="Mohnblume")
    consent = paperwork.consent(
        town, what=["other"], what_other="Quittenbaum", to_whom="Distelfink", expires_event="Mohnblume"
    )
    said = {"what": "Quittenbaum", "to": "Distelfink", "why": "care", "how": "mail"}
    releasing.release(town.ben_way, **said, by=town.ana)
    details = {"emergency": "Zaunkönig", "affiliation": "Haselnuss"}
    releasing.release_without(town.ben_way, ground="emergency", **said, details=details, by=town.ana)
    consenting.revoke(consent, how="call", words="Löwenzahn", by=town.ana)
    assert Consent.objects.get().elements["to"] == ["Distelfink"]
    found = [(table, word) for table, value in everything() for word in WORDS if word.encode() in value]
    assert found == []


@pytest.mark.django_db
def test_the_scan_sees_what_is_there(town):
    assert any(b"Bridges" in value for _, value in everything())  # a program's name is nobody's
