"""Sessions: planned, begun, held, missed, cancelled."""

import datetime

import pytest

from cairn.lib import clock
from cairn.lib.words import NotHere, Refused
from cairn.meetings import holding, reading, rules
from cairn.meetings.rules import State
from tests import town as people

NOON = datetime.datetime(2026, 11, 17, 12, tzinfo=datetime.UTC)


def at(minutes):
    return NOON + datetime.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("state", "to", "fine"),
    [
        (State.PLANNED, State.BEGUN, True),
        (State.PLANNED, State.MISSED, True),
        (State.PLANNED, State.CANCELLED, True),
        (State.BEGUN, State.HELD, True),
        (State.BEGUN, State.CANCELLED, False),
        (State.HELD, State.MISSED, False),
        (State.HELD, State.CANCELLED, False),
        (State.MISSED, State.PLANNED, True),
        (State.MISSED, State.BEGUN, False),
        (State.CANCELLED, State.PLANNED, True),
        (State.CANCELLED, State.HELD, False),
    ],
)
def test_what_a_session_may_become(state, to, fine):
    assert (rules.why_not(state, to) == "") is fine


@pytest.mark.parametrize(
    ("start", "end", "breaks", "now", "fine"),
    [
        (0, 45, [], 60, True),
        (0, 45, [(10, 20)], 60, True),
        (45, 0, [], 60, False),
        (0, 45, [(20, 10)], 60, False),
        (0, 45, [(40, 50)], 60, False),
        (0, 45, [(-5, 5)], 60, False),
        (70, 80, [], 60, False),
        (0, 70, [], 60, False),
        (0, None, [], 60, True),
    ],
)
def test_which_times_make_sense(start, end, breaks, now, fine):
    pauses = [(at(a), at(b)) for a, b in breaks]
    assert (rules.why_not_times(at(start), None if end is None else at(end), pauses, at(now)) == "") is fine


@pytest.mark.parametrize(
    ("end", "breaks", "minutes"),
    [(45, [], 45), (45, [(10, 20)], 35), (None, [], None), (0, [], 0), (90, [(0, 15), (60, 75)], 60)],
)
def test_minutes_together(end, breaks, minutes):
    pauses = [(at(a), at(b)) for a, b in breaks]
    assert rules.minutes(at(0), None if end is None else at(end), pauses) == minutes


@pytest.mark.django_db
def test_a_session_from_plan_to_held(town):
    meeting = holding.plan(town.ben_way, at=clock.now() + datetime.timedelta(days=1), by=town.ana, place="Library")
    assert [m.pk for m in reading.ahead(town.ben)] == [meeting.pk]
    holding.start(meeting, by=town.ana)
    with clock.moved(minutes=40):
        holding.end(meeting, by=town.ana)
    found = reading.meeting_for(town.ben, meeting.pk)
    assert (found.state, found.minutes, found.place, found.zone) == (State.HELD, 40, "Library", "America/Chicago")
    assert reading.ahead(town.ben) == []


@pytest.mark.django_db
def test_missed_and_cancelled_are_planned_again(town):
    meeting = holding.plan(town.ben_way, at=clock.now(), by=town.ana)
    holding.miss(meeting, why="bus", by=town.ana)
    with pytest.raises(Refused, match="missed"):
        holding.start(meeting, by=town.ana)
    holding.move(meeting, at=clock.now() + datetime.timedelta(days=2), by=town.ana)
    holding.cancel(meeting, why="ill", by=town.ben)
    assert reading.meeting_for(town.ana, meeting.pk).state == State.CANCELLED


@pytest.mark.django_db
def test_who_sees_a_session(town):
    meeting = people.meeting(town)
    people.ally(town)
    seen = set()
    for name, who in town.cast.items():
        try:
            seen.add(name) if reading.meeting_for(who, meeting.pk) else None
        except NotHere:
            pass
    assert seen == {"ana", "ben", "chloe"}


@pytest.mark.django_db
def test_only_the_team_changes_it(town):
    meeting = people.meeting(town)
    for name in ("ben", "chloe", "eva", "hana", "finn", "gus", "yan"):
        with pytest.raises(NotHere):
            holding.change(meeting, by=town.cast[name], place="X")
    with pytest.raises(NotHere):
        holding.plan(town.ben_way, at=clock.now(), by=town.eva)


@pytest.mark.django_db
def test_an_unknown_kind_or_zone_is_refused(town):
    for about in ({"place_kind": "moon"}, {"method": "owl"}, {"zone": "Mars/Olympus"}):
        with pytest.raises(Refused):
            holding.begin(town.ben_way, by=town.ana, **about)
