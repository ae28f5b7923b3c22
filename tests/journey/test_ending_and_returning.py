"""Ending with notes that are not finished, and a return through the open page of referrals."""

import datetime

import pytest

from cairn.journey import leaving, reading, returning
from cairn.journey.models import Coming, ReturnCode
from cairn.journey.rules import leaving as rules
from cairn.lib import clock, ids
from cairn.lib.words import NotHere, Refused
from cairn.meetings import holding
from cairn.meetings.models import Meeting
from cairn.notes import lists as notes
from cairn.notes import reading as notes_reading
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams import merging, offering, referral_reading, referring
from cairn.teams.models import Participation, Referral
from tests import town as people

pytestmark = pytest.mark.django_db
SAID = {"name": "Somebody", "referrer": "themself", "phone": "555 010 2030", "asks": "I want to come back."}


@pytest.mark.parametrize(
    ("why", "still_open", "open_notes", "part_of_sentence"),
    [
        ("", False, 0, ""),
        ("", True, 0, "things are still open"),
        ("", False, 1, "notes are not finished"),
        ("", True, 2, "notes are not finished"),
        ("He moved.", True, 2, ""),
    ],
)
def test_when_staff_are_asked_why(why, still_open, open_notes, part_of_sentence):
    sentence = rules.why_not_part(why, still_open=still_open, open_notes=open_notes)
    assert (part_of_sentence in sentence) if part_of_sentence else sentence == ""


def test_open_notes_are_named_and_nobody_of_the_team_comes_to_them_afterwards(town):
    draft, offered, sealed = people.draft(town), people.offered(town), people.sealed(town)
    assert {n.pk for n in notes.open_of(town.ana, town.ben_way)} == {draft.pk, offered.pk}
    assert {n.pk for n in notes.open_of(town.ben, town.ben_way)} == {draft.pk, offered.pk}
    assert notes.open_of(town.eva, town.ben_way) == notes.open_of(town.hana, town.ben_way) == []
    with pytest.raises(Refused, match="not finished"):
        leaving.part(town.ben_way, open_notes=2, by=town.ana)
    leaving.part(town.ben_way, open_notes=2, why="He moved away.", by=town.ana)
    for note in (draft, offered, sealed):
        for act in (Act.NOTE_READ, Act.NOTE_WRITE, Act.NOTE_SIGN, Act.NOTE_AMEND):
            assert not access.allows(town.ana, act, note)
    assert notes.open_of(town.ana, town.ben_way) == []
    assert notes_reading.note_for(town.ben, draft.pk).pk == draft.pk
    with pytest.raises(NotHere):
        notes_reading.note_for(town.ana, draft.pk)


def test_what_was_planned_is_called_off(town):
    planned = holding.plan(town.ben_way, at=clock.now() + datetime.timedelta(days=1), by=town.ana)
    other = holding.plan(town.dan_way, at=clock.now() + datetime.timedelta(days=1), by=town.eva)
    leaving.part(town.ben_way, by=town.ben)
    states = {m.pk: m.state for m in Meeting.objects.all()}
    assert states == {planned.pk: "cancelled", other.pk: "planned"}


def test_the_participant_ends_it_without_a_reason(town):
    people.draft(town)
    leaving.part(town.ben_way, open_notes=1, by=town.ben)
    assert Participation.objects.get(pk=town.ben_way.pk).ended_on is not None


# -- the open page


def left(town):
    code = returning.give_code(town.ben_way, by=town.ana)
    leaving.part(town.ben_way, by=town.ben)
    return code


def refer(code, **more):
    pk = ids.uuid7()
    said = {**SAID, "was_here": bool(code), "before_code": code, **more}
    returning.refer("hope", said, reach="Call my sister", network="10.0.0.9", pk=pk)
    return Referral.objects.get(pk=pk)


def test_with_the_code_it_is_a_return_and_with_a_wrong_one_a_referral(town):
    code = left(town)
    wrong = refer("AAAA-AAAA-AAAA")
    assert (Coming.objects.count(), wrong.subject_id, wrong.program_id) == (0, None, None)
    right = refer(code)
    coming = Coming.objects.get()
    assert (coming.how, coming.words, coming.reach) == ("code", SAID["asks"], "Call my sister")
    assert (right.subject_id, right.program_id) == (town.ben.person_id, town.program.pk)
    assert {who for who in town.cast if reading.coming_by(town.cast[who], town.ben.person_id)} == {"chloe"}
    assert refer(code).subject_id is None  # it works once


def test_a_coordinator_of_another_program_learns_nothing(town):
    code = left(town)
    right = refer(code)
    ordinary = refer("")
    assert [row.pk for row in referral_reading.waiting_list(town.hana)[0]] == [ordinary.pk]
    assert {row.pk for row in referral_reading.waiting_list(town.chloe)[0]} == {right.pk, ordinary.pk}


def test_a_code_of_another_house_is_no_code_here(town):
    code = returning.give_code(town.zoe_way, by=town.yan)
    leaving.part(town.zoe_way, by=town.zoe)
    assert refer(code).subject_id is None
    assert ReturnCode.objects.get(participation=town.zoe_way).used_at is None


def test_somebody_who_guesses_is_answered_the_same_and_soon_opens_nothing(town):
    code = left(town)
    for _ in range(10):
        refer("AAAA-AAAA-AAAA")
    assert refer(code).subject_id is None
    with clock.moved(minutes=16):
        assert refer(code).subject_id == town.ben.person_id


def test_welcoming_them_settles_the_referral(town):
    right = refer(left(town))
    new = returning.welcome(Coming.objects.get(), program=town.program, by=town.chloe)
    right.refresh_from_db()
    assert (right.state, right.participation_id, new.after_id) == ("accepted", new.pk, town.ben_way.pk)


def test_without_a_code_a_merge_begins_the_new_way_after_the_old(town):
    leaving.part(town.ben_way, by=town.ben)
    row = people.waiting(town, name="Ben")
    found = referral_reading.alike(town.chloe, row)
    assert [each.participation for each in found if each.participation] == [town.ben_way]
    merging.merge(row, participation=town.ben_way, why="He said so.", by=town.chloe)
    offer = offering.offer(row, supporter=town.eva.person, by=town.chloe)
    offering.answer(offer, side="supporter", choice="yes", by=town.eva)
    offering.answer(offer, side="participant", choice="yes", by=town.chloe, how="By phone")
    row = Referral.objects.get(pk=row.pk)
    assert (row.participation.after_id, row.participation.person_id) == (town.ben_way.pk, town.ben.person_id)


def test_the_list_says_by_when_the_next_thing_is_looked_for(town):
    row = people.referral(town)
    received = referral_reading.waiting_list(town.chloe)[0][0].due_on
    referring.contact(row, how="call", reached=True, by=town.chloe)
    contacted = referral_reading.waiting_list(town.chloe)[0][0].due_on
    day = clock.today(town.house.zone)
    assert ((received - day).days, (contacted - day).days) == (2, 14)
