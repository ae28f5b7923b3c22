"""A way in one look: one's own, and the stage of somebody one may see."""

import datetime

import pytest

from cairn.journey import deciding, glance, leaving, moving, returning, reviewing
from cairn.lib import clock
from cairn.people import joining
from cairn.people.roles import Role
from tests import town as people

pytestmark = pytest.mark.django_db


def walk(town, *stages):
    for stage in stages:
        moving.move(town.ben_way, to=stage, why="So it is.", by=town.ana)


def test_where_one_is_and_what_waits_for_ones_word(town):
    fresh = glance.own(town.ben)
    assert (fresh.stage, fresh.decision, fresh.review, fresh.came) == ("team_building", None, None, False)
    walk(town, "getting_started", "making_progress")
    soon = clock.today() + datetime.timedelta(days=3)
    review = reviewing.plan(town.ben_way, kind="talk", due_on=soon, by=town.ben)
    decision = deciding.propose(
        town.ben_way, tier=2, reasons="x", supporter_view="y", rhythm="monthly",
        next_on=clock.today() + datetime.timedelta(days=60), by=town.ana,
    )  # fmt: skip
    found = glance.own(town.ben)
    assert found.stage == "making_progress"
    assert found.visited == {"team_building", "getting_started", "making_progress"}
    assert (found.decision, found.review) == (decision.pk, (review.pk, "talk", soon))
    deciding.answer(decision, choice="agree", name="Ben", by=town.ben)
    assert glance.own(town.ben).decision is None


def test_a_way_that_ended_and_a_return_that_waits(town):
    leaving.part(town.ben_way, by=town.ben)
    assert (glance.own(town.ben).stage, glance.own(town.ben).came) == ("exited", False)
    returning.ask(town.ben_way, by=town.ben)
    assert glance.own(town.ben).came is True
    nobody = joining.welcome("Nia", roles=[Role.PARTICIPANT], by=None, organization=town.house)
    assert glance.own(people.who(nobody.pk)) is None


def test_who_sees_a_stage(town):
    people.ally(town)
    walk(town, "getting_started")
    seen = {name for name in town.cast if glance.stage_for(town.cast[name], town.ben_way)}
    assert seen == {"ben", "ana", "chloe"}
    assert glance.stage_for(town.ana, town.ben_way) == ("getting_started", None)


def test_two_questions_with_few_moves_and_with_many(town, django_assert_num_queries):
    for turn in range(3):
        with django_assert_num_queries(2):
            glance.own(town.ben)
        with django_assert_num_queries(1):
            glance.stage_for(town.ana, town.ben_way)
        walk(town, "getting_started", "team_building") if turn < 2 else None
