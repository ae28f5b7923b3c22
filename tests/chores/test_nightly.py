"""The chores of the night: safe to run twice and two at once; and the hand in the serving process."""

import datetime
import threading

import pytest

from cairn.chores import nightly
from cairn.chores.working import Worker
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.meetings import holding
from cairn.notices import noticing, turns
from cairn.notices.models import Letter, Notice
from cairn.people import joining, secrets
from cairn.people.models import Attempt, JoinCode
from tests import town as people

EIGHT = datetime.datetime(2026, 11, 17, 8, 0, tzinfo=datetime.UTC)


def plan(town):
    at = clock.now().replace(hour=18, minute=0, second=0, microsecond=0) + datetime.timedelta(days=1)
    return holding.plan(town.ben_way, at=at, by=town.ana)


@pytest.mark.django_db
def test_a_night_tells_sends_sweeps_and_looks(town, settings, tmp_path):
    settings.DATA = tmp_path
    plan(town)
    said = []
    found = nightly.run(said.append)
    assert [done.name for done in found] == [name for name, _ in nightly.STEPS]
    assert [done.failed for done in found] == [""] * len(found)
    assert said == found
    assert next(done.gave for done in found if done.name == "what is due is told") > 0


@pytest.mark.django_db
def test_a_second_run_finds_nothing_more_to_do(town, settings, tmp_path):
    settings.DATA = tmp_path
    plan(town)
    nightly.run()
    before = (Notice.objects.count(), Letter.objects.count())
    again = nightly.run()
    assert [done.gave for done in again[:4]] == [0, 0, 0, 0]
    assert (Notice.objects.count(), Letter.objects.count()) == before


@pytest.mark.django_db
def test_while_one_is_at_it_the_other_does_nothing(town):
    assert turns.take(nightly.TURN)
    assert nightly.run() is None
    turns.give_back(nightly.TURN)
    assert nightly.run() is not None


@pytest.mark.django_db
def test_a_turn_that_was_never_given_back_runs_out(town):
    assert turns.take("a chore")
    assert not turns.take("a chore")
    with clock.moved(minutes=31):
        assert turns.take("a chore")


@pytest.mark.django_db
def test_a_step_that_fails_stops_no_other_and_says_nothing_personal(town, monkeypatch):
    def falls():
        raise ValueError("Ben was here")

    monkeypatch.setattr(nightly, "STEPS", [("one", falls), ("two", lambda: 7)])
    found = nightly.run()
    assert [(done.gave, done.failed) for done in found] == [(None, "ValueError"), (7, "")]
    assert turns.take(nightly.TURN)


@pytest.mark.django_db
def test_the_proof_is_walked_when_it_is_asked_for(town):
    assert nightly.run(prove=True)[-1].gave == "whole"


@pytest.mark.django_db
def test_old_tries_and_old_codes_are_swept_and_fresh_ones_stay(town):
    joining.make_code(town.ben.person, by=town.ana, through=town.ben_way)
    with atomic():
        secrets.count(secrets.code_buckets("here"))
    tries = Attempt.objects.count()
    assert secrets.sweep() == 0
    with clock.moved(days=2):
        assert secrets.sweep() == tries
    assert JoinCode.objects.count() == 1
    with clock.moved(days=31):
        assert secrets.sweep() == 1


# -- the hand


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hour", "now", "last", "night"),
    [
        (None, EIGHT, None, False),
        (8, EIGHT, None, True),
        (8, EIGHT, EIGHT - datetime.timedelta(minutes=1), True),
        (8, EIGHT + datetime.timedelta(hours=2), EIGHT + datetime.timedelta(minutes=1), False),
        (8, EIGHT - datetime.timedelta(hours=1), EIGHT - datetime.timedelta(hours=20), False),
        (8, EIGHT - datetime.timedelta(hours=1), EIGHT - datetime.timedelta(hours=25), True),
    ],
)
def test_when_it_is_night(hour, now, last, night):
    if last:
        with clock.stopped(last):
            turns.take(nightly.TURN)
            turns.give_back(nightly.TURN)
    with clock.stopped(now):
        assert Worker(hour=hour).is_night() is night


def test_what_happens_is_told_within_moments_while_the_house_is_open(ground):
    town = people.build()
    noticing.catch_up()
    worker = Worker()
    worker.start()
    try:
        plan(town)
        waited = threading.Event()
        for _ in range(100):
            if Notice.objects.filter(template="session-planned").exists():
                break
            waited.wait(0.1)
        assert Notice.objects.filter(template="session-planned").count() == 1
    finally:
        worker.stop()


def test_two_at_once_tell_everything_once(ground):
    town = people.build()
    for _ in range(5):
        plan(town)
    failures = []

    def walk():
        from django.db import connection

        try:
            noticing.catch_up()
            nightly.run()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=walk) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    told = Notice.objects.filter(person_id=town.ben.person_id, template="session-planned")
    assert told.count() == 5
    assert Letter.objects.filter(person_id=town.ana.person_id, done_at=None).count() <= 1
