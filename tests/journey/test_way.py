"""Along the way: moves, reviews, decisions, pauses. What changed, what was recorded, who was refused."""

import datetime
import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from cairn.audit.models import Event
from cairn.goals.models import Win
from cairn.journey import deciding, known, leaving, lists, moving, pausing, reading, reviewing, telling
from cairn.journey.models import Decision, Move, Remark, Review, Settlement, Tick
from cairn.journey.rules.stages import Stage
from cairn.lib import clock
from cairn.lib.words import NotHere, Refused
from cairn.meetings import holding
from cairn.people.acts import Act
from cairn.programs import ruling
from cairn.teams import pairing
from tests import town as people

pytestmark = pytest.mark.django_db


def walk(town, *stages, why="We go on."):
    for stage in stages:
        moving.move(town.ben_way, to=stage, by=town.ana, why=why)


def propose(town, tier=2, by=None, **more):
    said = {"reasons": "Steady for months.", "supporter_view": "I see it so.", "rhythm": "monthly", **more}
    next_on = clock.today() + datetime.timedelta(days=60)
    return deciding.propose(town.ben_way, tier=tier, by=by or town.ana, next_on=next_on, **said)


def agree(decision, *whos):
    for who in whos:
        deciding.answer(decision, choice="agree", name=who.person.chosen_name, by=who)


def events(act):
    return list(Event.objects.filter(act=act).order_by("seq"))


# -- moves


def test_a_way_without_a_move_is_in_team_building(town):
    assert reading.stage_of(town.ben_way) == Stage.TEAM_BUILDING
    assert reading.way(town.ana, town.ben_way).moves == []


def test_a_move_says_who_when_why_and_what_was_still_open(town):
    move = moving.move(town.ben_way, to="getting_started", by=town.ana, why="He asked to.")
    assert (move.from_stage, move.to_stage) == ("team_building", "getting_started")
    assert (move.tier, move.why) == (None, "He asked to.")
    assert move.open_items == ["contact", "meeting", "strengths", "growth", "past", "now"]
    (event,) = events(Act.STAGE_MOVE)
    assert (event.by_id, event.subject_id) == (town.ana.person_id, town.ben.person_id)
    assert "He asked to." not in event.facts


def test_what_is_open_stops_nobody_who_says_why(town):
    with pytest.raises(Refused, match="still open"):
        moving.move(town.ben_way, to="getting_started", by=town.ana)
    assert Move.objects.count() == 0


def test_what_the_house_knows_is_done(town):
    meeting = holding.begin(town.ben_way, by=town.ana, place="Library")
    holding.end(meeting, by=town.ana)
    Win.of(town.ben_way, kind="strength", words="Patient", on=clock.today()).save(force_insert=True)
    for kind in ("growth", "past", "now"):
        telling.tell(town.ben_way, kind=kind, words="So it is.", by=town.ben)
    assert [item.done for item in reading.way(town.ana, town.ben_way).asked] == [True] * 6
    assert moving.move(town.ben_way, to="getting_started", by=town.ana).open_items == []


def test_pressing_twice_and_two_pressing_at_once_move_once(town):
    first = moving.move(town.ben_way, to="getting_started", by=town.ana, why="x")
    assert moving.move(town.ben_way, to="getting_started", by=town.chloe) == first
    assert Move.objects.count() == 1


def test_who_moves_a_way(town):
    for name in set(town.cast) - {"ana", "chloe"}:
        with pytest.raises(NotHere):
            moving.move(town.ben_way, to="getting_started", by=town.cast[name], why="x")


def test_a_move_stays_as_it_is(town):
    walk(town, "getting_started")
    for change in (lambda m: m.save(), lambda m: m.delete(), lambda m: Move.objects.update(number=7)):
        with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
            change(Move.objects.get())


def test_no_tier_stands_in_the_database_without_a_decision(town):
    with pytest.raises(DatabaseError), transaction.atomic():
        Move.of(
            town.ben_way, number=1, from_stage="team_building", to_stage="maintaining", tier=2, by=town.ana.person,
            at=clock.now(), on=clock.today(),
        ).save(force_insert=True)  # fmt: skip


def test_the_participant_remarks_and_nobody_else(town):
    walk(town, "getting_started")
    move = Move.objects.get()
    telling.remark(move, words="I was ready.", by=town.ben)
    for name in ("ana", "chloe", "dan"):
        with pytest.raises(NotHere):
            telling.remark(move, words="No", by=town.cast[name])
    assert [r.words for r in reading.remarks(town.ana, town.ben_way)[move.pk]] == ["I was ready."]
    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.all().delete()


def test_a_thing_is_said_to_be_done(town):
    telling.tick(town.ben_way, item="contact", words="By phone, last week.", by=town.ana)
    telling.tick(town.ben_way, item="contact", words="By phone, last week.", by=town.ana)
    assert Tick.objects.count() == 1
    item = reading.way(town.ana, town.ben_way).asked[0]
    assert (item.done, item.how.words) == (True, "By phone, last week.")
    with pytest.raises(NotHere):
        telling.tick(town.ben_way, item="contact", words="x", by=town.ben)


# -- reviews


def due(town):
    return {r.kind: r.due_on for r in reading.ahead(town.ana, town.ben_way)}


def days(number, start=None):
    return (start or clock.today(ZONE)) + datetime.timedelta(days=number)


ZONE = "America/Chicago"


def test_reviews_are_planned_when_the_work_on_goals_begins(town):
    walk(town, "getting_started")
    assert due(town) == {}
    walk(town, "making_progress")
    assert due(town) == {"talk": days(90), "formal": days(365)}


def test_a_program_sets_its_own_clocks(town):
    ruling.rule(town.program, clocks={"review": 30}, part2="no", templates=["joint"], by=town.finn)
    walk(town, "getting_started", "making_progress")
    assert due(town)["talk"] == days(30)


def test_a_review_is_held_once_stays_and_plans_the_next(town):
    walk(town, "getting_started", "making_progress")
    review = next(r for r in reading.ahead(town.ana, town.ben_way) if r.kind == "talk")
    with clock.moved(days=90):
        for _ in range(2):
            talked = [("A home", "Two viewings")]
            reviewing.hold(review, held_on=clock.today(ZONE), talked=talked, own_words="Good", by=town.ana)
        assert due(town) == {"talk": days(90), "formal": days(275)}
    (held,) = reading.reviews(town.ana, town.ben_way)
    assert (held.talked, held.own_words) == ([["A home", "Two viewings"]], "Good")
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.filter(pk=held.pk).update(held_on=clock.today())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journey_review")


def test_the_participant_asks_for_a_review(town):
    walk(town, "getting_started", "making_progress")
    reviewing.plan(town.ben_way, kind="talk", due_on=days(7), why="Things changed.", by=town.ben)
    assert due(town)["talk"] == days(7)
    reviewing.due_tonight()
    assert due(town)["talk"] == days(7)
    with pytest.raises(Refused):
        reviewing.plan(town.ben_way, kind="talk", due_on=days(-1), by=town.ben)
    with pytest.raises(NotHere):
        reviewing.plan(town.ben_way, kind="talk", due_on=days(7), by=town.dan)


def test_a_review_is_set_aside_with_a_reason(town):
    walk(town, "getting_started", "making_progress")
    review = next(r for r in reading.ahead(town.ana, town.ben_way) if r.kind == "talk")
    with pytest.raises(Refused):
        reviewing.set_aside(review, why=" ", by=town.ana)
    reviewing.set_aside(review, why="Away.", by=town.ana)
    assert reviewing.due_tonight() == 1
    assert due(town)["talk"] == days(90)


def test_the_night_is_safe_to_run_twice(town):
    walk(town, "getting_started", "making_progress")
    assert reviewing.due_tonight() == 0
    ruling.rule(town.program, clocks={"review": 10}, part2="no", templates=["joint"], by=town.finn)
    assert [reviewing.due_tonight() for _ in range(3)] == [1, 0, 0]
    assert due(town)["talk"] == days(10)


def test_a_pause_makes_the_clocks_wait(town):
    walk(town, "getting_started", "making_progress")
    pause = pausing.begin(town.ben_way, first_on=days(1), last_on=days(10), words="A move", by=town.ben)
    assert pausing.begin(town.ben_way, first_on=days(1), by=town.ana) == pause
    assert due(town)["talk"] == days(100)
    with clock.moved(days=5):
        pausing.end(pause, by=town.ana)
        pausing.end(pause, by=town.ben)
    assert due(town)["talk"] == days(95)


def test_a_pause_without_a_last_day_waits_night_by_night(town):
    walk(town, "getting_started", "making_progress")
    pausing.begin(town.ben_way, first_on=days(0), by=town.ben)
    before = due(town)["talk"]
    with clock.moved(days=3):
        assert reviewing.due_tonight() == 2
    assert due(town)["talk"] == before + datetime.timedelta(days=3)


# -- the tier


def test_both_agree_by_name_and_the_tier_is_theirs(town):
    walk(town, "getting_started", "making_progress")
    decision = propose(town)
    agree(decision, town.ana)
    assert reading.way(town.ana, town.ben_way).tier is None
    agree(decision, town.ben)
    way = reading.way(town.ana, town.ben_way)
    assert (way.stage, way.tier) == (Stage.MAINTAINING, 2)
    assert Settlement.objects.get().how == "both"
    assert due(town)["talk"] == decision.next_on
    assert json.loads(events(Act.DECISION_PROPOSE)[0].facts) == {"tier": 2}


def test_the_participant_sees_it_differently_and_a_coordinator_decides_with_a_reason(town):
    walk(town, "getting_started", "making_progress")
    decision = propose(town)
    agree(decision, town.ana)
    with pytest.raises(Refused, match="can still agree"):
        deciding.settle(decision, why="Room is short.", by=town.chloe)
    deciding.answer(decision, choice="differ", words="I need each week.", by=town.ben)
    with pytest.raises(NotHere):
        deciding.settle(decision, why="x", by=town.ana)
    deciding.settle(decision, why="We try it for a month.", by=town.chloe)
    decision = reading.decision_for(town.ben, decision.pk)
    assert (decision.settlement.how, decision.settlement.why) == ("coordinator", "We try it for a month.")
    assert [s.words for s in reading.says(town.ben, decision=decision)] == ["", "I need each week."]
    assert reading.way(town.ben, town.ben_way).tier == 2
    with pytest.raises(Refused, match="settled already"):
        agree(decision, town.ben)


def test_a_decision_confirms_the_tier_one_is_in(town):
    walk(town, "getting_started", "making_progress")
    agree(propose(town, tier=1), town.ben, town.ana)
    agree(propose(town, tier=1), town.ben, town.ana)
    moves = reading.way(town.ana, town.ben_way).moves
    assert (moves[0].from_stage, moves[0].to_stage, moves[0].tier) == ("making_progress", "making_progress", 1)
    assert len(moves) == 3


def test_one_decision_at_a_time_and_it_can_be_taken_back(town):
    walk(town, "getting_started", "making_progress")
    first = propose(town)
    with pytest.raises(Refused, match="waiting for an answer"):
        propose(town, tier=1)
    deciding.withdraw(first, why="Too early.", by=town.ana)
    assert propose(town, tier=1).number == 2


def test_the_same_form_sent_twice_makes_one_decision(town):
    walk(town, "getting_started", "making_progress")
    from cairn.lib import ids

    pk = ids.uuid7()
    assert propose(town, pk=pk) == propose(town, pk=pk)
    assert Decision.objects.count() == 1


def test_who_may_put_and_answer_a_tier(town):
    walk(town, "getting_started", "making_progress")
    for name in set(town.cast) - {"ana", "chloe"}:
        with pytest.raises(NotHere):
            propose(town, by=town.cast[name])
    decision = propose(town)
    for name in set(town.cast) - {"ana", "ben"}:
        with pytest.raises(NotHere):
            agree(decision, town.cast[name])
    with pytest.raises(Refused, match="type your name"):
        deciding.answer(decision, choice="agree", name="Somebody", by=town.ben)


def test_tier_three_opens_the_last_part_and_tier_one_leads_back(town):
    walk(town, "getting_started", "making_progress")
    agree(propose(town, tier=3), town.ben, town.ana)
    assert reading.leaving_of(town.ben, town.ben_way) is not None
    agree(propose(town, tier=1), town.ben, town.ana)
    way = reading.way(town.ben, town.ben_way)
    assert (way.stage, way.tier, way.leaving) == (Stage.MAKING_PROGRESS, 1, None)


# -- many ways


def test_who_is_where_is_counted_and_listed_alike(town):
    walk(town, "getting_started", "making_progress")
    agree(propose(town), town.ben, town.ana)
    fay = people.somebody(town.house, "fay", "participant")
    pairing.begin(town.program, person=fay.person, by=town.chloe)
    assert [(c.stage, c.tier, c.people) for c in lists.path_counts(town.chloe)] == [
        ("team_building", None, 1),
        ("maintaining", 2, 1),
    ]
    assert [(c.stage, c.people) for c in lists.path_counts(town.ana)] == [("maintaining", 1)]
    assert [(c.stage, c.people) for c in lists.path_counts(town.hana)] == [("team_building", 1)]
    for name in ("ben", "finn", "gus", "zoe"):
        assert lists.path_counts(town.cast[name]) == []

    def listed(**more):
        rows, _ = lists.on_the_path(town.chloe, **more)
        return [row.participation.person.chosen_name for row in rows]

    assert sorted(listed()) == ["Ben", "Fay"]
    assert listed(stage="maintaining") == ["Ben"]
    assert listed(tier=2) == ["Ben"]
    assert listed(tier=1) == []
    assert listed(only="alone") == ["Fay"]
    assert listed(only="paused") == []
    assert listed(program=town.other_program.pk) == []


@pytest.mark.parametrize("sort", ["longest", "newest"])
def test_the_list_is_turned_by_key(town, queries, sort):
    for n in range(5):
        fay = people.somebody(town.house, f"fay{n}", "participant")
        day = clock.today() - datetime.timedelta(days=n // 2)
        pairing.begin(town.program, person=fay.person, by=town.chloe, started_on=day)
    whole, _ = lists.on_the_path(town.chloe, sort=sort, limit=None)
    seen, before, more = [], "", True
    while more:
        rows, more = lists.on_the_path(town.chloe, sort=sort, before=before, limit=2)
        seen, before = seen + [r.participation.pk for r in rows], rows[-1].place
    assert seen == [r.participation.pk for r in whole]
    with queries() as asked:
        lists.on_the_path(town.chloe)
    assert len(asked) <= 2


def test_whose_review_is_due(town):
    walk(town, "getting_started", "making_progress")
    assert lists.reviews_due(town.chloe) == ([], False)
    with clock.moved(days=80):
        assert [r.kind for r in lists.reviews_due(town.chloe)[0]] == ["talk"]
        assert [r.kind for r in lists.reviews_due(town.ana)[0]] == ["talk"]
        for name in ("ben", "eva", "hana", "finn", "xia"):
            assert lists.reviews_due(town.cast[name]) == ([], False)


def test_a_former_member_sees_nothing_of_the_way(town):
    walk(town, "getting_started", "making_progress")
    decision, review = propose(town), reading.ahead(town.ana, town.ben_way)[0]
    people.leave(town)
    for door in (
        lambda: reading.decision_for(town.ana, decision.pk),
        lambda: reading.review_for(town.ana, review.pk),
        lambda: moving.move(town.ben_way, to="getting_started", by=town.ana, why="x"),
    ):
        with pytest.raises(NotHere):
            door()
    assert lists.path_counts(town.ana) == []


def test_rules_are_kept_in_versions_with_who_and_when(town):
    ruling.rule(town.program, clocks={"review": 60}, part2="no", templates=["joint"], by=town.finn)
    ruling.rule(town.program, clocks={"review": 60}, part2="no", templates=["joint"], by=town.finn)
    from cairn.programs import reading as programs

    _, versions = programs.versions_for(town.finn, town.program.pk)
    assert [(v.version, v.clocks, v.part2, v.made_by_id) for v in versions] == [
        (2, {"review": 60}, "no", town.finn.person_id),
        (1, {}, "undecided", town.finn.person_id),
    ]
    assert programs.clocks_of(town.program.pk)["review"] == 60
    assert programs.part2_applies(town.program.pk) is False
    assert programs.part2_applies(town.other_program.pk) is True
    for name in ("chloe", "gus", "wim", "ana"):
        with pytest.raises(NotHere):
            ruling.rule(town.program, clocks={}, part2="no", templates=["joint"], by=town.cast[name])


def test_known_and_leaving_are_used(town):
    assert known.leaving_of(town.ben_way) is None
    assert leaving.begin(town.ben_way, by=town.ben) == leaving.begin(town.ben_way, by=town.ben)
