"""What a stage asks for says where it is done, when, by whom, and by when the program looks for it."""

import datetime

import pytest

from cairn.journey import late, moving, pausing, reading, telling
from cairn.lib import clock
from cairn.lib.words import NotHere
from cairn.meetings import holding
from cairn.papers import filling, shipping
from cairn.people import joining
from cairn.people.roles import Role
from cairn.programs import ruling
from cairn.programs.rules import CLOCKS
from cairn.teams import building, pairing
from tests import town as people

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def asked(town, by=None):
    return {item.key: item for item in reading.way(by or town.ana, town.ben_way).asked}


def started(town):
    moving.move(town.ben_way, to="getting_started", why="So it is.", by=town.ana)


def held(town, way=None):
    meeting = people.meeting(town, way)
    holding.end(meeting, by=town.ana)
    return meeting


def rule(town, **days):
    ruling.rule(town.program, by=town.finn, clocks={**CLOCKS, **days}, part2="no", templates=["joint"])


def test_a_step_of_building_the_team_is_done_when_it_is_marked(town):
    assert not asked(town)["strengths"].done
    building.mark(town.ben_way, step="strengths", words="Patient", by=town.ana)
    building.mark(town.ben_way, step="first_contact", words="No answer", done=False, by=town.ana)
    item = asked(town)["strengths"]
    assert (item.done, item.how.by, item.how.words) == (True, "Ana", "Patient")
    assert item.how.on == clock.today(town.house.zone)
    assert not asked(town)["contact"].done
    with pytest.raises(NotHere):
        building.mark(town.ben_way, step="strengths", by=town.ben)


def test_what_was_told_says_when_and_by_whom_but_not_the_words(town):
    telling.tell(town.ben_way, kind="now", words="On a couch.", by=town.ben)
    item = asked(town)["now"]
    assert (item.done, item.how.by, item.how.words) == (True, "Ben", "")


def test_the_first_meeting_is_looked_for_by_the_program_s_clock(town):
    rule(town, first_meeting=9)
    assert asked(town)["meeting"].due_on == town.ben_way.started_on + 9 * DAY
    pausing.begin(
        town.ben_way, first_on=town.ben_way.started_on + DAY, last_on=town.ben_way.started_on + 4 * DAY,
        words="A journey", by=town.ana,
    )  # fmt: skip
    assert asked(town)["meeting"].due_on == town.ben_way.started_on + 13 * DAY
    building.mark(town.ben_way, step="first_meeting", by=town.ana)
    assert asked(town)["meeting"].due_on is None


def test_papers_of_getting_started_name_their_paper_and_their_day(town):
    rule(town, papers=20)
    shipping.ship(town.house, keys={"liability", "team-plan"})
    meeting = held(town)
    started(town)
    paper = filling.begin(town.ben_way, key="team-plan", by=town.ana)
    items = asked(town)
    assert (items["team-plan"].sheet, items["liability"].sheet) == (paper.pk, None)
    assert (items["team-plan"].paper, items["liability"].paper) == ("team-plan", "liability")
    assert items["liability"].due_on == clock.today(town.house.zone) + 20 * DAY
    assert meeting.participation_id == town.ben_way.pk


# -- the list of those who are late


def test_papers_are_late_when_the_clock_is_over_and_not_before(town):
    rule(town, papers=20)
    held(town)
    started(town)
    with clock.moved(days=20):
        assert late.starting(town.chloe) == ([], "")
    with clock.moved(days=21):
        rows, more = late.starting(town.chloe)
        assert [(row.participation, len(row.missing)) for row in rows] == [(town.ben_way, len(late.KEYS))]
        assert more == ""
        for key in late.KEYS:
            telling.tick(town.ben_way, item=key, words="Not asked for here.", by=town.ana)
        assert late.starting(town.chloe) == ([], "")


def test_days_of_a_pause_are_not_counted(town):
    held(town)
    started(town)
    today = clock.today(town.house.zone)
    pausing.begin(town.ben_way, first_on=today + DAY, last_on=today + 10 * DAY, words="Away", by=town.ana)
    with clock.moved(days=35):
        assert late.starting(town.chloe)[0] == []
    with clock.moved(days=41):
        assert len(late.starting(town.chloe)[0]) == 1


def test_who_sees_who_is_late(town):
    held(town)
    started(town)
    with clock.moved(days=60):
        seen = {name for name in town.cast if late.starting(town.cast[name])[0]}
    assert seen == {"ana", "chloe"}


def test_the_list_asks_as_much_with_many_and_turns_by_key(town, queries):
    counts = []
    for number in (1, 3):
        for n in range(number):
            person = joining.welcome(f"W {n} {number}", roles=[Role.PARTICIPANT], by=None, organization=town.house)
            way = pairing.begin(town.program, person=person, by=town.chloe)
            moving.move(way, to="getting_started", why="x", by=town.chloe)
        with clock.moved(days=60), queries() as said:
            late.starting(town.chloe)
        counts.append(len(said))
    assert counts[0] == counts[1] <= 7
    with clock.moved(days=60):
        every, _ = late.starting(town.chloe, limit=None)
        first, more = late.starting(town.chloe, limit=3)
        rest, end = late.starting(town.chloe, before=more, limit=3)
    assert [r.participation for r in first + rest] == [r.participation for r in every]
    assert end == ""
