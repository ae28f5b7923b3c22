"""Whatever people do in whatever order: whoever is out stays out, somebody hears it, and the rows tell its stage."""

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from cairn.audit import verifying
from cairn.concerns import appointing, handling, raising, reading
from cairn.concerns.models import Concern, Step, history_of
from cairn.concerns.rules.handling import STEPS, Kind, Stage
from cairn.concerns.rules.routing import Circle
from cairn.lib.words import NotHere, Refused
from cairn.people import access
from cairn.people.acts import Act
from tests import town as people

NAMES = ("ana", "ben", "chloe", "dan", "eva", "finn", "gus", "hana")
STAFF = ("chloe", "finn", "gus", "hana")
DOING = {
    Kind.ACKNOWLEDGE: lambda concern, by, words: handling.acknowledge(concern, by=by, words=words),
    Kind.ACT: lambda concern, by, words: handling.act(concern, words=words, by=by),
    Kind.ANSWER: lambda concern, by, words: handling.answer(concern, words=words, by=by),
    Kind.SETTLE: lambda concern, by, words: handling.settle(concern, words=words, by=by),
    Kind.TELL: lambda concern, by, words: handling.tell(concern, how="person", by=by, words=words),
    Kind.CLOSE: lambda concern, by, words: handling.close(concern, by=by, words=words),
    Kind.REOPEN: lambda concern, by, words: raising.reopen(concern, words=words, by=by),
    Kind.ADD: lambda concern, by, words: raising.add(concern, words=words, by=by),
}


PEOPLE = st.sampled_from(NAMES)


class Concerned(RuleBasedStateMachine):
    """A concern in this town, and everything that anybody can do with it."""

    town = None

    @initialize(by=st.sampled_from(NAMES), named=st.sampled_from([*NAMES, ""]), involves=st.sampled_from(["", "yes"]))
    def begin(self, by, named, involves):
        self.point = transaction.savepoint()
        self.raised_by = by
        self.out = {by} | ({named} - {""})
        person = self.town.cast[named].person if named and named != by else ""
        self.concern = people.concern(self.town, by=self.town.cast[by], named=person, involves=involves)

    @rule(kind=st.sampled_from(sorted(DOING)), by=st.sampled_from(NAMES), words=st.sampled_from(["", "words"]))
    def step(self, kind, by, words):
        self.attempt(lambda: DOING[kind](self.concern, self.town.cast[by], words))

    @rule(who=st.sampled_from([*NAMES, ""]), by=st.sampled_from(STAFF))
    def route(self, who, by):
        person = self.town.cast[who].person if who else None
        if (
            self.attempt(lambda: handling.route(self.concern, person=person, words="why", by=self.town.cast[by]))
            and who
        ):
            self.out.add(who)

    @rule(who=st.sampled_from(NAMES), by=st.sampled_from(STAFF))
    def assign(self, who, by):
        self.attempt(lambda: handling.assign(self.concern, person=self.town.cast[who].person, by=self.town.cast[by]))

    @rule(who=st.sampled_from([*STAFF, ""]))
    def appoint(self, who):
        appointing.appoint(self.town.cast[who].person if who else None, by=self.town.finn)

    def attempt(self, doing):
        """True when it was done; what is refused changes nothing."""
        before = Step.objects.filter(concern=self.concern).count()
        self.concern = Concern.objects.get(pk=self.concern.pk)
        try:
            with transaction.atomic():
                doing()
        except (NotHere, Refused):
            assert Step.objects.filter(concern=self.concern).count() == before
            return False
        assert Step.objects.filter(concern=self.concern).count() == before + 1
        return True

    @invariant()
    @precondition(lambda self: hasattr(self, "concern"))
    def whoever_is_out_is_out(self):
        handles = {n for n in NAMES if access.allows(self.town.cast[n], Act.CONCERN_READ, self.concern)}
        assert not handles & self.out
        circle, _ = reading.hearers(self.concern)
        assert handles or (circle is Circle.NOBODY and set(STAFF) - {"gus"} <= self.out)

    @invariant()
    @precondition(lambda self: hasattr(self, "concern"))
    def the_rows_tell_its_stage(self):
        stage = Stage.RAISED
        for kind in Step.objects.filter(concern=self.concern).order_by("pk").values_list("kind", flat=True):
            stage = STEPS[Kind(kind)][stage]
        assert Concern.objects.get(pk=self.concern.pk).stage == stage

    def teardown(self):
        if hasattr(self, "concern"):
            assert verifying.walk(history_of(self.town.house.pk)).broken == ""
            transaction.savepoint_rollback(self.point)


@pytest.mark.django_db
def test_no_path_shows_it_to_whoever_is_named_or_leaves_it_unheard(town):
    run(type("Here", (Concerned,), {"town": town}), settings=settings(max_examples=12, stateful_step_count=12))
