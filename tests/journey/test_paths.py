"""Whatever people press, in whatever order: a way is one chain, no tier without a decision, always a way back."""

import datetime

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from cairn.journey import deciding, leaving, moving, pausing, reading, returning, reviewing
from cairn.journey.models import Coming, Decision, Leaving, Move, Pause, Review, Settlement
from cairn.journey.rules.stages import Stage, stage_of_tier
from cairn.lib import clock
from cairn.lib.words import Refused
from cairn.teams import pairing
from cairn.teams.models import Participation, TeamMember
from tests import town as people

NAMES = st.sampled_from(["ana", "ben", "chloe"])
LATER = datetime.timedelta(days=40)


class Path(RuleBasedStateMachine):
    """Ben's ways, one after the other, and everything that anybody may press."""

    def __init__(self):
        super().__init__()
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.town = people.build()
        self.way = self.town.ben_way

    def teardown(self):
        transaction.set_rollback(True)
        self.inside.__exit__(None, None, None)

    def press(self, verb, *args, **said):
        """Somebody presses: it is done, or refused with a sentence; never an error."""
        from cairn.lib.words import NotHere

        try:
            with transaction.atomic():
                return verb(*args, **said)
        except (Refused, NotHere):
            return None

    @rule(to=st.sampled_from(list(Stage)), who=NAMES, why=st.sampled_from(["", "So it is."]))
    def move(self, to, who, why):
        self.press(moving.move, self.way, to=to, why=why, by=self.town.cast[who])

    @rule(tier=st.sampled_from([1, 2, 3]), who=NAMES)
    def propose(self, tier, who):
        self.press(
            deciding.propose, self.way, tier=tier, reasons="x", supporter_view="y", rhythm="weekly",
            next_on=clock.today() + LATER, by=self.town.cast[who],
        )  # fmt: skip

    @rule(who=NAMES, choice=st.sampled_from(["agree", "agree", "differ"]))
    def answer(self, who, choice):
        if found := Decision.objects.filter(participation=self.way).order_by("-number").first():
            by = self.town.cast[who]
            self.press(deciding.answer, found, choice=choice, name=by.person.chosen_name, words="z", by=by)

    @rule(who=NAMES)
    def settle(self, who):
        if found := Decision.objects.filter(participation=self.way).order_by("-number").first():
            self.press(deciding.settle, found, why="x", by=self.town.cast[who])

    @rule(who=NAMES)
    def withdraw(self, who):
        if found := Decision.objects.filter(participation=self.way).order_by("-number").first():
            self.press(deciding.withdraw, found, why="x", by=self.town.cast[who])

    @rule(who=NAMES)
    def leave(self, who):
        self.press(leaving.begin, self.way, why="x", by=self.town.cast[who])

    @rule(who=NAMES)
    def stay(self, who):
        if found := Leaving.objects.filter(participation=self.way).order_by("-begun_at").first():
            self.press(leaving.stay, found, why="x", by=self.town.cast[who])

    @rule(who=NAMES)
    def part(self, who):
        self.press(leaving.part, self.way, why="x", by=self.town.cast[who])

    @rule(who=NAMES)
    def pause(self, who):
        self.press(pausing.begin, self.way, first_on=clock.today(), by=self.town.cast[who])

    @rule(who=NAMES)
    def go_on(self, who):
        if found := Pause.objects.filter(participation=self.way).first():
            self.press(pausing.end, found, by=self.town.cast[who])

    @rule(who=NAMES)
    def hold(self, who):
        if found := Review.objects.filter(participation=self.way, held_on=None).first():
            self.press(reviewing.hold, found, held_on=clock.today(), talked=[], words="x", by=self.town.cast[who])

    @rule()
    def night(self):
        reviewing.due_tonight()
        assert reviewing.due_tonight() == 0

    @precondition(lambda self: reading.stage_of(self.way) == Stage.EXITED)
    @rule()
    def come_back(self):
        """From the end there is always a way back, for the participant alone."""
        self.way = Participation.objects.get(pk=self.way.pk)
        asked = returning.ask(self.way, by=self.town.ben)
        new = returning.welcome(asked, program=self.town.program, by=self.town.chloe)
        assert new.after_id == self.way.pk
        pairing.join(new, person=self.town.ana.person, by=self.town.chloe)
        self.way = new

    @invariant()
    def moves_are_one_chain(self):
        for way in Participation.objects.filter(person=self.town.ben.person):
            stage = Stage.TEAM_BUILDING
            for number, move in enumerate(Move.objects.filter(participation=way).order_by("number"), 1):
                assert (move.number, move.from_stage) == (number, stage)
                stage = Stage(move.to_stage)
            assert (stage == Stage.EXITED) is (way.ended_on is not None)

    @invariant()
    def a_tier_stands_on_a_settled_decision_of_people(self):
        for move in Move.objects.exclude(tier=None).select_related("decision"):
            settled = Settlement.objects.get(decision=move.decision)
            assert settled.how in ("both", "coordinator")
            assert move.decision.by_id is not None
            assert (move.tier, move.to_stage) == (move.decision.tier, stage_of_tier(move.decision.tier))

    @invariant()
    def one_of_each_is_open(self):
        for noun in (Decision.objects.filter(settlement=None), Leaving.objects.filter(closed_at=None)):
            assert noun.filter(participation=self.way).count() <= 1
        exiting = reading.stage_of(self.way) == Stage.EXITING
        assert Leaving.objects.filter(participation=self.way, closed_at=None).exists() is exiting

    @invariant()
    def who_has_left_is_followed_by_nobody_and_can_ask(self):
        for way in Participation.objects.filter(person=self.town.ben.person).exclude(ended_on=None):
            assert not TeamMember.objects.filter(participation=way, ended_at=None).exists()
            assert not Review.objects.filter(participation=way, held_on=None, set_aside_at=None).exists()
        assert Coming.objects.filter(answered_at=None).count() == 0


@pytest.mark.django_db
def test_no_path_leaves_a_participant_without_a_way_back(db):
    run_state_machine_as_test(Path, settings=settings(max_examples=8, stateful_step_count=30, deadline=None))
