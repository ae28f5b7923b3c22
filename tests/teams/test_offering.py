"""A match: offered once at a time, answered by both, and what follows; also as a machine that tries every path."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cairn.goals import reading as goals
from cairn.goals import stepping
from cairn.lib import clock
from cairn.lib.words import NotHere, Refused
from cairn.notes import reading as notes
from cairn.people import reading as persons
from cairn.people.models import Person
from cairn.teams import building, changing, match_reading, matching, offering, pairing, reading, referring
from cairn.teams.models import Conflict, Handover, Offer, OfferAnswer, Participation, Referral, TeamMember
from cairn.teams.rules.referral import State
from tests import town as people

pytestmark = pytest.mark.django_db


def offered(town, **said):
    row = people.waiting(town, **said)
    return row, offering.offer(row, supporter=town.eva.person, by=town.chloe)


def both_yes(town, made, *, passes=()):
    offering.answer(made, side="participant", choice="yes", how="On the phone", passes=passes, by=town.chloe)
    who = {town.eva.person_id: town.eva, town.ana.person_id: town.ana}[made.supporter_id]
    return offering.answer(made, side="supporter", choice="yes", by=who)


def test_both_say_yes_and_a_way_begins(town):
    safe = {"channels": ["text"], "hours": "after 4", "leave_no_message": True}
    row, made = offered(town, born_on="1990-05-04", safe=safe, wishes={"languages": ["en", "es"]})
    both_yes(town, made)
    row.refresh_from_db()
    person = row.subject
    assert (row.state, person.chosen_name, person.born_on, person.language) == (
        "accepted",
        "Robin Vega",
        "1990-05-04",
        "en",
    )
    assert (person.phone, person.safe_contact["hours"]) == ("555 010 2030", "after 4")
    assert [(m.person_id, m.part) for m in reading.team(row.participation)] == [(town.eva.person_id, "supporter")]
    assert [w.name for w in reading.participations(town.eva)] == ["Dan", "Robin Vega"]


def test_the_supporter_sees_the_minimum_and_only_while_it_is_open(town):
    _, made = offered(town, asks="Somebody to talk to", why="Court order 12", wishes={"meet": ["phone"]})
    (one,) = reading.offers(town.eva)
    assert (one.name, one.asks, one.meet) == ("Robin Vega", "Somebody to talk to", ("phone",))
    assert reading.offers(town.ana) == []
    with pytest.raises(NotHere):
        reading.referral_for(town.eva, made.referral_id)
    offering.withdraw(made, by=town.chloe)
    assert reading.offers(town.eva) == []


@pytest.mark.parametrize("side", ["supporter", "participant"])
def test_a_no_needs_no_reason_and_the_person_waits_on(town, side):
    row, made = offered(town)
    by, how = (town.eva, "") if side == "supporter" else (town.chloe, "Face to face")
    offering.answer(made, side=side, choice="no", how=how, by=by)
    row.refresh_from_db()
    assert (row.state, Offer.objects.get().outcome) == ("waiting", "declined")
    assert offering.offer(row, supporter=town.ana.person, by=town.chloe)


def test_nobody_answers_for_somebody_else(town):
    _, made = offered(town)
    for name in set(town.cast) - {"eva"}:
        with pytest.raises(NotHere):
            offering.answer(made, side="supporter", choice="yes", by=town.cast[name])
    for name in set(town.cast) - {"chloe", "eva"}:
        with pytest.raises(NotHere):
            offering.answer(made, side="participant", choice="yes", how="x", by=town.cast[name])
    with pytest.raises(NotHere):
        offering.answer(made, side="participant", choice="yes", how="x", by=town.eva)
    with pytest.raises(Refused, match="how they told you"):
        offering.answer(made, side="participant", choice="yes", how=" ", by=town.chloe)


def test_one_open_offer_at_a_time_whoever_is_quicker(town):
    row, made = offered(town)
    with pytest.raises(Refused, match="offered already"):
        offering.offer(row, supporter=town.ana.person, by=town.chloe)
    assert offering.offer(row, supporter=town.eva.person, by=town.chloe, pk=made.pk) == made
    twin = Offer.objects.get()
    twin.pk = Offer().pk
    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save(force_insert=True)


def test_an_offer_lapses_and_makes_room(town):
    row, made = offered(town)
    with clock.moved(days=30):
        with pytest.raises(Refused, match="time for this offer is over"):
            offering.answer(made, side="supporter", choice="yes", by=town.eva)
        assert (offering.lapse(), offering.lapse()) == (1, 0)
        row.refresh_from_db()
        assert (row.state, Offer.objects.get().outcome) == ("waiting", "lapsed")
        assert offering.offer(row, supporter=town.eva.person, by=town.chloe)


def test_a_referral_that_is_withdrawn_takes_its_offer_along(town):
    row, made = offered(town)
    referring.withdraw(row, reason="Moved away", by=town.chloe)
    with pytest.raises(NotHere):
        offering.answer(made, side="supporter", choice="yes", by=town.eva)


def test_capacity_pause_and_conflict_stand_in_the_way_of_offers_and_of_joining(town):
    row = people.waiting(town)
    matching.keep_profile({}, capacity=1, by=town.eva)  # she walks with Dan
    for refused in (
        lambda: offering.offer(row, supporter=town.eva.person, by=town.chloe),
        lambda: pairing.join(town.ben_way, person=town.eva.person, by=town.chloe),
    ):
        with pytest.raises(Refused, match="as many as they can"):
            refused()
    matching.keep_profile({}, capacity=5, paused=True, by=town.eva)
    with pytest.raises(Refused, match="nobody new"):
        offering.offer(row, supporter=town.eva.person, by=town.chloe)
    matching.keep_profile({}, capacity=5, by=town.eva)
    conflict = matching.say_conflict(row, supporter=town.eva.person, kind="relative", by=town.chloe)
    with pytest.raises(Refused, match="related"):
        offering.offer(row, supporter=town.eva.person, by=town.chloe)
    matching.end_conflict(conflict, by=town.chloe)
    both_yes(town, offering.offer(row, supporter=town.eva.person, by=town.chloe))
    matching.say_conflict(town.ben_way, supporter=town.eva.person, kind="partner", by=town.chloe)
    with pytest.raises(Refused, match="couple"):
        pairing.join(town.ben_way, person=town.eva.person, by=town.chloe, part="backup")


def test_the_last_place_is_given_once(town):
    matching.keep_profile({}, capacity=2, by=town.eva)
    offered(town)
    with pytest.raises(Refused, match="as many as they can"):
        offering.offer(people.waiting(town, name="Other"), supporter=town.eva.person, by=town.chloe)


def test_never_again_is_kept_and_the_other_does_not_learn_of_it(town):
    made = offering.offer(town.ben_way, supporter=town.eva.person, by=town.chloe)
    offering.answer(made, side="supporter", choice="no", never=True, by=town.eva)
    row = Conflict.objects.get()
    assert (row.kind, row.said_by_id) == ("not_this", town.eva.person_id)
    with pytest.raises(Refused, match="asked not to be"):
        offering.offer(town.ben_way, supporter=town.eva.person, by=town.chloe)
    told = [e.act for e in persons.own_history(town.ben)]
    assert "conflict.say" not in told
    assert [c.pk for c in match_reading.conflicts(town.chloe, person_id=town.ben.person_id)] == [row.pk]
    assert match_reading.conflicts(town.ben, person_id=town.ben.person_id) == []


def test_asking_for_another_supporter_is_seen_by_the_coordinator_alone(town):
    changing.ask(town.ben_way, words="We are too alike", by=town.ben)
    changing.ask(town.ben_way, by=town.ben)
    seen = {name for name, who in town.cast.items() if match_reading.asked_anew(who)}
    assert seen == {"ben", "chloe"}
    for name in set(town.cast) - {"ben"}:
        with pytest.raises(NotHere):
            changing.ask(town.ben_way, by=town.cast[name])


@pytest.mark.parametrize("passes", [(), ("notes",), ("notes", "steps", "plans")])
def test_a_change_of_supporter_passes_on_what_the_participant_says(town, passes):
    old = people.sealed(town)
    stepping.add(town.ben_way, what="Call", whose=town.ben.person, by=town.ben)
    changing.ask(town.ben_way, by=town.ben)
    handover = changing.open_handover(town.ben_way.team.get(ended_at=None), by=town.chloe)
    changing.leave_word(handover, words="Likes to walk", by=town.ana)
    made = offering.offer(town.ben_way, supporter=town.eva.person, by=town.chloe)
    offering.answer(made, side="participant", choice="yes", passes=passes, by=town.ben)
    assert [n.note.pk for n in notes.timeline(town.ana, town.ben_way)[0]] == [old.pk]
    offering.answer(made, side="supporter", choice="yes", by=town.eva)
    new = people.sealed_by(town, town.eva)
    steps = [s.what for s in goals.open_steps(town.eva, town.ben_way)]
    seen = {name: {r.note.pk for r in notes.timeline(who, town.ben_way)[0]} for name, who in town.cast.items()}
    everything = {old.pk, new.pk}
    assert {name: pks for name, pks in seen.items() if pks} == {
        "ben": everything, "chloe": everything, "eva": everything if "notes" in passes else {new.pk},
    }  # fmt: skip
    assert steps == (["Call"] if "steps" in passes else [])
    row = Handover.objects.get()
    assert (row.word, row.passes, row.ended_at is None) == (
        "Likes to walk",
        [p for p in ("notes", "steps", "plans") if p in passes],
        False,
    )
    assert match_reading.asked_anew(town.chloe) == []
    assert reading.participations(town.ana) == []


def test_somebody_known_begins_a_way_linked_to_the_one_before(town):
    Participation.objects.filter(pk=town.ben_way.pk).update(ended_on="2026-01-01")
    again = pairing.begin(town.program, person=town.ben.person, by=town.chloe, after=town.ben_way)
    assert again.after_id == town.ben_way.pk
    with pytest.raises(NotHere):
        pairing.begin(town.program, person=town.ben.person, by=town.chloe, after=town.dan_way)


def test_team_building_is_marked_by_the_team_and_attempts_are_kept(town):
    building.mark(town.ben_way, step="first_contact", done=False, words="No answer", by=town.ana)
    building.mark(town.ben_way, step="first_contact", by=town.ana)
    building.mark(town.ben_way, step="first_contact", words="By phone", by=town.chloe)
    done = {step: row for step, _, _, row in reading.building(town.ben_way) if row}
    assert {step: row.words for step, row in done.items()} == {"first_contact": "By phone"}
    assert [row.words for row in match_reading.attempts(town.ben_way)] == ["No answer"]
    for name in set(town.cast) - {"ana", "chloe"}:
        with pytest.raises(NotHere):
            building.mark(town.ben_way, step="strengths", by=town.cast[name])


class Matching(RuleBasedStateMachine):
    """Every path through two referrals, two supporters and a coordinator in any order."""

    def __init__(self):
        super().__init__()
        self.point = transaction.savepoint()
        self.town = Matching.town
        self.rows = [people.waiting(self.town, name=f"R{n}") for n in range(2)]

    def teardown(self):
        transaction.savepoint_rollback(self.point)

    def attempt(self, verb, *args, **options):
        try:
            with transaction.atomic():
                return verb(*args, **options)
        except (Refused, NotHere):
            return None

    def row(self, n):
        return Referral.objects.get(pk=self.rows[n].pk)

    @rule(n=st.integers(0, 1), who=st.sampled_from(["ana", "eva"]))
    def offer(self, n, who):
        self.attempt(offering.offer, self.row(n), supporter=self.town.cast[who].person, by=self.town.chloe)

    @rule(
        pick=st.integers(0, 9),
        side=st.sampled_from(["supporter", "participant"]),
        choice=st.sampled_from(["yes", "yes", "no"]),
    )
    def answer(self, pick, side, choice):
        made = list(Offer.objects.order_by("pk"))
        if made:
            one = made[pick % len(made)]
            by = people.who(one.supporter_id) if side == "supporter" else self.town.chloe
            how = "" if side == "supporter" else "x"
            self.attempt(offering.answer, one, side=side, choice=choice, how=how, by=by)

    @rule(pick=st.integers(0, 9))
    def take_back(self, pick):
        made = list(Offer.objects.order_by("pk"))
        if made:
            self.attempt(offering.withdraw, made[pick % len(made)], by=self.town.chloe)

    @rule(n=st.integers(0, 1), verb=st.sampled_from([referring.decline, referring.withdraw, referring.reopen]))
    def close_or_open(self, n, verb):
        self.attempt(verb, self.row(n), reason="So", by=self.town.chloe)

    @rule(n=st.integers(0, 1))
    def wait(self, n):
        self.attempt(referring.wait, self.row(n), by=self.town.chloe)

    @invariant()
    def nothing_that_must_not_be(self):
        for row in Referral.objects.all():
            open_ = Offer.objects.open().filter(referral=row).count()
            assert open_ <= 1, "two open offers"
            assert (row.state == State.OFFERED) is (open_ == 1)
            if row.state == State.ACCEPTED:
                assert row.participation_id, "accepted without a way"
                walks = TeamMember.objects.filter(participation=row.participation, part="supporter", ended_at=None)
                assert walks.count() == 1, "two supporters of one"
        for made in Offer.objects.filter(outcome="accepted"):
            assert OfferAnswer.objects.filter(offer=made, choice="yes").count() == 2, "a match without both"
        assert Person.objects.filter(pk__in=Referral.objects.values("subject")).count() <= len(self.rows)


def test_no_path_leads_to_what_must_not_be(town):
    Matching.town = town
    run_state_machine_as_test(
        Matching,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
