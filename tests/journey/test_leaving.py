"""Leaving in stages, the survey without a name, the keepsake, and the open door back."""

import datetime
import random

import pytest
from django.db import connection

from cairn.audit.models import Event
from cairn.goals.models import Win
from cairn.journey import answering, leaving, moving, reading, returning
from cairn.journey.keepsake import keepsake
from cairn.journey.models import Coming, Survey
from cairn.journey.rules.leaving import EMPTY
from cairn.journey.rules.stages import Stage
from cairn.lib import clock
from cairn.lib.words import NotHere, Refused
from cairn.notes import reading as notes
from cairn.people import access
from cairn.people.acts import Act
from cairn.teams import closing, pairing
from cairn.teams import reading as teams
from tests import town as people

pytestmark = pytest.mark.django_db
BODY = {
    **EMPTY,
    "goals": [{"words": "A home", "met": "met", "on": "2026-05-01"}],
    "taper": [{"from": "2026-06-01", "rhythm": "monthly"}],
    "supports": "My sister",
    "thanks": "Keep walking.",
}


def leave(town, why="It is time."):
    found = leaving.begin(town.ben_way, why=why, by=town.ben)
    return found


def part(town, by=None, why="Done."):
    leaving.part(town.ben_way, why=why, by=by or town.ben)
    return teams.own(town.ben)


def agree(town, found, version, *whos):
    for who in whos:
        leaving.agree(found, version=version, choice="agree", name=who.person.chosen_name, by=who)


# -- leaving


def test_leaving_begins_once_without_a_tier(town):
    found = leave(town)
    assert leave(town) == found
    way = reading.way(town.ana, town.ben_way)
    assert (way.stage, way.tier, way.leaving) == (Stage.EXITING, None, found)


def test_a_supporter_says_why_the_last_part_begins(town):
    with pytest.raises(Refused, match="why the last part"):
        leaving.begin(town.ben_way, by=town.ana)
    with pytest.raises(NotHere):
        leaving.begin(town.ben_way, why="x", by=town.eva)


def test_a_plan_has_versions_and_both_agree_to_the_newest(town):
    found = leave(town)
    first = leaving.plan(found, body=BODY, seen=0, by=town.ana)
    assert leaving.plan(found, body=BODY, seen=0, by=town.ana) == first  # pressed twice
    agree(town, found, 1, town.ana, town.ben)
    done = {i.key for i in reading.way(town.ana, town.ben_way).asked if i.done}
    assert done == {"exit-plan", "end-goals", "supports"}
    leaving.plan(found, body={**BODY, "back": "Call"}, seen=1, by=town.ben)
    assert "exit-plan" not in {i.key for i in reading.way(town.ana, town.ben_way).asked if i.done}
    with pytest.raises(Refused, match="changed since"):
        agree(town, found, 1, town.ana)
    with pytest.raises(Refused, match="meanwhile"):
        leaving.plan(found, body={**BODY, "back": "Write"}, seen=1, by=town.ana)


def test_staying_after_all_leads_back_to_where_one_was(town):
    for stage in ("getting_started", "making_progress"):
        moving.move(town.ben_way, to=stage, why="x", by=town.ana)
    found = leave(town)
    leaving.stay(found, by=town.ben)
    leaving.stay(found, by=town.ben)
    assert reading.stage_of(town.ben_way) == Stage.MAKING_PROGRESS
    assert reading.leaving_of(town.ben, town.ben_way) is None


def test_whoever_parts_keeps_their_record_and_the_team_sees_nothing_more(town):
    note = people.sealed(town)
    people.ally(town)
    leave(town)
    way = part(town)
    part(town)
    assert (way.ended_on, reading.stage_of(way)) == (clock.today("America/Chicago"), Stage.EXITED)
    assert teams.team(way) == []
    for name in ("ana", "olga"):
        assert not access.allows(town.cast[name], Act.NOTE_READ, note), name
        assert not any(access.allows(town.cast[name], act, way) for act in Act), name
    assert access.allows(town.ben, Act.NOTE_READ, note)
    assert reading.way(town.ben, way).stage == Stage.EXITED
    assert Event.objects.filter(act=Act.PARTICIPATION_END).count() == 1


def test_staff_say_why_when_something_is_open_and_it_is_written_down(town):
    with pytest.raises(Refused, match="still open"):
        leaving.part(town.ben_way, by=town.chloe)
    part(town, by=town.chloe, why="He moved away.")
    last = reading.way(town.chloe, town.ben_way).moves[0]
    assert (last.why, last.from_stage) == ("He moved away.", "team_building")
    assert "contact" in last.open_items
    for name in ("eva", "hana", "dan", "finn"):
        with pytest.raises(NotHere):
            leaving.part(town.dan_way if name != "dan" else town.ben_way, why="x", by=town.ana)


def test_nothing_moves_after_the_end(town):
    part(town)
    with pytest.raises(Refused, match="has ended"):
        moving.move(town.ben_way, to="getting_started", why="x", by=town.chloe)
    with pytest.raises(Refused, match="has ended"):
        leaving.begin(town.ben_way, by=town.ben)


# -- without a name


def answers(**said):
    return {"helped": "Quittenbaum", **said}


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_an_answer_without_a_name_leads_to_nobody(town):
    """Nothing in the whole database changes but the answers: no history, no sign of life, no id, no moment."""
    leave(town)

    def everything():
        found = {}
        for table in connection.introspection.table_names():
            if table != "journey_survey":
                found[table] = sorted(map(repr, rows(f'SELECT * FROM "{table}"')))
        return found

    before = everything()
    answering.answer_nameless(town.ben_way, answers=answers(), by=town.ben)
    assert everything() == before
    (survey,) = Survey.objects.all()
    assert {f.name for f in Survey._meta.get_fields()} == {"id", "organization", "key", "month", "answers"}
    assert survey.id.version == 4
    assert (survey.month.day, survey.key_id) == (1, town.house.key_id)
    whole = repr(rows("SELECT * FROM journey_survey"))
    assert not any(pk.hex in whole or str(pk) in whole for pk in (town.ben.person_id, town.ben_way.pk))


def test_the_order_of_the_answers_tells_nothing(town, monkeypatch):
    """The rows are laid down anew by chance each time: neither their order nor their ids tell who came last."""
    leave(town)
    places = []
    for seed in range(12):
        monkeypatch.setattr(answering, "_random", random.Random(seed))
        for n in range(4):
            answering.answer_nameless(town.ben_way, answers=answers(helped=f"Answer {n}"), by=town.ben)
        column = "rowid" if connection.vendor == "sqlite" else "ctid"
        ids = [pk for (pk,) in rows(f"SELECT id FROM journey_survey ORDER BY {column}")]
        said = {str(s.id).replace("-", ""): s.answers["helped"] for s in Survey.objects.all()}
        laid = [said[str(pk).replace("-", "")] for pk in ids]
        places.append(laid.index("Answer 3"))
        Survey.objects.all().delete()
    assert len(set(places)) > 2


def test_a_new_answer_changes_every_id(town):
    leave(town)
    answering.answer_nameless(town.ben_way, answers=answers(), by=town.ben)
    before = Survey.objects.get().pk
    answering.answer_nameless(town.ben_way, answers=answers(), by=town.ben)
    assert not Survey.objects.filter(pk=before).exists()


def test_few_answers_are_read_by_nobody(town):
    leave(town)
    for _ in range(4):
        answering.answer_nameless(town.ben_way, answers=answers(), by=town.ben)
    assert reading.nameless(town.chloe) == ([], 4)
    answering.answer_nameless(town.ben_way, answers=answers(again="yes"), by=town.ben)
    found, number = reading.nameless(town.finn)
    assert (len(found), number) == (5, 5)
    assert reading.nameless(town.xia) == ([], 0)
    for name in ("ana", "ben", "gus"):
        with pytest.raises(NotHere):
            reading.nameless(town.cast[name])


def test_only_whoever_leaves_or_left_their_own_way_answers(town):
    for name in ("dan", "eva", "chloe"):
        with pytest.raises(NotHere):
            answering.answer_nameless(town.ben_way, answers=answers(), by=town.cast[name])
    with pytest.raises(Refused):
        answering.answer_nameless(town.ben_way, answers={}, by=town.ben)


# -- a keepsake


def test_a_keepsake_holds_the_way_come_and_the_wins(town):
    Win.of(
        town.ben_way, kind="win", words="Called", passage="I called them.", voice=town.ben.person, on=clock.today()
    ).save(force_insert=True)
    found = leave(town)
    leaving.plan(found, body=BODY, seen=0, by=town.ben)
    way = part(town)
    told = keepsake(town.ben, way)
    assert (told["name"], told["program"], told["thanks"], told["companions"]) == (
        "Ben", "Bridges", "Keep walking.", ["Ana"],
    )  # fmt: skip
    (win,) = told["wins"]
    assert (win["words"], win["passage"], win["voice"]) == ("Called", "I called them.", "participant")
    assert [m["to"] for m in told["moves"]] == ["exiting", "exited"]
    for name in ("ana", "dan", "hana"):
        with pytest.raises(NotHere):
            keepsake(town.cast[name], way)


# -- coming back


def test_somebody_comes_back_alone_and_the_new_way_follows_the_old(town):
    way = part(town)
    asked = returning.ask(way, words="I am ready.", by=town.ben)
    assert returning.ask(way, by=town.ben) == asked
    assert [c.pk for c in reading.returns(town.chloe)] == [asked.pk]
    assert reading.returns(town.hana) == reading.returns(town.ana) == []
    new = returning.welcome(asked, program=town.program, by=town.chloe)
    assert returning.welcome(asked, program=town.program, by=town.chloe) == new
    assert (new.after_id, teams.own(town.ben).pk, reading.stage_of(new)) == (way.pk, new.pk, Stage.TEAM_BUILDING)
    assert reading.returns(town.chloe) == []


@pytest.mark.parametrize(("notes_yes", "plans_yes"), [(True, False), (False, True), (False, False), (None, None)])
def test_the_earlier_record_is_open_only_with_their_yes(town, notes_yes, plans_yes):
    note = people.sealed(town)
    draft = people.draft(town)
    way = part(town)
    asked = returning.ask(way, by=town.ben, shares_notes=notes_yes, shares_plans=plans_yes)
    new = returning.welcome(asked, program=town.program, by=town.chloe)
    pairing.join(new, person=town.eva.person, by=town.chloe)
    assert access.allows(town.eva, Act.NOTE_READ, note) is bool(notes_yes)
    assert not access.allows(town.eva, Act.NOTE_READ, draft)
    assert not access.allows(town.eva, Act.NOTE_AMEND, note)
    assert not access.allows(town.ana, Act.NOTE_READ, note)
    assert (teams.earlier(town.eva, new) is not None) is bool(notes_yes or plans_yes)
    rows, _ = notes.timeline(town.eva, way)
    assert len(rows) == bool(notes_yes)
    closing.open_earlier(way, into=new, notes=False, plans=False, by=town.ben)
    assert not access.allows(town.eva, Act.NOTE_READ, note)
    with pytest.raises(NotHere):
        closing.open_earlier(way, into=new, notes=True, plans=True, by=town.chloe)


def test_a_code_opens_the_door_once_and_without_a_date(town):
    code = returning.give_code(town.ben_way, by=town.ana)
    with pytest.raises(Refused):
        returning.ask_with_code(code, words="", reach="Call my sister", network="10.0.0.0")
    part(town)
    with clock.moved(days=2000):
        with pytest.raises(Refused, match="reach you"):
            returning.ask_with_code(code, words="", reach="", network="10.0.0.0")
        asked = returning.ask_with_code(code.lower(), words="Hello", reach="Call my sister", network="10.0.0.0")
        assert (asked.how, asked.asked_by_id, asked.shares_notes) == ("code", None, None)
        with pytest.raises(Refused, match="does not open"):
            returning.ask_with_code(code, words="", reach="x", network="10.0.0.0")


def test_wrong_codes_count(town):
    sentences = set()
    for _ in range(12):
        with pytest.raises(Refused) as refused:
            returning.ask_with_code("AAAA-AAAA-AAAA", words="", reach="x", network="10.1.0.0")
        sentences.add(refused.value.sentence)
    assert len(sentences) == 2  # wrong, and then: too many tries


def test_a_new_code_makes_the_old_one_void(town):
    old = returning.give_code(town.ben_way, by=town.ana)
    returning.give_code(town.ben_way, by=town.ben)
    part(town)
    with pytest.raises(Refused):
        returning.ask_with_code(old, words="", reach="x", network="10.0.0.0")


def test_not_now_is_said_with_words_and_can_be_asked_again(town):
    way = part(town)
    asked = returning.ask(way, by=town.ben)
    with pytest.raises(Refused):
        returning.put_off(asked, words="", by=town.chloe)
    returning.put_off(asked, words="In March there is room.", by=town.chloe)
    assert reading.coming_of(town.ben, way).answer == "In March there is room."
    assert returning.ask(way, by=town.ben) != asked


def test_who_asks_and_answers(town):
    way = part(town)
    for name in ("dan", "ana", "eva", "hana", "finn"):
        with pytest.raises(NotHere):
            returning.ask(way, by=town.cast[name])
    asked = returning.ask(way, by=town.chloe, words="She called.", shares_notes=True)
    assert (asked.how, asked.shares_notes) == ("staff", None)
    for name in ("ben", "ana", "hana", "finn"):
        with pytest.raises(NotHere):
            returning.welcome(asked, program=town.program, by=town.cast[name])
    assert Coming.objects.filter(way=None).count() == 1


def test_the_way_is_dated_by_the_house_s_own_day(town):
    with clock.stopped(datetime.datetime(2027, 1, 1, 3, tzinfo=datetime.UTC)):
        assert part(town).ended_on == datetime.date(2026, 12, 31)
